#include "stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t caught;

static void catch (int signal_number)
{
	caught = signal_number;
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
}

static void watch(int signal_number)
{
	struct sigaction action = {.sa_handler = catch}, before;

	/* Started with the signal ignored (nohup, a shell's background job): it stays so. */
	if (sigaction(signal_number, NULL, &before) == 0 && before.sa_handler == SIG_IGN)
		return;
	sigemptyset(&action.sa_mask);
	sigaddset(&action.sa_mask, SIGINT);
	sigaddset(&action.sa_mask, SIGTERM);
	sigaction(signal_number, &action, NULL);
}

void stop_watch(void)
{
	watch(SIGINT);
	watch(SIGTERM);
}

int stop_signal(void)
{
	return caught;
}

const char *stop_name(int signal_number)
{
	return signal_number == SIGTERM ? "SIGTERM" : "SIGINT";
}
