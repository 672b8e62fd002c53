/*
 * Words of scripts and commands. Pure; matching ignores case.
 */
#ifndef DNSFERRET_DNS_CODE_WORDS_H
#define DNSFERRET_DNS_CODE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words that no plain answer of a service contains: "powershell", "eval(". */
bool code_words_found(const uint8_t *text, size_t len);

/* Commands that would prove nothing in plain text, but do in text that somebody took
 * the trouble to encode: "whoami", "chmod ". */
bool code_words_command_found(const uint8_t *text, size_t len);

#endif
