"""An antivirus product that sends TXT queries to its vendor's cloud: similar to the RAT, but benign."""

import office
from dns import Record
from office import RESOLVER
from rng import Rng
from wire import MILLISECOND, SECOND, START, Reply, Resolver, Trace

ZONE = "a.e.e5.sk"
BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
VARYING, CONSTANT = 26, "bqeaqbaeaq"
PROTECTED = [office.address(number) for number in (11, 12, 14)]


def look_up(trace, rng):
    """A burst of lookups whenever somebody opens a page or an e-mail."""
    resolver = Resolver(trace, rng, RESOLVER)
    for client in PROTECTED:
        time = START + rng.between(5, 60) * SECOND
        for _ in range(7):
            for _ in range(rng.between(4, 12)):
                name = f"{rng.text(BASE32, VARYING)}{CONSTANT}.{ZONE}"
                verdict = rng.text(BASE32, rng.between(8, 24))
                reply = Reply((Record(name, "TXT", 3600, (verdict,)),))
                resolver.ask(time, client, name, "TXT", reply)
                time += rng.between(15, 700) * MILLISECOND
            time += rng.between(40, 150) * SECOND


def eset():
    """Three clients with the product in an office of six."""
    rng = Rng("eset-lookalike")
    trace = Trace()
    addresses = [office.address(number) for number in range(11, 17)]
    office.work(trace, rng, addresses, seconds=900, pause=110)
    look_up(trace, rng)
    return trace
