"""A mail server's day: many TXT queries, each with a response in a published syntax."""

import dns
import internet
from dns import Record
from rng import Rng
from wire import HOUR, MICROSECOND, MILLISECOND, SECOND, START, Reply, Resolver, Trace

SERVER, RESOLVER = "10.30.0.25", "10.30.0.53"
OWN_DOMAIN = "corp.example"
BLOCK_LISTS = ("zen.dnsbl.example", "bl.spamlist.example")
URI_LIST = "multi.uribl.example"
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
BASE64URL = BASE64[:62] + "-_"
HEX = "0123456789abcdef"

FIRST = ("harbour", "maple", "north", "copper", "river", "summit", "orchard", "quiet", "lantern")
SECOND_WORD = ("freight", "bakery", "dental", "press", "works", "travel", "legal", "garden")
TOP = ("example", "test", "example", "example.com", "example.org", "example.net")
SELECTORS = ("selector1", "selector2", "s1", "google", "k1", "mail", "dkim", "20230601")
PROVIDERS = ("_spf.mailhost.example", "spf.outbound.example", "_spf.newsletter.example")

KEY_2048 = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA{}IDAQAB", 342
KEY_1024 = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC{}IDAQAB", 171


def domains():
    found = [f"{first}-{second}.{TOP[(a + b) % len(TOP)]}"
             for a, first in enumerate(FIRST) for b, second in enumerate(SECOND_WORD)]
    return sorted(found, key=lambda name: Rng(name).next())


class MailServer:
    def __init__(self, trace, rng):
        self.rng = rng
        self.resolver = Resolver(trace, rng, RESOLVER)
        self.cache = {}
        self.time = START

    def ask(self, name, type, reply):
        if self.cache.get((name, type), 0) > self.time:
            return
        end = self.resolver.ask(self.time, SERVER, name, type, reply, edns=1232)
        ttl = min(record.ttl for record in (*reply.answers, *reply.authority))
        self.cache[name, type] = end + ttl * SECOND
        self.time = end + self.rng.between(1_000, 25_000) * MICROSECOND

    def text(self, name, text, ttl=3600):
        self.ask(name, "TXT", Reply((Record(name, "TXT", ttl, dns.character_strings(text)),)))

    def missing(self, name, type):
        self.ask(name, type, internet.nxdomain(name))

    # Mail that comes in

    def check_host(self, address, host):
        """The PTR name of the sending host, then the address of that name."""
        name = reverse(address) + ".in-addr.arpa"
        self.ask(name, "PTR", Reply((Record(name, "PTR", 3600, host),)))
        self.ask(host, "A", Reply((Record(host, "A", 3600, address),)))

    def check_block_lists(self, address, listed):
        for zone in BLOCK_LISTS:
            name = f"{reverse(address)}.{zone}"
            if listed:
                self.ask(name, "A", Reply((Record(name, "A", 300, "127.0.0.4"),)))
                self.text(name, f"https://{zone}/query/ip/{address}", 300)
            else:
                self.missing(name, "A")

    def check_spf(self, domain):
        provider = self.rng.pick(PROVIDERS)
        network = internet.ipv4(domain).rsplit(".", 1)[0]
        self.text(domain, f"v=spf1 ip4:{network}.0/26 include:{provider} -all")
        self.text(provider, f"v=spf1 ip4:{internet.ipv4(provider)}/28 ip6:2001:db8:25::/48 ~all")

    def check_dkim(self, domain):
        key, length = KEY_2048 if Rng(domain).chance(70) else KEY_1024
        selector = Rng(domain).pick(SELECTORS)
        public = key.format(Rng(f"key of {domain}").text(BASE64, length))
        self.text(f"{selector}._domainkey.{domain}", f"v=DKIM1; k=rsa; p={public}")

    def check_dmarc(self, domain):
        policy = self.rng.pick(("none", "quarantine", "reject"))
        self.text(f"_dmarc.{domain}", f"v=DMARC1; p={policy}; rua=mailto:dmarc@{domain}; pct=100")
        if Rng(domain).chance(30):
            self.text(f"default._bimi.{domain}", f"v=BIMI1; l=https://{domain}/logo.svg; a=;")
        else:
            self.missing(f"default._bimi.{domain}", "TXT")

    def receive(self, domain):
        spam = self.rng.chance(20)
        address = internet.random_ipv4(self.rng) if spam else internet.ipv4(domain)
        self.check_host(address, f"host-{address.replace('.', '-')}.{domain}" if spam
                        else f"mx.{domain}")
        self.check_block_lists(address, spam)
        self.check_spf(domain)
        self.check_dkim(domain)
        self.check_dmarc(domain)
        self.missing(f"{domain}.{URI_LIST}", "A")

    # Mail that goes out

    def send(self, domain):
        mx = f"mx.{domain}"
        self.ask(domain, "MX", Reply((Record(domain, "MX", 3600, (10, mx)),)))
        if Rng(domain).chance(40):
            serial = Rng(f"policy of {domain}").between(20230101000000, 20240301000000)
            self.text(f"_mta-sts.{domain}", f"v=STSv1; id={serial}Z;")
            self.text(f"_smtp._tls.{domain}", f"v=TLSRPTv1; rua=mailto:tls@{domain}")
        else:
            self.missing(f"_mta-sts.{domain}", "TXT")
        self.ask(mx, "A", Reply((Record(mx, "A", 3600, internet.ipv4(domain)),)))
        name = f"_25._tcp.{mx}"
        if Rng(domain).chance(25):
            digest = b"\x03\x01\x01" + Rng(f"certificate of {mx}").octets(32)
            self.ask(name, "TLSA", Reply((Record(name, "TLSA", 3600, digest),)))
        else:
            self.missing(name, "TLSA")

    # What the server does for itself

    def renew_certificate(self):
        for host in ("mail", "autodiscover", "mta-sts"):
            for _ in range(2):
                name = f"_acme-challenge.{host}.{OWN_DOMAIN}"
                self.cache.pop((name, "TXT"), None)
                self.text(name, self.rng.text(BASE64URL, 43), 60)
                self.time += 5 * SECOND

    def verify_ownership(self):
        self.text(OWN_DOMAIN, f"google-site-verification={self.rng.text(BASE64URL, 43)}")
        self.text(f"_github-challenge-corp.{OWN_DOMAIN}", self.rng.text(HEX, 10))


def reverse(address):
    return ".".join(reversed(address.split(".")))


def mail_day():
    """About a hundred messages over 24 hours."""
    trace = Trace()
    rng = Rng("mail-day")
    server = MailServer(trace, rng)
    correspondents = domains()
    errands = {10: server.verify_ownership, 40: server.renew_certificate}
    for number in range(105):
        server.time = START + number * 24 * HOUR // 105 + rng.below(700_000) * MILLISECOND
        errands.get(number, lambda: None)()
        domain = rng.zipf(correspondents)
        if rng.chance(60):
            server.receive(domain)
        else:
            server.send(domain)
    return trace
