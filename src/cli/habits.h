/*
 * What to say to people who type what they know from other tools (hints.def). Pure tables.
 */
#ifndef DNSFERRET_CLI_HABITS_H
#define DNSFERRET_CLI_HABITS_H

/* What to do instead of an option that does not exist, as typed ("-w", "--since=1h"); NULL = it is
 * nobody's habit. */
const char *habits_option(const char *typed);

/* The same of a word that is neither a file nor, in its place, a verb: a verb of another tool, a
 * filter of tcpdump (in one word or several), an address of the web. */
const char *habits_word(const char *word);

#endif
