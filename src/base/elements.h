/*-------------------------------------------------------------------------
 *
 * elements.h
 *	  Arrays that SQL collects from other tables.
 *
 * array_agg() gives NULL where it met no row, and an outer join a NULL
 * element: neither array holds anything that happened.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_ELEMENTS_H
#define SSS_BASE_ELEMENTS_H

#include "postgres.h"

#include "fmgr.h"

#include "law/lists.h"

typedef struct SssElements
{
	int			count;
	Datum	   *values;
	bool	   *nulls;
} SssElements;

/* The elements of an array, of however many dimensions; none if it is NULL */
extern SssElements SssTakeElements(FunctionCallInfo fcinfo, int argument);

/* Is the element of a date[] a day?  NULL is none, nor is an infinite date. */
extern bool SssIsDay(const SssElements *dates, int element);

/* Refuse arrays of which each element of one belongs to one of the other */
extern void SssCheckSameLength(const SssElements *a, const char *a_name,
							   const SssElements *b, const char *b_name);

/* Refuse a period that ends before it begins, as one or the other being NULL does not */
extern void SssCheckPeriod(FunctionCallInfo fcinfo, int since, int until);

#endif							/* SSS_BASE_ELEMENTS_H */
