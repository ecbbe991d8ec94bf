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


def in_another_process(folder: Path, statement: str) -> int:
    """Runs a statement on the library in `folder`/data and gives its exit status."""
    opening = (
        "import os, sys\nfrom pathlib import Path\nfrom knowledge.library import Library\n"
        "from tests.conftest import HashingEncoder\n"
        "folder = Path(sys.argv[1])\nlibrary = Library(folder / 'data', HashingEncoder())\n"
    )
    done = python(opening + statement, folder)
    assert not done.stderr or done.returncode, done.stderr
    return done.returncode
