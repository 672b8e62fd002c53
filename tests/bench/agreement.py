#!/usr/bin/python3
"""agreement.py PROGRAM FOLDER|CAPTURE...: compares `dnsferret rows` with tshark, message by message.

Compared are frame number, addresses, ports, id, qr, opcode, rcode, name and type of the first question, and
the four counts; of the responses that are alone in their frame also the types of all answers, and the data of those
that tshark has a field for (A, AAAA, CNAME, NS, PTR, MX, TXT). A known difference has a name, derived here from the fields of the frame alone, and a
paragraph in docs/tshark.md; any other difference fails the capture. Prints one line per capture, then
"N passed, N failed".
"""
import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

CAPTURE = re.compile(r"\.(pcap|pcapng|cap)(\.(gz|zst|xz|lz4|bz2))?$")
DNS_PORT = "53"
SEVERAL = "\x1f"  # separates the values of a field: names may contain anything printable
OURS = ["packet", "src", "sport", "dst", "dport", "id", "qr", "opcode", "rcode", "qname", "qtype",
        "qdcount", "ancount", "nscount", "arcount", "proto", "status", "answers", "answer_types"]
THEIRS = ["frame.number", "frame.protocols", "ip.src", "ipv6.src", "ip.dst", "ipv6.dst", "udp.srcport",
          "udp.dstport", "tcp.srcport", "tcp.dstport", "dns.id", "dns.flags.response", "dns.flags.opcode",
          "dns.flags.rcode", "dns.count.queries", "dns.count.answers", "dns.count.auth_rr",
          "dns.count.add_rr", "dns.count.zones", "dns.count.prerequisites", "dns.count.updates", "dns.qry.name", "dns.qry.type", "_ws.malformed"]
# The data of answers, one value per record (of TXT: per string). These fields also have the other sections, behind.
ANSWERS = {"A": "dns.a", "AAAA": "dns.aaaa", "CNAME": "dns.cname", "NS": "dns.ns", "PTR": "dns.ptr.domain_name",
           "MX": "dns.mx.mail_exchange", "TXT": "dns.txt"}
BITMAPS = ("NSEC", "NSEC3", "CSYNC")
THEIRS += ["dns.resp.type", *ANSWERS.values()]
# What a receiver accepts in the header of a tunnel; with anything else it drops the packet.
ACCEPTED = {"vxlan.flag_i": "1 True", "vxlan.i_bit": "1 True", "vxlan.p_bit": "1 True", "geneve.version": "0", "geneve.flags.oam": "0 False",
            "gre.flags.version": "0 1", "gtp.flags.payload": "1 True", "capwap.preamble.version": "0", "capwap.preamble.type": "0 1",
            "capwap.header.wbid": "0 1 2 3", "nsh.version": "0", "nsh.length": "2 3 4 5 6 7 8 9", "pppoe.version": "1", "pppoe.type": "1"}
THEIRS += ACCEPTED
# Two passes and every kind of reassembly, as this program does; no name resolution.
PREFERENCES = ["tcp.reassemble_out_of_order:TRUE", "tcp.desegment_tcp_streams:TRUE",
               "tcp.check_checksum:FALSE", "udp.check_checksum:FALSE", "ip.check_checksum:FALSE",
               "dns.desegment_dns_messages:TRUE", "ip.defragment:TRUE", "ipv6.defragment:TRUE"]
OPCODES = {"QUERY": "0", "IQUERY": "1", "STATUS": "2", "NOTIFY": "4", "UPDATE": "5", "DSO": "6"}
RCODES = {name: str(number) for number, name in enumerate(
    ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMPL", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET",
     "NOTAUTH", "NOTZONE", "DSOTYPENI"])}
TYPES = dict(zip(
    "A NS MD MF CNAME SOA MB MG MR NULL WKS PTR HINFO MINFO MX TXT RP AFSDB X25 ISDN RT NSAP NSAP-PTR SIG KEY PX "
    "GPOS AAAA LOC NXT EID NIMLOC SRV ATMA NAPTR KX CERT A6 DNAME SINK OPT APL DS SSHFP IPSECKEY RRSIG NSEC "
    "DNSKEY DHCID NSEC3 NSEC3PARAM TLSA SMIMEA".split(), map(str, range(1, 54))))
TYPES |= {"HIP": "55", "NINFO": "56", "RKEY": "57", "TALINK": "58", "CDS": "59", "CDNSKEY": "60", "OPENPGPKEY": "61",
          "CSYNC": "62", "ZONEMD": "63", "SVCB": "64", "HTTPS": "65", "SPF": "99", "UINFO": "100", "UID": "101", "GID": "102",
          "UNSPEC": "103", "NID": "104", "L32": "105", "L64": "106", "LP": "107", "EUI48": "108", "EUI64": "109", "TKEY": "249",
          "TSIG": "250", "IXFR": "251", "AXFR": "252", "MAILB": "253", "MAILA": "254", "ANY": "255", "URI": "256", "CAA": "257",
          "TA": "32768", "DLV": "32769"}
