#include "score/known_services.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/guard.h"
#include "base/hash.h"
#include "base/utc.h"
#include "dns/name.h"
#include "dns/suffix.h"

#define NAMES_MAX 24

static struct suffix *psl;

/* Names that a row must match, asked with a type. */
static const struct {
	const char *service;
	enum counter type;
	const char *names[NAMES_MAX];
} examples[] = {
    {"ESET LiveGrid", COUNT_Q_TXT,
	{"oa5jhh3yxkgu5kpwgnjmgk54pubqeaqbaeaq.a.e.e5.sk",
	    "wzxh7gqaszmunhqg3g5ouiiuwebqeaqbaeaq.a.e.e5.sk",
	    "XEGJKVPUKLFEBHEJQEVE4MLTSMBQEAQBAEAQ.a.e.e5.sk", "oa5jhh3yxkgu5kpwgnjm.a.j.e5.sk",
	    "oa5jhh3yxkgu5kpwgnjm.j.e5.sk"}},
    {"ThreatMetrix", COUNT_Q_A,
	{"usllpic0qyztypkhg2s2nije7fzqchvkke3og2hfd63932a18872d2a0sac.d.aa.online-metrix.net",
	    "h64.online-metrix.net"}},
    {"Amazon SES keys", COUNT_Q_TXT_SERVICE,
	{"pvaseftqtlncrs5ujlmf6ay2rdlmnk7c.dkim.amazonses.com"}},
    {"Akamai mPulse", COUNT_Q_A, {"lo24xo27mtcogxrsv5mq-f-ee8dc4643-clientnsv4-s.akamaihd.net"}},
    {"Cedexis Radar", COUNT_Q_A,
	{"i1-js-14-3-01-10106-780860262-i.init.cedexis-radar.net",
	    "i1-py-1-0-01-10660-1588091341-s.init.cedexis-radar.net"}},
    {"Android resolver check", COUNT_Q_AAAA,
	{"1234abcd-dnsotls-ds.metric.gstatic.com", "1a2b3c-dnsohttps-ds.metric.gstatic.com",
	    "encrypted-tbn0.gstatic.com", "www.gstatic.com"}},
    {"QR code network", COUNT_Q_A, {"a1b2c3d4.p.qrcdn.net"}},
    {"Google advertisement frames", COUNT_Q_A,
	{"4b20079381565079237575ba7713ecbe.safeframe.googlesyndication.com",
	    "tpc.googlesyndication.com", "pagead2.googlesyndication.com"}},
    {"Plex media servers", COUNT_Q_A, {"192-168-1-5.4b20079381565079237575ba7713ecbe.plex.direct"}},
    {"Amazon load balancers and hosts", COUNT_Q_A,
	{"coffee-5285227740.eu-west-1.elb.amazonaws.com",
	    "dualstack.log-334788911.us-east-1.elb.amazonaws.com",
	    "ec2-112-13-103-52.us-east-1.compute.amazonaws.com",
	    "ec2-112-13-103-52.compute-1.amazonaws.com",
	    "butter.c7wpb9mh30oa.eu-west-1.rds.amazonaws.com",
	    "sessions.a1b2c3.0001.use1.cache.amazonaws.com",
	    "oxojunep56.execute-api.ap-southeast-2.amazonaws.com",
	    "vpce-bed4cb9e734cc7466-5v5zvsjn.ec2.eu-west-1.vpce.amazonaws.com"}},
    {"Amazon private hosts", COUNT_Q_A,
	{"i-54099b9a96593b3fd.ap-southeast-2.compute.internal",
	    "ip-10-24-34-0.us-west-2.compute.internal"}},
    {"Ethereum node lists", COUNT_Q_TXT_SERVICE,
	{"FDXN3SN67NA5DKA4J2GOK7BVQI.all.mainnet.ethdisco.net", "all.mainnet.ethdisco.net",
	    "FDXN3SN67NA5DKA4J2GOK7BVQI.les.holesky.ethdisco.net"}},
    {"McAfee Global Threat Intelligence", COUNT_Q_A,
	{"a-0.19-a3000081.c930082.1838.11b0.2fca.400.0.n7dbrrk87wfrd2gm1699ghv8hi.avqs.mcafee.com",
	    "13-0.19-b3000081.30483.1838.11b4.2fca.210.0.jsdhk1cfzc4r9jrf2j214zd4gi.avqs.mcafee."
	    "com",
	    "14-0.19-b3000489.2.1644.95b.3ea3.210.0.7ahnlkt1uiliactc2cfvqqnjcv.avts.mcafee.com",
	    "c-0.19-230cf219.0.1518.19f7.2f28.10.0.eurfiw2igqit7ftn1f9mu71mrj.avqs.mcafee.com",
	    "0.11-2309e081.c020083.1518.1982.3ea1.210.0.rsh5s2r6smr3phe6pk85h9qpeb.avqs.mcafee.com",
	    "4z9p5tjmcbnblehp4557z1d136.avqs.mcafee.com"}},
    {"Sophos Extensible List", COUNT_Q_A,
	{"0.0.3.0.0.0.0.0.0.2.0.0.0.0.1.01.00.sfi_unknown.f.01.mac.sophosxl.net",
	    "0.0.0.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.sfi_unknown.b.f.01.mac.sophosxl.net",
	    "3.1o19sr00s2s17s4qp3759pn9ro30n2n4n941on29s3s35qppp742380s6487np3."
	    "poqp0r741pn37393648s20n65203rn4o44387s5831o276q6s5rqsr16n809qp4."
	    "86752ss34q9sns005o.35n2s0s521p9rn7o75q0r479rpqq7o0oq6r6o20p.i.01.mac.sophosxl.net",
	    "n5px.i.07.s.sophosxl.net", "4.sophosxl.net"}},
    {"SonicWall Content Filtering", COUNT_Q_A,
	{"6138.7370686f746f73.616b.666263646e.6e6574.80h3f617b3a.webcfs00.com",
	    "f.213a1f00.a.f.777777.6a7569636572.696f.80h681c108e.webcfs00.com"}},
    {"Team Cymru Malware Hash Registry", COUNT_Q_TXT,
	{"d41d8cd98f00b204e9800998ecf8427e.malware.hash.cymru.com",
	    "da39a3ee5e6b4b0d3255bfef95601890afd80709.malware.hash.cymru.com"}},
    {"Team Cymru IP to ASN", COUNT_Q_TXT,
	{"31.108.90.216.origin.asn.cymru.com", "31.108.90.216.peer.asn.cymru.com",
	    "b.0.0.0.f.0.6.8.b.2.4.6.0.0.0.1.0.7.8.4.1.0.0.2.origin6.asn.cymru.com",
	    "as23028.asn.cymru.com"}},
    {"Google Certificate Catalog", COUNT_Q_TXT,
	{"5ef35ade37119963da199c876819e36dc570413b.certs.googlednstest.com"}},
    {"ICSI Certificate Notary", COUNT_Q_TXT,
	{"5ef35ade37119963da199c876819e36dc570413b.notary.icsi.berkeley.edu"}},
    {"Certificate Transparency over DNS", COUNT_Q_TXT,
	{"D4S6DSV2J743QJZEQMH4UYHEYK7KRQ5JIQOCPMFUHZVJNFGHXACA.hash.pilot.ct.googleapis.com",
	    "0.123456.999999.tree.pilot.ct.googleapis.com",
	    "7.432.254352.sth-consistency.pilot.ct.googleapis.com", "sth.pilot.ct.googleapis.com"}},
    {"ClamAV update", COUNT_Q_TXT,
	{"current.cvd.clamav.net", "daily.25378.93.1.0.6810db54.ping.clamav.net",
	    "daily.15023.64.1.0.219.94.128.99.ping.clamav.net"}},
    {"SpamAssassin rules", COUNT_Q_TXT,
	{"2.4.3.updates.spamassassin.org", "mirrors.updates.spamassassin.org"}},
    {"Spamhaus", COUNT_Q_A,
	{"1.64.144.185.zen.spamhaus.org", "conrep.com.dbl.spamhaus.org",
	    "bradesco.com.br.dbl.spamhaus.org", "2.126.80.208.sbl.spamhaus.org",
	    "2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.zen.spamhaus.org"}},
    {"Spamhaus Data Query Service", COUNT_Q_A,
	{"8.8.8.8.abcdefghijklmnopqrstuvwxyz.zen.dq.spamhaus.net",
	    "example.com.abcdefghijklmnopqrstuvwxyz.dbl.dq.spamhaus.net",
	    "F3PDGTMWU6LFIGDJC67YNIWRY5ZRM7ERLETNFO36QAEQPMBPW2DA._email."
	    "abcdefghijklmnopqrstuvwxyz.hbl.dq.spamhaus.net",
	    "TV7QRQPGBKF4X3K4T5QYILRI3SP5CIWVIIOH25YUOGVOJ3SBTYNA._cw."
	    "abcdefghijklmnopqrstuvwxyz.hbl.dq.spamhaus.net"}},
    {"SURBL", COUNT_Q_A,
	{"www.example.com.multi.surbl.org", "2.0.0.127.multi.surbl.org",
	    "94c57fe69a113e875f772bdea55bf2c3.hashbl.surbl.org"}},
    {"URIBL", COUNT_Q_A,
	{"www.ibm.com.multi.uribl.com", "schott-nyc.com.multi.uribl.com", "org.multi.uribl.com"}},
    {"Rspamd hashed lists", COUNT_Q_A,
	{"qfy8s9zofcaxp8iotsbprnu4f1dgwe5k.uribl.rspamd.com",
	    "8drjiyd4t3xcxo6grcuwdo1k5pn7uzqm.email.rspamd.com"}},
    {"MSBL Email Blocklist", COUNT_Q_A,
	{"b4a64d60f67529b0b18df66ea2f292e09e43c975.ebl.msbl.org",
	    "a95bd658068a8315dc1864d6bb79632f47692621.ebl.msbl.org"}},
    {"Abusix Mail Intelligence", COUNT_Q_A,
	{"4.3.2.1.0123456789abcdef0123456789abcdef.combined.mail.abusix.zone",
	    "example.com.0123456789abcdef0123456789abcdef.dblack.mail.abusix.zone"}},
    {"Trend Micro Email Reputation", COUNT_Q_A,
	{"4.3.2.1.abcd1234efgh.r.mail-abuse.com", "0.0.0.0.abcd1234efgh.q.mail-abuse.com"}},
    {"Cisco SenderBase", COUNT_Q_TXT, {"4.3.2.1.v1x2s.rf-adfe2ko9.senderbase.org"}},
    {"Sophos SXL lists", COUNT_Q_A,
	{"example.com.uri.vir1.sophosxl.com", "4.3.2.1.fur.cal1.sophosxl.com"}},
    {"APNIC Labs", COUNT_Q_AAAA,
	{"0du-u0b7cf17d-c13-a04C5-s1730796660-i6e8d88e1-0.ap.dotnxdomain.net",
	    "0du-results-u4d03cba4-c233-a58f5-s1730423089-i00000000-0.am.dotnxdomain.net",
	    "0ei-u82fcf4f1-c165-s1512742299-i00000000.eue.dotnxdomain.net"}},
    {"APNIC Labs", COUNT_Q_AAAA,
	{"0du-u0b7cf17d-c13-a04C5-s1730796660-i6e8d88e1-0.ap.dashnxdomain.net"}},
    {"Microsoft network measurement", COUNT_Q_A,
	{"a6d04e539d712e4ef920661af4825316.clo.footprintdns.com",
	    "b59dd060c31a5268a4dd55e6dc581400.azr.footprintdns.com",
	    "moiawsorigin.clo.footprintdns.com"}},
    {"Fastly resolver measurement", COUNT_Q_A, {"1636492611342-jn6tpar-9z.u.fastly-analytics.com"}},
    {"BrowserLeaks", COUNT_Q_A,
	{"AbCdEfGhIjKlMnOp.dns4.browserleaks.org", "a1b2c3d4e5f6g7h8.dns6.browserleaks.org"}},
    {"BrowserLeaks", COUNT_Q_A, {"a1b2c3d4e5f6.dns4.browserleaks.net"}},
    {"bash.ws leak test", COUNT_Q_A, {"0.4837261.bash.ws", "9.4837261.bash.ws"}},
    {"dnsleaktest.com", COUNT_Q_A, {"9b4686e9-6b1c-4010-b92e-f8e08a3042e3.test.dnsleaktest.com"}},
    {"DNS-OARC reply size test", COUNT_Q_TXT,
	{"rs.dns-oarc.net", "rst.x3827.rs.dns-oarc.net", "rst.x4049.x3827.rs.dns-oarc.net"}},
    {"Google address echo", COUNT_Q_TXT, {"o-o.myaddr.l.google.com"}},
    {"Akamai address echo", COUNT_Q_TXT, {"whoami.ds.akahelp.net"}},
    {"OpenDNS address echo", COUNT_Q_A, {"myip.opendns.com"}},
    {"Nielsen audience measurement", COUNT_Q_A,
	{"8ygzq5aq0gwttnxwqc5iadl4zzarg1603401099.nuid.imrworldwide.com",
	    "aax2scn2lo312f2xv6kn54eiqz9sr1677185495.nuid.imrworldwide.com",
	    "cdn-gl.imrworldwide.com"}},
    {"Interactsh", COUNT_Q_A,
	{"c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.pro",
	    "d41d8c.c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.pro"}},
    {"Interactsh", COUNT_Q_A, {"c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.live"}},
    {"Interactsh", COUNT_Q_A, {"c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.site"}},
    {"Interactsh", COUNT_Q_A, {"c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.online"}},
    {"Interactsh", COUNT_Q_A, {"c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.fun"}},
    {"Interactsh", COUNT_Q_A, {"c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.me"}},
    {"Interactsh", COUNT_Q_A, {"c6rj61aciaeutn2ae680cg5ugboyyyyyn.interact.sh"}},
    {"Burp Collaborator", COUNT_Q_A,
	{"9eoz6ajl2tt0qp3za6smz1jdy440ssgh.oastify.com",
	    "root.nofedguoj1rc4c5n6krwdtibn2tshh.oastify.com"}},
    {"Burp Collaborator", COUNT_Q_A, {"9mwybk1vfyd9ix69ct06dlu5cwim6b.burpcollaborator.net"}},
    {"dnslog.cn", COUNT_Q_A, {"hdmwny.dnslog.cn", "123.6x9ryk.dnslog.cn"}},
    {"CEYE", COUNT_Q_A, {"root.b182oj.ceye.io"}},
    {"webhook.site", COUNT_Q_A, {"a.bd4c0abb-05b8-4647-a592-7d8434a74719.dnshook.site"}},
    {"Canarytokens", COUNT_Q_A,
	{"h3ft0p3s5pp6gk21b800tvl1f.canarytokens.com",
	    "xhost.L4J.05k3mkguoclo1yogn6z1qzjvx.canarytokens.com"}},
};

