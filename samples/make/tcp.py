"""DNS over TCP, with message boundaries anywhere in the segments."""

import struct

import dns
import internet
import ip
from dns import Record
from rng import Rng
from wire import MILLISECOND, PORT, SECOND, START, Reply, Trace

HOSTS = (("10.40.0.11", "10.40.0.53"), ("2001:db8:40::11", "2001:db8:40::53"))
MAXIMUM_SEGMENT_SIZE = b"\x02\x04\x05\xb4"
MODULUS = 1 << 32


class Side:
    def __init__(self, address, port, sequence):
        self.address = address
        self.port = port
        self.sequence = sequence


class Connection:
    """A connection with the sequence numbers of both sides; `time` advances with every segment."""

    def __init__(self, trace, rng, time, hosts, client_sequence=None):
        self.trace = trace
        self.time = time
        if client_sequence is None:
            client_sequence = rng.below(MODULUS)
        self.client = Side(hosts[0], rng.between(49152, 65535), client_sequence)
        self.server = Side(hosts[1], PORT, rng.below(MODULUS))

    def segment(self, sender, flags, payload=b"", sequence=None, options=b""):
        receiver = self.server if sender is self.client else self.client
        acknowledged = receiver.sequence if flags & ip.ACK else 0
        octets = ip.tcp(sender.address, sender.port, receiver.address, receiver.port,
                        sender.sequence if sequence is None else sequence,
                        acknowledged, flags, payload, options)
        self.trace.add(self.time, sender.address, receiver.address, ip.TCP, octets)
        self.time += 3 * MILLISECOND

    def consume(self, side, count):
        side.sequence = (side.sequence + count) % MODULUS

    def open(self):
        self.segment(self.client, ip.SYN, options=MAXIMUM_SEGMENT_SIZE)
        self.consume(self.client, 1)
        self.segment(self.server, ip.SYN | ip.ACK, options=MAXIMUM_SEGMENT_SIZE)
        self.consume(self.server, 1)
        self.segment(self.client, ip.ACK)
        return self

    def send(self, sender, chunks, order=None):
        """Sends consecutive chunks of the stream in `order`; a chunk listed twice is sent twice."""
        receiver = self.server if sender is self.client else self.client
        start = sender.sequence
        offsets = [sum(map(len, chunks[:number])) for number in range(len(chunks))]
        for number in order or range(len(chunks)):
            sequence = (start + offsets[number]) % MODULUS
            self.segment(sender, ip.PSH | ip.ACK, chunks[number], sequence)
        self.consume(sender, sum(map(len, chunks)))
        self.segment(receiver, ip.ACK)

    def close(self):
        self.segment(self.client, ip.FIN | ip.ACK)
        self.consume(self.client, 1)
        self.segment(self.server, ip.FIN | ip.ACK)
        self.consume(self.server, 1)
        self.segment(self.client, ip.ACK)

    def reset(self):
        self.segment(self.client, ip.RST | ip.ACK)


# Messages and chunks

def prefixed(message):
    return struct.pack("!H", len(message)) + message


def split(octets, *sizes):
    """Chunks of the given sizes, then the rest."""
    chunks = []
    for size in sizes:
        chunks.append(octets[:size])
        octets = octets[size:]
    return [*chunks, octets]


def pieces(octets, size):
    return [octets[i:i + size] for i in range(0, len(octets), size)]


def exchange(rng, name, type="A", reply=None):
    """A query and its response, each with its length in front."""
    ident = rng.below(0x10000)
    reply = reply or internet.resolve(name, type)
    return prefixed(dns.query(ident, name, type, edns=1232)), \
        prefixed(dns.response(ident, name, type, *reply, 1232))


def long_reply(name):
    """Three RSA keys: about 850 bytes."""
    key = Rng(f"long key of {name}")
    return Reply(tuple(Record(name, "DNSKEY", 3600, bytes((1, flag, 3, 8, 3, 1, 0, 1))
                              + key.octets(256)) for flag in (0, 0, 1)))


def long_exchange(rng, name):
    return exchange(rng, name, "DNSKEY", long_reply(name))


# Scenes: each is one connection