UPDATE_COUNTS = {"dns.count.zones": "dns.count.queries", "dns.count.prerequisites": "dns.count.answers",
                 "dns.count.updates": "dns.count.auth_rr"}
FIELDS = ["frame", "src", "sport", "dst", "dport", "id", "qr", "opcode", "rcode", "qname", "qtype",
          "qdcount", "ancount", "nscount", "arcount"]
Message = collections.namedtuple("Message", FIELDS + ["notes"])


def number(name, table, prefix):
    """The number that a mnemonic represents; "-" (absent) is kept."""
    if name.startswith(prefix) and name[len(prefix):].isdigit():
        return name[len(prefix):]
    return table.get(name, name)


def plain_name(name):
    """The part of a name that both programs print alike: letters, digits and common punctuation; each
    run of other characters, escaped or not, becomes one "?"."""
    if name in (".", "<Root>"):
        return ""
    return re.sub(r"[^A-Za-z0-9._/=+*@-]+", "?", name)


def our_name(name):
    """A name of dnsferret without escapes; dots inside labels look like those between labels."""
    return re.sub(r"\\([0-9]{3}|.)", lambda m: chr(int(m[1])) if len(m[1]) == 3 else m[1], name)


def their_name(name):
    """A name of tshark without escapes."""
    return re.sub(r"\\(u[0-9A-F]{4}|U[0-9A-F]{8}|x[0-9a-f]{2}|[0-7]{3}|.)", "?", name)


def our_data(kind, text):
    """The values that tshark would show for one answer; None: what both print differs."""
    if text.startswith("\\# "):
        return None
    if kind == "TXT":
        values = [our_name(value) for value in re.findall(r'"((?:\\.|[^"\\])*)"', text)]
        return None if any(not v or not v.isascii() or not v.isprintable() or "\\" in v for v in values) else values
    text = text.split(" ", 1)[-1] if kind == "MX" else text
    return None if "\\" in text else ["" if text == "." else text]


def differing_answers(ours, theirs):
    """What differs in the answers of two equal responses; None if they are not compared."""
    values = theirs.notes["answers"]
    if not values or ours.qr != "1" or ours.notes["status"] != "ok" or theirs.notes["malformed"] or ours.opcode != "0":
        return None
    kinds = ours.notes["types"]
    # In the field of types tshark also lists those that a bitmap of types holds (RFC 4034 4.1.2).
    bitmap = next((n for n, kind in enumerate(kinds) if kind in BITMAPS), len(kinds) - 1)
    kinds = kinds[:bitmap + 1]
    if [number(kind, TYPES, "TYPE") for kind in kinds] != values["dns.resp.type"][:len(kinds)]:
        return ["types of answers"]
    wrong, at = [], collections.Counter()
    for kind, text in zip(kinds, ours.notes["answers"]):
        if kind not in ANSWERS or at[kind] is None:
            continue
        data = our_data(kind, text)
        if data is None:  # what follows is no longer found by counting strings
            at[kind] = None if kind == "TXT" else at[kind] + 1
            continue
        seen = values[ANSWERS[kind]][at[kind]:at[kind] + len(data)]
        if [("" if v == "<Root>" else v) for v in seen] != data:
            wrong.append(f"{kind} {data} {seen}")
        at[kind] += len(data)
    return wrong


def our_messages(program, capture):
    """The messages that `dnsferret rows` prints, by frame."""
    out = subprocess.run([program, "rows", "--fields", ",".join(OURS), capture], capture_output=True, check=False)
    if out.returncode not in (0, 4):
        return None
    frames = collections.defaultdict(list)
    message, questions = None, 0
    for line in out.stdout.decode("ascii").splitlines()[1:]:
        row = dict(zip(OURS, line.split("\t")))
        # Later questions of a message have rows of their own behind it; only the first is compared.
        same = (row["packet"], row["src"], row["sport"], row["id"])
        if same == message and questions > 0 and (row["qdcount"], row["ancount"]) == ("1", "0"):
            questions -= 1
            continue
        message, questions = same, int(row["qdcount"]) - 1 if row["qdcount"] != "-" else 0
        response = row["qr"] == "1"
        frames[int(row["packet"])].append(Message(
            int(row["packet"]), row["src"], row["sport"], row["dst"], row["dport"], row["id"], row["qr"],
            number(row["opcode"], OPCODES, "OPCODE"), number(row["rcode"], RCODES, "RCODE") if response else "-",
            plain_name(our_name(row["qname"])) if row["qname"] != "-" else "-", number(row["qtype"], TYPES, "TYPE"),
            row["qdcount"], row["ancount"], row["nscount"], row["arcount"],
            {"answers": row["answers"].split(";") if row["answers"] != "-" else [],
             "types": row["answer_types"].split(";") if row["answer_types"] != "-" else [],
             "status": row["status"], "proto": row["proto"], "dns": row["id"] != "-",
             "high": any(c > "\x7f" for c in our_name(row["qname"])),
             "backslash": "\\" in our_name(row["qname"])}))
    return frames


