"""Signatures of tunnel tools in the names they query: small emulations, one domain per tool."""

import base64

from dns import Record
from office import RESOLVER
from rng import Rng
from tunnels import BASE32, BASE36, HEX, INFECTED, labels
from wire import MILLISECOND, SECOND, START, Reply, Resolver, Trace

BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
SLIVER32 = "ab1c2d3e4f5g6h7j8k9m0npqrtuvwxyz"
PUPY32 = "abcdefghijklmnopqrstuvwxyz-0123456789"  # of A-Z, 0-9 and the padding
ANSWERS = {"A": "203.0.113.7", "TXT": ("T0sK",), "CNAME": "d.answer.example"}


def base32(octets):
    return base64.b32encode(octets).decode().rstrip("=")


def ask_all(seed, tools):
    """Each tool sends its queries, one tool after the other."""
    rng = Rng(seed)
    trace = Trace()
    resolver = Resolver(trace, rng, RESOLVER)
    time = START
    for type, names in tools:
        for name in names(rng):
            reply = Reply((Record(name, type, 1, ANSWERS[type]),))
            time = resolver.ask(time, INFECTED, name, type, reply)
            time += rng.between(200, 900) * MILLISECOND
        time += 20 * SECOND
    return trace


# IP and TCP tunnels

def dnstt(rng):
    """A client ID of 8 bytes, then the length of the padding, and data: polls of 17 bytes, and packets."""
    client = rng.octets(8)
    for number in range(24):
        poll = number % 3 < 2
        packet = client + bytes([0xE8 if poll else 0xE3]) + rng.octets(8 if poll else 110)
        yield f"{labels(base32(packet).lower(), 63)}.dnstt.example"


def sods(rng):
    session, offset = rng.below(0x10000), 0
    for number in range(24):
        if number % 2:
            yield f"{offset}-{rng.below(0x10000)}.id-{session}.down.sods.example"
        else:
            data = labels(rng.text(BASE32, 110), 62)
            yield f"{data}.{rng.below(0x10000)}-{offset}.id-{session}.up.sods.example"
        offset += 110


def dnscapy(rng):
    for number in range(24):
        kind = rng.pick(("c", "0.d", "d.e", labels(rng.text(BASE64, 90), 63) + ".0.b"))
        yield f"{kind}.2.{rng.between(100, 65535)}.dnscapy.example"


def tuns(rng):
    for number in range(12):
        packet = b"\x45\x00\x00" + rng.octets(81)
        yield f"{labels('d' + base32(packet), 63)}.tuns.example"


def raw_octets(rng):
    for number in range(12):
        label = bytes(rng.between(0x80, 0xFF) for _ in range(50)).decode("latin-1")
        yield f"{label}.{rng.text(BASE36, 4)}.heyoka.example"


def slipstream(rng):
    for number in range(12):
        data = ".".join(rng.text(BASE32, length) for length in (22, 57, 57))
        yield f"{data}.slipstream.example"


TUNNEL_TOOLS = (
    ("TXT", dnstt), ("A", sods), ("CNAME", dnscapy), ("CNAME", tuns), ("A", raw_octets),
    ("TXT", slipstream))


def tunnel_marks():
    return ask_all("marks-tunnels", TUNNEL_TOOLS)


# Remote control

def dnscat_without_domain(rng):
    session = rng.octets(2).hex()
    for number in range(6):
        yield f"dnscat.{rng.octets(2).hex()}01{session}{rng.octets(12).hex()}"


