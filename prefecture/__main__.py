"""`python -m prefecture` and the `mingbai-prefecture` command."""

import sys

from prefecture.cli import run


def main() -> None:
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