def innermost(row, *names):
    """The last value of these fields, which is that of the innermost header."""
    values = [value for name in names for value in row[name].split(SEVERAL) if value]
    return values[-1] if values else "-"


def is_refused(row):
    """True if the header of a tunnel has something that a receiver does not accept."""
    return any(value not in accepted.split() for field, accepted in ACCEPTED.items() if row[field] for value in row[field].split(SEVERAL))


def frame_messages(row):
    """The messages in one line of tshark, which describes one frame."""
    values = {name: row[name].split(SEVERAL) if row[name] else [] for name in THEIRS}
    tcp = bool(row["tcp.srcport"])
    src = innermost(row, "ipv6.src" if row["frame.protocols"].rfind(":ipv6") > row["frame.protocols"].rfind(":ip:")
                    else "ip.src") if row["ip.src"] and row["ipv6.src"] else innermost(row, "ip.src", "ipv6.src")
    dst = innermost(row, "ipv6.dst" if row["frame.protocols"].rfind(":ipv6") > row["frame.protocols"].rfind(":ip:")
                    else "ip.dst") if row["ip.dst"] and row["ipv6.dst"] else innermost(row, "ip.dst", "ipv6.dst")
    question = rcode = 0
    # RFC 2136 gives the sections of an update other names; tshark does not repeat the zone's name.
    if not row["dns.count.queries"] and row["dns.count.zones"]:
        for update, query in UPDATE_COUNTS.items():
            values[query] = values[update]
    for n, ident in enumerate(values["dns.id"]):
        def at(name, index=n):
            return values[name][index] if index < len(values[name]) else "-"
        response, questions = at("dns.flags.response") == "1", at("dns.count.queries")
        asked = questions.isdigit() and int(questions) > 0
        yield Message(
            int(row["frame.number"]), src, innermost(row, "tcp.srcport" if tcp else "udp.srcport"), dst,
            innermost(row, "tcp.dstport" if tcp else "udp.dstport"), str(int(ident, 16)), at("dns.flags.response"),
            at("dns.flags.opcode"), at("dns.flags.rcode", rcode) if response else "-",
            plain_name(their_name(at("dns.qry.name", question))) if asked else "-",
            at("dns.qry.type", question) if asked else "-", questions, at("dns.count.answers"),
            at("dns.count.auth_rr"), at("dns.count.add_rr"),
            {"protocols": row["frame.protocols"], "malformed": bool(row["_ws.malformed"]),
             "answers": values if len(values["dns.id"]) == 1 else None, "refused": is_refused(row)})
        rcode += response
        question += int(questions) if questions.isdigit() else 0


def tshark(capture, show, fields):
    """The lines of tshark -T fields, each as a dictionary."""
    command = ["tshark", "-n", "-2", "-r", capture, "-Y", show, "-T", "fields", "-E", "occurrence=a",
               "-E", f"aggregator={SEVERAL}"]
    for preference in PREFERENCES:
        command += ["-o", preference]
    for field in fields:
        command += ["-e", field]
    out = subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")
    return [dict(zip(fields, line.split("\t"))) for line in out.split("\n") if line]


def their_messages(capture):
    """The messages that tshark prints, by frame."""
    frames = collections.defaultdict(list)
    for row in tshark(capture, "dns", THEIRS):
        frames[int(row["frame.number"])] += frame_messages(row)
    return frames


class Gaps:
    """Which TCP streams of a capture have gaps, and which frames are the start of a datagram in fragments, determined once
    and only when needed."""

    def __init__(self, capture):
        self.capture, self.frames, self.starts = capture, None, None

    def refuses(self, frame):
        return any(map(is_refused, tshark(self.capture, f"frame.number == {frame}", list(ACCEPTED))))

    def starts_datagram(self, frame):
        if self.starts is None:
            rows = tshark(self.capture, "(ip.flags.mf == 1 && ip.frag_offset == 0) || (ipv6.fraghdr.more == 1 && ipv6.fraghdr.offset == 0)",
                          ["frame.number"])
            self.starts = {int(r["frame.number"]) for r in rows}
        return frame in self.starts

    def has(self, frame):
        if self.frames is None:
            rows = tshark(self.capture, f"tcp.port == {DNS_PORT}",
                          ["frame.number", "tcp.stream", "tcp.analysis.lost_segment", "tcp.analysis.ack_lost_segment",
                           "tcp.flags.syn"])
            opened = {r["tcp.stream"] for r in rows if r["tcp.flags.syn"] in ("1", "True")}
            lost = {r["tcp.stream"] for r in rows
                    if r["tcp.analysis.lost_segment"] or r["tcp.analysis.ack_lost_segment"]}
            self.frames = {int(r["frame.number"]) for r in rows
                           if r["tcp.stream"] in lost or r["tcp.stream"] not in opened}
        return frame in self.frames


