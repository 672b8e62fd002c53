"""A recorded tunnel among the traffic of a busy office."""

import pathlib

import link
import office
import pcap
from rng import Rng
from wire import MINUTE, Trace

RECORDING = pathlib.Path(__file__).parent.parent / "iodine-null.pcap"
TUNNEL_CLIENT = office.address(23)  # as in record.sh
TUNNEL_START = 7 * MINUTE  # the recording and the office begin at the same time


def iodine_office():
    """The frames of both in order of time; the tunnel's client also takes part in the office traffic."""
    trace = Trace()
    colleagues = [office.address(number) for number in range(11, 18)]
    office.work(trace, Rng("iodine-office"), [*colleagues, TUNNEL_CLIENT], seconds=900, pause=90)
    tunnel = [(time + TUNNEL_START, frame) for time, frame in pcap.read(RECORDING.read_bytes())]
    return sorted(trace.frames(link.ethernet) + tunnel, key=lambda frame: frame[0])
