"""The command line, `python -m knowledge`."""

import logging
import os
import sys

from dotenv import load_dotenv
from rich.console import Console

from knowledge.cli import app
from knowledge.errors import VerbatimError

_PATIENT = {"backup", "check", "ingest", "reindex"}  # commands that take minutes
_NICENESS = 10  # of 19


def main() -> None:
    load_dotenv()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console that is not UTF-8 still gets it
    if _PATIENT.intersection(sys.argv[1:2]):
        _give_way()
    try:
        app()
    except VerbatimError as error:
        notices = Console(stderr=True)
        notices.print(str(error), style="bold", highlight=False, markup=False, soft_wrap=True)
        sys.exit(1)


def _give_way() -> None:
    """Lets a bot that answers at the same time go first, where the system knows priorities."""
    if hasattr(os, "setpriority"):
        # Of this thread and of those that it starts, such as the model's.
        os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))


if __name__ == "__main__":
    main()
