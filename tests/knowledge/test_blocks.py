"""Text in blocks with a name and a time: whose the words are, when they were said, and what is no label."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import TranscriptError
from knowledge.folding import slug
from knowledge.model import Kind
from knowledge.transcripts.blocks import read, recognises
from tests.knowledge.conftest import ROOT, SEEDS

SAMPLES = {path.stem: path for path in sorted((ROOT / "tests/data/transcripts/blocks").glob("*.txt"))}
Said = tuple[str | None, int | None, str]


def said(text: str) -> list[Said]:
    """Who says what, and from when on in seconds."""
    turns = [turn for turn in read(text, title="talk").turns if turn.kind is Kind.SPEECH]
    return [
        (turn.speaker, None if turn.start_ms is None else turn.start_ms // 1000, text[turn.start : turn.end])
        for turn in turns
    ]


def sample(name: str) -> list[Said]:
    return said(SAMPLES[name].read_text(encoding="utf-8"))


def otter(*blocks: str) -> str:
    """A file of Otter's that begins with Ann and Bob, followed by these blocks."""
    return "\n\n".join(["Ann Lee  0:03\nOpen?", "Bob Wu  0:09\nOpen.", *blocks]) + "\n"


@pytest.mark.parametrize(
    ("name", "speakers"),
    [
        ("otter", {"nora-finch", "tobias-vale", "talk-speaker-2", None}),
        ("rev", {"interviewer", "elsa-brandt"}),
        ("descript", {"ann", "ben-de-wit"}),
        ("descript_marks", {"ann", "ben", None}),
        ("tingjian", {"talk-说话人1", "talk-说话人2", "talk-说话人3"}),
        ("feishu", {"陈红", "李明", None}),
        ("tencent", {"陈红", "李明", "王小雨"}),
        ("brackets", {"陈红", "李明", None}),
        ("times_first", {"ann-lee", "bob-wu"}),
        ("zoom_chat", {"ann-lee", "bob-wu", "cleo"}),
        ("copied_page", {None}),
    ],
)
def test_every_sample_is_recognised_and_its_speakers_are_those_it_names(name: str, speakers: set[str | None]) -> None:
    assert recognises(SAMPLES[name].read_text(encoding="utf-8"))
    assert {speaker for speaker, _, _ in sample(name)} == speakers


@pytest.mark.parametrize("name", SAMPLES)
def test_no_label_and_no_time_is_left_in_the_words_of_a_sample(name: str) -> None:
    beginnings = [words for _, _, words in sample(name) if words.startswith(("[0", "(0", "00:", "*"))]
    assert beginnings == []


def test_otter_has_the_name_and_the_time_above_the_words_of_a_block() -> None:
    voices = sample("otter")
    assert voices[0][:2] == ("nora-finch", 3)
    assert voices[3][2].endswith("We dug it up at 12:30 in the heat,\nand by the evening it had the colour of a brick."
                                 "\n\nIt never recovered that year.")  # fmt: skip
    assert voices[-1] == ("tobias-vale", 3750, "Goodbye!")


def test_the_head_and_the_foot_of_a_file_are_no_speech() -> None:
    words = " ".join(words for name in ("otter", "rev", "tingjian") for _, _, words in sample(name))
    for line in ("Garden Podcast", "SUMMARY", "otter.ai", "lighthouse keeper", "Rev.com", "会议主题", "关键词"):
        assert line not in words


def test_a_time_alone_in_revs_block_goes_on_with_its_speaker() -> None:
    assert sample("rev")[2] == ("elsa-brandt", 45, "At the top he let me turn the wheel.")


def test_a_time_among_the_words_parts_a_turn_into_two_of_the_same_speaker() -> None:
    assert sample("descript")[1:3] == [
        ("ben-de-wit", 9, "And it smells of bread."),
        ("ben-de-wit", 12, "Can you smell it?"),
    ]


def test_labels_without_times_name_their_own_line_only() -> None:
    assert sample("descript_marks")[1:5] == [
        ("ben", None, "And it smells of bread."),
        ("ben", 60, "Can you smell it?"),
        (None, 90, "We all can."),
        ("ann", None, "Is it true that the oven never went out?"),
    ]


