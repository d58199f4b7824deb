/*-------------------------------------------------------------------------
 *
 * tap.c
 *	  Results of the host test, in the Test Anything Protocol.
 *
 *-------------------------------------------------------------------------
 */
#include "tap.h"

#include <stdarg.h>
#include <stdio.h>

static int	checks = 0;
static int	failures = 0;

/* "not ok" or "ok" and the number; the caller writes the rest of the line */
static void
StartLine(bool holds)
{
	checks++;
	if (!holds)
		failures++;
	printf("%s %d - ", holds ? "ok" : "not ok", checks);
}

void
Check(bool holds, const char *format,...)
{
	va_list		args;

	StartLine(holds);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
}

/* A comment on the previous line, for the reader of a failure */
void
Note(const char *format,...)
{
	va_list		args;

	printf("#   ");
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

void
ClaimBroken(Claim *claim, const char *format,...)
{
	va_list		args;

	if (claim->broken++ >= CLAIM_SHOWN)
		return;
	va_start(args, format);
	vsnprintf(claim->shown[claim->broken - 1], CLAIM_DETAIL, format, args);
	va_end(args);
}

void
ClaimDone(const Claim *claim)
{
	StartLine(claim->broken == 0 && claim->cases > 0);
	printf("%s (%ld cases)\n", claim->text, claim->cases);
	if (claim->cases == 0)
		Note("no case was met");
	if (claim->broken > 0)
		Note("broken by %ld of %ld cases, such as", claim->broken, claim->cases);
	for (int i = 0; i < CLAIM_SHOWN && i < claim->broken; i++)
		Note("  %s", claim->shown[i]);
	fflush(stdout);
}

int
ChecksDone(void)
{
	printf("1..%d\n", checks);
	return failures == 0 ? 0 : 1;
}
