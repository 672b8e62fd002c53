"""Malware and tunnel tools as their public documentation describes them: emulations, not recordings."""

import dns
import office
from dns import Record
from office import RESOLVER
from rng import Rng
from wire import HOUR, MICROSECOND, MILLISECOND, MINUTE, SECOND, START, Reply, Resolver, Trace

BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
BASE36 = "abcdefghijklmnopqrstuvwxyz0123456789"
HEX = "0123456789abcdef"
INFECTED = office.address(23)


# The RAT of the 2016 advisory: <encrypted>.<campaign>.<domain>, TXT, and a server that no longer answers

RAT_ZONE = "abcde.example.co.jp"


def rat(count, pause):
    """`count` queries within ten seconds, none answered; four other clients are active."""
    def scene():
        rng = Rng(f"rat-{count}")
        trace = Trace()
        colleagues = [office.address(number) for number in (11, 12, 13)]
        office.work(trace, rng, [*colleagues, INFECTED], seconds=480, pause=pause)
        resolver = Resolver(trace, rng, RESOLVER)
        step = 9_600 * MILLISECOND // count
        for number in range(count):
            time = START + 4 * MINUTE + number * step + rng.below(step // MICROSECOND) * MICROSECOND
            payload = rng.text(BASE32, rng.between(30, 40))
            resolver.ask(time, INFECTED, f"{payload}.{RAT_ZONE}", "TXT")
        return trace
    return scene


# dnscat2: hex of packet id, kind, session id and encrypted data, in labels of 60

DNSCAT2_ZONE = "d.example.com"
SYN, MSG, ENC = 0x00, 0x01, 0x03


def labels(text, size):
    return ".".join(text[i:i + size] for i in range(0, len(text), size))


def dnscat2_packet(rng, kind, session, data):
    return f"{rng.below(0x10000):04x}{kind:02x}{session:04x}" + rng.octets(data).hex()


def dnscat2():
    """A handshake, one idle poll per second, three commands with long output."""
    rng = Rng("dnscat2")
    trace = Trace()
    resolver = Resolver(trace, rng, RESOLVER)
    session = rng.below(0x10000)
    time = START
    signature, idle, full = 8, 12, 110  # octets after the header

    def send(kind, up, down):
        type = rng.pick(("TXT", "CNAME", "MX"))
        name = f"{labels(dnscat2_packet(rng, kind, session, up), 60)}.{DNSCAT2_ZONE}"
        answer = dnscat2_packet(rng, kind, session, down)
        if type == "TXT":
            data = dns.character_strings(answer)
        else:
            data = f"{labels(answer, 60)}.{DNSCAT2_ZONE}"
            data = (10, data) if type == "MX" else data
        reply = Reply((Record(name, type, 60, data),))
        return resolver.ask(time, INFECTED, name, type, reply,
                            latency=rng.between(9_000, 40_000) * MICROSECOND)

    for kind, octets in ((ENC, 74), (ENC, 44), (SYN, 16)):
        time = send(kind, octets, octets) + 30 * MILLISECOND
    for command in range(3):
        for _ in range(rng.between(14, 22)):
            time = send(MSG, idle, idle) + rng.between(980, 1_030) * MILLISECOND
        time = send(MSG, idle, 60)
        for _ in range(rng.between(12, 20)):
            time = send(MSG, full, signature + 4) + 2 * MILLISECOND
    return trace


# Exfiltration by A questions: a counter and labels as long as they may be

EXFILTRATION_ZONE = "x.example.net"


def exfiltration_a():
    """Two files: one in base32 labels of 63, one in hex labels of 57 to 62."""
    rng = Rng("exfil-a")
    trace = Trace()
    resolver = Resolver(trace, rng, RESOLVER)
    time = START

    def send(name):
        reply = Reply((Record(name, "A", 1, "203.0.113.7"),))
        resolver.ask(time, INFECTED, name, "A", reply)
        return time + rng.between(35, 90) * MILLISECOND

    for number in range(80):
        data = ".".join(rng.text(BASE32, 63) for _ in range(3))
        time = send(f"{number:04x}.{data}.{EXFILTRATION_ZONE}")
    time += 20 * SECOND
    for number in range(60):
        data = ".".join(rng.text(HEX, rng.between(57, 62)) for _ in range(2))
        time = send(f"{number:04x}.{data}.{EXFILTRATION_ZONE}")
    return trace


DIRECT_ZONE = "telemetry-cache.example"
DIRECT_SERVER = "10.99.0.53"


def direct_server():
    """Short hex names, one A query every 4 to 9 s, sent to a dedicated server instead of the office's resolver."""
    rng = Rng("direct-server")
    trace = Trace()
    colleagues = [office.address(number) for number in (11, 12, 13)]
    office.work(trace, rng, [*colleagues, INFECTED], seconds=420, pause=45)
    server = Resolver(trace, rng, DIRECT_SERVER)
    time = START + rng.between(20_000, 40_000) * MILLISECOND
    for _ in range(50):
        name = f"{rng.text(HEX, rng.between(22, 28))}.{DIRECT_ZONE}"
        server.ask(time, INFECTED, name, "A", Reply((Record(name, "A", 5, "198.51.100.17"),)))
        time += rng.between(4_000, 9_000) * MILLISECOND
    return trace


SPREAD_ZONE = "backup-index.example"


def spread_clients():
    """One file, spread over six clients: ten names each."""
    rng = Rng("spread-clients")
    trace = Trace()
    resolver = Resolver(trace, rng, RESOLVER)
    time = START
    for number in range(60):
        name = f"{rng.text(BASE36, 40)}.{SPREAD_ZONE}"
        resolver.ask(time, office.address(30 + number % 6), name, "A", Reply((Record(name, "A", 1, "198.51.100.4"),)))
        time += rng.between(1_000, 8_000) * MILLISECOND
    return trace


# A slow beacon

BEACON_ZONE = "metrics.example.org"


def slow_beacon():
    """One unique name every 25 to 60 s for two hours, in a busy office."""
    rng = Rng("slow-beacon")
    trace = Trace()
    colleagues = [office.address(number) for number in (11, 12, 13, 14)]
    office.work(trace, rng, [*colleagues, INFECTED], seconds=7200, pause=330)
    resolver = Resolver(trace, rng, RESOLVER)
    time = START + rng.between(5_000, 60_000) * MILLISECOND
    while time < START + 2 * HOUR:
        name = f"{rng.text(BASE36, rng.between(20, 28))}.{BEACON_ZONE}"
        resolver.ask(time, INFECTED, name, "A", Reply((Record(name, "A", 5, "198.51.100.9"),)))
        time += rng.between(25_000, 60_000) * MILLISECOND + rng.below(MILLISECOND)
    return trace


# Data in short labels, spread over domains that look alike

LOOK_ALIKES = tuple(f"{name}.example" for name in (
    "akamsync", "akdnsync", "akmsync", "akdssync", "akdnsyn", "akamdsync", "akmdnsync", "akdsync"))


def rotating_domains():
    """Each piece uses the next domain and another type."""
    rng = Rng("rotating-domains")
    trace = Trace()
    resolver = Resolver(trace, rng, RESOLVER)
    time = START
    session = rng.text(BASE36, 3)
    for number in range(120):
        domain = LOOK_ALIKES[number % len(LOOK_ALIKES)]
        type = rng.pick(("A", "AAAA", "TXT", "CNAME", "MX", "SRV", "SOA"))
        name = f"{session}{number:02x}{rng.text(BASE36, rng.between(5, 10))}.{domain}"
        target = f"{rng.text(BASE36, rng.between(8, 14))}.{domain}"
        data = {
            "A": f"198.51.100.{rng.between(1, 254)}",
            "AAAA": f"2001:db8:{rng.below(0x10000):x}:{rng.below(0x10000):x}::{rng.below(0x10000):x}",
            "TXT": (rng.text(BASE36, rng.between(12, 24)),),
            "CNAME": target,
            "MX": (10, target),
            "SRV": (10, 5, 443, target),
            "SOA": (target, f"hostmaster.{domain}", 1, 600, 600, 600, 60),
        }[type]
        time = resolver.ask(time, INFECTED, name, type, Reply((Record(name, type, 30, data),)))
        time += rng.between(600, 4_000) * MILLISECOND
    return trace
