"""Ordinary services whose names carry identifiers, under their own suffixes."""

import hashlib

from streams.draw import BASE32, BASE36, BASE64, DIGITS, HEX, LETTERS
from wire import MILLISECOND

RARE_TLDS = ("autos bond cfd sbs icu cyou click beauty lol quest rest hair skin makeup mom monster boats homes yachts"
             " motorcycles gdn loan men date racing review stream trade win bid download faith party science cricket"
             " accountant webcam work fit surf uno vip wang buzz ink press design games world today life email").split()


def service(an_hour, look_up):
    """A stream of `look_up(rng)`: (name, type, data), or data None for a name that does not exist."""
    def stream(scene):
        for client, time in scene.spread(an_hour):
            for name, kind, data in look_up(scene.rng):
                time = scene.fails(time, name, kind, client) if data is None else scene.ask(time, name, kind, data, client)
                time += MILLISECOND
    return stream


def antivirus(rng):
    """Reputation look-ups with names of 16 to 48 characters."""
    host = rng.pick(("a.e", "a.e", "a.e", "a.j", "j"))
    yield f"{rng.text(BASE32, rng.pick((16, 16, 20, 26, 36, 48, rng.between(16, 48))))}.{host}.e5.sk", "TXT", rng.text(BASE32, rng.between(8, 24))


def node_list(rng):
    """A tree of nodes of a peer-to-peer network (EIP-1459)."""
    name = f"{rng.text(BASE32, 26).upper()}.all.{rng.pick(('mainnet', 'mainnet', 'holesky', 'sepolia'))}.ethdisco.net"
    branch = "enrtree-branch:" + ",".join(rng.text(BASE32, 26).upper() for _ in range(rng.between(2, 13)))
    yield name, "TXT", branch if rng.chance(40) else "enr:-" + rng.text(BASE64[:62] + "-_", rng.between(150, 230))


def mail_keys(rng):
    """Keys of a bulk mailer, which its customers' domains point at."""
    yield f"{rng.text(BASE32, 32)}.dkim.amazonses.com", "TXT", "p=" + rng.text(BASE64[:62] + "+/", rng.pick((216, 216, 392)))


def fingerprinting(rng):
    """A session of a service that recognises devices."""
    yield (f"{rng.text(BASE36, 8)}{rng.text(BASE32, 32)}{rng.text(HEX, 16)}{rng.pick(('sac', 'am1'))}.d.aa.online-metrix.net",
           "A", "198.51.100.50")


def user_measurement(rng):
    """A content network measures how long a page takes."""
    name = f"{rng.text(BASE32, 20)}-f-{rng.text(HEX, 9)}-clientnsv4-s.akamaihd.net"
    yield name, "A", "198.51.100.51"
    if rng.chance(30):
        yield name, "AAAA", []


def radar(rng):
    """The same by another service."""
    yield (f"i{rng.between(1, 2)}-{rng.pick(('j', 'io'))}1-{rng.between(10, 30)}-{rng.between(1, 9)}-{rng.text(DIGITS, 5)}-"
           f"17{rng.text(DIGITS, 8)}-i.init.cedexis-radar.net"), "A", "198.51.100.52"


def advertisement_frames(rng):
    name = f"{rng.text(HEX, 32)}.safeframe.googlesyndication.com"
    for kind in ("A", "AAAA", "HTTPS")[:rng.between(1, 3)]:
        yield name, kind, "198.51.100.53" if kind == "A" else []


def resolver_metric(rng):
    yield f"{rng.text(BASE36, 6)}-dnsotls-ds.metric.gstatic.com", rng.pick(("A", "AAAA")), []


def media_server(rng):
    """Certificates for addresses at home."""
    yield f"{rng.pick(('10-20-0', '192-168-1', '172-17-0'))}-{rng.between(1, 254)}.{rng.text(HEX, 32)}.plex.direct", "A", "192.168.1.20"


def codes(rng):
    yield f"{rng.text(BASE36, 8)}.p.qrcdn.net", "A", "198.51.100.54"


