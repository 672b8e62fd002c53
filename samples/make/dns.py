"""DNS messages: names with compression, records, flags."""

import ipaddress
import struct
from typing import NamedTuple

TYPES = {
    "A": 1, "NS": 2, "CNAME": 5, "SOA": 6, "NULL": 10, "PTR": 12, "MX": 15,
    "TXT": 16, "AAAA": 28, "SRV": 33, "OPT": 41, "DS": 43, "RRSIG": 46,
    "DNSKEY": 48, "TLSA": 52, "HTTPS": 65,
}
RCODES = {"NOERROR": 0, "SERVFAIL": 2, "NXDOMAIN": 3, "REFUSED": 5}

QR, AA, TC, RD, RA, AD = 0x8000, 0x0400, 0x0200, 0x0100, 0x0080, 0x0020
IN = 1
POINTER = 0xC000


class Record(NamedTuple):
    name: str
    type: str
    ttl: int
    data: object  # a str, a tuple or bytes: see Writer.rdata


class Writer:
    """One message under construction."""

    def __init__(self):
        self.octets = bytearray(12)
        self.offsets = {}  # suffix -> where it was first written

    def name(self, name, compress=True):
        labels = [label for label in name.split(".") if label]
        while labels:
            suffix = ".".join(labels)
            if compress and suffix in self.offsets:
                self.octets += struct.pack("!H", POINTER | self.offsets[suffix])
                return
            if len(self.octets) < 0x3FFF:
                self.offsets.setdefault(suffix, len(self.octets))
            label = labels.pop(0).encode("latin-1")
            assert 1 <= len(label) <= 63, name
            self.octets += bytes([len(label)]) + label
        self.octets.append(0)

    def question(self, name, type):
        self.name(name)
        self.octets += struct.pack("!HH", TYPES[type], IN)

    def record(self, record):
        self.name(record.name)
        self.octets += struct.pack("!HHIH", TYPES[record.type], IN, record.ttl, 0)
        start = len(self.octets)
        self.rdata(record.type, record.data)
        struct.pack_into("!H", self.octets, start - 2, len(self.octets) - start)

    def rdata(self, type, data):
        if type in ("A", "AAAA"):
            self.octets += ipaddress.ip_address(data).packed
        elif type in ("CNAME", "NS", "PTR"):
            self.name(data)
        elif type == "MX":
            preference, host = data
            self.octets += struct.pack("!H", preference)
            self.name(host)
        elif type == "SRV":
            priority, weight, port, host = data
            self.octets += struct.pack("!HHH", priority, weight, port)
            self.name(host, compress=False)
        elif type == "SOA":
            primary, mailbox, *numbers = data
            self.name(primary)
            self.name(mailbox)
            self.octets += struct.pack("!5I", *numbers)
        elif type == "TXT":
            for string in data:
                self.octets += bytes([len(string)]) + string.encode("latin-1")
        else:
            self.octets += data

    def edns(self, payload_size, dnssec_ok=False):
        flags = 0x8000 if dnssec_ok else 0
        self.octets += b"\0" + struct.pack("!HHIH", TYPES["OPT"], payload_size, flags, 0)


def query(ident, name, type, edns=None, dnssec_ok=False, flags=RD):
    writer = Writer()
    writer.question(name, type)
    if edns:
        writer.edns(edns, dnssec_ok)
    struct.pack_into("!6H", writer.octets, 0, ident, flags, 1, 0, 0, 1 if edns else 0)
    return bytes(writer.octets)


def response(ident, name, type, answers=(), authority=(), rcode="NOERROR",
             edns=None, dnssec_ok=False, flags=QR | RD | RA):
    writer = Writer()
    writer.question(name, type)
    for record in (*answers, *authority):
        writer.record(record)
    if edns:
        writer.edns(edns, dnssec_ok)
    struct.pack_into("!6H", writer.octets, 0, ident, flags | RCODES[rcode],
                     1, len(answers), len(authority), 1 if edns else 0)
    return bytes(writer.octets)


def character_strings(text):
    """A long text, split into the character-strings of one TXT record."""
    return tuple(text[i:i + 255] for i in range(0, len(text), 255))
