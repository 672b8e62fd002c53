#!/usr/bin/env python3
"""Plays a scene at a real DNS server: its clients on one side, the servers of the internet on the other.

usage: lab.py ask SCENE SERVER SERVER6    send the queries of the scene, each from its client's address
       lab.py answer SCENE ADDRESS        be the server that answers what the scene's resolver answered
       lab.py command ADDRESS             be the server of the RAT: each query gets an encrypted text
       lab.py silence ADDRESS             be a server that answers nothing

Pauses of a scene are shortened to PAUSE, so that eight minutes take one. A server ends when it is killed.
"""

import errno
import select
import socket
import struct
import sys
import time
from typing import NamedTuple

import dns
import office
import tunnels
from rng import Rng
from wire import PORT, SECOND, Trace

PAUSE = SECOND // 4
LAST_ANSWER = 14  # seconds: a server gives up on a silent one after about 10
OFFICE = [office.address(number) for number in (11, 12, 13, 14)] + [f"{office.NETWORK6}19"]


def small_office():
    """Five clients, one of them over IPv6."""
    trace = Trace()
    office.work(trace, Rng("lab"), OFFICE, seconds=480, pause=50)
    return trace


SCENES = {"rat": tunnels.rat(80, pause=50), "office": small_office}


class Datagram(NamedTuple):
    time: int
    client: str
    port: int
    response: bool
    octets: bytes


def datagrams(trace):
    """The DNS messages of a scene, in order of time."""
    for moment, packet in trace.packets():
        family, source, length, header = (socket.AF_INET, 12, 4, 20) if packet[0] >> 4 == 4 \
            else (socket.AF_INET6, 8, 16, 40)
        ends = [socket.inet_ntop(family, packet[at:at + length]) for at in (source, source + length)]
        ports = struct.unpack_from("!HH", packet, header)
        response = ports[0] == PORT
        yield Datagram(moment, ends[response], ports[response], response, packet[header + 8:])


def question(message):
    """Where the question ends, its name in lower case, its type."""
    at = 12
    while message[at]:
        at += 1 + message[at]
    return at + 5, message[12:at].lower(), message[at + 1:at + 3]


def bound(address, port):
    """A socket at this port, or at another if a tunnel's program happens to use it."""
    one = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
    try:
        one.bind((address, port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        one.bind((address, 0))
    return one


def ask(scene, *servers):
    sockets, before = {}, None
    for query in datagrams(SCENES[scene]()):
        if query.response:
            continue
        time.sleep(min(query.time - (before or query.time), PAUSE) / SECOND)
        before = query.time
        key = query.client, query.port
        if key not in sockets:
            sockets[key] = bound(*key)
        sockets[key].sendto(query.octets, (servers[":" in query.client], PORT))
    deadline = time.monotonic() + LAST_ANSWER
    while time.monotonic() < deadline:  # nobody may find a port closed
        for one in select.select(sockets.values(), [], [], 1)[0]:
            one.recv(65535)


def serve(address, reply):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as here:
        here.bind((address, PORT))
        while True:
            query, client = here.recvfrom(65535)
            message = reply(query)
            if message:
                here.sendto(message, client)


def header(query, flags, answers=0, authorities=0):
    return query[:2] + struct.pack("!5H", dns.QR | flags, 1, answers, authorities, 0)


def answer(scene, address):
    """What the scene answered, without its EDNS record; other names do not exist."""
    known = {}
    for one in datagrams(SCENES[scene]()):
        if one.response:
            end, name, kind = question(one.octets)
            known[name, kind] = one.octets[2:12], one.octets[end:]

    def reply(query):
        end, name, kind = question(query)
        if (name, kind) not in known:
            return header(query, dns.AA | dns.RCODES["NXDOMAIN"]) + query[12:end]
        counts, records = known[name, kind]
        extra = struct.unpack_from("!H", counts, 8)[0]
        if extra:  # one record of 11 octets
            records = records[:-11]
        flags = struct.unpack_from("!H", counts)[0]
        return query[:2] + struct.pack("!H", flags | dns.AA) + counts[2:8] + b"\0\0" + query[12:end] + records

    serve(address, reply)


def command(address):
    rng = Rng("commands")

    def reply(query):
        end, _, kind = question(query)
        if kind != struct.pack("!H", dns.TYPES["TXT"]):
            return header(query, dns.AA) + query[12:end]
        text = rng.text(tunnels.BASE32, rng.between(30, 60)).encode()
        record = struct.pack("!HHHIHB", dns.POINTER | 12, dns.TYPES["TXT"], dns.IN, 0, len(text) + 1, len(text))
        return header(query, dns.AA, answers=1) + query[12:end] + record + text

    serve(address, reply)


def silence(address):
    serve(address, lambda _: None)


if __name__ == "__main__":
    roles = {"ask": ask, "answer": answer, "command": command, "silence": silence}
    if len(sys.argv) < 3 or sys.argv[1] not in roles:
        sys.exit(__doc__)
    roles[sys.argv[1]](*sys.argv[2:])
