"""Search lists: containers, and a suffix that feeds itself."""

from streams.draw import BASE36, HEX
from wire import MILLISECOND


def containers(scene):
    """Every name is first tried below the suffixes of the cluster."""
    rng = scene.rng
    space, region = rng.pick(("default", "prod", rng.word())), rng.pick(("eu-west-1", "us-east-2", "ap-south-1"))
    tried = (f"{space}.svc.cluster.local", "svc.cluster.local", "cluster.local", f"{region}.compute.internal")
    outside = [f"{rng.pick(('api', 'www', 'sqs', 'hooks', 'auth'))}.{rng.domain()}" for _ in range(rng.between(20, 60))]
    inside = [f"{rng.word()}-{rng.word()}" for _ in range(rng.between(5, 15))]
    for client, time in scene.spread(12):
        if rng.chance(20):
            name = rng.pick(inside)
            if rng.chance(40):
                name += f"-{rng.text(HEX, 9)}-{rng.text(BASE36, 5)}.{rng.pick(inside)}"
            for kind in ("A", "AAAA"):
                scene.ask(time, f"{name}.{tried[0]}", kind, "10.96.0.9" if kind == "A" else [], client)
            continue
        name = rng.pick(outside) if rng.chance(60) else f"{rng.pick(('api', 'img', 's3', rng.syllables(2)))}.{rng.domain()}"
        for suffix in tried:
            for kind in ("A", "AAAA"):
                time = scene.fails(time, f"{name}.{suffix}", kind, client) + MILLISECOND
        scene.ask(time, name, "A", rng.address(), client)


def feeding(scene):
    """Each answer that fails gets the suffix once more."""
    rng = scene.rng
    suffix = rng.pick(("corp.example", f"{rng.site()}.example", f"lan.{rng.domain()}"))
    for client, time in scene.spread(6):
        name = rng.pick((f"www.{rng.domain()}", f"{rng.word()}{rng.below(30)}", f"{rng.syllables(3)}.{rng.domain()}"))
        for _ in range(rng.between(2, 5)):
            name += "." + suffix
            for kind in ("A", "AAAA"):
                time = scene.fails(time, name, kind, client) + MILLISECOND
