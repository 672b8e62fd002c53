"""The records of all names. All addresses are from the documentation ranges."""

import ipaddress
import pathlib

from dns import Record
from rng import fnv1a
from wire import Reply

IPV4_NETWORKS = [ipaddress.ip_network(net) for net in
                 ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]
IPV6_NETWORK = ipaddress.ip_network("2001:db8::/32")
INTRANET, INTRANET_NETWORK = "corp.example", ipaddress.ip_network("10.20.1.0/24")
NEGATIVE_TTL = 900
SERIAL = 2024031201


def load(file):
    """name -> (chain of names, TTL), from every line."""
    sites = {}
    for line in (pathlib.Path(__file__).parent / file).read_text().splitlines():
        if line and not line.startswith("#"):
            chain, ttl = line.rsplit(" ", 1)
            names = chain.split(" > ")
            sites[names[0]] = (names, int(ttl))
    return sites


SITES = load("sites.txt")
BACKGROUND = load("background.txt")
CATALOGUE = {**BACKGROUND, **SITES}


DIGITS, BASE36 = "0123456789", "0123456789abcdefghijklmnopqrstuvwxyz"
CLOUDS = (".cloudfront.net", ".googlevideo.com", ".elb.amazonaws.com", ".akamaiedge.net",
          ".ampproject.net")


def fresh_name(rng):
    """A CDN's name for one object, user or machine: seldom seen twice."""
    cloud = rng.pick(CLOUDS)
    if cloud == ".cloudfront.net":
        host = "d" + rng.text(BASE36, 13)
    elif cloud == ".googlevideo.com":
        host = f"rr{rng.between(1, 6)}---sn-{rng.text(BASE36, 8)}"
    elif cloud == ".elb.amazonaws.com":
        host = f"dualstack.{rng.pick(('web', 'log', 'api'))}-{rng.text(DIGITS, 9)}.eu-west-1"
    elif cloud == ".akamaiedge.net":
        host = f"e{rng.text(DIGITS, 5)}.dsc{rng.pick('abdgx')}"
    else:
        host = "d-" + rng.text(DIGITS, 19)
    return host + cloud


def ipv4(name, number=0):
    value = fnv1a(f"{name}/{number}")
    network = INTRANET_NETWORK if name.endswith(INTRANET) else IPV4_NETWORKS[value % 3]
    return str(network[1 + (value >> 8) % 254])


def ipv6(name, number=0):
    value = fnv1a(f"{name}/6/{number}")
    return str(IPV6_NETWORK[(value % 0xFFFF) << 80 | value >> 48])


def zone(name):
    """The last two labels, or the root for a single label; good enough here."""
    labels = name.split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 else ""


def soa(zone_name):
    if not zone_name:
        return Record("", "SOA", 86400, ("a.root-servers.net", "nstld.verisign-grs.com",
                                         SERIAL, 1800, 900, 604800, 86400))
    return Record(zone_name, "SOA", NEGATIVE_TTL, (f"ns1.{zone_name}", f"hostmaster.{zone_name}",
                                                   SERIAL, 7200, 3600, 1209600, NEGATIVE_TTL))


def nxdomain(name):
    return Reply(authority=(soa(zone(name)),), rcode="NXDOMAIN")


def nodata(name, answers=()):
    return Reply(tuple(answers), (soa(zone(name)),))


def has_ipv6(name):
    return not name.endswith(INTRANET) and fnv1a(name) % 10 < 6


def addresses(name, type, ttl):
    if type == "A":
        count = 1 if name.endswith(INTRANET) else 1 + fnv1a(name) % 4
        found = dict.fromkeys(ipv4(name, number) for number in range(count))
    else:
        found = [ipv6(name)] if has_ipv6(name) else []
    return [Record(name, type, ttl, address) for address in found]


def resolve(name, type):
    """A, AAAA or HTTPS records for a name in the catalogue or in a cloud; NXDOMAIN for all others."""
    if name not in CATALOGUE and not name.endswith(CLOUDS):
        return nxdomain(name)
    names, ttl = CATALOGUE.get(name, ([name], 60))
    aliases = [Record(alias, "CNAME", max(ttl, 300), target)
               for alias, target in zip(names, names[1:])]
    final = names[-1]
    if type == "HTTPS":
        if has_ipv6(final) and not aliases:
            alpn = b"\0\1\0" + b"\0\1\0\6\2h3\2h2"  # priority 1, ".", alpn=h3,h2
            return Reply((Record(name, "HTTPS", ttl, alpn),))
        return nodata(final, aliases)
    found = addresses(final, type, ttl)
    return Reply((*aliases, *found)) if found else nodata(final, aliases)


def random_ipv4(rng):
    return str(rng.pick(IPV4_NETWORKS)[rng.between(1, 254)])
