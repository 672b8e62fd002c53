/*
 * Texts that the formats for people (text, md, html) share.
 */
#ifndef DNSFERRET_RENDER_VIEW_H
#define DNSFERRET_RENDER_VIEW_H

#include "base/idn.h"
#include "render/writer.h"
#include "report/document.h"

/* Number of findings whose level is one of two ("" = none). */
size_t view_count_levels(const struct node *report, const char *one, const char *other);

/* True if there is no DNS message at all. */
bool view_nothing_read(const struct node *report);

/* False for a report on capture health only, without detection. */
bool view_judged(const struct node *report);

/* The verdict without findings: "NOTHING FOUND", "NOTHING TO JUDGE"... */
const char *view_nothing_words(const struct node *report);

/* True for a client (of a finding or of the report) that asks on behalf of other hosts: it must not
 * be isolated or shut out, its query log names the one that asked. */
bool view_asks_for_others(const struct node *client);

/* The first client that shows the finding and asks for itself, or else for others; NULL if there is
 * none. */
const struct node *view_involved(const struct node *finding, bool for_others);

/* DNS that was seen but not read (coverage.unread), what needs an action: not that of the local
 * link. `from` is NULL for the first, else the one before; NULL at the end. */
const struct node *view_unread_next(const struct node *report, const struct node *from);

/* The kind of a finding for people: "command channel". */
const char *view_kind_words(const char *kind);

/* What to do about a finding of this kind, one sentence without a full stop; "" for an unknown one.
 */
const char *view_kind_advice(const char *kind);

/* "6 unique names in 6 queries: too few for a reliable score". Returns false if they are enough. */
#define VIEW_SAMPLE_MAX 160
bool view_small_sample(const struct node *finding, char out[VIEW_SAMPLE_MAX]);

/* The first value of a reason for other domains, with its unit. Returns false if there is
 * none. */
#define VIEW_BASELINE_MAX 64
bool view_baseline(const struct node *reason, char out[VIEW_BASELINE_MAX]);

/* The value of a bin of a timeline or histogram, limited to 0..2^40; lists of more than
 * VIEW_BINS_MAX are not drawn. A saved report may have any number: with this limit sums and
 * products still fit. */
#define VIEW_BINS_MAX 1024
int64_t view_bin(const struct node *n);

/* Length of a time step: "0.5 s", "10 m 0 s". Buffer: VIEW_STEP_MAX bytes. */
#define VIEW_STEP_MAX 48
const char *view_step(double step_s, char out[VIEW_STEP_MAX]);

/* " (UNICODE)" to put behind a name, or "": where the terminal shows UTF-8 and the name has a form
 * that is safe to show. What follows on the line has to begin with a letter of Latin script or
 * punctuation and such a letter, unless `left` leaves out names that run from right to left: else
 * terminals would put it in front. */
#define VIEW_UNICODE_MAX (IDN_NAME_TEXT_MAX + 3)
const char *view_unicode(
    const struct layout *layout, const char *name, bool left, char out[VIEW_UNICODE_MAX]);

/* The input that holds the evidence, or NULL. */
const struct node *view_input(const struct node *report, const struct node *evidence);

/* True if the log does not say what was received in a finding. */
bool view_down_unknown(const struct node *finding);

/* True if all inputs are logs: there are no packets. */
bool view_only_logs(const struct node *report);

/* Path of the input of a piece of evidence, and its last part. */
const char *view_input_path(const struct node *report, const struct node *evidence);
const char *view_base_name(const char *path);

/* The zone of a layout; NULL also for one that always is UTC: nothing has to be said twice. */
const struct time_zone *view_zone_of(const struct layout *layout);
/* The zone that times are shown in: "UTC", "UTC+02:00", "Europe/Berlin (UTC+01:00)" with the offset
 * at the first packet. Blanks are NO_BREAK. */
#define VIEW_ZONE_MAX (ZONE_NAME_MAX + 24)
const char *view_zone(
    const struct time_zone *zone, const struct node *report, char out[VIEW_ZONE_MAX]);

/* Where evidence of a report stands: "c.pcap #12", "query.log:12". Long names of files are
 * shortened in the middle. */
#define VIEW_WHERE_MAX 80
const char *view_where(const struct node *evidence, char out[VIEW_WHERE_MAX]);

#endif
