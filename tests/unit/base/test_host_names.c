#include "base/host_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/draw.h"
#include "base/limits.h"

static struct address numbered(unsigned n)
{
	return address_v4((uint8_t[]){10, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n});
}

static void add(
    struct host_names *h, unsigned n, enum host_source source, uint64_t frame, const char *name)
{
	struct address a = numbered(n);

	host_names_add(
	    h, &a, source, (struct source_ref){0, frame}, (const uint8_t *)name, strlen(name));
}

/* "DHCP 7 name, NBNS 9 name" */
static const char *said(const struct host_names *h, const struct address *a)
{
	static char text[2048];
	size_t count, at = host_names_find(h, a, &count), len = 0;

	text[0] = '\0';
	for (size_t i = at; i < at + count; i++) {
		const struct host_name *one = host_names_at(h, i);

		len += (size_t)snprintf(text + len, sizeof text - len, "%s%s %u %s",
		    i > at ? ", " : "", host_source_words(one->source), (unsigned)one->first.record,
		    one->name);
	}
	return text;
}

static void finds(void **state)
{
	struct host_names h = {0};
	struct address unknown = numbered(4), six = address_v6((uint8_t[16]){0xfd, [15] = 3}),
		       one = numbered(1), three = numbered(3);

	(void)state;
	assert_string_equal(said(NULL, &unknown), "");
	assert_string_equal(said(&h, &unknown), "");
	add(&h, 3, HOST_SOURCE_NBNS, 9, "three");
	add(&h, 1, HOST_SOURCE_DHCP, 2, "one\x1b[2J");
	add(&h, 2, HOST_SOURCE_DHCP, 3, "two");
	add(&h, 3, HOST_SOURCE_DHCP, 12, "other");
	add(&h, 3, HOST_SOURCE_NBNS, 4, "three");
	add(&h, 3, HOST_SOURCE_NBNS, 14, "three");
	add(&h, 5, HOST_SOURCE_DHCP, 1, "");
	host_names_add(
	    &h, &six, HOST_SOURCE_PTR, (struct source_ref){0, 5}, (const uint8_t *)"six", 3);
	assert_string_equal(said(&h, &one), "DHCP 2 one\\027[2J");
	assert_string_equal(said(&h, &three), "DHCP 12 other, NBNS 4 three");
	assert_string_equal(said(&h, &six), "PTR 5 six");
	assert_string_equal(said(&h, &unknown), "");
	host_names_fini(&h);
}

static void escapes_and_truncates(void **state)
{
	struct host_names h = {0};
	struct address a = numbered(1);
	char name[300];
	size_t count;

	(void)state;
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	add(&h, 1, HOST_SOURCE_DHCP, 1, name);
	host_names_add_text(&h, &a, HOST_SOURCE_NBNS, (struct source_ref){0, 1}, name);
	add(&h, 1, HOST_SOURCE_MDNS, 1, "\xff\n\\</script>");
	const struct host_name *first = host_names_at(&h, host_names_find(&h, &a, &count));
	assert_int_equal(count, 3);
	assert_int_equal(strlen(first->name), HOST_TEXT_MAX - 1);
	assert_string_equal(first->name + HOST_TEXT_MAX - 4, "...");
	assert_string_equal(host_names_at(&h, 1)->name, first->name);
	assert_string_equal(host_names_at(&h, 2)->name, "\\255\\010\\\\</script>");
	/* what is read again is as it was */
	struct host_names again = {0};
	host_names_merge(&again, &h, NULL);
	assert_string_equal(host_names_at(&again, 2)->name, "\\255\\010\\\\</script>");
	host_names_fini(&again);
	host_names_fini(&h);
}

