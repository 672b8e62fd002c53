"""The captures that tests/bench/run measures: each is made once by a generator and kept below build/bench."""
import gzip
import os
import pathlib
import shutil
import struct
import subprocess

BUILD = pathlib.Path("build/release/tests/bench")
DATA = pathlib.Path("build/bench")
FILE_HEADER, RECORD_HEADER = 24, 16
# ten for each frame of DNS, of which there are more than messages: one exchange in twenty is a TCP connection
PACKETS_PER_MESSAGE = 11.2


def is_fresh(path, *sources):
    return path.exists() and all(path.stat().st_mtime > source.stat().st_mtime for source in sources)


def made(name, tool, command):
    """Path of what `command`, a list of programs joined by pipes, writes."""
    path = DATA / name
    if not is_fresh(path, BUILD / tool):
        DATA.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as out:
            text = " | ".join(" ".join(map(str, program)) for program in command)
            subprocess.run(["bash", "-o", "pipefail", "-c", text], stdout=out, check=True)
    return str(path)


def dns(messages, rounds=1):
    """DNS alone: `messages` messages, repeated `rounds` times."""
    return made(f"{messages}x{rounds}.pcap", "generate", [[BUILD / "generate", "-n", messages, "-r", rounds]])


def full(messages):
    """A full packet capture: nine packets that are not DNS for each that is."""
    return made(f"full-{messages}.pcap", "surround", [[BUILD / "generate", "-n", messages], [BUILD / "surround"]])


def tokens(messages):
    """DNS alone: labels that many clients ask below many domains."""
    return made(f"tokens-{messages}.pcap", "tokens", [[BUILD / "tokens", "-n", messages]])


def gzipped(file):
    path = pathlib.Path(file + ".gz")
    if not is_fresh(path, pathlib.Path(file)):
        with open(file, "rb") as plain, gzip.open(path, "wb", 1) as packed:
            shutil.copyfileobj(plain, packed, 1 << 20)
    return str(path)


def pieces(file, count):
    """A folder with the packets of a capture in `count` files of about one size."""
    folder = pathlib.Path(f"{file}.{count}")
    if is_fresh(folder, pathlib.Path(file)):
        return str(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    size = os.path.getsize(file)
    # record by record: what this process holds would count as the peak of those it measures
    with open(file, "rb") as whole:
        header = whole.read(FILE_HEADER)
        for number in range(count):
            end = FILE_HEADER + (size - FILE_HEADER) * (number + 1) // count
            with (folder / f"{number:04}.pcap").open("wb") as piece:
                piece.write(header)
                while whole.tell() < end:
                    record = whole.read(RECORD_HEADER)
                    piece.write(record + whole.read(struct.unpack_from("<I", record, 8)[0]))
    return str(folder)


def zeek_log(messages):
    """The messages of a capture as Zeek logs them; None without its generator."""
    tool = pathlib.Path("tests/bench/zeek_log.py")
    path = DATA / f"{messages}.dns.log"
    if not tool.exists():
        return None
    if not is_fresh(path, tool, BUILD / "generate"):
        with path.open("wb") as out:
            subprocess.run([tool, dns(messages)], stdout=out, check=True)
    return str(path)
