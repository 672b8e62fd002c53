#include "code_words.h"

#include <string.h>
#include <strings.h>

/* Lower case; matched case-insensitively. Their first two characters are repeated in the tables
 * below. */
static const char *const code_words[] = {"powershell", "frombase64string", "invoke-expression",
    "iex(", "iex (", "-encodedcommand", "downloadstring", "nslookup", "eval(", "exec(", "<script",
    "cmd.exe", "/bin/sh", "wscript."};

/* Lower case, too. */
static const char *const commands[] = {"whoami", "ipconfig", "ifconfig", "systeminfo", "netstat",
    "tasklist", "taskkill", "net user", "net view", "net group", "schtasks", "certutil",
    "bitsadmin", "rundll32", "regsvr32", "mshta", "reg query", "reg add", "curl ", "wget ",
    "chmod ", "crontab", "/etc/passwd", "/tmp/", "bash -", "sh -c", "uname -", "cat /", "ls -",
    "dir c:", "c:\\", "%temp%", "$env:", "start-sleep", "get-process", "new-object", "invoke-",
    "#!/", "import os", "import socket", "subprocess", "sleep "};

/* The first two characters of the words, one bit per pair: at most positions of most answers the
 * search ends here, without an unpredictable branch. */
enum { PO = 1, FR = 2, IN_IE = 4, DASH_E = 8, DO = 16, NS = 32, EV_EX = 64, LESS_S = 128 };
enum { CM = 256, SLASH_B = 512, WS = 1024 };

#define LETTER(c, pairs) [c] = (pairs), [(c) - ('a' - 'A')] = (pairs)

static const uint16_t first_of_pair[256] = {LETTER('p', PO), LETTER('f', FR),
    LETTER('i', IN_IE), ['-'] = DASH_E, LETTER('d', DO), LETTER('n', NS),
    LETTER('e', EV_EX), ['<'] = LESS_S, LETTER('c', CM), ['/'] = SLASH_B, LETTER('w', WS)};

static const uint16_t second_of_pair[256] = {LETTER('o', PO | DO), LETTER('r', FR),
    LETTER('n', IN_IE), LETTER('e', IN_IE | DASH_E), LETTER('s', NS | LESS_S | WS),
    LETTER('v', EV_EX), LETTER('x', EV_EX), LETTER('m', CM), LETTER('b', SLASH_B)};

static bool is_code_word(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof code_words / sizeof *code_words; i++) {
		size_t n = strlen(code_words[i]);

		if (n <= len && strncasecmp(text, code_words[i], n) == 0)
			return true;
	}
	return false;
}

bool code_words_found(const uint8_t *text, size_t len)
{
	for (size_t at = 0; at + 1 < len; at++)
		if ((first_of_pair[text[at]] & second_of_pair[text[at + 1]]) &&
		    is_code_word((const char *)text + at, len - at))
			return true;
	return false;
}

/* Only text that decodes to something readable gets here, so speed does not matter. */
bool code_words_command_found(const uint8_t *text, size_t len)
{
	for (size_t at = 0; at < len; at++)
		for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
			size_t n = strlen(commands[i]);

			if (n <= len - at &&
			    strncasecmp((const char *)text + at, commands[i], n) == 0)
				return true;
		}
	return false;
}
