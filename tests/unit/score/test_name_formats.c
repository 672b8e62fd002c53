#include "../../../src/score/benign/name_formats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/guard.h"
#include "dns/name.h"
#include "dns/suffix.h"

static const struct {
	const char *name; /* whole; the base is found by the Public Suffix List */
	enum name_format is;
} rows[] = {
    {"1.64.144.185.zen.example.org", NAME_FORMAT_REVERSED_IPV4},
    {"153.229.168.192.spam.dnsbl.example.net", NAME_FORMAT_REVERSED_IPV4},
    {"4.3.2.1.abcd1234.r.example.com", NAME_FORMAT_REVERSED_IPV4},
    {"192.168.0.184", NAME_FORMAT_REVERSED_IPV4},
    {"256.64.144.185.zen.example.org", NAME_FORMAT_NONE},
    {"1.64.144.zen.example.org", NAME_FORMAT_NONE},
    {"1.2.3.4.5.zen.example.org", NAME_FORMAT_NONE},
    {"k3m9z0q7x2v8c1b5n4l6.4.3.2.1.zen.example.org", NAME_FORMAT_NONE},
    {"2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.zen.example.org",
	NAME_FORMAT_REVERSED_IPV6},
    {"b.0.0.0.f.0.6.8.b.2.4.6.1.0.0.2.origin6.example.org", NAME_FORMAT_REVERSED_IPV6},
    {"b.0.0.0.f.0.6.8.b.2.4.1.0.0.2.origin6.example.org", NAME_FORMAT_NONE},
    {"g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.example.org", NAME_FORMAT_NONE},
    {"version.bind", NAME_FORMAT_RESOLVER_ID},
    {"HOSTNAME.BIND", NAME_FORMAT_RESOLVER_ID},
    {"id.server", NAME_FORMAT_RESOLVER_ID},
    {"version2.bind", NAME_FORMAT_NONE},
    {"_ta-4f66", NAME_FORMAT_TRUST_ANCHOR},
    {"_ta-4a5c-4f66-9728.example.com", NAME_FORMAT_TRUST_ANCHOR},
    {"root-key-sentinel-not-ta-20326.example.com", NAME_FORMAT_TRUST_ANCHOR},
    {"_ta-4f6.example.com", NAME_FORMAT_SERVICE},
    {"_.example.com", NAME_FORMAT_MINIMISED},
    {"_.mail.example.com", NAME_FORMAT_MINIMISED},
    {"_.k3m9z0q7x2v8c1b5n4l6.example.com", NAME_FORMAT_NONE},
    {"selector1._domainkey.example.com", NAME_FORMAT_DKIM},
    {"pvaseftqtlncrs5ujlmf6ay2rdlmnk7c._domainkey.example.com", NAME_FORMAT_DKIM},
    {"k3m9z0q7x2v8c1b5n4l6.pvaseftqtlncrs5ujlmf6ay2rdlmnk7c._domainkey.example.com",
	NAME_FORMAT_NONE},
    {"_domainkey.example.com", NAME_FORMAT_MAIL_POLICY},
    {"_dmarc.example.com", NAME_FORMAT_MAIL_POLICY},
    {"_mta-sts.mail.example.com", NAME_FORMAT_MAIL_POLICY},
    {"_smtp._tls.example.com", NAME_FORMAT_MAIL_POLICY},
    {"_sip._tls.example.com", NAME_FORMAT_SERVICE},
    {"default._bimi.example.com", NAME_FORMAT_MAIL_POLICY},
    {"_spf.example.com", NAME_FORMAT_MAIL_POLICY},
    {"_spf1.example.com", NAME_FORMAT_MAIL_POLICY},
    {"192.0.2.3._spf.example.com", NAME_FORMAT_MAIL_POLICY},
    {"_i.192.0.2.3._h.mail.example.org._spf.example.com", NAME_FORMAT_MAIL_POLICY},
    {"pvaseftqtlncrs5ujlmf6ay2rdlmnk7c._dmarc.example.com", NAME_FORMAT_NONE},
    {"_ldap._tcp.dc._msdcs.example.local", NAME_FORMAT_DIRECTORY},
    {"_kerberos._tcp.default-first-site-name._sites.dc._msdcs.example.corp", NAME_FORMAT_DIRECTORY},
    {"b7977ef6-6cb4-4bd0-a08e-befd16923e43._msdcs.example.local", NAME_FORMAT_DIRECTORY},
    {"_ldap._tcp.9b4686e9-6b1c-4010-b92e-f8e08a3042e3.domains._msdcs.example.com",
	NAME_FORMAT_DIRECTORY},
    {"9b4686e9-6b1c-4010-b92e-f8e08a3042e3.9b4686e9-6b1c-4010-b92e-f8e08a3042e4._msdcs.a.com",
	NAME_FORMAT_NONE},
    {"9b4686e9-6b1c-4010-b92e-f8e08a3042e3.example.com", NAME_FORMAT_NONE},
    {"lb._dns-sd._udp.example.com", NAME_FORMAT_DISCOVERY},
    {"lb._dns-sd._udp.0.1.168.192.example.com", NAME_FORMAT_DISCOVERY},
    {"_aaplcache._tcp.example.local", NAME_FORMAT_DISCOVERY},
    {"_services._dns-sd._udp.local", NAME_FORMAT_DISCOVERY},
    {"k3m9z0q7x2v8c1b5n4l6._tcp.example.com", NAME_FORMAT_NONE},
    {"_acme-challenge.www.example.com", NAME_FORMAT_SERVICE},
    {"_kerberos.example.com", NAME_FORMAT_SERVICE},
    {"_k3m9z0q7x2v8c1b5n4l6.example.com", NAME_FORMAT_NONE},
    {"k3m9z0q7x2v8c1b5n4l6._acme-challenge.example.com", NAME_FORMAT_NONE},
    {"108.7.184.63, 10.1.26.20", NAME_FORMAT_ADDRESS_LIST},
    {"172.98.85.126, 209.8.212.12, 10.150.100.3.dm.local", NAME_FORMAT_ADDRESS_LIST},
    {"172.98.85.126,209.8.212.12.example.com", NAME_FORMAT_ADDRESS_LIST},
    {"108.7.184.63, 10.1.26.20x.example.com", NAME_FORMAT_NONE},
    {"108.7.184.63\\000 10.1.26.20.example.com", NAME_FORMAT_NONE},
    {"ip-10-0-0-1.example.com", NAME_FORMAT_IPV4_IN_LABEL},
    {"host-192-0-2-96.example.com", NAME_FORMAT_IPV4_IN_LABEL},
    {"1-2-3-4.example.com", NAME_FORMAT_IPV4_IN_LABEL},
    {"dsl-187-169-28-107-dyn.prod-infinitum.example.com", NAME_FORMAT_IPV4_IN_LABEL},
    {"1-2-3-456.example.com", NAME_FORMAT_NONE},
    {"k3m9z0q7x2v8c1b5-10-0-0-1.example.com", NAME_FORMAT_NONE},
    {"k3m9z0q7x2v8c1b5.ip-10-0-0-1.example.com", NAME_FORMAT_NONE},
    {"wpad.corp.example.com", NAME_FORMAT_PROXY_DISCOVERY},
    {"isatap.example.corp", NAME_FORMAT_PROXY_DISCOVERY},
    {"wpad.k3m9z0q7x2v8c1b5n4l6.example.com", NAME_FORMAT_NONE},
    {"2.dnscrypt-cert.example.com", NAME_FORMAT_DNSCRYPT},
    {"3.dnscrypt-cert.example.com", NAME_FORMAT_NONE},
    {"www.google.com.corp.example.com", NAME_FORMAT_HOST_NAME},
    {"www.xn--80aaldqjmmi6x.xn--p1ai.example.com", NAME_FORMAT_HOST_NAME},
    {"www.google.co.corp.example.com", NAME_FORMAT_HOST_NAME},
    {"www.google.com.k3m9z0q7x2v8c1b5n4l6.example.com", NAME_FORMAT_NONE},
    {"www.google.com.example.net", NAME_FORMAT_HOST_NAME},
    {"www.google.com.home", NAME_FORMAT_SPECIAL_USE},
    {"example.co.uk.example.net", NAME_FORMAT_HOST_NAME},
    {"linkedin.com.example.org", NAME_FORMAT_HOST_NAME},
    {"google.comx.example.net", NAME_FORMAT_NONE},
    {"k3m9z0q7x2v8c1b5n4l6.com.example.net", NAME_FORMAT_NONE},
    {"com.example.net", NAME_FORMAT_NONE},
    {"sender.de.fresh.example.net", NAME_FORMAT_HOST_NAME},
    {"www.shop.berlin.uri.example.net", NAME_FORMAT_HOST_NAME},
    {"www.k3m9z0q7.com.example.net", NAME_FORMAT_NONE},
    {"www.k3m9z0q7.com.list.example.net", NAME_FORMAT_HOST_NAME},
    {"www.k3m9z0q7x2v8c1b5.com.list.example.net", NAME_FORMAT_NONE},
    {"k3m9z0q7.x2v8c1b5.com.example.net", NAME_FORMAT_NONE},
    {"_%9e5e7c8f47989526c9bcd95d24084f6f0b27c5ed._sub._googlecast._tcp.local", NAME_FORMAT_CAST},
    {"_cc1ad845._sub._googlecast._tcp.local", NAME_FORMAT_CAST},
    {"_%9e5e7c8f47989526c9bcd95d24084f6f0b27c5eg._sub._googlecast._tcp.local", NAME_FORMAT_NONE},
    {"4.3.2.1.0.6.9.4.e164.arpa", NAME_FORMAT_TELEPHONE},
    {"44.3.2.1.0.6.9.4.e164.arpa", NAME_FORMAT_NONE},
    {"4.3.2.1.0.6.9.4.e164.example.com", NAME_FORMAT_NONE},
    {"web.shop.svc.cluster.local", NAME_FORMAT_KUBERNETES},
    {"10-0-0-1.shop.pod.cluster.local", NAME_FORMAT_IPV4_IN_LABEL},
    {"api.example.com.shop.svc.cluster.local", NAME_FORMAT_KUBERNETES},
    {"oa5jhh3yxkgu5kpwgnjmgk54pubqea.shop.svc.cluster.local", NAME_FORMAT_NONE},
    {"9b4686e9-6b1c-4010-b92e-f8e08a3042e3.local", NAME_FORMAT_SPECIAL_USE},
    {"printer.local", NAME_FORMAT_SPECIAL_USE},
    {"nas.office.home.arpa", NAME_FORMAT_SPECIAL_USE},
    {"vault.prod.internal", NAME_FORMAT_SPECIAL_USE},
    {"pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion", NAME_FORMAT_SPECIAL_USE},
    {"oa5jhh3yxkgu5kpwgnjmgk54pubqea.local", NAME_FORMAT_NONE},
    {"9b4686e9-6b1c-4010-b92e-f8e08a3042e3.example.local", NAME_FORMAT_NONE},
    {"printer.corp.example.com.corp.example.com", NAME_FORMAT_HOST_NAME},
    {"printer.floor.example.local.example.local", NAME_FORMAT_SPECIAL_USE},
    {"printer.dept4.example.net.dept4.example.net", NAME_FORMAT_HOST_NAME},
    {"k3m9z0q7.example.net.example.net", NAME_FORMAT_SEARCH_LIST},
    {"k3m9z0q7.x2v8c1b5.a0p5o8i2.example.net.example.net", NAME_FORMAT_NONE},
    {"k3m9z0q7x2v8c1b5n4.floor.example.com.floor.example.com", NAME_FORMAT_NONE},
    {"feyuvuashshbqgz", NAME_FORMAT_BROWSER_PROBE},
    {"zqcivip.example.com", NAME_FORMAT_BROWSER_PROBE},
    {"jqtlzamikzy.example.corp", NAME_FORMAT_BROWSER_PROBE},
    {"jqtlzamikzy.office.example.com", NAME_FORMAT_BROWSER_PROBE},
    {"jqtlzamikzy.k3m9z0q7.example.com", NAME_FORMAT_NONE},
    {"jqtlzamikzy.corp", NAME_FORMAT_BROWSER_PROBE},
    {"feyuvuashshbqgzx.example.com", NAME_FORMAT_NONE},
    {"zqcivi.example.com", NAME_FORMAT_NONE},
    {"zqcivip1.example.com", NAME_FORMAT_NONE},
    {"oa5jhh3yxkgu5kpwgnjmgk54pubqea.example.com", NAME_FORMAT_NONE},
    {"oa5jhh3yxkgu5kpwgnjmgk54pubqea.abcde.example.co.jp", NAME_FORMAT_NONE},
    {"www\\.google.com.example.net", NAME_FORMAT_NONE},
    {"www.example.com", NAME_FORMAT_NONE},
    {"example.com", NAME_FORMAT_NONE},
    {".", NAME_FORMAT_NONE},
};

