#include "common_label.h"

#include <string.h>

/* Sources: RFC 2142, host labels of hosting panels, mail clients and
 * office suites, and the usual names of web hosts. */
static const char *const usual[] = {"account", "accounts", "ad", "admin", "ads", "analytics", "api",
    "app", "apps", "asset", "assets", "auth", "autoconfig", "autodiscover", "backup", "beta",
    "blog", "calendar", "cdn", "chat", "client", "cloud", "cms", "connect", "content", "cp",
    "cpanel", "crm", "data", "db", "dc", "default", "demo", "dev", "developer", "dns", "docs",
    "download", "downloads", "edge", "email", "en", "enterpriseenrollment",
    "enterpriseregistration", "events", "exchange", "file", "files", "forum", "ftp", "gateway",
    "git", "help", "home", "host", "id", "image", "images", "imap", "img", "info", "intranet",
    "isatap", "lb", "live", "localhost", "login", "lyncdiscover", "lyncdiscoverinternal", "m",
    "mail", "mailgate", "mailhost", "media", "meet", "mobile", "mobilemail", "monitor", "msoid",
    "mta", "mx", "my", "mysql", "net", "news", "newsletter", "ns", "ocsp", "office", "old", "owa",
    "pay", "photo", "photos", "pop", "portal", "prod", "proxy", "public", "relay", "remote",
    "router", "search", "secure", "selector", "server", "shop", "sip", "sipfed", "sipdir", "site",
    "smtp", "sql", "ssl", "sso", "stage", "staging", "start", "stat", "static", "stats", "status",
    "store", "stun", "support", "test", "time", "track", "tracking", "update", "updates", "upload",
    "video", "vpn", "web", "webdisk", "webmail", "whm", "wiki", "wpad", "ws", "www"};

static bool is_usual(const uint8_t *label, size_t len)
{
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (strlen(usual[i]) == len && memcmp(usual[i], label, len) == 0)
			return true;
	return false;
}

bool common_label(const uint8_t *label, size_t len)
{
	size_t stem = len;

	if (len > 0 && label[0] == '_')
		return true;
	while (stem > 0 && label[stem - 1] >= '0' && label[stem - 1] <= '9')
		stem--;
	if (stem > 1 && stem < len && label[stem - 1] == '-')
		stem--;
	return is_usual(label, len) || (stem > 0 && is_usual(label, stem));
}
