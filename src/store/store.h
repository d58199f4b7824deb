/*-------------------------------------------------------------------------
 *
 * store.h
 *	  The door of the room store.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_STORE_STORE_H
#define SSS_STORE_STORE_H

#include "store/append.h"
#include "store/exemptions.h"
#include "store/log.h"
#include "store/mode.h"
#include "store/tables.h"

#endif							/* SSS_STORE_STORE_H */
