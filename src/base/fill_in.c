/*-------------------------------------------------------------------------
 *
 * fill_in.c
 *	  Messages of the lists, with what their braces stand for.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"

#include "base/compat.h"
#include "base/fill_in.h"

/* The message is ours, so that a brace is always closed */
char *
SssFillIn(const char *message, const SssMessageValue *values, int nvalues)
{
	StringInfoData out;

	initStringInfo(&out);
	while (*message != '\0')
	{
		const char *end = *message == '{' ? strchr(message, '}') : NULL;

		if (end == NULL)
		{
			appendStringInfoChar(&out, *message++);
			continue;
		}
		for (int i = 0; i < nvalues; i++)
		{
			if (strlen(values[i].name) == (size_t) (end - message - 1) &&
				strncmp(values[i].name, message + 1, end - message - 1) == 0 &&
				values[i].value != NULL)
				appendStringInfoString(&out, values[i].value);
		}
		message = end + 1;
	}
	return out.data;
}
