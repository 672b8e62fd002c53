#include "sandbox.h"

#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <openssl/evp.h>

/* Libraries that open their own files at first use do so now. */
static void load_what_loads_late(void)
{
	EVP_MD_free(EVP_MD_fetch(NULL, "SHA256", NULL));
}

#ifdef DNSFERRET_INSTRUMENTED
#define IS_INSTRUMENTED true
#else
#define IS_INSTRUMENTED false
#endif

static void leave_no_core(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	prctl(PR_SET_DUMPABLE, 0);
}

int sandbox_enter(struct sandbox *sandbox, enum sandbox_mode mode, const struct paths *inputs,
    const struct texts *outputs, struct err *err)
{
	*sandbox = (struct sandbox){.files = false};
	if (mode == SANDBOX_OFF)
		return 0;
	if (!IS_INSTRUMENTED) {
		load_what_loads_late();
		leave_no_core();
		if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
			sandbox->files = sandbox_files(inputs, outputs) == 0;
			sandbox->calls = sandbox_calls() == 0;
		}
	}
	if (mode == SANDBOX_REQUIRE && !(sandbox->files && sandbox->calls))
		return err_set(err, "--sandbox require: this kernel provides only '%s'",
		    sandbox_state(sandbox));
	return 0;
}

const char *sandbox_state(const struct sandbox *sandbox)
{
	if (sandbox->files)
		return sandbox->calls ? "on" : "files only";
	return sandbox->calls ? "system calls only" : "off";
}
