"""The library for all and those of communities, together."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.libraries import Libraries
from knowledge.library import Library

OLD, NEW = "Ann: A licence was a promise.\n", "Ann: A licence is a promise.\n"


@pytest.fixture
def libraries(library: Library, tmp_path: Path) -> Iterator[Libraries]:
    """With a file for all and one of a server, each brought in and then changed once."""
    with closing(Libraries(library)) as opened, opened.own("7") as own:
        for text in (OLD, NEW):
            (tmp_path / "talk.txt").write_text(text)
            for each in (library, own):
                assert not any(report.error for report in each.ingest([tmp_path / "talk.txt"]))
        yield opened


def states(libraries: Libraries) -> list[list[str]]:
    with libraries.own("7") as own:
        every = (libraries.shared, own)
        return [[one.what for one in each.history(each.own_sources()[0].id)] for each in every]


def test_what_sources_were_before_a_day_is_dropped_in_all_libraries(libraries: Libraries) -> None:
    today = datetime.now(UTC).date()
    assert (libraries.forget_history(today - timedelta(days=1)), states(libraries)) == (
        0,
        [["brought in anew", "brought in"]] * 2,
    )
    assert libraries.forget_history(today + timedelta(days=2)) == 2
    assert states(libraries) == [["brought in anew"]] * 2


def test_words_that_were_only_in_what_was_dropped_are_in_no_file_any_more(libraries: Libraries) -> None:
    libraries.forget_history(datetime.now(UTC).date() + timedelta(days=2))
    assert libraries.shared.ask("What is a licence?").quotes[0].text == "A licence is a promise."
    kept = b"".join(file.read_bytes() for file in libraries.shared.folder.rglob("catalogue.sqlite3*"))
    assert (b"licence is a promise" in kept, b"licence was a promise" in kept) == (True, False)