def stager(rng):
    for number in range(12):
        block = chr(97 + number % 26) + chr(97 + number // 26) + "a"
        yield f"{block}.stage.15914547.stager.example"


def beacon(rng):
    """Commands under `api`, their output under `post`: labels of data, of counter and random, of the beacon ID."""
    beacon_id = rng.octets(4).hex()
    for task in range(4):
        token = rng.octets(4).hex()
        for number in range(5):
            yield f"api.{number:x}{token}.{beacon_id}.beacon.example"
        for number in range(4):
            data = f"2{rng.text(HEX, 55)}.{rng.text(HEX, 56)}"
            yield f"post.{data}.{number:x}{token}.{beacon_id}.beacon.example"


def pupy32(octets):
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789="
    return base64.b32encode(octets).decode().translate(str.maketrans(alphabet, PUPY32))


def pupy(rng):
    session, nonce = rng.octets(4), rng.below(1 << 30)
    for number in range(12):
        nonce += 40
        parts = session, nonce.to_bytes(4, "big") + rng.octets(13), rng.octets(rng.between(8, 30))
        yield ".".join(pupy32(part) for part in parts) + ".pupy.example"


def sliver(rng):
    """A protobuf: kind, session ID, data."""
    session = rng.octets(2)
    for number in range(16):
        head = 8, rng.pick((3, 7, 8)), 16, 0x80 | session[0], session[1] & 0x7F, 50
        packet = bytes(head) + rng.octets(44)
        text = base32(packet).translate(str.maketrans(BASE32.upper(), SLIVER32))
        yield f"{labels(text, 63)}.sliver.example"


def chashell(rng):
    for number in range(12):
        yield f"{labels(rng.octets(rng.between(56, 90)).hex(), 63)}.chashell.example"


def anchor(rng):
    for number in range(6):
        yield f"88{rng.text(HEX, 38)}b9.anchor.example"


def sunburst(rng):
    for number in range(4):
        yield f"{rng.text(BASE36, 24)}.appsync-api.eu-west-1.avsvmcloud.example"


def ismdoor(rng):
    session = rng.octets(16).hex()
    for number in range(3):
        yield f"n.n.c.{session}.ismdoor.example"


def roguerobin(rng):
    for number in range(12):
        data = rng.text(BASE64, rng.between(20, 42))
        yield f"147-234206-{number * 410 + 41}-{data}.roguerobin.example"


def numbered(rng):
    yield from (f"l.{number}.ns.stages.example" for number in range(1, 18))


CONTROL_TOOLS = (
    ("TXT", dnscat_without_domain), ("TXT", stager), ("TXT", beacon), ("A", pupy), ("A", sliver),
    ("TXT", chashell), ("A", anchor), ("CNAME", sunburst), ("A", ismdoor), ("A", roguerobin),
    ("TXT", numbered))


def control_marks():
    return ask_all("marks-control", CONTROL_TOOLS)


# Exfiltration

def dnsexfiltrator(rng):
    name = base32(b"accounts.xlsx|12")
    yield f"init.{name}.base64.exfiltrator.example"
    for number in range(12):
        yield f"{number}.{labels(rng.text(BASE64 + '-_', 180), 63)}.exfiltrator.example"


def dnsexfiltrator_later(rng):
    """The same tool, joined in the middle of a transfer."""
    for number in range(12, 24):
        yield f"{number}.{labels(rng.text(BASE64 + '-_', 180), 63)}.later.example"


def dnsteal(rng):
    """gzip in base64, in labels of 57 characters and a hyphen; the file name comes last."""
    text = base64.b64encode(b"\x1f\x8b\x08\x00" + rng.octets(1020)).decode().replace("+", "*")
    blocks = [text[i:i + 57] + "-" for i in range(0, len(text), 57)]
    for i in range(0, len(blocks), 3):
        yield ".".join(blocks[i:i + 3]) + ".secrets.example"


def multigrain(rng):
    for number in range(6):
        yield f"log.{labels(rng.text(BASE32, 205), 63)}.multigrain.example"


def in_base(rng):
    """No labels below the registered domain: that domain itself is the data."""
    for number in range(8):
        yield f"{rng.text(BASE64, 58)}.example"


EXFILTRATION_TOOLS = (
    ("TXT", dnsexfiltrator), ("TXT", dnsexfiltrator_later), ("A", dnsteal), ("A", multigrain),
    ("A", in_base))


def exfiltration_marks():
    return ask_all("marks-exfil", EXFILTRATION_TOOLS)
