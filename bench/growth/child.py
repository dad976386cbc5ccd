"""One contestant at one size, in this process alone: `python -m bench.growth.child THING CONTESTANT SCALE FOLDER LIMIT_MB`.

Prints one JSON line: ``{"took": {what: [[seconds, MB], …]}}``, or ``{"refused": why}`` where the program would not do it. ``ready``
as contestant makes the size ready.
"""

import json
import resource
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.growth.thing import Spot, Thing
from bench.worker import Absent
from desktop.base.errors import Refusal

READY = "ready"


def act(name: str, contestant: str, spot: Spot) -> dict[str, Any]:
    thing: Thing = import_module(f"bench.growth.things.{name}").THING
    if contestant == READY:
        thing.ready(spot)
        return {"took": {}}
    try:
        took = thing.contestants[contestant](spot)
    except (Refusal, Absent) as refusal:
        return {"refused": str(refusal)}
    return {"took": {what: [[one.seconds, one.rss_mb] for one in runs] for what, runs in took.items()}}


def main() -> None:
    name, contestant, scale, folder, limit_mb = sys.argv[1:]
    if most := int(limit_mb) << 20:
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        told = act(name, contestant, Spot(int(scale), Path(folder)))
    except MemoryError:
        told = {"refused": f"not enough memory: {int(limit_mb) / 1024:.0f} GB are allowed"}
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
