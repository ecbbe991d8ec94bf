"""Transcripts into passages."""

from knowledge.model import Kind, Transcript, Turn
from knowledge.passages import IDEAL, LONGEST, split
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