static enum name_format find(struct suffix *psl, const char *text)
{
	struct dns_name name;

	assert_int_equal(dns_name_parse(text, &name), 0);
	const uint8_t *wire = guard_copy(name.wire, name.len);
	struct suffix_base base = suffix_find(psl, &name);
	const uint8_t *fold;
	size_t len = dns_name_suffix(&name, base.labels, &fold);
	struct domain domain = {.fold = fold,
	    .len = (uint8_t)len,
	    .label_count = base.labels,
	    .registered = base.registered,
	    .reverse = base.reverse};
	struct sample_name sampled = {
	    .wire = (uint8_t *)(uintptr_t)wire, .wire_len = name.len, .base_labels = base.labels};
	struct name_reading reading;
	enum name_format found = name_format_of_name(&sampled, &domain, &reading);

	guard_free(wire, name.len);
	return found;
}

static void test_rows(void **state)
{
	struct suffix *psl = suffix_new();
	bool seen[NAME_FORMAT_COUNT] = {false};
	unsigned wrong = 0;
	(void)state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum name_format found = find(psl, rows[i].name);

		seen[found] = true;
		if (found == rows[i].is)
			continue;
		print_error("%s: %s, not %s\n", rows[i].name, name_format_info(found)->name,
		    name_format_info(rows[i].is)->name);
		wrong++;
	}
	assert_int_equal(wrong, 0);
	for (unsigned s = 0; s < NAME_FORMAT_COUNT; s++)
		if (!seen[s])
			fail_msg("no example of %s", name_format_info((enum name_format)s)->name);
	suffix_free(psl);
}

