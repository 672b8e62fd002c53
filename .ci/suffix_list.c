/*
 * Writes src/dns/suffix_list.c's tables: the public suffix list that libpsl was built from, as a
 * trie. The file says which labels there are; what they mean is asked of libpsl. Without the file,
 * or with another one, the tables are empty, and the program asks libpsl for every new name.
 */
#include <ctype.h>
#include <idn2.h>
#include <libpsl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file_sha1.h"
#include "suffix_list.h"

#define NODES_MAX (SUFFIX_SLOTS / 2)
#define TEXT_MAX  (NODES_MAX * 16)

static struct suffix_node nodes[NODES_MAX];
static uint16_t slots[SUFFIX_SLOTS];
static char text[TEXT_MAX];
static unsigned node_count = 1, text_len;
static char sha1[FILE_SHA1_MAX];

static void give_up(const char *why)
{
	fprintf(stderr, "suffix_list: %s\n", why);
	exit(1);
}

static unsigned child_of(unsigned parent, const char *label, size_t len)
{
	uint32_t slot = suffix_slot(parent, (const uint8_t *)label, len);

	for (; slots[slot] != 0; slot = (slot + 1) % SUFFIX_SLOTS) {
		const struct suffix_node *n = &nodes[slots[slot]];

		if (n->parent == parent && n->len == len && memcmp(text + n->text, label, len) == 0)
			return slots[slot];
	}
	if (node_count == NODES_MAX || text_len + len > TEXT_MAX || len > SUFFIX_LABEL_MAX)
		give_up("the list has grown beyond the limits of src/dns/suffix_list.h");
	nodes[node_count] =
	    (struct suffix_node){.text = text_len, .parent = (uint16_t)parent, .len = (uint8_t)len};
	memcpy(text + text_len, label, len);
	text_len += (unsigned)len;
	slots[slot] = (uint16_t)node_count;
	return node_count++;
}

/* Every end of a rule becomes a node. */
static void add(const char *rule)
{
	const psl_ctx_t *psl = psl_builtin();
	const char *end = rule + strlen(rule);
	unsigned node = SUFFIX_ROOT;
	char below[1024];

	while (end > rule) {
		const char *label = end;

		while (label > rule && label[-1] != '.')
			label--;
		node = child_of(node, label, (size_t)(end - label));
		snprintf(below, sizeof below, "_.%s", label);
		nodes[node].flags =
		    (uint8_t)((psl_is_public_suffix2(psl, label, PSL_TYPE_ANY) ? SUFFIX_PUBLIC
									       : 0) |
			      (psl_is_public_suffix2(psl, below, PSL_TYPE_ANY) ? SUFFIX_ANY : 0));
		if (nodes[node].parent == SUFFIX_ROOT &&
		    psl_is_public_suffix2(psl, label, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE))
			nodes[node].flags |= SUFFIX_LISTED;
		end = label > rule ? label - 1 : rule;
	}
}

/* The format: https://github.com/publicsuffix/list/wiki/Format */
static void read_rules(FILE *f)
{
	char line[4096];

	while (fgets(line, sizeof line, f)) {
		char *rule = line + strspn(line, "!"), *ascii;

		rule[strcspn(rule, " \t\r\n")] = '\0';
		if (rule[0] == '\0' || strncmp(rule, "//", 2) == 0)
			continue;
		if (strncmp(rule, "*.", 2) == 0)
			rule += 2;
		if (strchr(rule, '*'))
			give_up("a rule has a `*` that is not its first label");
		if (idn2_lookup_u8(
			(const uint8_t *)rule, (uint8_t **)&ascii, IDN2_NONTRANSITIONAL) != IDN2_OK)
			give_up("a rule is no domain name");
		add(ascii);
		idn2_free(ascii);
	}
}

static void print(void)
{
	printf("static const char list_sha1[] = \"%s\";\n", node_count > 1 ? sha1 : "");
	printf("static const uint8_t list_text[] =");
	for (unsigned i = 0; i < text_len; i += 80)
		printf("\n\t\"%.*s\"", text_len - i < 80 ? (int)(text_len - i) : 80, text + i);
	printf("%s;\n", text_len == 0 ? " \"\"" : "");
	printf("static const struct suffix_node list_nodes[SUFFIX_SLOTS / 2] = {\n");
	for (unsigned i = 0; i < node_count; i++)
		printf("\t{%u, %u, %u, %u},\n", nodes[i].text, nodes[i].parent, nodes[i].len,
		    nodes[i].flags);
	printf("};\nstatic const uint16_t list_slots[SUFFIX_SLOTS] = {\n");
	for (unsigned i = 0; i < SUFFIX_SLOTS; i++)
		if (slots[i] != 0)
			printf("\t[%u] = %u,\n", i, slots[i]);
	printf("};\n");
}

int main(void)
{
	const char *path = psl_builtin_filename();
	FILE *f = path && psl_builtin() ? fopen(path, "r") : NULL;
	bool installed = f != NULL;

	if (installed) {
		file_sha1(f, sha1);
		if (strcmp(sha1, psl_builtin_sha1sum()) == 0)
			read_rules(f);
		fclose(f);
	}
	if (node_count == 1)
		fprintf(stderr,
		    installed
			? "libpsl was built from another public suffix list than the one that is "
			  "installed: names are looked up more slowly\n"
			: "libpsl's list is not installed as a file: names are looked up "
			  "more slowly\n");
	print();
	return ferror(stdout) || fflush(stdout) != 0;
}
