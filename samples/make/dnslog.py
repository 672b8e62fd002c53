"""The messages of a scene, and the logs that servers and sensors would have written of them."""

import base64
import html
import ipaddress
import json
import struct
import time as clock
from typing import NamedTuple

import ip
from wire import SECOND

TYPES = {1: "A", 2: "NS", 5: "CNAME", 6: "SOA", 10: "NULL", 12: "PTR", 15: "MX", 16: "TXT",
         28: "AAAA", 33: "SRV", 41: "OPT", 43: "DS", 46: "RRSIG", 48: "DNSKEY", 52: "TLSA",
         65: "HTTPS"}
RCODES = {0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 5: "REFUSED"}


class Answer(NamedTuple):
    type: str
    ttl: int
    rdata: bytes
    text: str  # an address, a name, or the strings of a TXT record


class Message(NamedTuple):
    time: int
    client: str
    client_port: int
    server: str
    tcp: bool
    octets: bytes
    id: int
    flags: int
    labels: list
    type: str
    answers: list

    @property
    def response(self):
        return bool(self.flags & 0x8000)

    @property
    def rcode(self):
        return RCODES[self.flags & 15]


def name_at(octets, offset):
    """The labels of a name, and the offset behind it."""
    labels, end = [], None
    while octets[offset]:
        if octets[offset] >= 0xC0:
            end = end or offset + 2
            offset = struct.unpack_from(">H", octets, offset)[0] & 0x3FFF
            continue
        labels.append(octets[offset + 1:offset + 1 + octets[offset]])
        offset += 1 + octets[offset]
    return labels, end or offset + 1


def plain(labels):
    return b".".join(labels).decode("latin-1")


def text_of(type, octets, offset, size):
    rdata = octets[offset:offset + size]
    if type in (1, 28):
        return str(ipaddress.ip_address(rdata))
    if type in (2, 5, 12):
        return plain(name_at(octets, offset)[0])
    if type == 15:
        return plain(name_at(octets, offset + 2)[0])
    if type == 33:
        return plain(name_at(octets, offset + 6)[0])
    if type == 16:
        strings, at = [], 0
        while at < size:
            strings.append(rdata[at + 1:at + 1 + rdata[at]].decode("latin-1"))
            at += 1 + rdata[at]
        return "".join(strings)
    return ""


def parse(time, source, sport, destination, dport, tcp, octets):
    ident, flags, questions, answers = struct.unpack_from(">4H", octets)
    labels, offset = name_at(octets, 12)
    type = struct.unpack_from(">H", octets, offset)[0]
    offset += 4
    records = []
    for _ in range(answers):
        _, offset = name_at(octets, offset)
        kind, _, ttl, size = struct.unpack_from(">HHIH", octets, offset)
        offset += 10
        records.append(Answer(TYPES.get(kind, f"TYPE{kind}"), ttl, octets[offset:offset + size],
                              text_of(kind, octets, offset, size)))
        offset += size
    response = bool(flags & 0x8000)
    client, port, server = ((destination, dport, source) if response
                            else (source, sport, destination))
    return Message(time, client, port, server, tcp, octets, ident, flags, labels,
                   TYPES.get(type, f"TYPE{type}"), records)


def messages(trace):
    """The DNS messages over UDP and IPv4 of a trace, in order of time."""
    found = []
    for time, packet in trace.packets():
        if packet[0] >> 4 != 4 or packet[9] != ip.UDP:
            continue
        sport, dport = struct.unpack_from(">HH", packet, 20)
        if 53 in (sport, dport):
            found.append(parse(time, str(ipaddress.ip_address(packet[12:16])), sport,
                               str(ipaddress.ip_address(packet[16:20])), dport, False,
                               packet[28:]))
    return found


def exchanges(trace):
    """Pairs of a query and its response, which is None for an unanswered one."""
    open_queries, pairs = {}, []
    for message in messages(trace):
        key = message.client, message.client_port, message.id
        if message.response:
            open_queries[key][1] = message
        else:
            open_queries[key] = pair = [message, None]
            pairs.append(pair)
    return pairs


