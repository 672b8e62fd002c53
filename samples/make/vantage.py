"""The same kinds of transfer, captured elsewhere: at the server of the zone, between a resolver and
the internet, around a forwarder."""

import dns
import office
from dns import AA, QR, Record
from office import RESOLVER
from rng import Rng
from tunnels import BASE36, INFECTED
from wire import MILLISECOND, PORT, START, Reply, Resolver, Trace

ZONE_SERVER = "203.0.113.53"
ZONE = "relay-index.example"
RESOLVERS = [f"192.0.2.{number}" for number in range(10, 85)] + \
    [f"198.51.100.{number}" for number in range(10, 80)] + \
    [f"2001:db8:100::{number:x}" for number in range(10, 18)]
ZONE_SERVER6 = "2001:db8:53::53"
HOSTED = ("shop.example", "blog.example", "club.example", "museum.example")


class Server(Resolver):
    """Answers with authority, to resolvers that ask without RD and set DO."""

    def ask(self, time, client, name, type, reply, flags=AA):
        ident, port = self.rng.below(0x10000), self.port()
        self.trace.udp(time, client, port, self.address, PORT,
                       dns.query(ident, name, type, 1232, True, flags=0))
        time += self.rng.between(200, 900) * 1_000
        self.trace.udp(time, self.address, PORT, client, port,
                       dns.response(ident, name, type, *reply, edns=1232, dnssec_ok=True,
                                    flags=QR | flags))
        return time


def zone_server():
    """One transfer through a public resolver service: 184 names over 153 of its addresses, among
    what the same resolvers ask about the other zones of the server."""
    rng = Rng("zone-server")
    trace = Trace()
    servers = {4: Server(trace, rng, ZONE_SERVER), 6: Server(trace, rng, ZONE_SERVER6)}
    time = START

    def ask(resolver, name, type, data):
        servers[6 if ":" in resolver else 4].ask(time, resolver, name, type,
                                                 Reply((Record(name, type, 60, data),)))

    for number in range(184):
        ask(RESOLVERS[number * 7 % len(RESOLVERS)], f"{rng.text(BASE36, 44)}.{ZONE}", "TXT",
            (rng.text(BASE36, 24),))
        time += rng.between(300, 2_000) * MILLISECOND
        for _ in range(rng.below(3)):
            ask(rng.pick(RESOLVERS), f"www.{rng.pick(HOSTED)}", "A", "203.0.113.80")
            time += rng.between(10, 400) * MILLISECOND
    return trace


def server_of(name):
    """Each zone has a server of its own, as far as the last byte goes."""
    return f"198.51.100.{sum(name.split('.')[-2].encode()) % 40 + 10}"


def uplink():
    """A resolver follows referrals for its clients, one of which sends a file in names."""
    rng = Rng("uplink")
    trace = Trace()
    servers = {}
    time = START
    words = ("www", "mail", "cdn", "api", "img")
    zones = [f"{rng.text(office.LETTERS, rng.between(5, 9))}.example" for _ in range(30)]

    def ask(name, type, data, flags=AA):
        address = server_of(name)
        server = servers.setdefault(address, Server(trace, rng, address))
        server.ask(time, RESOLVER, name, type, Reply((Record(name, type, 300, data),)), flags)

    for number in range(240):
        ask(f"{rng.pick(words)}.{rng.pick(zones)}", "A", f"203.0.113.{rng.between(1, 250)}")
        time += rng.between(100, 1_500) * MILLISECOND
        if number % 3 == 0:
            ask(f"{rng.text(BASE36, 48)}.{ZONE}", "TXT", (rng.text(BASE36, 16),))
            time += rng.between(20, 200) * MILLISECOND
    return trace


FORWARDER = "10.20.0.1"
UPSTREAM = "198.51.100.53"


def forwarder():
    """A router that forwards: each question is on both of its sides."""
    rng = Rng("forwarder")
    trace = Trace()
    inside, outside = Resolver(trace, rng, FORWARDER), Resolver(trace, rng, UPSTREAM)
    time = START

    def ask(client, name, type, data):
        reply = Reply((Record(name, type, 60, data),))
        end = outside.ask(time + 200_000, FORWARDER, name, type, reply)
        inside.ask(time, client, name, type, reply, latency=end - time + 200_000)

    for number in range(120):
        ask(office.address(rng.between(11, 16)), f"{rng.pick(('www', 'mail', 'static'))}.{rng.pick(HOSTED)}", "A",
            f"203.0.113.{rng.between(1, 250)}")
        time += rng.between(200, 2_000) * MILLISECOND
        if number % 2 == 0:
            ask(INFECTED, f"{rng.text(BASE36, 48)}.{ZONE}", "TXT", (rng.text(BASE36, 32),))
            time += rng.between(100, 900) * MILLISECOND
    return trace
