"""A library that another process writes while this one reads it."""

from pathlib import Path

import pytest

from knowledge.errors import (
    LibraryDamaged,
    LibraryUnwritable,
)
from knowledge.library import Library
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import Tell, python
from tests.knowledge.ingesting import ZEBRAS, Reopen
from tests.knowledge.talks import AFRICA, TALK, THREE, marked, said


def test_a_folder_that_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "data", Path("/proc/verbatim")):
        with pytest.raises(LibraryUnwritable, match="cannot be used"):
            Library(folder, HashingEncoder())


def test_what_another_process_brings_in_is_found_without_reopening(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=TALK)
    assert len(library.ask("licence", limit=10).quotes) == 2
    (folder / "more.txt").write_text("Cid: Zebras gallop over the savannah.\n")
    assert bring_in_elsewhere(library.folder, folder) == "['added', 'unchanged']\n"
    assert said(library.ask("zebras savannah", limit=10).quotes)[0] == ("Cid", "Zebras gallop over the savannah.")


def test_what_another_process_brings_in_after_warming_is_found(library: Library, tell: Tell, folder: Path) -> None:
    library.warm()
    (folder / "more.txt").write_text(ZEBRAS)
    assert bring_in_elsewhere(library.folder, folder) == "['added']\n"
    answer = library.ask("zebras savannah")
    assert (said(answer.quotes), answer.answered) == ([("Cid", "Zebras gallop over the savannah.")], True)


def test_a_library_that_another_process_rebuilds_after_warming_is_read_on(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.warm()
    assert elsewhere(library.folder, "library.reindex()") == ""
    assert len(library.ask("licence").quotes) == 2


def test_what_another_process_brought_in_outlives_the_next_change_here(
    library: Library, tell: Tell, folder: Path
) -> None:
    tell(talk=TALK)
    library.ask("licence")
    (folder / "more.txt").write_text("Cid: Zebras gallop over the savannah.\n")
    bring_in_elsewhere(library.folder, folder)
    tell(third="Dan: Volcanoes erupt under the snow.\n")
    assert {name for name, _ in said(library.ask("it", limit=10).quotes)} == {"Ann", "Bob", "Cid", "Dan"}


def test_an_index_that_another_process_rebuilds_is_read_on_without_reopening(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.ask("licence")
    assert elsewhere(library.folder, "library.reindex()") == ""
    assert len(library.ask("licence").quotes) == 2
    tell(more="Cid: Zebras gallop over the savannah.\n")
    assert len(library.ask("licence", limit=10).quotes) == 3


def test_windows_that_another_process_made_anew_are_what_is_marked(library: Library, tell: Tell, folder: Path) -> None:
    tell(talk=AFRICA)
    assert marked(library.ask("zebras of the savannah").quotes[0]) == THREE[0]
    (folder / "talk.txt").write_text(f"Ann: {' '.join(reversed(THREE))}\n")
    assert elsewhere(library.folder, "library.reindex()") == ""
    assert bring_in_elsewhere(library.folder, folder) == "['updated']\n"
    (quote,) = library.ask("zebras of the savannah").quotes
    assert (marked(quote), quote.text) == (THREE[0], " ".join(reversed(THREE)))


def test_a_damaged_file_of_windows_is_one_sentence_and_rebuilding_mends_it(
    library: Library, tell: Tell, reopened: Reopen
) -> None:
    tell(talk=AFRICA)
    library.close()
    (library.folder / "windows.sqlite3").write_bytes(b"damaged " * 1000)
    damaged = reopened(HashingEncoder())
    for _ in range(2):
        with pytest.raises(LibraryDamaged, match=r"^The index of windows cannot be read; .*knowledge reindex`\.$"):
            damaged.ask("caps")
    damaged.reindex()
    assert marked(damaged.ask("home by train").quotes[0]) == THREE[2]


def test_closing_twice_is_harmless(library: Library, tell: Tell) -> None:
    tell(talk=TALK)
    library.close()
    library.close()


def bring_in_elsewhere(data: Path, folder: Path) -> str:
    return elsewhere(data, f"print([report.status for report in library.ingest([Path({str(folder)!r})])])")


def elsewhere(data: Path, statement: str) -> str:
    """Runs a statement on the library in another process and gives what it printed."""
    opening = (
        "import sys\nfrom pathlib import Path\nfrom knowledge.library import Library\n"
        "from tests.conftest import HashingEncoder\nlibrary = Library(Path(sys.argv[1]), HashingEncoder())\n"
    )
    done = python(opening + statement, data)
    assert done.stderr == ""
    return done.stdout
