#include "../../../src/score/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/base_n.h"
#include "../../support/channel.h"
#include "../../support/guard.h"

#define NAMES_MAX 8

static const struct {
	const char *line;
	const char *names[NAMES_MAX];
} rows[] = {
    {"hex, full labels of 60, always 90 characters, constant columns 5-10",
	{"eee601b8d35f53e9421ce50211670eae679f02e8d28a79023c39c200661f."
	 "ccd268a29a0d347301ef56e64dc3cd.t.example.net",
	    "608901b8d3065c3146e80a9c222670bbe4f4c54977656cf2d133187c8df9."
	    "5247f2866028de71159b42b4ea410f.t.example.net",
	    "b91001b8d32f29a422eb14ab2f2d0f0cc022238daceee2092f073ff80b94."
	    "65aef7ac86d66c7a644fb12853ef86.t.example.net",
	    "dcfa01b8d3ea21818b904ce6087413e3b266f850f1578b5c72dc4ee60cae."
	    "a63367c29a80b21ead8f062d15a4f4.t.example.net",
	    "ef2701b8d3e9589c6948f6d30c01c3f252edc87ff4adfa36d0840164709a."
	    "b7f3f386d0cd566647b5aa66634742.t.example.net",
	    "8c3d01b8d3d46c036bb3a62f301f46536559314e23acedbd6b0165debbc6."
	    "530a2c6a8835c4abd5c652a9f30b17.t.example.net"}},
    {"hex in mixed case, always 30 characters",
	{"8F9a6FcC5B2cAfE63cC03D378ecA16.t.example.net",
	    "Ec03888aBBAdAC3EeE2BDF1c5cf5fB.t.example.net",
	    "DD1dfd9AcD9bA9fE8B9F9007C1E5dF.t.example.net",
	    "c1ac1Ca27df871A3e47D31Dde361bA.t.example.net"}},
    {"decimal, always 20 characters",
	{"21572679496582423718.t.example.net", "48954499934333830004.t.example.net",
	    "46090138411283577535.t.example.net", "57211793764625295482.t.example.net"}},
    {"base32, 30 to 36 characters", {"3xg5uff375taetnft7usjowuxhu4r4.t.example.net",
					"t5uozpfxxbxzymxyjllf5sbodksb3etf.t.example.net",
					"vfrgufbjg3po7v5zwvvi77ec2wayf5bxah.t.example.net",
					"22jpkykuny3srd6thtjld5b6cugmlwnp6o4l.t.example.net"}},
    {"base32 in upper case, always 40 characters",
	{"RZLT6Q7ZVF6OZDNIYRDPA6X4P2K2KUJQIRDJLANJ.t.example.net",
	    "IFWRG65FTBM2MF4NC27KTUTZET5EXEIGZ5H4AY6P.t.example.net",
	    "SH5ANJSYTVZFQMMYHVTR6V4YFGJGILLMZC5FGOCK.t.example.net",
	    "H32EV3INJY6V2AZUPBQVMVT4GYNVSGKQTOWJMMBM.t.example.net"}},
    {"base32 of a-z0-5, always 40 characters",
	{"fip40vvfxr3h2ipeqkvjhasxpxkle3czlitybkm0.t.example.net",
	    "3cjyhzlviqpvdcjz5g4w00s5301hhv10buds1yut.t.example.net",
	    "eph2pzd4gptzpex0ko0hegih3asptbule22zjwoc.t.example.net",
	    "tb3utu5j4nmsdmuw4blmpmdgtur0iv20fkothmrl.t.example.net"}},
    {"base32hex, always 40 characters",
	{"fihn7ejbeh85t4s420igr5aicfbh1b92to0v3b4n.t.example.net",
	    "ku2iba7rfsgfgvevg2c3sbk91vrsg147bf93jr2k.t.example.net",
	    "gv5aogfavt3kqtnd28v89t20fq95pjur42eig7fq.t.example.net",
	    "t5enjld2ap3lbtpdoo3dqmfbaudpdtjusvbvdoq4.t.example.net"}},
    {"base32 without s i l o, always 40 characters",
	{"ckqkbg8thk3qcfq4jeb0rwdr08cmtjz16f41hmuv.t.example.net",
	    "y480wrfhkwt4rp739qph41byam2hpeqj8dvetzcz.t.example.net",
	    "rn9zk75t6y5pjdnvfy8mbteq2tkcrzmy082b1p0q.t.example.net",
	    "m8gyrnqbh2cuu2k2xwrr14kmzqybf6k787jatajz.t.example.net",
	    "dn8p3b0ht5655nz9qu9qzjjq0g4223mewy15uycp.t.example.net",
	    "8tt88q0gnh4u4k546r97gay4kku8tr4c5e169pet.t.example.net"}},
    {"base36, always 40 characters", {"vb84kxet2soz0jyn8sj2lg9q51hjubrjrzruof4m.t.example.net",
					 "x9q9djeatfalv4im04c0w9z9dn9qrmsp2dlbk8he.t.example.net",
					 "rwb9te63anexa7qp5zt8g4z0qbajouyx6rx2wtre.t.example.net",
					 "ugqvnlndi8tnlwgjjxwl1baz6dzgu8nbluegu14o.t.example.net",
					 "50lreyulw7ajydnw216hh3130y6oy8c6c722scdu.t.example.net",
					 "j83vqum49zdi5holjhg6qqelcvq7w3n8a1m5rpeg.t.example.net"}},
    {"base62, always 40 characters", {"jcywf4PEzf2Dx3j5Ey8JzXLGVC7W93O1SHaLnYB2.t.example.net",
					 "rnd5fEFpNioU49uMjqbYA0VsU2o8RqmNsNLxIKsl.t.example.net",
					 "dCIRHQ8WnnWTMAEsNvtX3TxaMJEoRbX0naRdIgH8.t.example.net",
					 "GWgtaPflHSH34S82FrpdO7eYMvamOcoEXaVSlcq9.t.example.net",
					 "RSqsArnPAaXIl53QYaRVG042xlGiqGd5NFyXBXBu.t.example.net",
					 "lqsW5083BqoJeEXKdgUeqpmDOByZb1OpisHDEdpZ.t.example.net"}},
    {"base64url, full labels of 63, always 85 characters, a number in the first label",
	{"11.ba_vSyMKAVg8P37TCvuDNs0OMmPIeQLnltff07Gb5VN6RNTSW0P0BdTOwUlDzO_.mFx1mKbhO1q-aRMymihc."
	 "t.example.net",
	    "22.vK29xt3q5OGnHUwpzcMvEou9d-Bv0NAtfuvmaHoX_PsGLbgi2vzLkMKycgqEoTT.kkH-"
	    "GyKRrCbA91qJWK4R.t.example.net",
	    "33.w53P4oJOtOPynObM1pRPTj80E3wZ__3x9NVpZBsUswx57tS9ypL-dhs0FgIgwfb.3IX06x-PdXNnTEtU-q-"
	    "T.t.example.net",
	    "44.5tmMfTbZsPUYVvpuNlhOftCWglkgQh-JiDkjTxUQLUhnG2ud95vsbisdJOJmANP.YvntSHISD0SJ3XLt_"
	    "ZN1.t.example.net",
	    "55.R-YK-DLRmgqciTT2C-oVLUENOmmD1ETXKAvIbyd0sqcsyBehGvqt6e1WZTbg59c."
	    "qXehgCXndImqaEfLKf4b.t.example.net",
	    "66.F1RvtIJxR1drawkI8BG_EwI2USIaU_corRRSoFYeRe6vvPiSJXsGPnpXPj4hLKc.CJnXUqNl96s-"
	    "7EYS8D4z.t.example.net"}},
    {"base64, always 60 characters",
	{"GkUFWzbCDc2/I7DXrBVmFrhv8goVtS126gq+dU7kVoezUrkMAs9O/wA/zi/7.t.example.net",
	    "HLo/9HSDj4GKjGezFgYN2tHJ+9TlorZb5mQfjmWP8mfFCr8zIUOhkxngXhQH.t.example.net",
	    "30yAh/+cxtFCU/ddPT3o7iXDiNqqGDlm7HqNjb+IEMG8fkZue3pyIrGtl1b0.t.example.net",
	    "e8KP2381g1BLYXHTXioiFH6H3N8YgHJAi74Q2/fze0FLQfH8zCxJy7Naf+oP.t.example.net",
	    "qmCc0zYgELi5au3a53obC0mL686wzJdld63bmcKryC1s2hLwcymZ3H/GbyIr.t.example.net",
	    "u9gg0UDRpCjr/pV/+l1SMG674Clt3GJBmVubwjStDvyzTnfaWDPKDYhC+HDl.t.example.net"}},
    {"words, 21 to 25 characters",
	{"customer-portal-login.t.example.net", "download-security-update.t.example.net",
	    "media-streaming-service.t.example.net", "corporate-network-printer.t.example.net",
	    "internal-document-archive.t.example.net"}},
    {"hex, always 32 characters; decoded from hex: \"user=root pass=x\"",
	{"757365723d726f6f7420706173733d78.t.example.net",
	    "a6baa6fa0e9b77a4aed555fbb6a7fb17.t.example.net",
	    "f1203a1bfc23d05814a1e970b7b07998.t.example.net"}},
    {"base32, always 26 characters; decoded from base32: \"accounts.xlsx|12\"",
	{"mfrwg33vnz2hgltynrzxq7brgi.t.example.net", "abxt2lrlhkg6mt4p2yxq54osbs.t.example.net",
	    "tzcc5smx5x5fzomehpv3tcsweh.t.example.net",
	    "ajyh43dle5p7n4vbaoneptvlgl.t.example.net"}},
    {"base62, always 36 characters; decoded from base64: \"{\"host\": \"workstation-7\"}!!\"",
	{"eyJob3N0IjogIndvcmtzdGF0aW9uLTcifSEh.t.example.net",
	    "QM0yuOwKDWCuztIyMoBvK4ep9UzQ50vLUoHn.t.example.net",
	    "A7rC3kTY40qQYtpLafp9CPlRR6MrFEQLsPYS.t.example.net",
	    "72qsHoqposY7tUfADaflYHhQDHBXmXjVYJ8l.t.example.net"}},
    {"base64, always 56 characters; decoded from base64: gzip",
	{"H4sIAFxoBf965WH4FScRQmHE73PfwFO6GrMiS41TEw57w0osF0evEzl1.t.example.net",
	    "kXY5O3ZJVJVw0TwMxA8nFDYqB2ylkQUxvNFhkmlfMXyrgOP1ujd9iShz.t.example.net",
	    "/LQH3japxYi5DhXuYhZwrAOAAqj8DI3d9W781ioyeo7TZQUE10XYtHvM.t.example.net",
	    "ER6gg6vOHD8dMDUIUsQLsPvv2eGpk4k27bB48h9UiHQuuMlJ61jy9y9t.t.example.net"}},
    {"base62, always 35 characters, constant columns 1-11; decoded from base64: \"-----BEGIN RSA "
     "KEY\"",
	{"147-234206-LS0tLS1CRUdJTiBSU0EgS0VZ.t.example.net",
	    "147-234206-FHCsZiF9r9JcJkbGmOwJcpST.t.example.net",
	    "147-234206-XY46NuAA4KeJIKIH44vuEkrJ.t.example.net",
	    "147-234206-NVcLmDS7DVtJbxEGjCpVeZ56.t.example.net",
	    "147-234206-ywN1C6mLefTT6aNxp9Ea7K8d.t.example.net",
	    "147-234206-nLUDua57yC0gPI2ig8i3SPKj.t.example.net"}},
};

