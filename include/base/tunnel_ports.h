/*
 * UDP ports on which the operator's network carries tunnels besides the usual ones. A plain value,
 * empty if zeroed; the last entry of a port wins.
 */
#ifndef DNSFERRET_BASE_TUNNEL_PORTS_H
#define DNSFERRET_BASE_TUNNEL_PORTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* An operator has one or two; more are a mistake. */
#define TUNNEL_PORTS_MAX 32

/* A row of udp_tunnels.def, from 0. */
struct tunnel_port {
	uint16_t port;
	uint16_t row;
};

struct tunnel_ports {
	struct tunnel_port of[TUNNEL_PORTS_MAX];
	unsigned count;
};

#define TUNNEL_PORTS_NONE UINT16_MAX

/* Adds "vxlan:48879". Returns 0, or -1 with what was expected in err. */
int tunnel_ports_add(struct tunnel_ports *ports, const char *text, struct err *err);

/* Adds a port that was seen, in order, once; not port 0, and not beyond TUNNEL_PORTS_MAX. */
void tunnel_ports_note(struct tunnel_ports *ports, struct tunnel_port seen);

/* The row of a port; TUNNEL_PORTS_NONE if there is none. */
uint16_t tunnel_ports_find(const struct tunnel_ports *ports, uint16_t port);

/* Texts of a row: NULL beyond the last one, and where it has none. */
const char *tunnel_ports_name(size_t row);
const char *tunnel_ports_what(size_t row);
const char *tunnel_ports_tshark(size_t row);
size_t tunnel_ports_rows(void);

#endif
