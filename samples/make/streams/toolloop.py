"""A script that starts the system's lookup tool again and again; and what resembles it."""

import ipaddress

from streams.draw import BASE32, BASE36, HEX
from streams.scene import INFECTED, RESOLVER
from wire import MILLISECOND

REVERSE = ipaddress.ip_address(RESOLVER).reverse_pointer


def loop(scene):
    """Before each query the tool asks for the name of the resolver, with id 1; then its ids count from 2 to 5."""
    rng, zone = scene.rng, scene.rng.domain()
    alphabet, low = rng.pick((HEX, BASE32, BASE36)), rng.between(8, 24)
    high, kind, suffix = low + rng.between(0, 20), rng.pick(("TXT", "A", "MX", "CNAME")), f"corp.{rng.site()}.example"
    lists = rng.chance(50)
    # At least some hundred octets, and eight starts of the tool.
    for time in scene.times(max(8, 900 // low) + rng.below(80), 800, rng.between(2_000, 20_000)):
        time = scene.ask(time, REVERSE, "PTR", "dns.corp.example", INFECTED, ident=1) + MILLISECOND
        name, ident = f"{rng.text(alphabet, rng.between(low, high))}.{zone}", 2
        if lists:
            time = scene.fails(time, f"{name}.{suffix}", kind, INFECTED, ident=2) + MILLISECOND
            ident = 3
        time = scene.channel(time, name, kind, ident=ident) + MILLISECOND
        if kind == "A":
            scene.channel(time, name, "AAAA", ident=ident + 1)
    return {zone}


# Ordinary

def monitoring(scene):
    """The same tool, asked for five names of the company all day."""
    rng, company = scene.rng, scene.rng.domain()
    names = [f"{rng.word()}{rng.below(9)}.{company}" for _ in range(5)]
    pause = max(3, 300 // scene.volume)
    for time in scene.beat(scene.hours * 3600 // pause, pause, 5):
        for name in names:
            time = scene.ask(time, REVERSE, "PTR", "dns.corp.example", ident=1) + MILLISECOND
            time = scene.ask(time, name, "A", "198.51.100.30", ident=2) + MILLISECOND
            time = scene.ask(time, name, "AAAA", [], ident=3) + 20 * MILLISECOND


def devices(scene):
    """Small devices whose ids count from one at each start; they never ask for a PTR."""
    rng = scene.rng
    clouds = [f"{rng.pick(('api', 'mqtt', 'iot', 'time', 'ota'))}.{rng.domain()}" for _ in range(4)]
    for client in scene.clients:
        pause = max(5, 240 // scene.volume)
        for turn, time in enumerate(scene.beat(scene.hours * 3600 // pause, pause, 10)):
            scene.ask(time, rng.pick(clouds), "A", "198.51.100.31", client, ident=1 + turn % 6)
