/*
 * Internals of the Markdown report: escaped texts, the cells of its tables ("| a | b |", each ends
 * with its bar), and the tables behind the findings.
 */
#ifndef DNSFERRET_RENDER_MD_CELLS_H
#define DNSFERRET_RENDER_MD_CELLS_H

#include "base/out.h"
#include "base/time_zone.h"
#include "report/document.h"

void md_text(struct out *out, const char *text);
/* A name with its Unicode form as character references. */
void md_name(struct out *out, const char *name);
void md_count(struct out *out, const char *before, const struct node *map, const char *path);

/* What is said about a client, behind its address; `brief`: only its best known name. */
void md_host(struct out *out, const struct node *report, const struct node *client, bool brief);

void md_cell(struct out *out, const char *text);
void md_name_cell(struct out *out, const char *name);
void md_count_cell(struct out *out, const struct node *row, const char *path);
/* A time as in the text report. */
void md_time_cell(struct out *out, const struct time_zone *zone, const char *rfc3339);
/* A time with all its digits: RFC 3339, with the offset of a zone (NULL = UTC). */
void md_moment_cell(struct out *out, const struct time_zone *zone, const char *rfc3339);
void md_packet_cell(struct out *out, const struct node *row);
/* Where the evidence of a row stands. */
void md_where_cell(struct out *out, const struct node *row);

/* Matches of lists, what was allowed, clients, forwarding, inputs. */
void md_tables(struct out *out, const struct node *report, const struct time_zone *zone);

#endif