/* Other shapes under the same suffix, and the same shape elsewhere: nothing must match. */
static const struct {
	enum counter type;
	const char *names[NAMES_MAX];
} near_misses[] = {
    /* one character outside of base32; too long; one label more; another zone of the suffix */
    {COUNT_Q_TXT, {"oa5jhh3yxkgu5kpwgnjmgk54pubqeaqbae1q.a.e.e5.sk"}},
    {COUNT_Q_TXT, {"oa5jhh3yxkgu5kpwgnjmgk54pubqeaqbaeaqoa5jhh3yxkgu5kpwgnjmgk54pu.a.e.e5.sk"}},
    {COUNT_Q_TXT, {"k5.oa5jhh3yxkgu5kpwgnjmgk54pubqeaqbaeaq.a.e.e5.sk"}},
    {COUNT_Q_TXT, {"oa5jhh3yxkgu5kpwgnjmgk54pubqeaqbaeaq.b.e.e5.sk"}},
    {COUNT_Q_TXT, {"oa5jhh3yxkgu5kpwgnjmgk54pubqeaqbaeaq.a.ee5.sk"}},
    {COUNT_Q_TXT, {"oa5jhh3yxkgu5kpwgnjmgk54pubqeaqbaeaq.a.e\\.e5.sk"}},
    {COUNT_Q_TXT, {"e5.sk"}},
    {COUNT_Q_TXT, {"sk"}},
    /* the suffix of one service right of the labels of another */
    {COUNT_Q_A, {"oa5jhh3yxkgu5kpwgnjmgk54pubqeaqbaeaq.avqs.mcafee.com"}},
    {COUNT_Q_A, {"4z9p5tjmcbnblehp4557z1d136.avxs.mcafee.com"}},
    {COUNT_Q_A, {"4z9p5tjmcbnblehp4557z1d136.avqs.mcafee.com.example.net"}},
    {COUNT_Q_A,
	{"a-0.19-a3000081.c930082.1838.11b0.2fca.400.n7dbrrk87wfrd2gm1699ghv8hi.avqs.mcafee.com"}},
    /* data in front of a shape, and data where a word belongs */
    {COUNT_Q_A, {"mzxw6ytboi.4.3.2.1.zen.spamhaus.org"}},
    {COUNT_Q_A, {"4.3.2.256.zen.spamhaus.org"}},
    {COUNT_Q_A, {"mzxw6ytboimzxw6ytboimzxw6ytboimzxw6ytboi.com.dbl.spamhaus.org"}},
    {COUNT_Q_A, {"mzxw6ytboi.mzxw6.dbl.spamhaus.org"}},
    {COUNT_Q_A, {"mzxw6.6138.7370686f746f73.80h3f617b3a.webcfs00.com"}},
    {COUNT_Q_A, {"6138.7370686f746f73.80x3f617b3a.webcfs00.com"}},
    {COUNT_Q_TXT, {"d41d8cd98f00b204e9800998ecf8427.malware.hash.cymru.com"}},
    {COUNT_Q_TXT, {"d41d8cd98f00b204e9800998ecf8427g.malware.hash.cymru.com"}},
    {COUNT_Q_A, {"a6d04e539d712e4ef920661af4825316.clo.footprintdns.example"}},
    {COUNT_Q_AAAA, {"0du-u0b7cf17d-c13-a04C5-s173079666-i6e8d88e1-0.ap.dotnxdomain.net"}},
    {COUNT_Q_A, {"c6rj61aciaeutn2ae680cg5ugboyyyyy.oast.pro"}},
    {COUNT_Q_TXT, {"oa5jhh3yxkgu5kpwgnjm.k3m9z0q7.j.e5.sk"}},
    {COUNT_Q_TXT, {"FDXN3SN67NA5DKA4J2GOK7BVQI.all.mainnet.ethdisco.net"}},
    {COUNT_Q_TXT, {"pvaseftqtlncrs5ujlmf6ay2rdlmnk7c.dkim.amazonses.com"}},
    {COUNT_Q_TXT, {"192-168-1-5.4b20079381565079237575ba7713ecbe.plex.direct"}},
    {COUNT_Q_A, {"4b20079381565079237575ba7713ecbe.k3m9z0q7.safeframe.googlesyndication.com"}},
    {COUNT_Q_A, {"butter.k3m9z0q7x2v8c1b5.eu-west-1.rds.amazonaws.com"}},
    {COUNT_Q_A, {"c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.example"}},
    {COUNT_Q_A, {"www.mcafee.com", "update.mcafee.com"}},
};

