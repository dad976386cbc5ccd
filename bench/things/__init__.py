"""One file per measured thing. Each has ``run(ground) -> list[Result]`` and takes part by standing in ``ALL``."""
