#!/usr/bin/python3
"""zeek_log.py CAPTURE >dns.log: the messages of a capture written by `generate`, as Zeek would log them (TSV): one row
for each query and its response. Reads only what `generate` writes: Ethernet, IPv4 and IPv6, UDP, one message per TCP
segment."""
import ipaddress
import struct
import sys

TYPES = {1: "A", 2: "NS", 5: "CNAME", 10: "NULL", 12: "PTR", 15: "MX", 16: "TXT", 28: "AAAA"}
RCODES = {0: "NOERROR", 3: "NXDOMAIN"}
COLUMNS = ("ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto trans_id rtt query qclass qclass_name qtype qtype_name "
           "rcode rcode_name AA TC RD RA Z answers TTLs rejected").split()


def escaped(data):
    """Bytes as the ASCII writer of Zeek prints them."""
    return "".join(chr(b) if 32 <= b < 127 and b not in b"\\," else f"\\x{b:02x}" for b in data)


def name_at(message, at):
    """(labels joined by dots, offset behind the name)."""
    labels, end = [], None
    while message[at]:
        if message[at] >= 192:
            end = end or at + 2
            at = (message[at] & 63) << 8 | message[at + 1]
            continue
        labels.append(escaped(message[at + 1:at + 1 + message[at]]))
        at += 1 + message[at]
    return ".".join(labels), end or at + 1


def answer_of(message, kind, at, length):
    if kind in (1, 28):
        return str(ipaddress.ip_address(message[at:at + length]))
    if kind == 16:
        return f"TXT {message[at]} {escaped(message[at + 1:at + length])}"
    if kind == 10:
        return f"<unknown type={kind}>"
    return name_at(message, at + (2 if kind == 15 else 0))[0]


def answers_of(message, at):
    texts, ttls = [], []
    for _ in range(struct.unpack_from(">H", message, 6)[0]):
        at = name_at(message, at)[1]
        kind, _, ttl, length = struct.unpack_from(">HHIH", message, at)
        texts.append(answer_of(message, kind, at + 10, length))
        ttls.append(f"{ttl}.000000")
        at += 10 + length
    return ",".join(texts) or "-", ",".join(ttls) or "-"


def messages_of(capture):
    """(microseconds, source, destination, ports, protocol, message)"""
    at = 24
    while at < len(capture):
        seconds, micros, length = struct.unpack_from("<III", capture, at)
        frame = capture[at + 16:at + 16 + length]
        at += 16 + length
        ip6 = frame[12] == 0x86
        protocol, addresses, size, ip = (frame[20], 22, 16, 54) if ip6 else (frame[23], 26, 4, 34)
        ends = frame[addresses:addresses + size], frame[addresses + size:addresses + 2 * size]
        message = frame[ip + 8:] if protocol == 17 else frame[ip + 22:]
        if message:
            yield seconds * 1000000 + micros, ends, struct.unpack_from(">HH", frame, ip), protocol, message


def row(us, ends, ports, protocol, query, response):
    name, at = name_at(query, 12)
    kind, = struct.unpack_from(">H", query, at)
    flags, = struct.unpack_from(">H", response[1] if response else query, 2)
    rtt, rcode, rcode_name, texts, ttls = "-", "-", "-", "-", "-"
    if response:
        rtt = f"{(response[0] - us) / 1e6:.6f}"
        rcode, rcode_name = str(flags & 15), RCODES[flags & 15]
        texts, ttls = answers_of(response[1], at + 4)
    truth = ["T" if flags & bit else "F" for bit in (0x400, 0x200, 0x100, 0x80)]
    return "\t".join((f"{us // 1000000}.{us % 1000000:06d}", f"C{us:017d}", str(ipaddress.ip_address(ends[0])), str(ports[0]),
                      str(ipaddress.ip_address(ends[1])), str(ports[1]), "udp" if protocol == 17 else "tcp",
                      str(query[0] << 8 | query[1]), rtt, name, "1", "C_INTERNET", str(kind), TYPES[kind], rcode, rcode_name, *truth,
                      "0", texts, ttls, "F")) + "\n"


def main():
    with open(sys.argv[1], "rb") as file:
        capture = file.read()
    out = sys.stdout
    out.write("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n")
    out.write("#fields\t" + "\t".join(COLUMNS) + "\n")
    waiting = None  # `generate` writes each query right before its response
    for us, ends, ports, protocol, message in messages_of(capture):
        if message[2] & 128:
            out.write(row(*waiting, (us, message)))
            waiting = None
            continue
        if waiting:
            out.write(row(*waiting, None))
        waiting = us, ends, ports, protocol, message
    if waiting:
        out.write(row(*waiting, None))


if __name__ == "__main__":
    main()
