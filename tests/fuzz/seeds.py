#!/usr/bin/python3
"""seeds.py FOLDER: creates small inputs for every fuzz target from the samples and from generated packets.

Writes FOLDER/<target>/; what libFuzzer keeps of it (`-merge=1`) belongs in tests/fuzz/corpus.
"""
import base64
import gzip
import json
import lzma
import bz2
import pathlib
import struct
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tests/e2e/programs"))
sys.path.insert(0, str(ROOT / "samples/make"))

from importlib.machinery import SourceFileLoader  # noqa: E402

import carriers  # noqa: E402
import dns  # noqa: E402
import ip  # noqa: E402

ANOMALIES = SourceFileLoader("anomalies", str(ROOT / "tests/e2e/programs/anomalies")).load_module().CASES
NETWORK = SourceFileLoader("network", str(ROOT / "tests/e2e/programs/network")).load_module().CASES
BYTES_MAX = 4096
# Link types by number in the input of fuzz_packet, as in fuzz_packet.c.
LINKS = [0, 1, 9, 12, 50, 51, 101, 108, 113, 228, 229, 276, 147, 6, 8, 10, 100, 102, 104, 105, 106, 107, 109, 117, 119, 122,
         123, 127, 128, 138, 149, 163, 166, 178, 179, 180, 181, 192, 197, 204, 205, 206, 219, 226, 239, 240, 241, 242, 252,
         258, 274, 281, 282, 284, 285]


def frames_of(capture):
    at, link = 24, struct.unpack_from("<I", capture, 20)[0]
    while at + 16 <= len(capture):
        kept = struct.unpack_from("<I", capture, at + 8)[0]
        yield link, capture[at + 16:at + 16 + kept]
        at += 16 + kept


# In the order of tests/fuzz/fuzz_hosts.c; a response of DNS comes after them.
HOST_PORTS = ((68, 67), (67, 68), (546, 547), (547, 546), (137, 137), (5353, 5353), (5355, 0))


MAC, ADDRESS6, NAME = bytes.fromhex("02005e005317"), bytes.fromhex("20010db8" + "00" * 11 + "07"), b"\2pc\5local\0"
DHCP6 = [bytes([3, 0, 0, 1]) + b"".join(struct.pack("!HH", code, len(value)) + value for code, value in (
    (1, bytes.fromhex("000100011234567800"[:16]) + MAC), (39, b"\1" + NAME),
    (association, bytes(head) + struct.pack("!HH", 5, 24) + ADDRESS6 + bytes(8)))) for association, head in ((3, 12), (4, 4))]


def datagrams(capture):
    """The datagrams over IPv4 that may name hosts, as fuzz_hosts.c takes them."""
    for link, frame in frames_of(capture) if capture[:4] == b"\xd4\xc3\xb2\xa1" else ():
        if link != 1 or frame[12:15] != b"\x08\x00\x45" or frame[23] != 17:
            continue
        ports, payload = struct.unpack_from("!HH", frame, 34), frame[42:]
        services = [number for number, (source, target) in enumerate(HOST_PORTS)
                    if ports == (source, target) or (source == ports[0] == 5355)]
        if services or (ports[0] == 53 and b"\7in-addr" in payload):
            yield struct.pack("<BH", (services or [len(HOST_PORTS)])[0], len(payload)) + payload


def captures():
    for table in (ANOMALIES, NETWORK):
        for name, (capture, _) in table.items():
            if len(capture) <= BYTES_MAX:
                yield name, capture


def content_of(partial):
    """The content of the blocks of a partial result."""
    at, content = 12, b""
    while at + 12 <= len(partial):
        size = struct.unpack_from("<I", partial, at)[0]
        content += partial[at + 12:at + 12 + size]
        at += 12 + size
    return content


