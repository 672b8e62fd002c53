#include "analysis/analyze.h"

#include "analysis/host_limit.h"
#include "analysis/intel.h"
#include "analysis/resolved.h"
#include "base/exit_code.h"
#include "base/hash.h"
#include "base/limits.h"
#include "dns/suffix.h"
#include "dns/text.h"

/* Statistics get this part of the limit; at the end scores and the report each need as much. */
#define STATS_SHARE 3

/* Evicted channels are counted as an anomaly; its frame is the current one at the first eviction.
 */
static void note_evicted(struct collection *c)
{
	struct source_ref first;
	uint64_t count = stats_evicted(c->stats, &first);

	if (count == 0)
		return;
	anomaly_note(&c->provenance.anomalies, ANOMALY_MEMORY_LIMIT, first);
	c->provenance.anomalies.count[ANOMALY_MEMORY_LIMIT] += count - 1;
}

int analyze_collect(struct collection *c, collect_source *source, uint64_t memory_bytes)
{
	int code = EXIT_CLEAN;

	c->secret = hash_secret_new();
	c->stats = stats_new(c->secret);
	if (c->indicators)
		c->intel = intel_new(c->indicators, c->suffix, c->secret);
	if (c->keep_answers && !source)
		c->resolved = resolved_new(c->secret);
	stats_limit(
	    c->stats, (memory_bytes > 0 ? memory_bytes : MEMORY_BYTES_DEFAULT) / STATS_SHARE);
	if (source)
		code = source(c);
	else
		pipeline_run(c);
	note_evicted(c);
	if (c->provenance.misused)
		code = EXIT_USAGE;
	if (code == EXIT_CLEAN && !provenance_any_readable(&c->provenance))
		code = provenance_exit_code(&c->provenance);
	if (code == EXIT_CLEAN)
		stats_finalize(c->stats);
	if (c->intel)
		intel_finalize(c->intel);
	return code;
}

struct node *analyze_report(const struct collection *c, const struct analysis_run *run,
    struct arena *arena, struct ranking **ranking)
{
	const struct provenance *e = &c->provenance;
	struct report_allowlist allowed = allowlist_for_report(run->allowlist);

	struct score_options score = *run->score;
	struct anomaly_log anomalies = e->anomalies;

	host_limit_note(&anomalies, e, c->stats);
	if (c->intel)
		score.listed = intel_for_score(c->intel);
	if (ranking)
		*ranking = score_run(c->stats, &score, arena);
	struct report_sources sources = {
	    .argv = run->argv,
	    .inputs = (const struct input *const *)e->inputs,
	    .input_count = e->input_count,
	    .accounting = &e->accounting,
	    .anomalies = &anomalies,
	    .unread = &e->unread,
	    .stats = c->stats,
	    .ranking = ranking ? *ranking : NULL,
	    .options = run->score,
	    .allowlist = &allowed,
	    .intel = c->intel ? intel_for_report(c->intel) : (struct report_intel){.build = NULL},
	    .answers = c->resolved ? resolved_for_report(c->resolved)
				   : (struct report_answers){.list = NULL},
	    .psl_version = suffix_version(c->suffix),
	    .sandbox = run->sandbox,
	    .interrupted = run->interrupted,
	    .min_level = run->score->min_level,
	    .ports = &e->ports,
	    .tunnels = &e->tunnels,
	    .libraries = run->libraries,
	    .hosts = &e->hosts,
	    .macs = &e->macs,
	    .type_text = dns_type_text,
	};
	return report_build(arena, &sources);
}

void analyze_fini(struct collection *c)
{
	provenance_fini(&c->provenance);
	stats_free(c->stats);
	intel_free(c->intel);
	resolved_free(c->resolved);
}
