"""The check at the start: every library is looked at in the background, and what can be repaired is."""

import asyncio
import logging
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest

from bot.__main__ import _bring_in, _warm
from bot.settings import BotSettings
from bot.soundness import is_checked, look_after
from knowledge.encoder import Vectors
from knowledge.errors import ModelUnavailable
from knowledge.ingest import write_lock
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.transcripts import LIBRARY
from knowledge.vector_cache import CACHE
from tests.conftest import HashingEncoder

TALK = "Ann: A licence without caps is a promise.\n"


def told(library: Library, folder: Path) -> None:
    (folder / "talk.txt").write_text(TALK)
    assert not any(report.error for report in library.ingest([folder / "talk.txt"]))


async def test_the_library_for_all_and_those_of_servers_are_repaired(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told(library, tmp_path)
    with closing(Libraries(library)) as libraries:
        with libraries.own("7") as own:
            told(own, tmp_path)
        shutil.copytree(library.folder, tmp_path / "copy")
    shutil.rmtree(tmp_path / "copy" / "words")
    shutil.rmtree(tmp_path / "copy" / "guilds" / "7" / "vectors")
    with (
        closing(Library(tmp_path / "copy", HashingEncoder())) as copy,
        closing(Libraries(copy)) as libraries,
    ):
        await look_after(libraries, asyncio.Event())
        assert sum("is repaired" in message for message in caplog.messages) == 2
        with libraries.own("7") as own:
            assert own.check().faults == copy.check().faults == ()


async def test_a_server_whose_library_cannot_be_opened_does_not_keep_others_from_being_checked(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = library.folder / "guilds" / "7"
    damaged.mkdir(parents=True)
    (damaged / LIBRARY).write_bytes(b"nothing of the kind" * 1000)
    caplog.set_level(logging.INFO)
    with closing(Libraries(library)) as libraries:
        await look_after(libraries, asyncio.Event())
    assert any("guilds/7 cannot be read; put a backup in its place" in message for message in caplog.messages)
    assert any("is sound" in message for message in caplog.messages)


def test_what_somebody_writes_to_is_left_for_later(library: Library, tmp_path: Path) -> None:
    told(library, tmp_path)
    library._held.indexes.words.replace(sorted(library._held.catalogue.passage_ids()), [])
    with write_lock(library.folder):
        assert not is_checked(library, lambda: False)
    assert is_checked(library, lambda: False)
    assert library.check().faults == ()


def test_a_bot_that_is_stopped_leaves_the_repair_to_its_next_start(library: Library, tmp_path: Path) -> None:
    told(library, tmp_path)
    library._held.indexes.words.replace(sorted(library._held.catalogue.passage_ids()), [])
    assert is_checked(library, lambda: True)
    assert library.check().repaired


async def test_what_could_not_be_looked_at_is_looked_at_again_later(library: Library, tmp_path: Path) -> None:
    told(library, tmp_path)
    library._held.indexes.words.replace(sorted(library._held.catalogue.passage_ids()), [])
    with closing(Libraries(library)) as libraries:
        with write_lock(library.folder):
            looking = asyncio.create_task(look_after(libraries, asyncio.Event(), again=0.01))
            await asyncio.sleep(0.3)
            assert not looking.done()
        await asyncio.wait_for(looking, 20)
    assert library.check().faults == ()


async def test_a_bot_that_is_stopped_does_not_wait_to_look_again(library: Library, tmp_path: Path) -> None:
    told(library, tmp_path)
    library._held.indexes.words.replace(sorted(library._held.catalogue.passage_ids()), [])
    stopped = asyncio.Event()
    with closing(Libraries(library)) as libraries, write_lock(library.folder):
        looking = asyncio.create_task(look_after(libraries, stopped, again=600.0))
        await asyncio.sleep(0.3)
        stopped.set()
        await asyncio.wait_for(looking, 20)


def test_a_library_that_nothing_can_mend_is_told_to_the_log(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told(library, tmp_path)
    with connect(library.folder / LIBRARY) as db:
        db.execute("UPDATE passage SET text = 'A licence with caps is a promise.'")
    assert is_checked(library, lambda: False)
    assert f"The library in {library.folder} is damaged; put a backup in its place" in caplog.text


class Lost(HashingEncoder):
    """A model that goes away in a way of its own."""

    fault: Exception | None = None

    def encode_passages(self, texts: Sequence[str], advance: Any = None) -> Vectors:
        if self.fault:
            raise self.fault
        return super().encode_passages(texts)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (ModelUnavailable("The model is not there."), "The model is not there."),
        (RuntimeError("odd"), "the library in {} could not be checked"),
    ],
)
def test_a_repair_that_fails_ends_the_check_and_not_the_bot(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: Exception, said: str
) -> None:
    with closing(Library(tmp_path / "data", encoder := Lost())) as library:
        told(library, tmp_path)
    shutil.rmtree(tmp_path / "data" / "vectors")
    (tmp_path / "data" / CACHE).unlink()
    encoder.fault = fault
    with closing(Library(tmp_path / "data", encoder)) as library:
        assert is_checked(library, lambda: False)
    assert [said.format(tmp_path / "data")] == [
        record.getMessage() for record in caplog.records if record.levelno == logging.ERROR
    ]


async def test_an_index_that_cannot_be_opened_is_made_anew_before_it_is_warmed_again(
    library: Library, tmp_path: Path
) -> None:
    told(library, tmp_path)
    library.close()
    (library.folder / "vectors" / "chroma.sqlite3").write_bytes(b"nothing of the kind" * 1000)
    settings = BotSettings.from_env({"VERBATIM_TRANSCRIPTS": str(tmp_path / "talk.txt")})
    warmed = asyncio.Event()
    with closing(Library(library.folder, HashingEncoder())) as damaged:
        (tmp_path / "talk.txt").write_text(f"{TALK}Bob: Zebras gallop.\n")
        assert not _bring_in(damaged, settings)
        await asyncio.wait_for(_warm(damaged, warmed, asyncio.Event(), again=600.0), 60)
        assert warmed.is_set()
        assert _bring_in(damaged, settings)
        assert [quote.text for quote in damaged.ask("zebras").quotes][:1] == ["Zebras gallop."]


async def test_an_index_that_cannot_be_made_anew_just_now_is_tried_again(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told(library, tmp_path)
    library.close()
    (library.folder / "vectors" / "chroma.sqlite3").write_bytes(b"nothing of the kind" * 1000)
    warmed = asyncio.Event()
    with closing(Library(library.folder, HashingEncoder())) as damaged:
        with write_lock(library.folder):
            warming = asyncio.create_task(_warm(damaged, warmed, asyncio.Event(), again=0.01))
            while "Another process is writing" not in caplog.text:  # noqa: ASYNC110 - only the log tells of it
                await asyncio.sleep(0.01)
            assert not warmed.is_set()
        await asyncio.wait_for(warming, 60)
    assert warmed.is_set()