def candidates(rng):
    """Names of a browser's peer connections that leave the link."""
    name = f"{rng.uuid()}.local"
    yield name, "A", None
    if rng.chance(60):
        yield name, "AAAA", None


def tenant_keys(rng):
    """DKIM keys of a hosted mail service, each at the tenant's own name."""
    site, tenant = rng.domain().replace(".", "-"), rng.site().replace("-", "") + rng.pick(("", rng.text(DIGITS, 3)))
    for selector in ("selector1", "selector2"):
        yield f"{selector}-{site}._domainkey.{tenant}.onmicrosoft.com", "TXT", "v=DKIM1; k=rsa; p=MIGf" + rng.text(BASE64[:62], 210)


def cloud_hosts(rng):
    """Names a cloud gives to machines, balancers, databases and end points."""
    region, numbers = rng.pick(("eu-west-1", "us-east-1", "ap-southeast-2")), "-".join(str(rng.below(256)) for _ in range(4))
    name = rng.pick((f"ip-{numbers}.{region}.compute.internal", f"ec2-{numbers}.{region}.compute.amazonaws.com",
                     f"{rng.word()}-{rng.text(DIGITS, 10)}.{region}.elb.amazonaws.com",
                     f"{rng.word()}.c{rng.text(BASE36, 11)}.{region}.rds.amazonaws.com",
                     f"{rng.text(BASE36, 10)}.execute-api.{region}.amazonaws.com",
                     f"vpce-{rng.text(HEX, 17)}-{rng.text(BASE36, 8)}.ec2.{region}.vpce.amazonaws.com",
                     f"i-{rng.text(HEX, 17)}.{region}.compute.internal"))
    yield name, "A", None if name.endswith("internal") and rng.chance(60) else "198.51.100.55"


def telephone(rng):
    """Telephone numbers as names (RFC 6116)."""
    digits = rng.pick(("49", "44", "1", "81")) + rng.text(DIGITS, rng.between(8, 10))
    yield ".".join(reversed(digits)) + ".e164.arpa", "NAPTR", None


def cast(rng):
    """Applications look for screens, beyond the link: each asks for its own few identifiers."""
    application = hashlib.sha1(str(rng.below(30)).encode()).hexdigest().upper()
    yield f"_%{application}._sub._googlecast._tcp.{rng.pick(('local', 'corp.example'))}", "PTR", None


def mail_gateway(rng):
    """One message: who sends, what is linked in it, and what lists say about both. Half of it is spam, from domains
    of a day under endings that few have heard of."""
    def domain():
        if rng.chance(50):
            return rng.domain()
        return f"{rng.pick((rng.text(LETTERS, rng.between(6, 14)), rng.text(BASE36, rng.between(6, 12)), rng.site() + rng.text(DIGITS, 3)))}.{rng.pick(RARE_TLDS)}"

    sender, lists = domain(), ("dbl.host-lists.example", "uri.spam-lists.example", "sbl.mail-lists.example")
    yield sender, "MX", f"mx.{sender}"
    yield sender, "TXT", f"v=spf1 include:_spf.{rng.domain()} ~all"
    yield f"_dmarc.{sender}", "TXT", "v=DMARC1; p=none" if rng.chance(60) else None
    yield f"{rng.pick(('s1', 'default', 'k1', 'mail', rng.text(DIGITS, 8)))}._domainkey.{sender}", "TXT", "v=DKIM1; p=" + rng.text(BASE64[:62], 216)
    yield ".".join(str(rng.below(256)) for _ in range(4)) + "." + lists[2], "A", None
    for _ in range(rng.between(1, 5)):
        yield f"{rng.pick(('', 'www.', 'click.', f'{rng.word()}.', f'{rng.text(HEX, 12)}.'))}{domain()}.{rng.pick(lists[:2])}", "A", None


def telemetry(rng):
    """An identifier for each start of a program."""
    yield f"{rng.uuid()}.events.app-metrics.example", "A", "198.51.100.56"