struct fixture {
	struct channel channel;
	struct domain domain;
	struct sample_name names[NAMES_MAX];
};

static void add_name(struct fixture *f, const char *text)
{
	struct sample *s = &f->channel.sample;
	struct suffix_base base;
	struct dns_name name;

	assert_int_equal(dns_name_parse(text, &name), 0);
	base = suffix_find(psl, &name);
	f->domain.label_count = base.labels;
	f->domain.registered = base.registered;
	s->names[s->count].wire = (uint8_t *)(uintptr_t)guard_copy(name.wire, name.len);
	s->names[s->count++].wire_len = name.len;
}

/* One query for each name, and a response of so many answer bytes. */
static void build(struct fixture *f, const char *const *names, enum counter type, uint64_t bytes)
{
	struct counters *c = &f->channel.count;

	*f = (struct fixture){0};
	f->channel.domain = &f->domain;
	f->channel.sample.names = f->names;
	for (unsigned i = 0; i < NAMES_MAX && names[i]; i++)
		add_name(f, names[i]);
	c->of[COUNT_QUERIES] = c->of[COUNT_RESPONSES] = f->channel.sample.count;
	c->of[type] = c->of[type + COUNT_R_A - COUNT_Q_A] = f->channel.sample.count;
	c->of[COUNT_ANSWER_BYTES] = bytes * f->channel.sample.count;
}

