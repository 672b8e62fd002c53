#include "partial_ports.h"

void partial_ports_text(struct out *all, const struct read_options *o)
{
	for (unsigned port = 0; port <= UINT16_MAX; port++)
		if (ports_has(&o->ports, (uint16_t)port))
			out_print(all, " port=%u", port);
	for (unsigned i = 0; i < o->tunnels.count; i++)
		out_print(all, " tunnel-port=%s:%u", tunnel_ports_name(o->tunnels.of[i].row),
		    o->tunnels.of[i].port);
}

/* Runs of ports, and a zero. */
static void put_ports(struct block_file_writer *p, const struct ports *ports)
{
	for (struct port_range range = {0}; ports_next_range(ports, &range);) {
		block_file_put_number(p, range.from);
		block_file_put_number(p, range.to);
	}
	block_file_put_number(p, 0);
}

static void put_tunnels(struct block_file_writer *p, const struct tunnel_ports *tunnels)
{
	block_file_put_number(p, tunnels->count);
	for (unsigned i = 0; i < tunnels->count; i++) {
		block_file_put_number(p, tunnels->of[i].port);
		block_file_put_number(p, tunnels->of[i].row);
	}
}

static void get_ports(struct block_file_reader *u, struct ports *ports)
{
	uint64_t from;

	while ((from = block_file_get_below(u, UINT16_MAX + 1)) != 0 && !u->error)
		for (uint64_t to = block_file_get_below(u, UINT16_MAX + 1); from <= to; from++)
			ports_add(ports, (uint16_t)from);
	if (ports->first == 0)
		block_file_fail(u, "no port");
}

static void get_tunnels(struct block_file_reader *u, struct tunnel_ports *tunnels)
{
	tunnels->count = (unsigned)block_file_get_below(u, TUNNEL_PORTS_MAX + 1);
	for (unsigned i = 0; i < tunnels->count && !u->error; i++) {
		uint16_t port = (uint16_t)block_file_get_below(u, UINT16_MAX + 1);
		uint16_t row = (uint16_t)block_file_get_below(u, tunnel_ports_rows());

		if (port == 0)
			block_file_fail(u, "a tunnel on port 0");
		tunnels->of[i] = (struct tunnel_port){port, row};
	}
}

void partial_ports_put(struct block_file_writer *p, const struct provenance *e)
{
	put_ports(p, &e->ports);
	put_tunnels(p, &e->tunnels);
}

void partial_ports_get(struct block_file_reader *u, struct provenance *e)
{
	get_ports(u, &e->ports);
	get_tunnels(u, &e->tunnels);
}
