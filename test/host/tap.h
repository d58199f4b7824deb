/*-------------------------------------------------------------------------
 *
 * tap.h
 *	  Results of the host test, in the Test Anything Protocol.
 *
 * A check is one line of TAP.  A claim is a check about many cases: it counts
 * them, keeps the first that break it, and becomes one line when it is closed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef TAP_H
#define TAP_H

#include <stdbool.h>

/* How many of the cases that break a claim are shown */
#define CLAIM_SHOWN		3
#define CLAIM_DETAIL	400

typedef struct Claim
{
	const char *text;
	long		cases;
	long		broken;
	char		shown[CLAIM_SHOWN][CLAIM_DETAIL];
} Claim;

#define CLAIM(text) {text, 0, 0, {""}}

/* One case of a claim; the detail is written only where the claim does not hold */
#define CASE(claim, holds, ...) \
	do { \
		(claim)->cases++; \
		if (!(holds)) \
			ClaimBroken(claim, __VA_ARGS__); \
	} while (0)

extern void Check(bool holds, const char *format,...)
			__attribute__((format(printf, 2, 3)));
extern void Note(const char *format,...)
			__attribute__((format(printf, 1, 2)));
extern void ClaimBroken(Claim *claim, const char *format,...)
			__attribute__((format(printf, 2, 3)));

/* Report a claim; one without a single case proves nothing and does not hold */
extern void ClaimDone(const Claim *claim);

/* Print the plan; the exit status of the program */
extern int	ChecksDone(void);

#endif							/* TAP_H */
