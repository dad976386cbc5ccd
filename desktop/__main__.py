"""`python -m desktop` and the `mingbai` command."""

import sys

from desktop.app import main as run


def main() -> None:
    sys.exit(run())


if __name__ == "__main__":
    main()