static uint64_t random_next(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return *seed >> 33;
}

/* Encoded data of 18 to 200 characters is explained by nothing, whatever label stands beside it. */
static void test_encoded_data(void **state)
{
	static const char *const alphabets[] = {"0123456789abcdef",
	    "abcdefghijklmnopqrstuvwxyz234567", "abcdefghijklmnopqrstuvwxyz0123456789"};
	static const char *const beside[] = {"", ".com", "._dmarc", "._tcp", ".192.0.2.1", ".wpad",
	    "._acme-challenge", ".a._domainkey"};
	uint64_t seed = 1;
	(void)state;

	for (unsigned a = 0; a < 3; a++)
		for (unsigned b = 0; b < sizeof beside / sizeof *beside; b++) {
			unsigned explained = 0;

			for (unsigned round = 0; round < 500; round++) {
				struct payload p = {.label_count = 1};
				size_t len = 18 + random_next(&seed) % 40;

				while (p.len < len)
					p.text[p.len++] = (uint8_t)
					    alphabets[a][random_next(&seed) % strlen(alphabets[a])];
				memcpy(p.text + p.len, beside[b], strlen(beside[b]));
				p.len += strlen(beside[b]);
				for (const char *c = beside[b]; *c; c++)
					if (*c == '.')
						p.label_count++;
				explained += name_format_of(&p) != NAME_FORMAT_NONE;
			}
			if (explained > 25)
				fail_msg(
				    "%u of 500 of alphabet %u with '%s'", explained, a, beside[b]);
		}
}

/* Any bytes in any labels: a table entry comes back. */
static void test_any_bytes(void **state)
{
	uint64_t seed = 2;
	(void)state;

	for (unsigned round = 0; round < 20000; round++) {
		struct payload p = {.label_count = 1};

		p.len = 1 + random_next(&seed) % (sizeof p.text - 1);
		for (size_t i = 0; i < p.len; i++) {
			p.text[i] = (uint8_t)(random_next(&seed) % (round % 2 ? 256u : 64u));
			if (i % 5 == 4 && i + 1 < p.len) {
				p.text[i] = '.';
				p.label_count++;
			}
		}
		assert_non_null(name_format_info(name_format_of(&p))->what);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_encoded_data),
	    cmocka_unit_test(test_any_bytes),
	};
	return cmocka_run_group_tests_name("structure", tests, NULL, NULL);
}
