#!/usr/bin/python3
"""mutants.py SEED FOLDER: copies of the samples in which about half of the DNS messages over UDP have
changed bytes: flipped bits, compression pointers, zeros. The same seed gives the same files. Prints their paths.
"""
import pathlib
import random
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAYLOAD = 42  # behind Ethernet, IPv4 and UDP


def mutate(data, at, end, rng):
    for _ in range(rng.randrange(1, 4)):
        place = rng.randrange(at + PAYLOAD, end)
        data[place] = rng.choice((rng.randrange(256), data[place] ^ 1 << rng.randrange(8), 0xc0, 0, 0xff))
    data[at + 40:at + PAYLOAD] = b"\0\0"  # 0 = no UDP checksum; the old one would be wrong


def mutant_of(path, rng):
    """The changed capture; None unless it is a classic pcap of Ethernet frames."""
    data = bytearray(path.read_bytes())
    if data[:4] != b"\xd4\xc3\xb2\xa1" or struct.unpack_from("<I", data, 20)[0] != 1:
        return None
    at = 24
    while at < len(data):
        frame, length = at + 16, struct.unpack_from("<I", data, at + 8)[0]
        is_udp = data[frame + 12:frame + 15] == b"\x08\0\x45" and data[frame + 23] == 17
        if is_udp and length > PAYLOAD + 12 and rng.random() < 0.5:
            mutate(data, frame, frame + length, rng)
        at = frame + length
    return data


def main():
    rng, folder = random.Random(int(sys.argv[1])), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "samples").glob("*.pcap")):
        mutant = mutant_of(path, rng)
        if mutant:
            (folder / path.name).write_bytes(mutant)
            print(folder / path.name)


if __name__ == "__main__":
    main()