static bool describe(const char *const *names, char *line, size_t cap)
{
	struct made_channel made;

	made_channel_init(&made, 2, COUNT_Q_TXT, names, NAMES_MAX);
	bool said = encoding_describe(&made.channel, line, cap);
	made_channel_fini(&made);
	return said;
}

static void encodings_are_described(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char line[240];

		assert_true(describe(rows[i].names, line, sizeof line));
		assert_string_equal(line, rows[i].line);
	}
}

static void little_says_nothing(void **state)
{
	static const char *const few[][NAMES_MAX] = {
	    {NULL},
	    {"."},
	    {"www.example.com", "mail.example.com"},
	    {"example.com"},
	};
	char line[240];

	(void)state;
	for (size_t i = 0; i < sizeof few / sizeof *few; i++)
		assert_false(describe(few[i], line, sizeof line));
}

/* Whatever room there is, the line ends inside it. */
static void lines_are_cut(void **state)
{
	char whole[240];

	(void)state;
	assert_true(describe(rows[0].names, whole, sizeof whole));
	for (size_t cap = 0; cap <= strlen(whole) + 1; cap++) {
		char line[240];

		memset(line, '#', sizeof line);
		if (describe(rows[0].names, line, cap))
			assert_memory_equal(line, whole, strlen(line));
		assert_true(cap == 0 || strlen(line) < cap);
		assert_int_equal(line[cap], '#');
	}
}

