"""The command line, `python -m knowledge`."""

import logging
import sys

from dotenv import load_dotenv
from rich.console import Console

from knowledge.cli import app
from knowledge.errors import VerbatimError


def main() -> None:
    load_dotenv()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console that is not UTF-8 still gets it
    try:
        app()
    except VerbatimError as error:
        notices = Console(stderr=True)
        notices.print(str(error), style="bold", highlight=False, markup=False, soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
