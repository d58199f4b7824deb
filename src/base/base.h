/*-------------------------------------------------------------------------
 *
 * base.h
 *	  The door of the room base.
 *
 *-------------------------------------------------------------------------
 */
#ifndef SSS_BASE_BASE_H
#define SSS_BASE_BASE_H

#include "base/arguments.h"
#include "base/cite.h"
#include "base/compat.h"
#include "base/error.h"
#include "base/language.h"
#include "base/message.h"
#include "base/names.h"
#include "base/other_facts.h"
#include "base/rows.h"
#include "base/types.h"
#include "base/verdict.h"

#endif							/* SSS_BASE_BASE_H */
