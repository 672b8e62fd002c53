"""An ordinary office: some clients, one resolver, people who browse and programs that check for updates."""

import ipaddress

import internet
from dns import Record
from rng import Rng
from wire import MICROSECOND, MILLISECOND, SECOND, START, Reply, Resolver, Trace

NETWORK = "10.20.0"
NETWORK6 = "2001:db8:20::"
RESOLVER = f"{NETWORK}.53"
RESOLVER6 = f"{NETWORK6}53"
DOMAIN = internet.INTRANET
SITE = "Default-First-Site-Name"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
HEX = "0123456789abcdef"

WINDOWS, LINUX, PHONE = "windows", "linux", "phone"
SYSTEMS = (WINDOWS, WINDOWS, LINUX, WINDOWS, PHONE)

SIGNED_ZONES = ("com", "org", "net", "example.com", "example.org", "example.net", "in-addr.arpa")
MISTYPED = ("intranett", "fileserver2", "printer", "nas", "www.exmaple.com", "wiki.exampel.org")
DEVICES = ("_ipps._tcp", "_ipp._tcp", "_airplay._tcp", "_googlecast._tcp", "_services._dns-sd._udp")


class Client:
    """A client: its operating system decides what it queries; it caches answers for their TTL."""

    def __init__(self, address, system, resolver, rng):
        self.address = address
        self.system = system
        self.resolver = resolver
        self.rng = rng
        self.cache = {}
        self.guid = "-".join(rng.text(HEX, size) for size in (8, 4, 4, 4, 12))
        self.hostname = f"{'pc' if system == WINDOWS else 'ws'}-{rng.text(HEX, 5)}.{DOMAIN}"

    # Questions

    def ask(self, time, name, type, reply, port=None):
        key = (name.lower(), type)
        if self.cache.get(key, 0) > time:
            return time
        end = self.resolver.ask(time, self.address, name, type, reply, port=port,
                                edns=1232 if self.system == LINUX else None)
        records = reply.answers or reply.authority
        self.cache[key] = end + min((record.ttl for record in records), default=0) * SECOND
        return end

    def visit(self, time, name):
        """Queries the addresses of one host, in the way of the operating system."""
        port = self.resolver.port() if self.system == LINUX else None
        types = ("HTTPS", "A", "AAAA") if self.system == PHONE else ("A", "AAAA")
        if self.system == WINDOWS and self.rng.chance(30):
            types = ("A",)
        for type in types:
            self.ask(time, name, type, internet.resolve(name, type), port)
            time += self.rng.between(8, 400) * MICROSECOND

    # What happens in an office

    def browse(self, time):
        """A page and everything it loads."""
        for _ in range(self.rng.between(2, 9)):
            name = internet.fresh_name(self.rng) if self.rng.chance(7) \
                else self.rng.zipf(list(internet.SITES))
            self.visit(time, name)
            time += self.rng.between(10, 350) * MILLISECOND

    def call_home(self, time):
        for _ in range(self.rng.between(1, 3)):
            self.visit(time, self.rng.pick(list(internet.BACKGROUND)))
            time += self.rng.between(20, 900) * MILLISECOND

    def log_on(self, time):
        """A Windows client looks for its domain controller."""
        if self.system != WINDOWS:
            return self.call_home(time)
        service = Reply((Record("", "SRV", 600, (0, 100, 389, f"dc1.{DOMAIN}")),))
        for name in (f"_ldap._tcp.{SITE}._sites.dc._msdcs.{DOMAIN}",
                     f"_ldap._tcp.dc._msdcs.{DOMAIN}",
                     f"_kerberos._tcp.{SITE}._sites.{DOMAIN}",
                     f"_ldap._tcp.{self.guid}.domains._msdcs.{DOMAIN}"):
            answer = service.answers[0]._replace(name=name)
            time = self.ask(time, name, "SRV", Reply((answer,))) + 2 * MILLISECOND
        time = self.ask(time, self.hostname, "SOA", internet.nodata(self.hostname)) + MILLISECOND
        for name in (f"wpad.{DOMAIN}", f"isatap.{DOMAIN}"):
            time = self.ask(time, name, "A", internet.nxdomain(name)) + 3 * MILLISECOND
        self.visit(time, f"dc1.{DOMAIN}")
        self.visit(time + 40 * MILLISECOND, "www.msftconnecttest.com")

    def start_browser(self, time):
        """Chromium checks for resolvers that rewrite NXDOMAIN: three names that cannot exist."""
        for _ in range(3):
            label = self.rng.text(LETTERS, self.rng.between(7, 15))
            suffix = f".{DOMAIN}" if self.system == WINDOWS else ""
            self.ask(time, label + suffix, "A", internet.nxdomain(label + suffix))
            time += self.rng.between(1, 9) * MILLISECOND
        self.browse(time)

    def mistype(self, time):
        """Names that do not exist are tried with each search suffix."""
        name = self.rng.pick(MISTYPED)
        for candidate in (f"{name}.{DOMAIN}", f"{name}.eu.{DOMAIN}", name):
            for type in ("A", "AAAA"):
                time = self.ask(time, candidate, type, internet.nxdomain(candidate)) + MILLISECOND

    def look_up_address(self, time):
        """Reverse lookups, half of them for unknown addresses."""
        if self.rng.chance(70):
            address = f"{NETWORK}.{self.rng.between(1, 60)}" if self.rng.chance(40) \
                else internet.random_ipv4(self.rng)
        else:
            address = internet.ipv6(self.rng.text(HEX, 8))
        name = ipaddress.ip_address(address).reverse_pointer
        target = f"host-{self.rng.between(1, 99)}.example.net"
        reply = Reply((Record(name, "PTR", 3600, target),)) if self.rng.chance(50) \
            else internet.nxdomain(name)
        self.ask(time, name, "PTR", reply)

    def look_for_devices(self, time):
        """DNS service discovery queries that leave the local link."""
        reverse = ipaddress.ip_address(f"{NETWORK}.0").reverse_pointer
        for name in (f"lb._dns-sd._udp.{reverse}", f"b._dns-sd._udp.{DOMAIN}",
                     f"{self.rng.pick(DEVICES)}.{DOMAIN}", f"{self.rng.pick(DEVICES)}.local"):
            time = self.ask(time, name, "PTR", internet.nxdomain(name)) + MILLISECOND

    def validate(self, time):
        """A validating stub resolver fetches DNSKEY and DS records."""
        zone = self.rng.pick(SIGNED_ZONES)
        key = Rng(f"key of {zone}")
        digest = Record(zone, "DS", 86400, b"\x4f\x66\x0d\x02" + key.octets(32))
        keys = tuple(Record(zone, "DNSKEY", 3600, bytes((1, flag, 3, 13)) + key.octets(64))
                     for flag in (0, 1))
        for type, answers in (("DS", (digest,)), ("DNSKEY", keys)):
            if self.cache.get((zone, type), 0) <= time:
                time = self.resolver.ask(time, self.address, zone, type, Reply(answers),
                                         edns=1232, dnssec_ok=True) + 2 * MILLISECOND
                self.cache[zone, type] = time + 3600 * SECOND

    def habit(self):
        """Picks what the client does next, mostly browsing."""
        choices = [self.browse] * 8 + [self.call_home] * 6 + [self.look_up_address] * 2 \
            + [self.mistype, self.start_browser]
        if self.system == PHONE:
            choices = [self.browse] * 5 + [self.call_home] * 5 + [self.look_for_devices]
        if self.system == LINUX:
            choices += [self.validate]
        return self.rng.pick(choices)