def utc(time, form):
    return clock.strftime(form, clock.gmtime(time // SECOND))


def escaped(labels):
    """RFC 1035 5.1, as BIND prints names."""
    def one(octet):
        if octet in b".\\();@$\"":
            return "\\" + chr(octet)
        return chr(octet) if 33 <= octet <= 126 else f"\\{octet:03}"
    return ".".join("".join(map(one, label)) for label in labels) or "."


# Zeek

def zeek_escaped(text):
    return "".join(c if " " <= c <= "~" and c not in "\\," else f"\\x{ord(c):02x}" for c in text)


def zeek_answer(answer):
    return f"TXT {len(answer.text)} {answer.text}" if answer.type == "TXT" else answer.text


def zeek_tsv(trace):
    fields = ("ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto trans_id rtt query qclass "
              "qclass_name qtype qtype_name rcode rcode_name AA TC RD RA Z answers TTLs rejected")
    types = ("time string addr port addr port enum count interval string count string count "
             "string count string bool bool bool bool count vector[string] vector[interval] bool")
    numbers = {name: number for number, name in TYPES.items()}
    lines = ["#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)", "#unset_field\t-",
             "#path\tdns", "#open\t2024-03-12-09-00-00", "#fields\t" + fields.replace(" ", "\t"),
             "#types\t" + types.replace(" ", "\t")]
    for number, (query, response) in enumerate(exchanges(trace)):
        last = response or query
        bit = lambda mask: "T" if last.flags & mask else "F"
        answers = response.answers if response else []
        lines.append("\t".join([
            f"{query.time // SECOND}.{query.time % SECOND // 1000:06}", f"C{number:017}",
            query.client, str(query.client_port), query.server, "53", "udp", str(query.id),
            f"{(response.time - query.time) / SECOND:.6f}" if response else "-",
            zeek_escaped(plain(query.labels).lower()), "1", "C_INTERNET",
            str(numbers[query.type]), query.type,
            str(response.flags & 15) if response else "-", response.rcode if response else "-",
            bit(0x400), bit(0x200), bit(0x100), bit(0x80), "0",
            ",".join(zeek_escaped(zeek_answer(a)) for a in answers) or "-",
            ",".join(f"{a.ttl}.000000" for a in answers) or "-", "F"]))
    lines.append("#close\t2024-03-12-10-00-00")
    return "\n".join(lines) + "\n"


def ndjson(rows):
    return "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)


def zeek_json(trace):
    numbers = {name: number for number, name in TYPES.items()}
    rows = []
    for number, (query, response) in enumerate(exchanges(trace)):
        row = {"ts": query.time // 1000 / 1e6, "uid": f"C{number:017}", "id.orig_h": query.client,
               "id.orig_p": query.client_port, "id.resp_h": query.server, "id.resp_p": 53,
               "proto": "udp", "trans_id": query.id, "query": plain(query.labels).lower(),
               "qclass": 1, "qclass_name": "C_INTERNET", "qtype": numbers[query.type],
               "qtype_name": query.type}
        last = response or query
        if response:
            row |= {"rtt": (response.time - query.time) / SECOND, "rcode": response.flags & 15,
                    "rcode_name": response.rcode}
        row |= {"AA": bool(last.flags & 0x400), "TC": bool(last.flags & 0x200),
                "RD": bool(last.flags & 0x100), "RA": bool(last.flags & 0x80), "Z": 0}
        if response and response.answers:
            row |= {"answers": [zeek_answer(a) for a in response.answers],
                    "TTLs": [float(a.ttl) for a in response.answers]}
        rows.append(row | {"rejected": False})
    return ndjson(rows)


# Suricata

def suricata(trace):
    rows = []
    for m in messages(trace):
        source, destination = ((m.server, 53), (m.client, m.client_port))
        if not m.response:
            source, destination = destination, source
        dns = {"type": "query", "id": m.id, "rrname": plain(m.labels), "rrtype": m.type,
               "tx_id": 0, "opcode": 0}
        if m.response:
            dns = {"version": 2, "type": "answer", "id": m.id, "flags": f"{m.flags:x}", "qr": True,
                   "rd": True, "ra": True, "opcode": 0, "rrname": plain(m.labels),
                   "rrtype": m.type, "rcode": m.rcode}
            if m.answers:
                dns["answers"] = [{"rrname": plain(m.labels), "rrtype": a.type, "ttl": a.ttl,
                                   "rdata": a.text} for a in m.answers]
        rows.append({
            "timestamp": utc(m.time, "%Y-%m-%dT%H:%M:%S") + f".{m.time % SECOND // 1000:06}+0000",
            "flow_id": m.id << 16 | m.client_port, "event_type": "dns", "src_ip": source[0],
            "src_port": source[1], "dest_ip": destination[0], "dest_port": destination[1],
            "proto": "UDP", "dns": dns})
    return ndjson(rows)


# Servers

def bind(trace):
    lines = []
    for m in messages(trace):
        if m.response:
            continue
        name = escaped(m.labels)
        lines.append(utc(m.time, "%d-%b-%Y %H:%M:%S") + f".{m.time % SECOND // 1_000_000:03} "
                     f"queries: info: client @0x7f64500020ef {m.client}#{m.client_port} ({name}): "
                     f"query: {name} IN {m.type} {'+' if m.flags & 0x100 else '-'}E(0) "
                     f"({m.server})\n")
    return "".join(lines)


def unbound_name(labels):
    def one(octet):
        return chr(octet) if chr(octet).isalnum() and octet < 128 or octet in b"-_*" else "?"
    return ".".join("".join(map(one, label)) for label in labels) + "."


def unbound(trace):
    lines = []
    for m in messages(trace):
        rest = f" {m.rcode} 0.000000 0 {len(m.octets)}" if m.response else ""
        lines.append(f"[{m.time // SECOND}] unbound[811:0] {'reply' if m.response else 'query'}: "
                     f"{m.client} {unbound_name(m.labels)} {m.type} IN{rest}\n")
    return "".join(lines)


def dnsmasq(trace):
    """log-queries=extra."""
    lines, serials = [], {}
    for m in messages(trace):
        key = m.client, m.client_port, m.id
        serial = serials.setdefault(key, len(serials) + 1)
        head = (utc(m.time, "%b %e %H:%M:%S") +
                f" dnsmasq[410]: {serial} {m.client}/{m.client_port} ")
        name = plain(m.labels)
        if not m.response:
            lines.append(f"{head}query[{m.type}] {name} from {m.client}\n")
            lines.append(f"{head}forwarded {name} to 192.0.2.53\n")
        for a in m.answers:
            value = "<CNAME>" if a.type == "CNAME" else a.text
            lines.append(f"{head}reply {name} is {value}\n")
        if m.response and not m.answers:
            lines.append(f"{head}reply {name} is "
                         f"{'NODATA' if m.rcode == 'NOERROR' else m.rcode}\n")
    return "".join(lines)


def windows_name(labels):
    return "".join(f"({len(label)}){label.decode('latin-1')}" for label in labels) + "(0)"


def windows_record(answer):
    if answer.type == "A" or answer.type == "AAAA":
        return answer.text
    if answer.type == "TXT":
        return "".join(f"({len(part)}){part}" for part in [answer.text])
    labels = answer.text.rstrip(".").split(" ")[-1].split(".")
    return windows_name([label.encode() for label in labels])


def windows_details(m):
    """What "Details" adds behind a message."""
    numbers = {name: number for number, name in TYPES.items()}
    name = windows_name(m.labels)
    text = f"UDP {'response' if m.response else 'question'} info at 0000017DEDFE28D0\n" \
           f"  Socket = 908\n  Remote addr {m.client}, port {m.client_port}\n" \
           f"  Time Query=0, Queued=0, Expire=0\n  Buf length = 0x0fa0 (4000)\n" \
           f"  Msg length = 0x{len(m.octets):04x} ({len(m.octets)})\n  Message:\n" \
           f"    XID       0x{m.id:04x}\n    Flags     0x{m.flags:04x}\n    QCOUNT    1\n" \
           f"    ACOUNT    {len(m.answers)}\n    QUESTION SECTION:\n" \
           f"    Offset = 0x000c, RR count = 0\n    Name      \"{name}\"\n" \
           f"      QTYPE   {m.type} ({numbers.get(m.type, 0)})\n      QCLASS  1\n" \
           f"    ANSWER SECTION:\n"
    for count, answer in enumerate(m.answers):
        text += f"    Offset = 0x0020, RR count = {count}\n    Name      \"[C00C]{name}\"\n" \
                f"      TYPE   {answer.type}  ({numbers.get(answer.type, 0)})\n      CLASS  1\n" \
                f"      TTL    {answer.ttl}\n      DLEN   {len(answer.rdata)}\n" \
                f"      DATA   {windows_record(answer)}\n"
    return text + ("" if m.answers else "      empty\n") + \
        "    AUTHORITY SECTION:\n      empty\n    ADDITIONAL SECTION:\n      empty\n\n"


def windows_debug_details(trace):
    return windows_debug(trace, windows_details)


def windows_debug(trace, details=None):
    lines = ["DNS Server log file creation at 3/12/2024 8:59:58 AM\n", "Log file wrap at 3/12/2024 "
             "8:59:58 AM\n", "\n"]
    for m in messages(trace):
        letters = ("A" if m.flags & 0x400 else " ") + " " + \
                  ("D" if m.flags & 0x100 else " ") + ("R" if m.flags & 0x80 else " ")
        t = clock.gmtime(m.time // SECOND)
        lines.append(
            f"{t.tm_mon}/{t.tm_mday}/{t.tm_year} {t.tm_hour % 12 or 12}:{t.tm_min:02}:"
            f"{t.tm_sec:02} {'PM' if t.tm_hour > 11 else 'AM'} 0E1C PACKET  0000017DEDFE28D0 UDP "
            f"{'Snd' if m.response else 'Rcv'} {m.client:15} {m.id:04x} "
            f"{'R' if m.response else ' '} Q [{m.flags & 255:02x}{m.flags >> 8:02x} {letters} "
            f"{m.rcode:>8}] {m.type:6} {windows_name(m.labels)}\n" +
            (details(m) if details else "\n"))
    return "".join(lines)


# dnstap

def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def fixed(field, value):
    return varint(field << 3 | 5) + struct.pack("<I", value)


def octets(field, value):
    return varint(field << 3 | 2) + varint(len(value)) + value


def control(type, content=b""):
    body = struct.pack(">I", type)
    if content:
        body += struct.pack(">II", 1, len(content)) + content
    return struct.pack(">II", 0, len(body)) + body


def dnstap(trace):
    out = bytearray(control(2, b"protobuf:dnstap.Dnstap"))
    for m in messages(trace):
        packed = lambda address: ipaddress.ip_address(address).packed
        time_fields, content = (12, 13, 14) if m.response else (8, 9, 10), m.octets
        body = (number(1, 6 if m.response else 5) + number(2, 1) + number(3, 1) +
                octets(4, packed(m.client)) + octets(5, packed(m.server)) +
                number(6, m.client_port) + number(7, 53) +
                number(time_fields[0], m.time // SECOND) + fixed(time_fields[1], m.time % SECOND) +
                octets(time_fields[2], content))
        frame = octets(1, b"resolver.example") + octets(14, body) + number(15, 1)
        out += struct.pack(">I", len(frame)) + frame
    return bytes(out) + control(3)


# Others

def iso(time):
    return utc(time, "%Y-%m-%dT%H:%M:%S")


def windows_etw(trace):
    rows = []
    for m in messages(trace):
        rows.append({"TimeCreated": iso(m.time) + f".{m.time % SECOND // 1000:06}Z",
                     "EventID": 257 if m.response else 256,
                     "ProviderName": "Microsoft-Windows-DNSServer", "TCP": 0,
                     "InterfaceIP": m.server, "Destination" if m.response else "Source": m.client,
                     "Port": m.client_port, "XID": m.id, "PacketData": "0x" + m.octets.hex()})
    return ndjson(rows)


def route53(trace):
    rows = []
    for query, response in exchanges(trace):
        row = {"version": "1.100000", "account_id": "000000000000", "region": "eu-example-1",
               "vpc_id": "vpc-0", "query_timestamp": iso(query.time) + "Z",
               "query_name": escaped(query.labels) + ".", "query_type": query.type,
               "query_class": "IN"}
        if response:
            row |= {"rcode": response.rcode, "answers": [
                {"Rdata": f'"{a.text}"' if a.type == "TXT" else a.text, "Type": a.type,
                 "Class": "IN"} for a in response.answers]}
        rows.append(row | {"srcaddr": query.client, "srcport": str(query.client_port),
                           "transport": "UDP", "srcids": {"instance": "i-0"}})
    return ndjson(rows)


def coredns(trace):
    """With a time, as a container runtime writes it; unanswered queries end in SERVFAIL."""
    lines = []
    for query, response in exchanges(trace):
        end = response.time if response else query.time + 2 * SECOND
        last = response or query
        flags = ",".join(name for mask, name in ((0x8000, "qr"), (0x400, "aa"), (0x100, "rd"),
                                                 (0x80, "ra")) if (last.flags | 0x8000) & mask)
        lines.append((end, f"{iso(end)}.{end % SECOND:09}Z stdout F [INFO] "
                      f"{query.client}:{query.client_port} - {query.id} \"{query.type} IN "
                      f"{escaped(query.labels)}. udp {len(query.octets)} false 512\" "
                      f"{response.rcode if response else 'SERVFAIL'} {flags} "
                      f"{len(last.octets)} {(end - query.time) / SECOND:.9f}s\n"))
    return "".join(line for _, line in sorted(lines))


def umbrella(trace):
    lines = []
    numbers = {name: number for number, name in TYPES.items()}
    for query, response in exchanges(trace):
        name = plain(query.labels).replace('"', '""')
        lines.append(f'"{utc(query.time, "%Y-%m-%d %H:%M:%S")}","Office","Office",'
                     f'"{query.client}","198.51.100.7","Allowed",'
                     f'"{numbers[query.type]} ({query.type})",'
                     f'"{response.rcode if response else "SERVFAIL"}","{name}.","",'
                     f'"Networks","Networks",""\n')
    return "".join(lines)


def sysmon_events(trace):
    """Of one computer per client, named after the last part of its address."""
    rows = []
    for query, response in exchanges(trace):
        status, results = "1460", "-"  # a timeout
        if response:
            code = response.flags & 15
            status = "0" if code == 0 else str(9000 + code)
            numbers = {name: number for number, name in TYPES.items()}
            results = "".join(
                f"::ffff:{a.text};" if a.type == "A" else f"{a.text};" if a.type == "AAAA"
                else f"type:  {numbers.get(a.type, 0)} {a.text};" for a in response.answers) or "-"
        rows.append({"EventID": 22, "Channel": "Microsoft-Windows-Sysmon/Operational",
                     "Computer": f"PC-{query.client.split('.')[-1]}.corp.example",
                     "UtcTime": utc(query.time, "%Y-%m-%d %H:%M:%S") +
                     f".{query.time % SECOND // 1_000_000:03}",
                     "QueryName": plain(query.labels), "QueryStatus": status,
                     "QueryResults": results, "Image": "C:\\Windows\\System32\\svchost.exe"})
    return rows


def sysmon(trace):
    return ndjson(sysmon_events(trace))


def sysmon_xml(trace):
    """As the event viewer saves them: all in one line."""
    events = []
    for row in sysmon_events(trace):
        data = "".join(f"<Data Name='{key}'>{html.escape(row[key])}</Data>"
                       for key in ("UtcTime", "QueryName", "QueryStatus", "QueryResults", "Image"))
        events.append(
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
            "<Provider Name='Microsoft-Windows-Sysmon'/><EventID>22</EventID>"
            f"<TimeCreated SystemTime='{row['UtcTime'].replace(' ', 'T')}0000Z'/>"
            f"<Channel>{row['Channel']}</Channel><Computer>{row['Computer']}</Computer></System>"
            f"<EventData>{data}</EventData></Event>")
    return '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>' + \
        "".join(events) + "</Events>\n"


def adguard(trace):
    rows = []
    for query, response in exchanges(trace):
        row = {"T": iso(query.time) + f".{query.time % SECOND:09}Z", "QH": plain(query.labels),
               "QT": query.type, "QC": "IN", "CP": ""}
        if response:
            row |= {"Answer": base64.b64encode(response.octets).decode()}
        rows.append(row | {"IP": query.client, "Result": {}, "Elapsed": 1000000})
    return ndjson(rows)
