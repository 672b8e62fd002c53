"""A capture in which everything that a sender can choose attacks the reader of the report: names with
control bytes, terminal sequences, markup, formulas, shell words, right-to-left marks, NUL, 255 bytes. Each
test creates it; it only has private addresses.
"""
import hashlib
import struct

SERVER = bytes([10, 77, 0, 53])
START = 1710234000

# Each stands as one label under .example, asked about often enough to be a finding, by a client of its
# own: domains of one client that look alike would be told as one.
LABELS = [
    b"<script>alert(1)</script>",
    b"\"><img src=x onerror=alert(1)>",
    b"</pre></title><svg onload=alert(1)>",
    b"=cmd|' /C calc'!A0",
    b"@SUM(A1:A9)",
    b"-2+3",
    b"`touch owned`$(touch owned)",
    b"'; touch owned; '",
    b"\x1b[31m\x1b]0;owned\x07\x1b[2J",
    b"\xe2\x80\xaegnp.exe",
    b"\x00nul\x00",
    b"dot.in.label\\back",
    b"[link](http://evil.example/)",
    b"| a | b |\r\n{\"type\":\"end\"}",
    b"&lt;b&gt;&#x1b;",
    b"\xff" * 63,
    b"a b\tc",
]
PATH_NAME = "<img src=x onerror=alert(1)> '$(touch owned)' \x1b[31m\u202e=cmd.pcap"


def payload(finding, number, length):
    """Random hexadecimal digits."""
    digits = ""
    while len(digits) < length:
        digits += hashlib.sha256(f"{finding} {number} {len(digits)}".encode()).hexdigest()
    return digits[:length].encode()


def wire_name(labels):
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"


def long_name(label, number):
    """A name of the maximum length, 255 bytes."""
    left = 255 - 1 - len(wire_name([label, b"example"])) + 1
    labels = []
    while left > 1:
        size = min(63, left - 1)
        if left - 1 - size == 1:
            size -= 1
        labels.append(payload("long", 1000 * number + left, size))
        left -= size + 1
    return labels + [label, b"example"]


def frame(name, number, client):
    dns = struct.pack(">6H", number & 0xffff, 0x0100, 1, 0, 0, 0) + name + struct.pack(">2H", 16, 1)
    return datagram(number, client, 40000 + number % 20000, 53, dns)


def names_of_host(label, client):
    """The client says that this is its name, in DHCP (RFC 2132 3.14) and in mDNS."""
    lease = bytes([1, 1, 6, 0]) + bytes(8) + client + bytes(12 + 16 + 192) + bytes.fromhex("63825363")
    yield datagram(1, client, 68, 67, lease + bytes([53, 1, 8, 12, len(label)]) + label + b"\xff")
    record = wire_name([label, b"local"]) + struct.pack(">2HIH", 1, 0x8001, 120, 4) + client
    yield datagram(2, client, 5353, 5353, struct.pack(">6H", 0, 0x8400, 0, 1, 0, 0) + record)


def datagram(number, client, sport, dport, payload):
    udp = struct.pack(">4H", sport, dport, 8 + len(payload), 0) + payload
    head = struct.pack(">BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), number & 0xffff, 0, 64, 17, 0,
                       client, SERVER)
    total = sum(struct.unpack(">10H", head))
    total = (total & 0xffff) + (total >> 16)
    total = ~((total & 0xffff) + (total >> 16)) & 0xffff
    return bytes(12) + b"\x08\x00" + head[:10] + struct.pack(">H", total) + head[12:] + udp


def write(path):
    out = [struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1)]
    number = 0
    for finding, label in enumerate(LABELS):
        for octets in names_of_host(label, bytes([10, 77, 1, 1 + finding])):
            out.append(struct.pack("<4I", START + finding * 60, 0, len(octets), len(octets)) + octets)
        for query in range(60):
            number += 1
            labels = [payload(finding, query, 40), label, b"example"]
            name = wire_name(long_name(label, query) if query % 20 == 0 else labels)
            assert len(name) <= 255
            octets = frame(name, number, bytes([10, 77, 1, 1 + finding]))
            when = START + finding * 60 + query // 10
            out.append(struct.pack("<4I", when, query % 10 * 100000, len(octets), len(octets)) + octets)
    with open(path, "wb") as file:
        file.write(b"".join(out))
