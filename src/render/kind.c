#include "kind.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lines.h"
#include "render/measure.h"
#include "view.h"

static void tunnel(const struct node *f, char out[KIND_SENTENCE_MAX])
{
	(void)f;
	snprintf(out, KIND_SENTENCE_MAX,
	    "a network connection through DNS: data goes out in the names that are queried and "
	    "comes back in the responses");
}

/* Bytes of an IPv6 address: responses with no more than one each have room for few orders. */
#define SHORT_RESPONSE 16

static void c2(const struct node *f, char out[KIND_SENTENCE_MAX])
{
	int64_t responses = document_integer(f, "volume.responses"),
		down = document_integer(f, "volume.down_bytes");
	const char *answer = "takes its orders from the responses";
	char shorts[128], figure[MEASURE_TEXT_MAX];

	if (view_down_unknown(f))
		answer = "takes its orders from the responses, which this log does not show";
	else if (responses == 0)
		answer = "waits for orders; no response was seen";
	else if (down / SHORT_RESPONSE < responses) {
		measure_text("bytes", (double)down, figure);
		snprintf(shorts, sizeof shorts, "%s, which are short (%s in all)", answer, figure);
		answer = shorts;
	}
	snprintf(out, KIND_SENTENCE_MAX,
	    "a program that is controlled through DNS: it reports to its server in the names that "
	    "it queries, and %s",
	    answer);
}

static void exfiltration(const struct node *f, char out[KIND_SENTENCE_MAX])
{
	(void)f;
	snprintf(out, KIND_SENTENCE_MAX,
	    "data that leaves in the names that are queried; little or nothing comes back");
}

static void staging(const struct node *f, char out[KIND_SENTENCE_MAX])
{
	(void)f;
	snprintf(out, KIND_SENTENCE_MAX,
	    "a download through DNS: the responses carry a program or a script, the names only ask "
	    "for it");
}

/* The measured value of a reason; NAN if the finding does not have it. */
static double measured(const struct node *f, const char *code, const char *what)
{
	for (const struct node *r = document_members(f, "reasons"); r; r = r->next)
		if (strcmp(document_text(r, "code"), code) == 0) {
			const struct node *m = document_members(r, "measured");

			while (m && strcmp(m->key, what) != 0)
				m = m->next;
			return m && m->kind != NODE_NULL ? document_number(m->parent, what) : NAN;
		}
	return NAN;
}

static void beacon(const struct node *f, char out[KIND_SENTENCE_MAX])
{
	double interval = measured(f, "beacon", "interval_s");
	char every[MEASURE_TEXT_MAX + 8] = "", figure[MEASURE_TEXT_MAX];

	if (isfinite(interval))
		snprintf(every, sizeof every, " (every %s)",
		    measure_text("interval_s", interval, figure));
	snprintf(out, KIND_SENTENCE_MAX,
	    "a program that calls home at a steady interval%s, with little data each time", every);
}

/* What came of the names of a pool: "; every response was an error". */
static void put_outcome(const struct node *f, char out[128])
{
	double failed = document_number(f, "resolution.failed_share");
	char share[MEASURE_TEXT_MAX];

	if (!document_bool(f, "resolution.answered"))
		snprintf(out, 128, "; no response was seen");
	else if (failed >= 1)
		snprintf(out, 128, "; every response was an error, so none led to a server");
	else if (failed <= 0)
		snprintf(out, 128, "; none of the responses was an error");
	else
		snprintf(out, 128, "; %s of the responses were errors",
		    measure_text("share", failed, share));
}

static void dga(const struct node *f, char out[KIND_SENTENCE_MAX])
{
	char count[FIGURE_MAX], outcome[128];

	put_outcome(f, outcome);
	snprintf(out, KIND_SENTENCE_MAX,
	    "a program that makes up domain names to find its server: %s were tried%s",
	    lines_count(document_integer(f, "pool.domains_total"), count), outcome);
}

static void unclear(const struct node *f, char out[KIND_SENTENCE_MAX])
{
	int64_t domains = document_integer(f, "pool.domains_total");
	char count[FIGURE_MAX], outcome[128];

	if (domains > 1) {
		put_outcome(f, outcome);
		snprintf(out, KIND_SENTENCE_MAX,
		    "%s domains that one program seems to use, to send data or to find its "
		    "server%s",
		    lines_count(domains, count), outcome);
		return;
	}
	snprintf(out, KIND_SENTENCE_MAX,
	    "queries unlike ordinary DNS; what they are for cannot be told from this input alone");
}

const char *kind_sentence(const struct node *finding, char out[KIND_SENTENCE_MAX])
{
	static const struct {
		const char *kind;
		void (*write)(const struct node *f, char out[KIND_SENTENCE_MAX]);
	} table[] = {
	    {"tunnel", tunnel},
	    {"c2", c2},
	    {"exfiltration", exfiltration},
	    {"beacon", beacon},
	    {"staging", staging},
	    {"dga", dga},
	    {"unclear", unclear},
	};
	const char *kind = document_text(finding, "kind");

	out[0] = '\0';
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].kind, kind) == 0)
			table[i].write(finding, out);
	return out;
}
