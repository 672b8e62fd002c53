"""One name that nobody answers, asked again for hours."""

from streams.draw import BASE36, DIGITS, HEX
from wire import SECOND

STUB = (0.03, 1, 3, 7)  # seconds after which a stub asks again, under the same id


def attempts(scene, low, high):
    """Times far apart."""
    time = scene.start
    while True:
        yield time
        time += scene.rng.between(low * 60, high * 60) * SECOND


def constant(scene):
    """One label of 8 to 12 characters, 4 to 12 attempts, minutes apart."""
    rng = scene.rng
    name = f"{rng.text(BASE36, rng.between(8, 12))}.{rng.domain()}"
    scene.again, scene.again_as_new = STUB, False
    kind = rng.pick(("A", "A", "TXT"))
    for _, time in zip(range(rng.between(4, 12)), attempts(scene, 4, 8)):
        scene.channel(time, name, kind)
    return {name.split(".", 1)[1]}


# Ordinary

def offline_device(scene):
    """A device that lost its network asks for its account's host."""
    rng = scene.rng
    for client in scene.clients[:3]:
        name = f"{rng.pick(('a', 'd', 'c'))}{rng.text(HEX, 10)}-ats.iot.{rng.pick(('eu-west-1', 'us-east-1'))}.{rng.domain()}"
        for _, time in zip(range(6 * scene.volume), attempts(scene, 3, 9)):
            scene.ask(time, name, rng.pick(("A", "AAAA")), None, client, again=STUB)


def dead_update(scene):
    """The update server of a product that is no more."""
    rng = scene.rng
    name = f"update{rng.text(DIGITS, 1)}.{rng.domain()}"
    for client in scene.clients:
        for _, time in zip(range(4 * scene.volume), attempts(scene, 10, 60)):
            scene.fails(time, name, "A", client, rng.pick(("NXDOMAIN", "SERVFAIL")))