static void codecs_decode(void **state)
{
	static const struct {
		const char *text, *codec, *magic, *bytes;
	} known[] = {
	    /* RFC 4648 10 */
	    {"666f6f626172666f6f626172666f6f626172", "hex", NULL, "foobarfoobarfoobar"},
	    {"MZXW6YTBOJTG633CMFZGM33PMJQXE", "base32", NULL, "foobarfoobarfoobar"},
	    {"cpnmuoj1e9j6urr2c5p6crrfc9gn4", "base32hex", NULL, "foobarfoobarfoobar"},
	    {"Zm9vYmFyZm9vYmFyZm9vYmFy", "base64", NULL, "foobarfoobarfoobar"},
	    {"m9vYmFyZm9vYmFyZm9vYmFyZm9v", "base64", NULL, NULL},
	    {"aT8-aT8-aT8-aT8-aT8-aT8-", "base64url", NULL, "i?>i?>i?>i?>i?>i?>"},
	    {"1f8b080000000000", "hex", "gzip", NULL},
	    {"H4sIAAAAAAAAA", "base64", "gzip", NULL},
	    {"f0VMRgIBAQAAAAAA", "base64", "an ELF program", NULL},
	    {"TVqQAAMAAAAEAAAA", "base64", "a Windows program", NULL},
	    {"UEsDBBQAAAAIAAAA", "base64", "ZIP", NULL},
	    {"666f6f", NULL, NULL, NULL},
	    {"x8Ck2jQ9sLw0Vb7Zt1Yp4Rm6Nd3Hf5Gs", NULL, NULL, NULL},
	    {"", NULL, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t len = strlen(known[i].text);
		const uint8_t *text = guard_copy(known[i].text, len);
		struct decoded d;

		bool readable = base_n_readable(text, len, &d);
		assert_int_equal(readable, known[i].codec != NULL);
		if (readable)
			assert_string_equal(d.codec, known[i].codec);
		if (known[i].magic)
			assert_string_equal(d.magic, known[i].magic);
		if (known[i].bytes)
			assert_memory_equal(d.bytes, known[i].bytes, strlen(known[i].bytes));
		for (size_t cut = 0; cut < len; cut++) {
			const uint8_t *part = guard_copy(known[i].text, cut);

			base_n_readable(part, cut, &d);
			guard_free(part, cut);
		}
		guard_free(text, len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(encodings_are_described),
	    cmocka_unit_test(little_says_nothing),
	    cmocka_unit_test(lines_are_cut),
	    cmocka_unit_test(codecs_decode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
