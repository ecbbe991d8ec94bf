"""What is said between a reader of files and its process comes out as it went in, or not at all."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from knowledge import transcripts
from knowledge.apart import child, wire
from knowledge.errors import TranscriptError
from knowledge.model import Kind, Speaker, Transcript, Turn
from knowledge.remarks import Remark
from knowledge.transcripts import File, limits
from tests.knowledge.conftest import SEEDS, labelled

TALK = Transcript("Talk", "A word. Another.", (), (), None)


def file(transcript: Transcript = TALK) -> File:
    return File(transcript, "text", "UTF-8", "0" * 64)


def there_and_back(one: File) -> File:
    return wire.answered(BytesIO(b"".join(wire.answer(one))))


def refused(said: tuple[bytes, ...]) -> TranscriptError:
    with pytest.raises(TranscriptError) as caught:
        wire.answered(BytesIO(b"".join(said)))
    return caught.value


def test_files_that_are_asked_for_come_one_after_the_other_until_there_is_none() -> None:
    pipe = BytesIO(b"".join((*wire.asking(b"\0raw", "谈话"), *wire.asking(b"", ""))))
    assert [wire.request(pipe), wire.request(pipe), wire.request(pipe)] == [(b"\0raw", "谈话"), (b"", ""), None]


def test_a_name_that_is_no_text_is_asked_for_all_the_same() -> None:
    assert wire.request(BytesIO(b"".join(wire.asking(b"raw", "a\udcff")))) == (b"raw", "a?")


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_transcript_comes_out_as_it_was_read(path: Path) -> None:
    read = transcripts.opened(path)
    assert there_and_back(read) == read


def test_whatever_a_transcript_may_have_comes_out_as_it_went_in() -> None:
    turns = (
        Turn(0, "bob", Kind.SPEECH, 0, 7, 12_000, ((0, 12_000), (2, 12_500))),
        Turn(1, None, Kind.AD, 8, 16, None),
    )
    speakers = (Speaker("ann", "Ann", (), "host"), Speaker("bob", "Bob", ("Rob", "吴波"), None))
    full = replace(TALK, turns=turns, speakers=speakers, language="en", date="2024-05-01", url="https://example.org")
    full = replace(full, names=(("Cid", "C."),), approximate=True, medium="podcast")
    assert there_and_back(file(full)) == file(full)


def test_warnings_keep_what_they_tell() -> None:
    warned = replace(TALK, warnings=(Remark("Much.", "sounds", words="Hm " * 100, count=7), "Plain.", "x" * 3000))
    told, plain, long = there_and_back(file(warned)).transcript.warnings
    assert isinstance(told, Remark)
    assert (told, told.key, dict(told.values)) == ("Much.", "sounds", {"words": ("Hm " * 100)[:200], "count": 7})
    assert (plain, isinstance(plain, Remark), long) == ("Plain.", False, "x" * 2000)


def test_a_fault_without_a_kind_is_a_plain_sentence() -> None:
    error = refused(wire.refusal(TranscriptError("it is odd.")))
    assert (str(error), error.kind, isinstance(error.sentence, Remark)) == ("it is odd.", "", False)


def test_an_answer_of_more_than_a_transcript_has_is_refused_before_it_is_sent() -> None:
    names = tuple(f"{number}".rjust(limits.NAME) for number in range(limits.NAMES - 1))
    crowd = tuple(Speaker(f"p{number}", "P", names) for number in range(limits.SPEAKERS))
    said = wire.answer(file(replace(TALK, speakers=crowd)))
    assert sum(map(len, said)) < 1000
    error = refused(said)
    assert (error.kind, str(error)) == ("too_many_turns", "it has more turns and times than a transcript does.")


@pytest.mark.parametrize("lost", [1, 5, 16, 17])
def test_an_answer_that_breaks_off_is_none(lost: int) -> None:
    said = b"".join(wire.answer(file()))
    with pytest.raises(wire.Broken):
        wire.answered(BytesIO(said[:-lost]))


# ---- what the process makes of a file


def test_a_file_is_answered_with_its_transcript_under_the_name_that_it_is_given() -> None:
    said = wire.answered(BytesIO(b"".join(child._read(b"Ann: A word.\nBob: Another.\n", "my talk"))))
    assert (said.transcript.title, said.format) == ("my talk", "text")
    assert [speaker.name for speaker in said.transcript.speakers] == ["Ann", "Bob"]


def test_a_fault_of_a_file_is_answered_with_its_sentence() -> None:
    raw = labelled("[[zoe]] Who?\n").encode()
    with pytest.raises(TranscriptError) as here:
        transcripts.understood(raw, "x")
    error = refused(child._read(raw, "x"))
    assert (str(error), error.kind) == (str(here.value), here.value.kind)


@pytest.mark.parametrize(
    ("fault", "kind", "sentence"),
    [
        (RecursionError(), "deep", "it is nested deeper than a transcript is."),
        (MemoryError(), "memory", "reading it takes more memory than a transcript does."),
        (ValueError("an error of a library"), "damaged", "it cannot be read; it may be damaged."),
    ],
)
def test_whatever_a_library_makes_of_a_file_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, kind: str, sentence: str
) -> None:
    def breaks(*_: object) -> File:
        raise fault

    monkeypatch.setattr(transcripts, "understood", breaks)
    error = refused(child._read(b"raw", "x"))
    assert (error.kind, str(error)) == (kind, sentence)
