#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/log_text.h"

#define HEADER                                                                        \
	"#separator \\x09\n#set_separator\t,\n#unset_field\t-\n#path\tdns\n"          \
	"#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_" \
	"id\trtt\tquery\t"                                                            \
	"qclass\tqtype\trcode\tAA\tTC\tRD\tRA\tanswers\tTTLs\n"
#define HEADER_READ "continuation\ncontinuation\ncontinuation\ncontinuation\ncontinuation\n"

static void tsv(void **state)
{
	(void)state;
	log_text_expect("zeek",
	    HEADER "1521911720.865716\tC1\t10.0.0.1\t4000\t10.0.0.53\t53\tudp\t7\t0.5\twww."
		   "example\t1\t1\t0"
		   "\tF\tF\tT\tT\tcdn.example,192.0.2.1\t60.000000,30.000000\n",
	    HEADER_READ
	    "dns\n"
	    "  Q 10.0.0.1:4000 > 10.0.0.53:53 www.example A 2018-03-24T17:15:20.865716Z Z\n"
	    "  R 10.0.0.53:53 > 10.0.0.1:4000 www.example A NOERROR 2/17 "
	    "2018-03-24T17:15:21.365716Z Z\n");
}

/* No rcode: a query without a response. A time that is masked. TXT strings. An escaped comma. */
static void rows(void **state)
{
	(void)state;
	log_text_expect("zeek",
	    HEADER
	    "1.5\tC1\t::1\t4000\t::2\t53\ttcp\t7\t-\ta\\x2cb.example\t1\t16\t-\tF\tF\tT\tF\t-\t-\n"
	    "XXXX.XX\tC1\t::1\t4000\t::2\t53\tudp\t7\t-\tx\t1\t1\t-\tF\tF\tT\tF\t-\t-\n"
	    "1.5\tC1\t::1\t4000\t::2\t53\tudp\t7\t-\tt.example\t1\t16\t0\tF\tF\tT\tF\t"
	    "TXT 3 a\\x2cb TXT 1 c\t5.0\n"
	    "1.5\tC1\t::1\t4000\n"
	    "#close\t2024\n",
	    HEADER_READ
	    "dns\n  Q/tcp ::1:4000 > ::2:53 a,b.example TXT 1970-01-01T00:00:01.500000Z Z\n"
	    "log-time\n"
	    "dns\n  Q ::1:4000 > ::2:53 t.example TXT 1970-01-01T00:00:01.500000Z Z\n"
	    "  R ::2:53 > ::1:4000 t.example TXT NOERROR 1/6 1970-01-01T00:00:01.500000Z Z\n"
	    "log-fields\ncontinuation\n");
}

/* What `rows -f zeek` writes: a dot inside a label, no server, RDATA in hex, which must be whole.
 */
static void own(void **state)
{
	(void)state;
	log_text_expect("zeek",
	    HEADER
	    "1.5\tC1\t::1\t4000\t-\t-\t-\t7\t-\ta\\x2eb\\x5c\\x09.example\t1\t10\t0\tF\tF\tT\tF\t"
	    "TYPE10 \\x5c# 3 0102ab,TYPE46 \\x5c# 0\t5.0,5.0\n"
	    "1.5\tC1\t::1\t4000\t::2\t53\tudp\t7\t-\tx\t1\t10\t0\tF\tF\tT\tF\tTYPE10 \\x5c# 4 "
	    "0102ab\t5.0\n",
	    HEADER_READ
	    "dns\n  Q ::1:4000 > - a\\.b\\\\\\009.example NULL 1970-01-01T00:00:01.500000Z SZX\n"
	    "  R - > ::1:4000 a\\.b\\\\\\009.example NULL NOERROR 2/3 "
	    "1970-01-01T00:00:01.500000Z SZX\n"
	    "dns\n  Q ::1:4000 > ::2:53 x NULL 1970-01-01T00:00:01.500000Z Z\n"
	    "  R ::2:53 > ::1:4000 x NULL NOERROR 1/19 1970-01-01T00:00:01.500000Z Z\n");
}

