/*-------------------------------------------------------------------------
 *
 * time_limit.c
 *	  An action that ends after some time, by itself or by force.
 *
 * The server can interrupt a query only by a cancel.  So the timer requests one
 * as the server's own signal handler does, but sends no signal: a cancel that came
 * by a signal is a user's, or that of a timeout of the session, and always goes
 * through.  The timeout of a lock sends the signal as well; its indicator tells it
 * apart.  It ends the wait, and the action may catch that.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <signal.h>

#include "miscadmin.h"
#include "storage/latch.h"
#include "utils/guc.h"
#include "utils/timeout.h"

#include "base/base.h"

/* Time for which a lock is awaited, unless the session has a limit of its own */
#define LOCK_WAIT	"5s"

static volatile sig_atomic_t time_is_up;
static volatile sig_atomic_t was_signalled;
static struct sigaction servers_handler;

static void
EndAction(void)
{
	time_is_up = true;
	InterruptPending = true;
	QueryCancelPending = true;
	SetLatch(MyLatch);
}

static void
NoteSignal(int number)
{
	was_signalled |= !get_timeout_indicator(LOCK_TIMEOUT, false);
	servers_handler.sa_handler(number);
}

/* The same for a handler that wants to know who sent the signal */
static void
NoteSender(int number, siginfo_t * info, void *context)
{
	was_signalled |= !get_timeout_indicator(LOCK_TIMEOUT, false);
	servers_handler.sa_sigaction(number, info, context);
}

static TimeoutId
Timer(void)
{
	static TimeoutId timer = MAX_TIMEOUTS;

	if (timer == MAX_TIMEOUTS)
		timer = RegisterTimeout(USER_TIMEOUT, EndAction);
	return timer;
}

static void
StartTimer(int milliseconds)
{
	struct sigaction ours;

	time_is_up = was_signalled = false;
	(void) sigaction(SIGINT, NULL, &servers_handler);
	ours = servers_handler;
	if ((ours.sa_flags & SA_SIGINFO) != 0)
		ours.sa_sigaction = NoteSender;
	else
		ours.sa_handler = NoteSignal;
	(void) sigaction(SIGINT, &ours, NULL);
	enable_timeout_after(Timer(), milliseconds);
}

/* If the action ended before the timer's request was obeyed, withdraw that, but not a user's */
static void
StopTimer(void)
{
	disable_timeout(Timer(), false);
	if (time_is_up)
	{
		QueryCancelPending = false;
		if (was_signalled)
			QueryCancelPending = InterruptPending = true;
	}
	(void) sigaction(SIGINT, &servers_handler, NULL);
}

/* The action, under the limit for locks */
typedef struct Limited
{
	SssAction	action;
	const void *argument;
} Limited;

static void
RunLimited(const void *argument)
{
	const Limited *limited = argument;
	int			nest_level = NewGUCNestLevel();

	if (strcmp(GetConfigOption("lock_timeout", false, false), "0") == 0)
		(void) set_config_option("lock_timeout", LOCK_WAIT, PGC_USERSET, PGC_S_SESSION,
								 GUC_ACTION_SAVE, true, 0, false);
	limited->action(limited->argument);
	AtEOXact_GUC(false, nest_level);
}

ErrorData *
SssTryWithin(int milliseconds, SssAction action, const void *argument)
{
	Limited		limited = {action, argument};
	ErrorData  *volatile failure = NULL;

	if (milliseconds == 0)
		return SssTryInSubtransaction(RunLimited, &limited);
	PG_TRY();
	{
		StartTimer(milliseconds);
		failure = SssCatchInSubtransaction(RunLimited, &limited);
	}
	PG_FINALLY();
	{
		StopTimer();
	}
	PG_END_TRY();
	if (failure != NULL && failure->sqlerrcode == ERRCODE_QUERY_CANCELED && time_is_up && !was_signalled)
		return failure;
	SssThrowIfRequested(failure);
	return failure;
}
