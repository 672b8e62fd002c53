"""Lookups of security products that look like tunnels, under the products' own suffixes and, with the
same names, under unknown suffixes. The names are invented from public descriptions."""

import office
from dns import Record
from office import RESOLVER
from rng import Rng
from wire import MILLISECOND, SECOND, START, Reply, Resolver, Trace

BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
DIGITS36 = "abcdefghijklmnopqrstuvwxyz0123456789"
HEX = "0123456789abcdef"
LOOK_UPS = 40


def eset(rng):
    return f"{rng.text(BASE32, 26)}bqeaqbaeaq.a.e"


def mcafee(rng):
    return (f"a-0.19-a3{rng.text(HEX, 6)}.c9300{rng.text(HEX, 2)}.1838.11b0.2fca.400.0."
            f"{rng.text(DIGITS36, 26)}.avqs")


def sophos(rng):
    return f"3.{rng.text(DIGITS36, 63)}.{rng.text(DIGITS36, 63)}.{rng.text(DIGITS36, 40)}.i.01.mac"


def sonicwall(rng):
    host = f"www.{rng.text(BASE32[:26], 9)}.com"
    labels = ".".join(label.encode().hex() for label in host.split("."))
    return f"{labels}.80h{rng.text(HEX, 8)}"


def cymru(rng):
    return f"{rng.text(HEX, 40)}.malware.hash"


# product, its suffix, how a name is made, type, answer; client number
PRODUCTS = [
    ("e5.sk", eset, "TXT", lambda rng: (rng.text(BASE32, 16),), 11),
    ("mcafee.com", mcafee, "A", lambda rng: f"127.0.0.{rng.between(1, 250)}", 12),
    ("sophosxl.net", sophos, "TXT", lambda rng: (rng.text(HEX, 12),), 13),
    ("webcfs00.com", sonicwall, "A", lambda rng: f"10.0.0.{rng.between(1, 250)}", 14),
    ("cymru.com", cymru, "A", lambda rng: "127.0.0.2", 15),
]


def look_ups(seed, suffix_of):
    """Each product on one client, with lookups in bursts, in an office of eight clients."""
    def scene():
        rng = Rng(seed)
        trace = Trace()
        office.work(trace, rng, [office.address(number) for number in range(11, 19)], seconds=300, pause=110)
        resolver = Resolver(trace, rng, RESOLVER)
        for suffix, name_of, record_type, answer, number in PRODUCTS:
            time = START + rng.between(5, 60) * SECOND
            for count in range(LOOK_UPS):
                name = f"{name_of(rng)}.{suffix_of(suffix)}"
                resolver.ask(time, office.address(number), name, record_type,
                             Reply((Record(name, record_type, 300, answer(rng)),)))
                time += (rng.between(20, 600) * MILLISECOND if count % 8 else rng.between(5, 20) * SECOND)
        return trace
    return scene


known = look_ups("known-lookalikes", lambda suffix: suffix)
unknown = look_ups("unknown-lookalikes", lambda suffix: f"{suffix.split('.')[0]}-cdn.example")