/* Beside strings, which are marked, a host name is an alias; "unknown" is not the data. */
static void types(void **state)
{
	(void)state;
	log_text_expect("zeek",
	    HEADER "1.5\tC1\t::1\t4000\t::2\t53\tudp\t7\t-\tx\t1\t16\t0\tF\tF\tT\tF\tA.b,TXT 1 "
		   "c\t1.0,1.0\n"
		   "1.5\tC1\t::1\t4000\t::2\t53\tudp\t7\t-\tx\t1\t16\t0\tF\tF\tT\tF\ta b\t1.0\n"
		   "1.5\tC1\t::1\t4000\t::2\t53\tudp\t7\t-\tx\t1\t10\t0\tF\tF\tT\tF\t<unknown "
		   "type=10>\t1.0\n",
	    HEADER_READ "dns\n  Q ::1:4000 > ::2:53 x TXT 1970-01-01T00:00:01.500000Z Z\n"
			"  R ::2:53 > ::1:4000 x TXT NOERROR 2/7 1970-01-01T00:00:01.500000Z Z\n"
			"dns\n  Q ::1:4000 > ::2:53 x TXT 1970-01-01T00:00:01.500000Z Z\n"
			"  R ::2:53 > ::1:4000 x TXT NOERROR 1/4 1970-01-01T00:00:01.500000Z Z\n"
			"dns\n  Q ::1:4000 > ::2:53 x NULL 1970-01-01T00:00:01.500000Z Z\n"
			"  R ::2:53 > ::1:4000 x NULL NOERROR 1/0 1970-01-01T00:00:01.500000Z Z\n");
}

static void json(void **state)
{
	(void)state;
	log_text_expect("zeek",
	    "{\"ts\":1588205199.82437,\"id_orig_h\":\"10.0.1.6\",\"id_orig_p\":54243,\"id_resp_h\":"
	    "\"10.0.0.4\",\"id_resp_p\":53,\"proto\":\"udp\",\"trans_id\":41180,\"query\":\"a."
	    "example\","
	    "\"qtype\":28,\"rcode\":3,\"RD\":true}\n"
	    "{\"ts\":\"2020-04-30T00:06:39.824Z\",\"id.orig_h\":\"10.0.1.6\",\"id.resp_h\":\"10.0."
	    "0.4\","
	    "\"trans_id\":1,\"query\":\"b.example\",\"qtype\":1,\"RD\":false}\n"
	    "{\"ts\":1}\n{\"ts\":1,\n",
	    "dns\n  Q 10.0.1.6:54243 > 10.0.0.4:53 a.example AAAA 2020-04-30T00:06:39.824370Z Z\n"
	    "  R 10.0.0.4:53 > 10.0.1.6:54243 a.example AAAA NXDOMAIN 0/0 "
	    "2020-04-30T00:06:39.824370Z Z\n"
	    "dns\n  Q 10.0.1.6 > 10.0.0.4 b.example A 2020-04-30T00:06:39.824000Z ZXP\n"
	    "other\nlog-json\n");
}

/* Columns in another order, and the header again with yet another one. */
static void columns(void **state)
{
	(void)state;
	log_text_expect("zeek",
	    "#fields\tquery\tts\tid.resp_h\tid.orig_h\tqtype\nx.example\t1.0\t10.0.0.53\t10.0.0."
	    "1\t1\n"
	    "#fields\tts\tid.resp_h\tid.orig_h\tquery\n2.0\t10.0.0.53\t10.0.0.1\ty.example\n",
	    "continuation\ndns\n  Q 10.0.0.1 > 10.0.0.53 x.example A 1970-01-01T00:00:01.000000Z "
	    "ZIFXP\n"
	    "continuation\ndns\n  Q 10.0.0.1 > 10.0.0.53 y.example TYPE0 "
	    "1970-01-01T00:00:02.000000Z ZIFQXP\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tsv),
	    cmocka_unit_test(rows),
	    cmocka_unit_test(own),
	    cmocka_unit_test(types),
	    cmocka_unit_test(json),
	    cmocka_unit_test(columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