def one_message_a_segment(connection, rng):
    question, answer = exchange(rng, "www.example.com")
    connection.open().send(connection.client, [question])
    connection.send(connection.server, [answer])
    connection.close()


def three_messages_in_a_segment(connection, rng):
    questions, answers = zip(exchange(rng, "www.example.com"), exchange(rng, "github.com"),
                             exchange(rng, "www.wikipedia.org", "AAAA"))
    connection.open().send(connection.client, [b"".join(questions)])
    connection.send(connection.server, [b"".join(answers)])
    connection.close()


def one_message_over_many_segments(connection, rng):
    """Both bytes of the length are in a segment of their own."""
    question, answer = long_exchange(rng, "example.org")
    connection.open().send(connection.client, split(question, 1, 1, 5, 12, 7))
    connection.send(connection.server, split(answer, 1, 40, 300, 17, 256))
    connection.close()


def boundary_within_the_length(connection, rng):
    """A segment ends between the two bytes of the second message's length."""
    questions, answers = zip(exchange(rng, "news.example.org"), exchange(rng, "bank.example.com"))
    connection.open().send(connection.client, split(b"".join(questions), len(questions[0]) + 1))
    connection.send(connection.server, split(b"".join(answers), len(answers[0]) + 1))
    connection.close()


def out_of_order(connection, rng):
    question, answer = long_exchange(rng, "example.net")
    connection.open().send(connection.client, split(question, 2, 20), order=(1, 0, 2))
    connection.send(connection.server, pieces(answer, 180), order=(0, 3, 2, 4, 1))
    connection.close()


def retransmission(connection, rng):
    """The query and parts of the response are captured twice; each must count once."""
    question, answer = long_exchange(rng, "example.com")
    connection.open().send(connection.client, [question], order=(0, 0))
    connection.send(connection.server, pieces(answer, 300), order=(0, 0, 1, 2, 1))
    connection.close()


def reset_at_the_end(connection, rng):
    question, answer = exchange(rng, "pypi.org", "AAAA")
    connection.open().send(connection.client, [question])
    connection.send(connection.server, [answer])
    connection.reset()


def one_after_the_other(connection, rng):
    """A connection that stays open for four queries."""
    connection.open()
    for name in ("zoom.us", "slack.com", "api.github.com", "www.npmjs.com"):
        question, answer = exchange(rng, name)
        connection.send(connection.client, [question])
        connection.send(connection.server, [answer])
        connection.time += 200 * MILLISECOND
    connection.close()


SCENES = (one_message_a_segment, three_messages_in_a_segment, one_message_over_many_segments,
          boundary_within_the_length, out_of_order, retransmission, reset_at_the_end,
          one_after_the_other)


def wrapped_sequence(trace, rng, time, hosts):
    """The client's sequence number passes 2**32 within the query."""
    connection = Connection(trace, rng, time, hosts, client_sequence=MODULUS - 12)
    question, answer = exchange(rng, "deb.debian.org")
    connection.open().send(connection.client, split(question, 30))
    connection.send(connection.server, [answer])
    connection.close()


def truncated_over_udp(trace, rng, time, hosts):
    """The response is truncated (TC), so the client repeats the query over TCP."""
    client, server = hosts
    name, ident, port = "example.com", rng.below(0x10000), rng.between(49152, 65535)
    trace.udp(time, client, port, server, PORT, dns.query(ident, name, "DNSKEY"))
    cut = dns.response(ident, name, "DNSKEY", flags=dns.QR | dns.TC | dns.RD | dns.RA)
    trace.udp(time + 2 * MILLISECOND, server, PORT, client, port, cut)
    connection = Connection(trace, rng, time + 4 * MILLISECOND, hosts)
    question, answer = long_exchange(rng, name)
    connection.open().send(connection.client, [question])
    connection.send(connection.server, pieces(answer, 1400))
    connection.close()


def dns_over_tcp():
    """All scenes over IPv4, then over IPv6."""
    trace, rng, time = Trace(), Rng("dns-over-tcp"), START
    for hosts in HOSTS:
        for scene in SCENES:
            scene(Connection(trace, rng, time, hosts), rng)
            time += 2 * SECOND
        for scene in (wrapped_sequence, truncated_over_udp):
            scene(trace, rng, time, hosts)
            time += 2 * SECOND
    return trace
