/*-------------------------------------------------------------------------
 *
 * cite.h
 *	  Citations as lawyers write them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_CITE_H
#define SSS_BASE_CITE_H

#include "postgres.h"

#include "base/language.h"

/* Such as "подпункт 10) пункта 7 приложения 1", in the database's encoding */
extern char *SssCite(SssProvision provision, SssLanguage language);

#endif							/* SSS_BASE_CITE_H */