static void fini(struct fixture *f)
{
	for (unsigned i = 0; i < f->channel.sample.count; i++)
		guard_free(f->names[i].wire, f->names[i].wire_len);
}

static const struct known_service *match(
    const char *const *names, enum counter type, uint64_t bytes)
{
	struct fixture f;

	build(&f, names, type, bytes);
	const struct known_service *found = known_services_match(&f.channel);

	fini(&f);
	return found;
}

static bool ends_in(const char *name, const char *suffix)
{
	size_t n = strlen(name), s = strlen(suffix);

	return n >= s && strcmp(name + n - s, suffix) == 0;
}

/* Matches with its type and small or no answers; not with other types or large answers. */
static void test_examples(void **state)
{
	size_t rows;
	const struct known_service *table = known_services_table(&rows);
	bool fired[128] = {false};
	(void)state;

	assert_true(rows <= sizeof fired);
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const char *const *names = examples[i].names;
		const struct known_service *row = match(names, examples[i].type, 4);

		if (!row || strcmp(row->name, examples[i].service) != 0)
			fail_msg("%s: matched %s", names[0], row ? row->name : "nothing");
		assert_true(ends_in(names[0], row->suffix));
		assert_ptr_equal(match(names, examples[i].type, 0), row);
		assert_null(match(names, examples[i].type, row->answer_bytes_max + 1));
		if (known_services_is_benign(row))
			assert_null(match(names, COUNT_Q_RARE, 4));
		fired[row - table] = true;
	}
	for (size_t i = 0; i < rows; i++)
		if (!fired[i])
			fail_msg("no example of %s, %s", table[i].name, table[i].suffix);
}