@pytest.mark.parametrize(
    "label",
    ["{}  {}\n", "{}\t{}\n", "{} {}\n", "{} ({}):\n", "{}: ({})\n", "{} [{}]: ", "[{1}] {0}: ", "【{1}】{0}：",
     "({1}) {0}: ", "{1} {0}: ", "{1} - {0}: ", "{}({}): ", "{}（{}）：", "{} {}: ", "**{}:** [{}] ", "**{} {}**\n",
     "**[{1}] {0}:** ", "[{1}] {0}\n",
     "{1} {0}\n", "{1} - {0}\n", "{1} From {0} to Everyone: ", "{} [{}]\n", "[{1}]: {0}: "],
)  # fmt: skip
@pytest.mark.parametrize("names", [("Ann Lee", "Speaker 2"), ("陈红", "说话人2")])
def test_a_label_may_stand_in_many_shapes(label: str, names: tuple[str, str]) -> None:
    first, second = names
    blocks = [
        (first, "00:12:03", "Open?"),
        (second, "00:12:09", "对。"),
        (first, "01:02:03", "So."),
        (second, "01:15:10", "Yes."),
    ]
    text = "\n".join(label.format(name, time) + words for name, time, words in blocks)
    assert recognises(text)
    one, two = slug(first), slug(f"talk {second}" if second[-1] == "2" else second)
    assert said(text) == [(one, 723, "Open?"), (two, 729, "对。"), (one, 3723, "So."), (two, 4510, "Yes.")]


@pytest.mark.parametrize(
    ("time", "milliseconds"),
    [("75:10", 4_510_000), ("0:15", 15_000), ("1:02:03", 3_723_000), ("00:12:03.500", 723_500), ("00:12:03,5", 723_500),
     ("00:12:03 - 00:12:09", 723_000), ("12：03", 723_000), ("100:00", 6_000_000)],
)  # fmt: skip
def test_times_have_minutes_past_59_hours_fractions_or_an_end(time: str, milliseconds: int) -> None:
    turns = read(f"[0:00] Ann: Open?\n[{time}] Bob: Open.\n[{time}] Ann: So.\n", title="talk").turns
    assert [turn.start_ms for turn in turns if turn.kind is Kind.SPEECH] == [0, milliseconds, milliseconds]


@pytest.mark.parametrize("name", ["Unknown Speaker", "unknown speaker", "Unidentified Speaker"])
def test_a_speaker_the_tool_did_not_know_is_nobody(name: str) -> None:
    assert said(otter(f"{name}  0:15\nYes."))[2] == (None, 15, "Yes.")
    assert "1 of 3 turns name no speaker" in read(otter(f"{name}  0:15\nYes."), title="talk").warnings[0]


@pytest.mark.parametrize(
    "line",
    ["We met at 12:30.", "at 12:30 we met", "12:30 was late", "we met at 12:30", "12:30", "Lunch (12:30) was late."],
)
def test_a_time_in_somebodys_words_is_words(line: str) -> None:
    text = f"[00:00:03] Ann: Open?\n[00:00:09] Bob: So\n{line}\nand left.\n[00:00:20] Ann: Oh.\n"
    assert said(text)[1] == ("bob", 9, f"So\n{line}\nand left.")


@pytest.mark.parametrize("line", ["Lunch 12:30", "we met at 12:30", "我们约在 12:30"])
def test_a_line_that_ends_with_a_time_is_no_label_among_labels_after_empty_lines(line: str) -> None:
    text = f"Ann 0:03\nOpen?\n\nBob 0:09\nSo\n{line}\nand left.\n\nAnn 0:20\nOh.\n\nBob 0:22\nYes.\n"
    assert said(text)[1] == ("bob", 9, f"So\n{line}\nand left.")


def test_a_block_holds_over_lines_and_empty_lines_until_the_next_label() -> None:
    assert said(otter("Ann Lee  0:15\nOne\ntwo.\n\nThree."))[2] == ("ann-lee", 15, "One\ntwo.\n\nThree.")


@pytest.mark.parametrize(
    "foot",
    ["Transcribed by https://otter.ai", "Transcript by Rev.com", "文字记录由飞书妙记生成", "内容由AI生成，仅供参考"],
)
def test_a_known_foot_ends_the_block_and_is_not_content(foot: str) -> None:
    voices = said(otter("Ann Lee  0:15\nOne.", foot, "Some more."))
    assert voices[2:] == [("ann-lee", 15, "One."), (None, None, "Some more.")]