def clients(trace, rng, addresses):
    resolver = Resolver(trace, rng, RESOLVER)
    resolver6 = Resolver(trace, rng, RESOLVER6)
    resolver6.known = resolver.known
    for name in internet.BACKGROUND:
        resolver.known.update({(name, "A"), (name, "AAAA")})
    for number, address in enumerate(addresses):
        system = SYSTEMS[number % len(SYSTEMS)]
        yield Client(address, system, resolver6 if ":" in address else resolver, rng)


def work(trace, rng, addresses, seconds, pause, start=START):
    """Each client logs on and works for `seconds`; `pause` is the mean time between two activities."""
    end = start + seconds * SECOND
    for client in clients(trace, rng, addresses):
        time = start + rng.below(min(pause, seconds) * 1000) * MILLISECOND + rng.below(MILLISECOND)
        act = client.log_on
        while time < end:
            act(time)
            time += rng.between(pause * 300, pause * 1700) * MILLISECOND + rng.below(MILLISECOND)
            act = client.habit()


def address(number):
    return f"{NETWORK}.{number}"


def office():
    """Ten clients for half an hour, two of them over IPv6."""
    trace = Trace()
    addresses = [address(number) for number in range(11, 19)] \
        + [f"{NETWORK6}{number}" for number in (19, 20)]
    work(trace, Rng("office"), addresses, seconds=1800, pause=84)
    return trace