/* Every example, moved to another suffix or with a tunnel's labels in place of its own. */
static void test_same_shape_elsewhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const struct known_service *row = match(examples[i].names, examples[i].type, 4);
		const char *name = examples[i].names[0];
		char moved[300], other[300];
		int keep = (int)(strlen(name) - strlen(row->suffix));

		snprintf(moved, sizeof moved, "%.*sexample.org", keep, name);
		snprintf(other, sizeof other, "k3m9z0q7x2v8c1b5n4l6j8h2g9f3d7s1a0p5o8i2u6y.t1.%s",
		    row->suffix);
		const char *const names[NAMES_MAX] = {moved}, *const others[NAMES_MAX] = {other};

		assert_null(match(names, examples[i].type, 4));
		if (match(others, examples[i].type, 4))
			fail_msg("%s matches", other);
	}
}

static void test_near_misses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof near_misses / sizeof *near_misses; i++) {
		const struct known_service *row =
		    match(near_misses[i].names, near_misses[i].type, 4);

		if (row)
			fail_msg("%s: matched %s", near_misses[i].names[0], row->name);
	}
}

/* One stray name is forgiven among five or more, two are not, and few names must all fit. */
static void test_strays(void **state)
{
	const char *names[NAMES_MAX] = {"2.4.3.updates.spamassassin.org",
	    "1.4.3.updates.spamassassin.org", "0.4.3.updates.spamassassin.org",
	    "www.spamassassin.org"};
	(void)state;

	assert_null(match(names, COUNT_Q_TXT, 4));
	names[4] = "9.4.3.updates.spamassassin.org";
	assert_non_null(match(names, COUNT_Q_TXT, 4));
	names[5] = "wiki.spamassassin.org";
	assert_null(match(names, COUNT_Q_TXT, 4));
	names[0] = "WWW.spamassassin.org";
	names[3] = "2.4.3.updates.SpamAssassin.org";
	names[5] = NULL;
	assert_non_null(match(names, COUNT_Q_TXT, 4));
	names[0] = NULL;
	assert_null(match(names, COUNT_Q_TXT, 4));
}

