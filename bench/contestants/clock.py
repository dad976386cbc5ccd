"""What every contestant's script prints: the seconds of its work and the most memory its process held."""

import json
import resource
import time


class Watch:
    def __init__(self, begun: float | None = None) -> None:
        self.begun = time.perf_counter() if begun is None else begun

    def tell(self, **more: object) -> None:
        seconds = time.perf_counter() - self.begun
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps({"s": seconds, "rss_mb": round(kilobytes / 1024, 1), **more}), flush=True)