def main():
    folder = pathlib.Path(sys.argv[1])

    def logs():
        for sample in sorted((ROOT / "samples").glob("rat-80*")):
            if sample.suffix == ".dnstap":
                yield sample.name, sample.read_bytes()[:1500]
            elif sample.suffix != ".pcap":
                lines = sample.read_bytes().splitlines(True)
                yield sample.name, b"".join(lines[:12])[:3000]

    def put(target, name, octets):
        path = folder / f"fuzz_{target}" / "".join(c if c.isalnum() else "-" for c in name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if len(octets) <= BYTES_MAX:
            path.write_bytes(octets)

    for name, octets in logs():
        put("log", name, b"\0" + octets)
        if octets.startswith(b"{"):
            put("json", name, octets.splitlines()[0])

    for name, capture in captures():
        put("capture", name, capture)
        script = b""
        for link, frame in frames_of(capture) if capture[:4] == b"\xd4\xc3\xb2\xa1" else ():
            put("packet", name, bytes([LINKS.index(link), 0]) + frame)
            if link == 1 and frame[12:15] == b"\x08\x00\x45" and frame[23] == 17:
                put("message", name, b"\0" + frame[42:])
            if link == 1 and frame[12:14] in (b"\x08\x00", b"\x86\xdd"):
                script += struct.pack("<HB", len(frame) - 14, 1) + frame[14:]
        put("flows", name, script)
    said = list(datagrams((ROOT / "samples/host-names-emul.pcap").read_bytes()))
    for number, octets in enumerate([*said, b"".join(said), *(struct.pack("<BH", 2, len(m)) + m for m in DHCP6)]):
        put("hosts", f"said{number}", octets)
    question = ip.packet("10.9.0.1", "10.9.0.53", ip.UDP, ip.udp("10.9.0.1", 40000, "10.9.0.53", 53, dns.query(7, "www.example", "A")))
    for table in (carriers.LINKS, carriers.TAGS, carriers.TUNNELS, carriers.SEALED):
        for name, (link, carry) in table.items():
            put("packet", f"carrier-{name}", bytes([LINKS.index(link), 0]) + carry(question))
    put("packet", "carrier-several", bytes([LINKS.index(105), 0]) + carriers.amsdu(question, question, question))
    small = ANOMALIES["frame-time-backwards"][0]
    for kind, octets in (("gzip", gzip.compress(small)), ("xz", lzma.compress(small)), ("bzip2", bz2.compress(small))):
        put("capture", kind, octets)
    work = folder / "work"
    work.mkdir(parents=True, exist_ok=True)
    (work / "a.pcap").write_bytes(small)
    for kind, arguments in (("zip", ["--format=zip"]), ("tar", ["--format=ustar"]), ("zstd", ["--format=raw", "--zstd"]),
                            ("lz4", ["--format=raw", "--lz4"])):
        subprocess.run(["bsdtar", *arguments, "-cf", f"a.{kind}", "a.pcap"], cwd=work, check=True)
        put("capture", kind, (work / f"a.{kind}").read_bytes())
    put("capture", "pcapng", (ROOT / "samples/office-small.pcapng").read_bytes()[:BYTES_MAX])
    program = str(ROOT / "dnsferret")
    for number, sample in enumerate(("rat-80.pcap", "rotating-domains-emul.pcap", "eset-lookalike.pcap")):
        report = json.loads(subprocess.run([program, "-f", "json", f"samples/{sample}"], check=True, cwd=ROOT,
                                           capture_output=True).stdout)
        for key in ("clients", "domains"):
            report[key] = report[key][:1]
        for finding in report["findings"]:
            finding["evidence"], finding["timeline"] = finding["evidence"][:1], None
            finding["histograms"] = None
        report["run"] = {"argv": ["x"]}
        report["rest"], report["inputs"] = None, report["inputs"][:1]
        put("document", f"report{number}", json.dumps(report).encode())
    order = b"whoami /all; Get-Process | Out-String"
    wide = order.decode().encode("utf-16-le")
    for name, text in {"hex": order.hex().encode(), "base64": base64.b64encode(order), "base32": base64.b32encode(order),
                       "url": base64.urlsafe_b64encode(wide), "plain": order, "gzip": gzip.compress(small).hex().encode(),
                       "service": b"v=DKIM1; p=" + base64.b64encode(bytes(range(64, 160)))}.items():
        put("answer", name, b"\0" + bytes([min(len(text), 255)]) + text[:255])
        put("answer", name + "-null", b"\1" + text[:255])
    for name, address in (("a", b"\4" + bytes(4)), ("aaaa", b"\5" + bytes(16)), ("mx", b"\6\0\1\0")):
        put("answer", name, address)
    for name, capture in captures():
        (work / "b.pcap").write_bytes(capture)
        subprocess.run([program, "-q", "--force", "--partial", "b.dfp", "b.pcap"], cwd=work, check=False, capture_output=True)
        if (work / "b.dfp").exists():
            put("partial", name, content_of((work / "b.dfp").read_bytes()))
            (work / "b.dfp").unlink()
    words = ("пример", "例え", "한국어", "مثال", "उदाहरण", "münchen", "ハローワーク", "a" + "\u0303" * 6, "\u05d0a\u05d1", "\u043f\u202e",
             "\U0001f4a9", "\u0628\u200c\u0627", "l\u00b7l", "\U00020000\U00020001")
    for number, word in enumerate(words):
        label = word.encode("punycode")
        put("idn", f"label{number}", label)
        put("idn", f"name{number}", b"www.xn--" + label + b".XN--E1AFMKFD.example")
    for number, label in enumerate((b"", b"-", b"99999999", b"z" * 59, b"a-" + b"9" * 40, b"a\\.b.xn--\\000")):
        put("idn", f"bad{number}", label)
    put("document", "numbers", b'{"a":[1,-2,0.5,-0.0001,null,true,{"b":"\\"\\\\"}]}')


if __name__ == "__main__":
    main()