/* 19 of 20 messages of a known type must be of the row's types, on the side of which more was
 * captured. */
static void test_type_share(void **state)
{
	static const struct {
		uint64_t queries, txt_queries, responses, txt_responses;
		bool fits;
		uint64_t queries_of_unknown_type;
	} rows[] = {{100, 95, 0, 0, true, 0}, {100, 94, 0, 0, false, 0}, {0, 0, 100, 95, true, 0},
	    {0, 0, 100, 94, false, 0}, {100, 95, 10, 0, true, 0}, {100, 94, 99, 99, false, 0},
	    {40, 0, 0, 0, true, 40}, {60, 19, 0, 0, true, 40}, {50, 9, 0, 0, false, 40},
	    {41, 0, 0, 0, false, 40}};
	(void)state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture f;
		struct counters *c = &f.channel.count;

		build(&f, examples[0].names, COUNT_Q_TXT, 0);
		*c = (struct counters){0};
		c->of[COUNT_QUERIES] = rows[i].queries;
		c->of[COUNT_Q_TXT] = rows[i].txt_queries;
		c->of[COUNT_Q_RARE] =
		    rows[i].queries - rows[i].txt_queries - rows[i].queries_of_unknown_type;
		c->of[COUNT_RESPONSES] = rows[i].responses;
		c->of[COUNT_R_TXT] = rows[i].txt_responses;
		c->of[COUNT_R_RARE] = rows[i].responses - rows[i].txt_responses;
		if ((known_services_match(&f.channel) != NULL) != rows[i].fits)
			fail_msg("row %zu", i);
		fini(&f);
	}
}

