/*
 * Texts that come again in most rows: names of types, classes, rcodes and opcodes, and addresses.
 * Each is made once by its function of dns/text.h or base/address.h and then kept. A fixed number
 * of slots, one for each value of a hash; a text whose slot is taken replaces the one in it, so
 * that no capture can make it slower than without. About 40 KiB; a plain value, zero-initialised.
 */
#ifndef DNSFERRET_CLI_VERBS_ROW_WORDS_H
#define DNSFERRET_CLI_VERBS_ROW_WORDS_H

#include "base/address.h"
#include "dns/text.h"

enum row_word { ROW_TYPE, ROW_CLASS, ROW_RCODE, ROW_OPCODE, ROW_WORD_COUNT };

#define ROW_WORDS     64
#define ROW_ADDRESSES 512

struct row_words {
	struct {
		uint16_t number;
		char text[DNS_MNEMONIC_MAX]; /* "" = free */
	} words[ROW_WORD_COUNT][ROW_WORDS];
	struct {
		struct address address;
		char text[ADDRESS_TEXT_MAX]; /* "" = free */
	} addresses[ROW_ADDRESSES];
};

/* The text, valid until the next call. `number` of an opcode: the flags. */
const char *row_words_get(struct row_words *words, enum row_word kind, uint16_t number);
const char *row_words_address(struct row_words *words, const struct address *a);

#endif
