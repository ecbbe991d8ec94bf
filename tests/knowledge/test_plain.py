"""Plain text with names before colons: only what stands behind a name is credited to it."""

import pytest

from knowledge.transcripts.plain import read


def voices(text: str) -> list[tuple[str | None, str]]:
    """Who says what, without the labels themselves."""
    transcript = read(text, title="talk")
    return [
        (turn.speaker, transcript.text[turn.start : turn.end]) for turn in transcript.turns if turn.kind == "speech"
    ]


@pytest.mark.parametrize(
    "text", ["Ann: Open?\nBob: Open.\n", "Ann：Open?\r\nBob ： Open.\r\n", "  Ann:Open?\n\tBob:\tOpen."]
)
def test_a_name_before_a_colon_speaks_the_rest_of_its_line(text: str) -> None:
    assert voices(text) == [("ann", "Open?"), ("bob", "Open.")]


def test_a_line_without_a_name_is_nobodys_and_never_the_last_speakers() -> None:
    assert voices("Ann: Open?\nBob: Open.\nAnd closed.\n") == [
        ("ann", "Open?"),
        ("bob", "Open."),
        (None, "And closed."),
    ]


def test_a_name_alone_on_its_line_speaks_the_next_line_and_no_further() -> None:
    text = "主持人:\n\n开源是什么?\nSam:\n是开放。\n很开放。\nSam: 对。\n"
    assert voices(text) == [("主持人", "开源是什么?"), ("sam", "是开放。"), (None, "很开放。"), ("sam", "对。")]


def test_the_name_itself_is_not_content() -> None:
    turns = read("Ann: Open?\nBob: Open.\n", title="talk").turns
    assert [turn.kind.value for turn in turns] == ["boilerplate", "speech"] * 2


@pytest.mark.parametrize("line", ["https://example.org/7", "12:30 we had lunch", "Note: corrected later", "来源:新闻"])
def test_links_times_and_notes_are_not_names(line: str) -> None:
    assert voices(f"Ann: Open?\nBob: Open.\n{line}\nAnn: Yes.\n")[2] == (None, line)


@pytest.mark.parametrize("text", ["Bob 12:30\nHello.\nAnn 12:41\nHi.\n", "Bob 0:12: Hello.\nAnn 0:13: Hi.\n"])
def test_a_time_behind_a_name_is_not_torn_apart(text: str) -> None:
    transcript = read(text, title="talk")
    assert {speaker.name for speaker in transcript.speakers} <= {"Ann", "Bob"}
    assert not [words for _, words in voices(text) if words.split(":")[0] in {"30", "41", "12", "13"}]


def test_in_text_that_is_mostly_unlabelled_a_name_must_recur() -> None:
    text = "One.\nTwo.\nThree.\nThe point is: open.\nFour.\nFive.\n"
    assert {speaker for speaker, _ in voices(text)} == {None}


@pytest.mark.parametrize("label", ["He said", "The point", "the point", "她说", "问题是", "Note", "First"])
def test_what_a_sentence_begins_with_is_no_name_however_often_it_recurs(label: str) -> None:
    text = f"One.\n{label}: open.\nTwo.\nThree.\n{label}: free.\nFour.\nFive.\n"
    assert {speaker for speaker, _ in voices(text)} == {None}


@pytest.mark.parametrize("label", ["He said", "She asked", "她说", "王先生问道"])
def test_that_somebody_speaks_is_no_name_where_every_line_has_one(label: str) -> None:
    assert voices(f"Ann: Open?\nBob: Open.\n{label}: Free.\n{label}: Shut.\n")[2:] == [
        (None, f"{label}: Free."),
        (None, f"{label}: Shut."),
    ]


def test_handles_in_lower_case_are_names_where_every_line_has_one() -> None:
    assert voices("ann_42: Open?\nthe chair: Open.\n") == [("ann-42", "Open?"), ("the-chair", "Open.")]


def test_names_that_recur_in_mostly_unlabelled_text_are_speakers() -> None:
    text = "Sam: One.\nTwo.\nThree.\nFour.\nSam: Five.\nSix.\n"
    assert [speaker for speaker, _ in voices(text)] == ["sam", None, None, None, "sam", None]


def test_a_long_beginning_with_a_colon_is_a_sentence_and_not_a_name() -> None:
    line = "what I have always wanted to say about this matter is this: open"
    assert voices(f"Ann: Hi.\n{line}\n{line}\n")[1] == (None, line)


def test_a_colon_inside_the_words_stays_there() -> None:
    assert voices("Ann: One thing: open.\nBob: Yes.\n")[0] == ("ann", "One thing: open.")


def test_unlabelled_lines_are_warned_of() -> None:
    assert read("Ann: Open?\nBob: Open.\n", title="talk").warnings == ()
    assert "speaker unknown" in read("Open.\nAnn: Yes.\n", title="talk").warnings[0]


def test_one_name_in_two_spellings_of_case_is_one_speaker() -> None:
    transcript = read("Ann: Open?\nANN: Open.\n", title="talk")
    assert [speaker.id for speaker in transcript.speakers] == ["ann"]


def test_the_title_is_what_it_is_given_and_the_text_is_kept_exactly() -> None:
    text = "Ann:  Open? \r\n\r\nBob: Open."
    transcript = read(text, title="talk")
    assert (transcript.title, transcript.text) == ("talk", text)