/* More names in an hour than the purpose needs; the same number over a day is fine. */
static void test_volume(void **state)
{
	struct fixture f;
	(void)state;

	for (unsigned hours = 1; hours <= 24; hours += 23) {
		build(&f, examples[0].names, COUNT_Q_TXT, 4);
		unsigned most = known_services_match(&f.channel)->names_per_hour;

		sketch_init(&f.channel.names, SKETCH_NAMES_MAX);
		for (unsigned i = 0; i < 2 * most; i++) {
			struct sketch_entry e = sketch_sighting(hash_fixed(&i, sizeof i),
			    (int64_t)i * hours * 3600 * NS_PER_SECOND / (2 * most), 36, 0);

			sketch_add(&f.channel.names, &e);
		}
		sketch_finalize(&f.channel.names);
		assert_int_equal(known_services_match(&f.channel) != NULL, hours > 1);
		sketch_fini(&f.channel.names);
		fini(&f);
	}
}

/* Data left of an out-of-band token is told from the words that mark a test. */
static void test_sink_data(void **state)
{
#define TOKEN "c6rj61aciaeutn2ae680cg5ugboyyyyyn.oast.pro"
	static const struct {
		const char *name;
		unsigned data;
	} rows[] = {
	    {TOKEN, 0},
	    {"jndi.parameter-name." TOKEN, 0},
	    {"726f6f743a783a30." TOKEN, 1},
	    {"1.k3m9z0q7x2v8c1b5n4l6." TOKEN, 1},
	};
	(void)state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *const names[NAMES_MAX] = {rows[i].name};
		struct fixture f;

		build(&f, names, COUNT_Q_A, 4);
		const struct known_service *row = known_services_match(&f.channel);

		assert_non_null(row);
		if (known_services_sink_data(row, &f.channel) != rows[i].data)
			fail_msg("%s", rows[i].name);
		fini(&f);
	}
}

/* One name without a channel: the types alone decide. */
static void test_one_name(void **state)
{
	const char *const names[NAMES_MAX] = {
	    "lo24xo27mtcogxrsv5mq-f-ee8dc4643-clientnsv4-s.akamaihd.net"};
	struct fixture f;
	(void)state;

	build(&f, names, COUNT_Q_A, 4);
	f.names[0].types = SAMPLE_A | SAMPLE_HTTPS;
	assert_non_null(known_services_match_name(&f.names[0]));
	f.names[0].types = SAMPLE_A | SAMPLE_TXT;
	assert_null(known_services_match_name(&f.names[0]));
	fini(&f);
}

static void test_table(void **state)
{
	size_t rows;
	const struct known_service *table = known_services_table(&rows);
	(void)state;

	for (size_t i = 0; i < rows; i++) {
		const struct known_service *r = &table[i];
		struct dns_name name;

		assert_int_equal(dns_name_parse(r->suffix, &name), 0);
		assert_true(suffix_find(psl, &name).labels == name.label_count);
		assert_true(*r->name && *r->pattern && *r->types && *r->why && *r->source);
		assert_true(*known_services_category_name(r->category));
		assert_int_equal(known_services_is_benign(r), strcmp(r->types, "*") != 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_examples),
	    cmocka_unit_test(test_same_shape_elsewhere),
	    cmocka_unit_test(test_near_misses),
	    cmocka_unit_test(test_strays),
	    cmocka_unit_test(test_type_share),
	    cmocka_unit_test(test_volume),
	    cmocka_unit_test(test_sink_data),
	    cmocka_unit_test(test_one_name),
	    cmocka_unit_test(test_table),
	};

	psl = suffix_new();
	int failed = cmocka_run_group_tests_name("known", tests, NULL, NULL);

	suffix_free(psl);
	return failed;
}
