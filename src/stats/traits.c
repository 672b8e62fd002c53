#include "stats/traits.h"

enum { RCODE_NOERROR = 0, RCODE_NXDOMAIN = 3 };

void traits_add(struct traits *client, struct traits *server, const struct dns_event *e)
{
	bool recursion = e->flags & DNS_RD;

	if (dns_opcode(e->flags) != DNS_OPCODE_QUERY)
		return;
	bool told = !(e->unknown & UNKNOWN_FLAGS);
	if (told) {
		client->of[recursion ? TRAIT_ASKS_RECURSION : TRAIT_ASKS_ITERATIVE]++;
		server->of[recursion ? TRAIT_SERVES_RECURSION : TRAIT_SERVES_ITERATIVE]++;
	}
	if (!e->response) {
		client->of[TRAIT_ASKS_DNSSEC] += e->dnssec_ok;
		client->of[TRAIT_ASKS_COOKIE] += e->cookie;
		return;
	}
	client->of[TRAIT_TOLD_AVAILABLE] += (e->flags & DNS_RA) != 0;
	if (e->rcode != RCODE_NOERROR && e->rcode != RCODE_NXDOMAIN)
		return;
	server->of[TRAIT_ANSWERS]++;
	server->of[TRAIT_ANSWERS_OWN] += (e->flags & DNS_AA) != 0;
	server->of[TRAIT_ANSWERS_RECURSED] += (e->flags & DNS_RA) != 0;
}

void traits_merge(struct traits *into, const struct traits *from)
{
	for (int i = 0; i < TRAIT_COUNT; i++)
		into->of[i] += from->of[i];
}
