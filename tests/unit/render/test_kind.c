#include "../../../src/render/kind.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static const struct {
	const char *json, *says;
} cases[] = {
    {"{\"kind\": \"tunnel\"}", "a network connection through DNS"},
    {"{\"kind\": \"c2\", \"volume\": {\"responses\": 3, \"down_bytes\": 4200}}",
	"takes its orders from the responses"},
    {"{\"kind\": \"c2\", \"volume\": {\"responses\": 14, \"down_bytes\": 32}}",
	"takes its orders from the responses, which are short (32 B in all)"},
    {"{\"kind\": \"c2\", \"volume\": {\"responses\": 0}}",
	"waits for orders; no response was seen"},
    {"{\"kind\": \"c2\", \"volume\": {\"responses\": 0, \"down_known\": false}}",
	"which this log does not show"},
    {"{\"kind\": \"exfiltration\"}", "data that leaves"},
    {"{\"kind\": \"staging\"}", "the responses carry a program"},
    {"{\"kind\": \"beacon\", \"reasons\": [{\"code\": \"silence\", \"measured\": {}},"
     " {\"code\": \"beacon\", \"measured\": {\"regularity\": 0.9, \"interval_s\": 83.8}}]}",
	"at a steady interval (every 83.8 s), with"},
    {"{\"kind\": \"beacon\", \"reasons\": []}", "at a steady interval, with"},
    {"{\"kind\": \"beacon\", \"reasons\": [{\"code\": \"beacon\","
     " \"measured\": {\"interval_s\": null}}]}",
	"at a steady interval, with"},
    {"{\"kind\": \"dga\", \"pool\": {\"domains_total\": 1234}, \"resolution\": {\"answered\": "
     "true, \"failed_share\": 1.0}}",
	"1,234 were tried; every response was an error, so none led to a server"},
    {"{\"kind\": \"dga\", \"pool\": {\"domains_total\": 20}, \"resolution\": {\"answered\": true, "
     "\"failed_share\": 0.95}}",
	"20 were tried; 95 % of the responses were errors"},
    {"{\"kind\": \"dga\", \"pool\": {\"domains_total\": 20}, \"resolution\": {\"answered\": true, "
     "\"failed_share\": 0.0}}",
	"20 were tried; none of the responses was an error"},
    {"{\"kind\": \"dga\", \"pool\": {\"domains_total\": 20}, \"resolution\": {\"answered\": "
     "false, \"failed_share\": 0.0}}",
	"20 were tried; no response was seen"},
    {"{\"kind\": \"unclear\"}", "cannot be told"},
    {"{\"kind\": \"unclear\", \"pool\": {\"domains_total\": 53}, \"resolution\": {\"answered\": "
     "true, \"failed_share\": 1.0}}",
	"53 domains that one program seems to use, to send data or to find its server; every "
	"response was an error"},
    {"{\"kind\": \"other\"}", ""},
    {"{}", ""},
};

static void test_sentences(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct err err;
		char sentence[KIND_SENTENCE_MAX];
		FILE *in = fmemopen((char *)cases[i].json, strlen(cases[i].json), "r");
		const struct node *finding = document_read_json(&a, in, "-", &err);

		fclose(in);
		assert_non_null(finding);
		assert_ptr_equal(kind_sentence(finding, sentence), sentence);
		if (!strstr(sentence, cases[i].says) || (!*cases[i].says && *sentence))
			fail_msg(
			    "%s: \"%s\" is not in: %s", cases[i].json, cases[i].says, sentence);
		assert_true(*sentence == '\0' || sentence[strlen(sentence) - 1] != '.');
		arena_fini(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sentences),
	};
	return cmocka_run_group_tests_name("kind", tests, NULL, NULL);
}