def test_a_time_without_a_name_is_nobodys() -> None:
    assert said("[0:03] Ann: Open?\n[0:09] Open.\n[0:12] Ann: So.\n")[1] == (None, 9, "Open.")
    assert said(otter("0:15\nYes."))[2] == (None, 15, "Yes.")


@pytest.mark.parametrize(
    "name",
    ["Lee, Ann", "Yes. I think so", "What I always wanted to say here", "Note", "注意", "A" * 41, "2024"],
)
def test_what_cannot_be_a_name_takes_the_words_from_everybody(name: str) -> None:
    assert said(otter(f"{name}  0:15\nOne."))[2] == (None, None, f"{name}  0:15\nOne.")


def test_after_a_time_a_sentence_with_a_colon_is_words_and_not_a_name() -> None:
    for words in ("the point is: open", "我想说的是：开放", "Note: open", "What I always wanted to say: open"):
        assert said(f"[0:03] Ann: Open?\n[0:09] {words}\n[0:12] Ann: So.\n")[1] == (None, 9, words)


def test_a_name_that_comes_without_a_time_takes_the_next_words_where_it_is_known() -> None:
    text = "[0:03] Ann: Open?\nBob: Open.\n[0:12] Ann: So.\n[0:20] Bob: Yes.\n"
    assert said(text)[1] == ("bob", None, "Open.")


def test_what_may_be_a_name_without_a_time_is_never_the_last_speakers() -> None:
    text = "[0:03] Ann: Open?\nBob: Open.\n[0:12] Ann: So.\n"
    assert said(text)[1] == (None, None, "Bob: Open.")


def test_a_known_name_and_a_time_within_a_line_begin_a_turn() -> None:
    text = "[0:03] Ann: Open? [0:09] Bob: Open.\n[0:12] Ann: So.\n[0:14] Bob: Yes.\n"
    assert said(text)[:2] == [("ann", 3, "Open?"), ("bob", 9, "Open.")]


def test_a_role_behind_a_name_is_not_part_of_it() -> None:
    transcript = read("Ann (Host)  0:03\nOpen?\n\nBob（嘉宾）  0:09\nOpen.\n", title="talk")
    assert [(speaker.id, speaker.name) for speaker in transcript.speakers] == [("ann", "Ann"), ("bob", "Bob")]


def test_a_speaker_is_named_as_first_written() -> None:
    transcript = read("ANN LEE  0:03\nOpen?\n\nAnn Lee  0:09\nOpen.\n", title="talk")
    assert [(speaker.id, speaker.name) for speaker in transcript.speakers] == [("ann-lee", "ANN LEE")]


def test_times_that_go_back_are_kept_and_counted() -> None:
    text = otter("Ann Lee  0:05\nOne.", "Bob Wu  0:01\nTwo.", "Ann Lee  0:30\nThree.")
    assert [time for _, time, _ in said(text)] == [3, 9, 5, 1, 30]
    assert read(text, title="talk").warnings == ("2 of 5 times go back; they are kept as they stand.",)


def test_sentences_before_the_first_label_are_warned_of() -> None:
    text = "The Talk\n2024-05-13\nThis is how it went.\n\n" + otter()
    assert "1 lines before the first label" in read(text, title="talk").warnings[0]


def test_the_title_and_the_text_are_kept_exactly() -> None:
    text = "Ann  0:03 \r\n Open? \r\n\r\nBob  0:09\r\nOpen."
    transcript = read(text, title="talk")
    assert (transcript.title, transcript.text) == ("talk", text)
    assert said(text) == [("ann", 3, "Open?"), ("bob", 9, "Open.")]