static void mac_addresses(void **state)
{
	struct host_names h = {0};
	struct address a = numbered(1);
	struct source_ref where = {0, 1};

	(void)state;
	host_names_add_mac(&h, &a, HOST_SOURCE_FRAME, where, (uint8_t[6]){0});
	host_names_add_mac(&h, &a, HOST_SOURCE_FRAME, where, (uint8_t[6]){1, 0, 0x5e});
	assert_int_equal(h.count, 0);
	host_names_add_mac(&h, &a, HOST_SOURCE_FRAME, where, (uint8_t[6]){2, 0, 0x5e, 0xff, 1, 9});
	assert_string_equal(said(&h, &a), "frame 1 02:00:5e:ff:01:09");
	host_names_fini(&h);
}

/* The earliest stay, whatever the order. */
static void is_bounded(void **state)
{
	struct host_names h = {0};
	struct address last = numbered(HOST_NAMES_MAX + 10), first = numbered(1);
	char name[16];

	(void)state;
	for (unsigned n = HOST_NAMES_MAX + 10; n > 0; n--)
		add(&h, n, HOST_SOURCE_DHCP, n, "x");
	assert_int_equal(h.count, HOST_NAMES_MAX);
	assert_true(host_names_is_full(&h));
	assert_string_equal(said(&h, &last), "");
	assert_string_equal(said(&h, &first), "DHCP 1 x");
	host_names_fini(&h);
	for (unsigned n = 2 * HOST_NAMES_EACH; n > 0; n--) {
		snprintf(name, sizeof name, "n%u", n);
		add(&h, 1, HOST_SOURCE_DHCP, n, name);
	}
	assert_int_equal(h.count, HOST_NAMES_EACH);
	for (unsigned n = 1; n <= HOST_NAMES_EACH; n++) {
		snprintf(name, sizeof name, "DHCP %u n%u", n, n);
		assert_non_null(strstr(said(&h, &first), name));
	}
	host_names_fini(&h);
}

static void check_same(const struct host_names *a, const struct host_names *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct host_name *x = host_names_at(a, i), *y = host_names_at(b, i);

		assert_int_equal(address_compare(&x->address, &y->address), 0);
		assert_string_equal(x->name, y->name);
		assert_int_equal(x->source, y->source);
		assert_int_equal(source_ref_compare(x->first, y->first), 0);
	}
}

/* Parts of what was said, in any split, merge into the same as all of it: also beyond the limits.
 * One in eight is said by the file itself, without a frame. */
static void merges(void **state)
{
	static const uint32_t inputs[] = {0, 1, 2};

	(void)state;
	draw_state = 23;
	for (unsigned hosts = 20; hosts <= 8000; hosts *= 20) {
		struct host_names all = {0}, parts[3] = {{0}}, merged = {0};

		for (unsigned i = 0; i < 30000; i++) {
			char name[8];
			struct address a = numbered(draw(hosts));
			uint32_t part = draw(3);
			struct source_ref where = {part, draw(8) ? 1 + draw(100000) : 0};
			enum host_source source = draw(3);

			snprintf(name, sizeof name, "n%u", draw(9));
			host_names_add_text(&all, &a, source, where, name);
			host_names_add_text(&parts[part], &a, source, where, name);
		}
		for (int i = 2; i >= 0; i--) {
			host_names_merge(&merged, &parts[i], inputs);
			host_names_fini(&parts[i]);
		}
		check_same(&all, &merged);
		host_names_fini(&all);
		host_names_fini(&merged);
	}
}

static void sources(void **state)
{
	(void)state;
	assert_string_equal(host_source_name(HOST_SOURCE_DHCP_FQDN), "dhcp-fqdn");
	assert_string_equal(host_source_words(HOST_SOURCE_MDNS), "mDNS");
	assert_true(host_source_is_itself(HOST_SOURCE_LLMNR));
	assert_false(host_source_is_itself(HOST_SOURCE_PTR));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds),
	    cmocka_unit_test(escapes_and_truncates),
	    cmocka_unit_test(mac_addresses),
	    cmocka_unit_test(is_bounded),
	    cmocka_unit_test(merges),
	    cmocka_unit_test(sources),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
