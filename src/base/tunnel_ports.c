#include "base/tunnel_ports.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *what, *tshark;
} rows[] = {
#define UDP_TUNNEL(port, id, name, what, tshark) {name, what, tshark},
#include "base/udp_tunnels.def"
#undef UDP_TUNNEL
};

size_t tunnel_ports_rows(void)
{
	return sizeof rows / sizeof *rows;
}

const char *tunnel_ports_name(size_t row)
{
	return row < tunnel_ports_rows() ? rows[row].name : NULL;
}

const char *tunnel_ports_what(size_t row)
{
	return row < tunnel_ports_rows() ? rows[row].what : NULL;
}

const char *tunnel_ports_tshark(size_t row)
{
	return row < tunnel_ports_rows() ? rows[row].tshark : NULL;
}

static uint16_t row_of(const char *name, size_t len)
{
	for (size_t i = 0; i < tunnel_ports_rows(); i++)
		if (rows[i].name && strlen(rows[i].name) == len &&
		    strncmp(rows[i].name, name, len) == 0)
			return (uint16_t)i;
	return TUNNEL_PORTS_NONE;
}

/* 0 if the text is not a number from 1 to 65535. */
static uint16_t port_of(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	unsigned long port =
	    digits > 0 && digits < 6 && !text[digits] ? strtoul(text, NULL, 10) : 0;

	return port <= UINT16_MAX ? (uint16_t)port : 0;
}

int tunnel_ports_add(struct tunnel_ports *ports, const char *text, struct err *err)
{
	size_t len = strcspn(text, ":");
	uint16_t row = row_of(text, len), port = text[len] ? port_of(text + len + 1) : 0;

	if (row == TUNNEL_PORTS_NONE || port == 0)
		return err_set(err, "NAME:PORT with a name from dnsferret list tunnels, such as "
				    "vxlan:48879");
	if (ports->count == TUNNEL_PORTS_MAX)
		return err_set(err, "at most %d ports", TUNNEL_PORTS_MAX);
	ports->of[ports->count++] = (struct tunnel_port){port, row};
	return 0;
}

static int compare(const struct tunnel_port *a, const struct tunnel_port *b)
{
	return a->port != b->port ? a->port - b->port : a->row - b->row;
}

void tunnel_ports_note(struct tunnel_ports *ports, struct tunnel_port seen)
{
	unsigned at = 0;

	if (seen.port == 0)
		return;
	while (at < ports->count && compare(&ports->of[at], &seen) < 0)
		at++;
	if (ports->count == TUNNEL_PORTS_MAX ||
	    (at < ports->count && compare(&ports->of[at], &seen) == 0))
		return;
	memmove(ports->of + at + 1, ports->of + at, (ports->count - at) * sizeof *ports->of);
	ports->of[at] = seen;
	ports->count++;
}

uint16_t tunnel_ports_find(const struct tunnel_ports *ports, uint16_t port)
{
	for (unsigned i = ports->count; i-- > 0;)
		if (ports->of[i].port == port)
			return ports->of[i].row;
	return TUNNEL_PORTS_NONE;
}
