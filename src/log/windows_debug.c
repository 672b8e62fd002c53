/* The debug log of the Windows DNS server (dns.log), in any locale, with or without details. */
#include "dns/message.h"
#include "format.h"
#include "windows_debug.h"
#include "windows_details.h"

/* "(7)example(3)com(0)", by the counts: labels may hold parentheses. ".example.com." is an older
 * form. */
static bool take_name(struct scan s, struct wire_name *name)
{
	if (scan_peek(&s) != '(')
		return scan_char(&s, '.') && wire_name_read(name, s, NAME_PLAIN);
	return windows_name_read(name, s);
}

/* "[8081   DR  NOERROR]": flags with their bytes swapped, letters, response code. */
static bool take_flags(struct scan *s, struct told *t)
{
	uint64_t value;
	int digits;

	if (!scan_char(s, '['))
		return false;
	struct scan inside = scan_until(s, ']');
	scan_blanks(&inside);
	if (!scan_hex(&inside, &value, &digits) || digits != 4)
		return false;
	t->flags = (uint16_t)(value << 8 | value >> 8);
	while (inside.end > inside.at && inside.end[-1] == ' ')
		inside.end--;
	const char *blank = scan_last(inside, " ");
	struct scan word = {blank ? blank + 1 : inside.at, inside.end};
	if (!told_rcode(word, &t->rcode))
		t->rcode = t->flags & 15;
	return true;
}

/* Which messages are read: those of clients, those with other servers, all. */
static bool is_asked_for(const struct log_context *c, bool client_side)
{
	enum log_side side = c->options->side;

	return side == LOG_SIDE_ALL || client_side == (side == LOG_SIDE_CLIENTS);
}

/* Adds what the details of the message say. */
static void deliver(struct log_context *c, struct told *t, bool client_side)
{
	struct scan details = windows_details_of(c->ahead);
	uint16_t port = 0;

	windows_details_port(details, &port);
	if (client_side && port) {
		t->client_port = port;
		t->unknown &= (uint16_t)~UNKNOWN_PORT;
	}
	log_note_direction(c, t);
	if (!t->response) {
		messages_plain(&c->messages, t);
		return;
	}
	if (!messages_begin(&c->messages, t))
		return;
	if (!windows_details_answers(c, details))
		t->unknown |= UNKNOWN_ANSWERS | UNKNOWN_TTL;
	messages_end(&c->messages, t);
}

/* "UDP Rcv 10.161.60.71    5b47   Q [0001   D   NOERROR] A      (7)example(3)com(0)". */
static enum log_class read_packet(struct log_context *c, struct scan s, struct told *t)
{
	struct address peer;
	uint64_t id;
	int digits;

	t->tcp = scan_text(&s, "TCP");
	if ((!t->tcp && !scan_text(&s, "UDP")) || !scan_blanks(&s))
		return LOG_OTHER;
	bool received = scan_text(&s, "Rcv");
	if ((!received && !scan_text(&s, "Snd")) || !scan_blanks(&s))
		return LOG_OTHER;
	if (!scan_address(scan_word(&s), &peer))
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	scan_blanks(&s);
	if (!scan_hex(&s, &id, &digits) || digits > 4 || !scan_blanks(&s))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	t->id = (uint16_t)id;
	t->response = scan_text(&s, "R ");
	scan_blanks(&s);
	scan_word(&s);
	scan_blanks(&s);
	if (!take_flags(&s, t) || !scan_blanks(&s) || !told_type(scan_word(&s), &t->qtype))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	scan_blanks(&s);
	while (s.end > s.at && s.end[-1] == ' ')
		s.end--;
	if (!take_name(s, &t->name))
		return log_malformed(c, ANOMALY_LOG_NAME);
	/* A query received and a response sent are those of clients; the others go to and come from
	 * other servers. */
	bool client_side = received != t->response;
	if (!is_asked_for(c, client_side))
		return LOG_EXCLUDED;
	*(client_side ? &t->client : &t->server) = peer;
	t->unknown |= client_side ? UNKNOWN_SERVER : 0;
	deliver(c, t, client_side);
	return LOG_DNS;
}

enum log_class windows_debug_read(struct log_context *c, struct scan line)
{
	struct windows_debug_state *state = c->state;
	struct told t = {.unknown = UNKNOWN_SIZE | UNKNOWN_PORT, .qclass = 1};
	uint64_t number;
	int digits;

	if (!times_windows(&c->times, &line, &t.time_ns)) {
		struct scan rest = line;

		scan_blanks(&rest);
		return state->in_record || rest.at == rest.end ? LOG_CONTINUATION : LOG_OTHER;
	}
	scan_blanks(&line);
	state->in_record = false;
	if (!scan_hex(&line, &number, &digits) || !scan_blanks(&line) ||
	    !scan_text(&line, "PACKET") || !scan_blanks(&line) ||
	    !scan_hex(&line, &number, &digits) || !scan_blanks(&line))
		return LOG_OTHER;
	state->in_record = true;
	return read_packet(c, line, &t);
}
