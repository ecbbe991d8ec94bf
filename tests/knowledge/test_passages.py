"""Transcripts into passages."""

import pytest

from knowledge.model import Kind, Transcript, Turn
from knowledge.passages import IDEAL, LONGEST, PARAGRAPH, split
from knowledge.transcripts import labelled, plain
from tests.knowledge import conftest

SENTENCE = "这是一个大约三十个字的句子,用来说明段落是怎样被拼在一起的呢。"


def spoken(text: str) -> Transcript:
    return Transcript("T", text, (Turn(0, "ann", Kind.SPEECH, 0, len(text)),))


def words(transcript: Transcript) -> list[str]:
    return [transcript.text[cut.start : cut.end] for cut in split("talk", transcript)]


def test_short_sentences_of_a_turn_are_packed_into_one_passage() -> None:
    assert words(spoken("好。我们开始吧。")) == ["好。我们开始吧。"]


def test_a_passage_grows_no_further_than_the_ideal_length_and_ends_with_a_sentence() -> None:
    found = words(spoken(SENTENCE * 20))
    assert "".join(found) == SENTENCE * 20
    assert all(len(text) <= IDEAL and text.endswith("。") for text in found)


def test_a_sentence_without_an_end_is_cut_before_the_longest_length() -> None:
    found = words(spoken("我们说了很多很多话," * 100))
    assert "".join(found) == "我们说了很多很多话," * 100
    assert all(len(text) <= LONGEST for text in found)


def test_a_passage_never_crosses_a_change_of_speaker() -> None:
    assert words(plain.read("Ann: Open.\nBob: Closed.\n", title="T")) == ["Open.", "Closed."]


def test_sponsor_reads_and_what_is_not_content_yield_no_passage() -> None:
    transcript = labelled.read(conftest.labelled("[[ad]] Buy it. [[skip]] Heading [[ann-lee]] Hello there."))
    assert words(transcript) == ["Hello there."]


def test_punctuation_alone_is_no_passage() -> None:
    assert words(spoken("……\n——\n")) == []


def test_a_passage_knows_its_lines_its_turn_and_its_time() -> None:
    transcript = labelled.read(conftest.labelled("[[ann-lee]] Hi.\n\n[[bob-wu 01:12]] One.\nTwo."))
    cut = split("talk", transcript)[1]
    lines = transcript.text.split("\n")
    assert (lines[cut.start_line - 1], lines[cut.end_line - 1]) == ("[[bob-wu 01:12]] One.", "Two.")
    assert (cut.turn, cut.speaker, cut.start_ms) == (1, "bob-wu", 72_000)


def test_words_keep_their_id_wherever_they_move_in_their_source() -> None:
    before = split("talk", plain.read("Ann: Open.\n", title="T"))
    after = split("talk", plain.read("Bob: A new beginning.\n\nAnn: Open.\n", title="T"))
    assert before[0].id == after[1].id != after[0].id


def test_the_same_words_said_twice_or_in_two_sources_have_different_ids() -> None:
    twice = plain.read("Ann: Open.\nBob: Open.\n", title="T")
    assert len({cut.id for source in ("one", "two") for cut in split(source, twice)}) == 4


def test_an_id_is_eleven_characters_that_fit_an_address() -> None:
    (cut,) = split("talk", spoken("Open."))
    assert len(cut.id) == 11
    assert cut.id.replace("-", "").replace("_", "").isalnum()


def test_the_same_words_of_one_speaker_have_an_id_each() -> None:
    twice = plain.read("Ann: Open.\nBob: Closed.\nAnn: Open.\n", title="T")
    assert len({cut.id for cut in split("talk", twice)}) == 3


def test_an_id_is_the_same_in_every_version_for_messages_that_were_sent_bear_it() -> None:
    (cut,) = split("talk", spoken("Open."))
    assert cut.id == "6OLfFdqwWrY"


def test_marks_of_what_stands_beside_it_are_no_part_of_a_passage() -> None:
    assert words(spoken("”，a（“")) == ["a"]


def test_a_passage_of_nobody_has_its_own_id() -> None:
    text = "Open."
    (cut,) = split("talk", Transcript("T", text, (Turn(0, None, Kind.SPEECH, 0, len(text)),)))
    assert cut.id == "Ijm65MTrkQ4"


def test_lines_are_those_of_the_first_and_the_last_character() -> None:
    text = "One is.\nb\nTwo\nis."
    turns = (Turn(0, "a", Kind.SPEECH, 0, 7), Turn(1, "b", Kind.SPEECH, 8, 9), Turn(2, "a", Kind.SPEECH, 10, 17))
    cuts = split("talk", Transcript("T", text, turns))
    assert [(cut.start_line, cut.end_line) for cut in cuts] == [(1, 1), (2, 2), (3, 4)]


def test_each_passage_of_a_turn_has_the_time_of_its_first_word() -> None:
    text = SENTENCE * 8
    half = len(SENTENCE) * 5
    turn = Turn(0, "ann", Kind.SPEECH, 0, len(text), 1000, ((0, 1000), (half, 9000)))
    cuts = split("talk", Transcript("T", text, (turn,)))
    assert [cut.start_ms for cut in cuts] == [1000, 9000]
    assert cuts[1].start == half


def test_a_long_sentence_is_cut_as_short_wherever_it_stands() -> None:
    found = words(spoken(SENTENCE * 20 + "我们说了很多很多话," * 100))
    assert all(len(text) <= LONGEST for text in found)


@pytest.mark.parametrize(("length", "count"), [(PARAGRAPH, 2), (PARAGRAPH - 1, 1)])
def test_a_new_line_begins_a_new_passage_where_the_one_before_is_long_enough(length: int, count: int) -> None:
    first = "字" * (length - 1) + "。"
    assert len(words(spoken(f"{first}\n{SENTENCE}"))) == count
    assert len(words(spoken(f"{first}{SENTENCE}"))) == 1


def of(length: int) -> str:
    """A sentence of so many Chinese characters."""
    return "字" * (length - 1) + "。"


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (IDEAL - 30, 30, 1),
        (IDEAL - 29, 30, 2),
        (LONGEST - 14, 14, 1),  # too short to say anything alone
        (LONGEST - 13, 14, 2),
        (IDEAL - 14, 15, 2),  # long enough to stand alone
    ],
)
def test_sentences_are_packed_to_the_ideal_length_and_stubs_to_the_longest(first: int, second: int, count: int) -> None:
    assert len(words(spoken(of(first) + of(second)))) == count