@pytest.mark.parametrize(
    "text",
    [
        "Ann: Open?\nBob: Open.\nAnn: At 12:30?\nBob: At 12:45.\n",
        "1\n00:00:03,000 --> 00:00:05,000\nAnn: Open?\n\n2\n00:00:05,000 --> 00:00:07,000\nBob: Open.\n",
        "WEBVTT\n\n00:03.000 --> 00:05.000\n<v Ann>Open?\n\n00:05.000 --> 00:07.000\n<v Bob>Open.\n",
        '[{"start": "00:03", "text": "Open?"},\n{"start": "00:05", "text": "Open."}]',
        '{\n"Ann  0:03": 1,\n"Bob  0:05": 2\n}',
        "We met at 12:30. Then it rained,\nand at 13:15 we left.\nIt was late.\n",
        "Open?\n\nNote 12:30\n\nOpen.\n",
        "Note 12:30\nOpen.\nNote 13:30\nClosed.\n",
        "Agenda\nLunch 12:30\nDinner 18:00\n",
        "00:00 - Intro\n05:10 - Questions\n20:00 - Goodbye\n",
        "Ann  0:03\nOpen?\n",
        "the train left at 12:30\nand we came at 12:45\ntoo late, as ever\n",
        "08:00 we got up\n09:00 we had breakfast\n10:00 we left\n",
        "https://example.org/12:30\nhttps://example.org/12:45\n",
        "",
        "\n\n",
    ],
)
def test_text_without_timed_blocks_is_not_recognised(text: str) -> None:
    assert not recognises(text)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_labelled_transcripts_are_not_recognised(path: Path) -> None:
    assert not recognises(path.read_text(encoding="utf-8"))


def test_two_labels_in_a_long_text_are_an_accident() -> None:
    prose = "It rained all day, and nobody came to the door.\n" * 30
    assert not recognises(prose + "Ann Lee  0:03\nOpen?\n" + prose + "Bob Wu  0:09\nOpen.\n")


def test_text_without_words_under_a_label_is_refused() -> None:
    with pytest.raises(TranscriptError, match="no words"):
        read("Ann  0:03\n\nBob  0:09\n", title="talk")


@pytest.mark.parametrize("text", ["a" + " " * 200_000 + "b", "a:" * 100_000, "[0:03] " * 50_000, "0:03\n" * 20_000])
def test_a_strange_line_takes_no_long_time(text: str) -> None:
    assert recognises(text) in {True, False}


PIECES = st.sampled_from(
    ["Ann", "Bob Wu", "陈红", "说话人1", "Note", "Unknown Speaker", "  ", " ", "\t", "\n", "\r\n", "\n\n", "0:03",
     "00:12:03.5", "75:10", "[", "]", "(", ")", "【", "】", ":", "：", " - ", "**", "Open.", "我们。", "From ", " to ",
     "Transcript by Rev.com", "\u2028", "\x85", "\u3000"]
)  # fmt: skip
LINES = st.sampled_from(
    ["Ann  0:03", "Bob  0:09", "Lee, Ann  0:10", "Open.", "", "[0:12] Ann: So.", "Bob: Yes. [0:20] Ann: Or.",
     "Cleo: No.", "0:15", "(0:45)", "陈红 00:12:03", "[0:50] one thing: open", "Ann (1:00): Hm",
     "Transcribed by https://otter.ai", "We left at 12:30"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(LINES, min_size=3).map("\n".join))


@given(TEXTS)
def test_turns_are_spans_of_the_text_in_order_and_nobody_is_credited_whom_no_label_names(text: str) -> None:
    known = recognises(text)
    try:
        transcript = read(text, title="talk")
    except TranscriptError:
        assert not known
        return
    assert transcript.text == text
    bounds = [bound for turn in transcript.turns for bound in (turn.start, turn.end)]
    assert bounds == sorted(bounds)
    assert all(turn.start < turn.end <= len(text) for turn in transcript.turns)
    assert all(text[turn.start : turn.end].strip() == text[turn.start : turn.end] for turn in transcript.turns)
    assert {turn.speaker for turn in transcript.turns} - {None} == {speaker.id for speaker in transcript.speakers}
    assert not [speaker for speaker in transcript.speakers if speaker.name not in " ".join(text.split())]


@given(TEXTS)
def test_the_speaker_of_words_stands_in_the_last_label_before_them_that_holds_more_than_a_time(text: str) -> None:
    try:
        turns = read(text, title="talk").turns
    except TranscriptError:
        return
    label = ""
    for turn in turns:
        words = text[turn.start : turn.end]
        if turn.kind is Kind.BOILERPLATE and any(map(str.isalpha, words)):
            label = slug(words)
        assert not turn.speaker or turn.speaker in label
