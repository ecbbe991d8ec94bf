"""What the tests of ingesting share: two transcripts, and ways to look at what became of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge.library import Library
from knowledge.model import Ingested
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import python

Reopen = Callable[[HashingEncoder], Library]

TALK = "Ann: What is a licence?\nBob: A licence without caps is a promise.\n"
ZEBRAS = "Cid: Zebras gallop over the savannah.\n"


def statuses(reports: Sequence[Ingested]) -> list[tuple[str, str]]:
    return [(report.source, report.status) for report in reports]


def found(library: Library, question: str = "it") -> set[str]:
    return {quote.text for quote in library.ask(question, limit=50).quotes}


def words(library: Library) -> set[str]:
    """What every passage says, as the sources have it."""
    return {
        turn.text for source in library.sources() for turn in library.turns(source.id) if turn.turn.kind == "speech"
    }


def in_another_process(folder: Path, statement: str, url: str = "") -> int:
    """Runs a statement on the library in `folder`/data, with its vectors on a server if given; its exit status."""
    opening = (
        "import os, sys\nfrom pathlib import Path\nfrom knowledge.library import Library\n"
        "from knowledge.places import EMBEDDED, Server\nfrom tests.conftest import HashingEncoder\n"
        "folder, vectors = Path(sys.argv[1]), Server(sys.argv[2]) if sys.argv[2] else EMBEDDED\n"
        "library = Library(folder / 'data', HashingEncoder(), vectors=vectors)\n"
    )
    done = python(f"{opening}{statement}\nlibrary.close()", folder, url)
    assert not done.stderr or done.returncode, done.stderr
    return done.returncode