def reason_of_theirs(message, frame_ours):
    """Why tshark may have a message that dnsferret does not have."""
    protocols = message.notes["protocols"]
    if ":icmp" in protocols:
        return "quoted-in-icmp"
    if DNS_PORT not in (message.sport, message.dport):
        return "other-port"
    if any(not o.notes["dns"] for o in frame_ours):
        return "payload-not-dns"
    if message.notes["refused"]:
        return "tunnel-refused"
    if protocols.startswith("ip:ipv6") or protocols.startswith("ipv6:ip:"):
        return "link-says-otherwise"
    return None


def reason_of_ours(message, frame_theirs, gaps):
    """Why dnsferret may have a message that tshark does not have."""
    if not message.notes["dns"]:
        return "payload-not-dns" if frame_theirs else "payload-not-shown"
    if message.notes["proto"] == "tcp" and gaps.has(message.frame):
        return "after-a-gap"
    if message.notes["proto"] == "udp" and gaps.starts_datagram(message.frame):
        return "front-of-a-datagram"
    if gaps.refuses(message.frame):
        return "tunnel-refused"
    return None


def reason_of_field(ours, theirs, fields):
    """Why two readings of one message may differ."""
    if ours.opcode == "5" and set(fields) <= {"qname", "qtype"} and theirs.qname == "-":
        return "update-zone"
    if fields == ["qname"] and ours.notes["high"]:
        return "bytes-above-127"
    if fields == ["qname"] and ours.notes["backslash"]:
        return "backslash-in-a-name"
    if fields == ["rcode"] and ours.rcode.isdigit() and int(ours.rcode) > 15 and str(int(ours.rcode) & 15) == theirs.rcode:
        return "extended-rcode"
    if theirs.notes["malformed"] or ours.notes["status"] != "ok":
        return "malformed-later"
    return None


def differing(ours, theirs):
    """Names of the fields that differ."""
    return [field for field in FIELDS if getattr(ours, field) != getattr(theirs, field)]


def pair(ours, theirs):
    """Pairs the messages of one frame that have the same ID and direction, in order."""
    left = list(theirs)
    for message in ours:
        twin = next((t for t in left if (t.id, t.qr) == (message.id, message.qr)), None)
        if twin:
            left.remove(twin)
        yield message, twin
    for message in left:
        yield None, message


def compare(program, capture):
    """(line to print, passed) for one capture."""
    ours, theirs, gaps = our_messages(program, capture), their_messages(capture), Gaps(capture)
    name = "/".join(pathlib.Path(capture).parts[-2:])
    if ours is None:
        return f"skip {name}: not readable", None
    equal, answered, reasons, unexplained = 0, 0, collections.Counter(), []
    for frame in sorted(set(ours) | set(theirs)):
        for mine, other in pair(ours.get(frame, []), theirs.get(frame, [])):
            fields = differing(mine, other) if mine and other else []
            if mine and other and not fields:
                equal += 1
                wrong = differing_answers(mine, other)
                answered += wrong == []
                if wrong:
                    unexplained.append(f"  frame {frame}: {wrong}")
                continue
            if mine and other:
                reason = reason_of_field(mine, other, fields)
            elif mine:
                reason = reason_of_ours(mine, theirs.get(frame), gaps)
            else:
                reason = reason_of_theirs(other, ours.get(frame, []))
            reasons[reason or "unexplained"] += 1
            if not reason:
                unexplained.append(f"  frame {frame}: ours {mine and mine[1:-1]} tshark {other and other[1:-1]} {fields}")
    total = equal + sum(reasons.values())
    text = "".join(f", {count} {reason}" for reason, count in sorted(reasons.items()))
    verdict = "not ok" if unexplained else "ok"
    return "\n".join([f"{verdict} - {name}: {equal} of {total} messages equal, {answered} with their answers{text}"] + unexplained[:5]), not unexplained


def captures_of(paths):
    """The files given, and the captures below the folders given."""
    for path in map(pathlib.Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and CAPTURE.search(p.name))
        else:
            yield path


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for line, good in pool.map(lambda c: compare(program, str(c)), captures_of(paths)):
            print(line, flush=True)
            passed += good is True
            failed += good is False
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
