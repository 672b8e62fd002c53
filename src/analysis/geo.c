#include "analysis/geo.h"

#include <maxminddb.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/memory.h"

#define TEXT_MAX_BYTES 128

struct geo_database {
	const char *path; /* borrowed */
	MMDB_s mmdb;
};

static int open_database(struct geo_database *d, const char *path, struct err *err)
{
	d->path = path;
	int status = MMDB_open(path, MMDB_MODE_MMAP, &d->mmdb);

	if (status != MMDB_SUCCESS)
		return err_set(err, "--geoip: %s: %s", path, MMDB_strerror(status));
	if (d->mmdb.metadata.ip_version == 4 || d->mmdb.metadata.ip_version == 6)
		return 0;
	MMDB_close(&d->mmdb);
	return err_set(err, "--geoip: %s: not a database of addresses", path);
}

int geo_init(struct geo *geo, const struct texts *files, struct err *err)
{
	*geo = (struct geo){.databases = NULL};
	if (files->count > 0)
		geo->databases = memory_new(files->count, sizeof *geo->databases);
	for (size_t i = 0; i < files->count; i++) {
		if (open_database(&geo->databases[i], files->items[i], err) != 0)
			return -1;
		geo->count++;
	}
	return 0;
}

void geo_fini(struct geo *geo)
{
	for (size_t i = 0; i < geo->count; i++)
		MMDB_close(&geo->databases[i].mmdb);
	free(geo->databases);
}

const char *geo_library_version(void)
{
	return MMDB_lib_version();
}

/* -- one address -- */

static bool set_text(
    struct arena *a, struct node *map, const char *key, const MMDB_entry_data_s *data)
{
	char text[TEXT_MAX_BYTES];

	if (!data->has_data || data->type != MMDB_DATA_TYPE_UTF8_STRING || document_get(map, key))
		return false;
	escape_text(text, sizeof text, (const uint8_t *)data->utf8_string, data->data_size);
	document_set_text(a, map, key, text);
	return true;
}

/* The network that the database has an entry for. */
static void set_network(
    struct arena *a, struct node *map, const char *ip, const MMDB_s *mmdb, unsigned bits)
{
	bool v4 = !strchr(ip, ':');

	/* IPv4 is below ::/96 in databases of both. */
	if (v4 && mmdb->metadata.ip_version == 6)
		bits = bits >= 96 ? bits - 96 : 0;
	if (!document_get(map, "bits"))
		document_set_integer(a, map, "bits", bits);
}

static bool look_up(
    struct arena *a, struct node *map, const char *ip, struct geo_database *d, size_t *damaged)
{
	int resolved, status;
	MMDB_lookup_result_s found = MMDB_lookup_string(&d->mmdb, ip, &resolved, &status);
	MMDB_entry_data_s data;
	bool any = false;

	if (resolved != 0 || status == MMDB_IPV6_LOOKUP_IN_IPV4_DATABASE_ERROR)
		return false;
	*damaged += status != MMDB_SUCCESS;
	if (status != MMDB_SUCCESS || !found.found_entry)
		return false;
	if (MMDB_get_value(&found.entry, &data, "country", "iso_code", NULL) == MMDB_SUCCESS)
		any |= set_text(a, map, "country", &data);
	if (MMDB_get_value(&found.entry, &data, "registered_country", "iso_code", NULL) ==
	    MMDB_SUCCESS)
		any |= set_text(a, map, "country", &data);
	if (MMDB_get_value(&found.entry, &data, "autonomous_system_number", NULL) == MMDB_SUCCESS &&
	    data.has_data && data.type == MMDB_DATA_TYPE_UINT32 && !document_get(map, "asn")) {
		document_set_integer(a, map, "asn", data.uint32);
		any = true;
	}
	if (MMDB_get_value(&found.entry, &data, "autonomous_system_organization", NULL) ==
	    MMDB_SUCCESS)
		any |= set_text(a, map, "organization", &data);
	if (any)
		set_network(a, map, ip, &d->mmdb, found.netmask);
	return any;
}

static bool is_listed(const struct node *addresses, const char *ip)
{
	for (const struct node *one = document_first(addresses); one; one = one->next)
		if (strcmp(document_text(one, "ip"), ip) == 0)
			return true;
	return false;
}

/* State while a report is annotated. */
struct annotation {
	const struct geo *geo;
	struct arena *arena;
	struct node *addresses;
	size_t damaged;
};

/* Sets in `map` what the databases say of an address. */
static bool set_place(struct annotation *n, struct node *map, const char *ip)
{
	bool any = false;

	for (size_t i = 0; i < n->geo->count; i++)
		any |= look_up(n->arena, map, ip, &n->geo->databases[i], &n->damaged);
	return any;
}

static void add(struct annotation *n, const char *ip)
{
	struct node *map = document_map(n->arena);

	if (is_listed(n->addresses, ip))
		return;
	document_set_text(n->arena, map, "ip", ip);
	if (set_place(n, map, ip))
		document_push(n->addresses, map);
}

/* Servers are listed once, because most findings share them; answers have it in their own rows. */
static void annotate_finding(struct annotation *n, struct node *f)
{
	struct node *answers = document_member(f, "answers");

	for (const struct node *s = document_members(f, "servers"); s; s = s->next)
		add(n, s->text);
	for (struct node *a = answers ? document_first(answers) : NULL; a; a = a->next)
		set_place(n, a, document_text(a, "ip"));
}

void geo_annotate(
    const struct geo *geo, uint64_t responses_beyond, struct arena *a, struct node *report)
{
	struct annotation n = {.geo = geo, .arena = a};
	struct node *findings = document_member(report, "findings");

	if (geo->count == 0)
		return;
	struct node *map = document_set(report, "geo", document_map(a));
	struct node *databases = document_set(map, "databases", document_list(a));
	n.addresses = document_set(map, "addresses", document_list(a));
	for (struct node *f = findings ? document_first(findings) : NULL; f; f = f->next)
		annotate_finding(&n, f);
	for (const struct node *m = document_members(report, "intel.matches"); m; m = m->next)
		if (strcmp(document_text(m, "in"), "question") != 0)
			add(&n, document_text(m, "indicator"));
	for (size_t i = 0; i < geo->count; i++) {
		struct node *one = document_push(databases, document_map(a));
		const MMDB_metadata_s *about = &geo->databases[i].mmdb.metadata;
		char text[256];

		escape_text(text, sizeof text, (const uint8_t *)geo->databases[i].path,
		    strlen(geo->databases[i].path));
		document_set_text(a, one, "path", text);
		escape_text(text, sizeof text, (const uint8_t *)about->database_type,
		    strlen(about->database_type));
		document_set_text(a, one, "type", text);
	}
	document_set_integer(a, map, "damaged", (int64_t)n.damaged);
	document_set_integer(a, map, "responses_beyond", (int64_t)responses_beyond);
}
