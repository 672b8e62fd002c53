#!/usr/bin/python3
"""transport.py PROGRAM [MESSAGES]: peak memory for captures that consist of TCP messages, or of fragments.

Both captures are generated and piped to the program: MESSAGES DNS messages over TCP, ten per complete
connection; and as many fragments, four per datagram. Prints packets, messages, peak memory, seconds, and whether every
message was read.
"""
import json
import os
import struct
import subprocess
import sys
import time

SERVER = bytes([10, 7, 0, 53])
HEADER = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1)


def frame(number, payload, protocol, client, fragment=0, ident=0):
    ip = struct.pack(">2B3H2BH4s4s", 0x45, 0, 20 + len(payload), ident, fragment, 64, protocol, 0,
                     bytes([10, 7, 1 + client % 4, client % 251]), SERVER)
    data = bytes(12) + b"\x08\x00" + ip + payload
    return struct.pack("<4I", 1710234000 + number // 5000, number % 5000 * 200, len(data), len(data)) + data


def question(number):
    label = b"host%07d" % (number % 100000)
    return struct.pack(">6H", number & 0xffff, 0x0100, 1, 0, 0, 0) + bytes([len(label)]) + label + \
        b"\x07example\x03com\x00" + struct.pack(">2H", 1, 1)


def tcp_messages(count):
    """Connections of ten messages."""
    number = 0
    for connection in range(count // 10):
        port, seq = 1024 + connection % 60000, connection * 977 & 0xffffffff
        def segment(payload, flags, port=port):
            return struct.pack(">2H2I2B3H", port, 53, seq & 0xffffffff, 1, 0x50, flags, 8192, 0, 0) + payload
        yield frame(number, segment(b"", 2), 6, connection)
        seq += 1
        for message in range(10):
            number += 1
            payload = question(connection * 10 + message)
            payload = struct.pack(">H", len(payload)) + payload
            yield frame(number, segment(payload, 24), 6, connection)
            seq += len(payload)
        yield frame(number, segment(b"", 17), 6, connection)


def fragments(count):
    """Datagrams of four fragments."""
    for datagram in range(count // 4):
        payload = question(datagram) + bytes(8)
        payload = struct.pack(">4H", 1024 + datagram % 60000, 53, 8 + len(payload), 0) + payload
        for piece in range(4):
            data = payload[piece * 16:(piece + 1) * 16 if piece < 3 else None]
            yield frame(datagram * 4 + piece, data, 17, datagram, piece * 2 | (0x2000 if piece < 3 else 0),
                        datagram & 0xffff)


def measure(program, name, frames, messages):
    start = time.monotonic()
    child = subprocess.Popen([program, "-q", "-f", "json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.stdin.write(HEADER)
    batch = []
    for data in frames:
        batch.append(data)
        if len(batch) == 1000:
            child.stdin.write(b"".join(batch))
            batch.clear()
    child.stdin.write(b"".join(batch))
    child.stdin.close()
    report = json.load(child.stdout)
    _, _, used = os.wait4(child.pid, 0)
    child.returncode = 0
    read = report["messages"]["total"]
    print(f"{name:24} {report['accounting']['packets']:>10,} packets {read:>10,} of {messages:,} messages "
          f"{used.ru_maxrss / 1024:8.1f} MiB {used.ru_utime + used.ru_stime:7.2f} s CPU "
          f"{time.monotonic() - start:7.1f} s", flush=True)
    return read == messages


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
    good = measure(program, "messages over TCP", tcp_messages(count), count)
    good &= measure(program, "fragments", fragments(count), count // 4)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
