#include "signals.h"

#include <signal.h>
#include <stddef.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/exit_code.h"

static volatile sig_atomic_t caught, asked;

static void catch (int signal_number)
{
	caught = signal_number;
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
}

static void note(int signal_number)
{
	(void)signal_number;
	asked = 1;
}

static void watch(int signal_number)
{
	struct sigaction action = {.sa_handler = catch}, before;

	/* Started with the signal ignored (nohup, a background job): keep ignoring it. */
	if (sigaction(signal_number, NULL, &before) == 0 && before.sa_handler == SIG_IGN)
		return;
	sigemptyset(&action.sa_mask);
	sigaddset(&action.sa_mask, SIGINT);
	sigaddset(&action.sa_mask, SIGTERM);
	sigaction(signal_number, &action, NULL);
}

void signals_watch(void)
{
	watch(SIGINT);
	watch(SIGTERM);
	/* A request for progress must not interrupt a read. */
	struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
	sigemptyset(&action.sa_mask);
	sigaction(SIGUSR1, &action, NULL);
}

/* Only what may be called in a signal handler. */
static void end_now(int signal_number)
{
	static const char terminated[] = "dnsferret: SIGTERM: ended before all was written\n",
			  interrupted[] = "dnsferret: SIGINT: ended before all was written\n";
	bool term = signal_number == SIGTERM;
	ssize_t written = write(STDERR_FILENO, term ? terminated : interrupted,
	    term ? sizeof terminated - 1 : sizeof interrupted - 1);

	(void)written;
	_exit(EXIT_SIGNAL + signal_number);
}

static void leave(int signal_number)
{
	struct sigaction now;

	if (sigaction(signal_number, NULL, &now) == 0 && now.sa_handler == catch)
		signal(signal_number, end_now);
}

void signals_leave(void)
{
	leave(SIGINT);
	leave(SIGTERM);
}

int signals_received(void)
{
	return caught;
}

bool signals_progress_asked(void)
{
	bool was = asked;

	asked = 0;
	return was;
}

const char *signals_name(int signal_number)
{
	return signal_number == SIGTERM ? "SIGTERM" : "SIGINT";
}
