"""Sponsor reads, greetings and inventions are set aside where nobody labelled them, and talk about them is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import transcripts
from knowledge.library import Library
from knowledge.model import Kind, Transcript
from knowledge.sentences import Span
from knowledge.transcripts import labelled, plain, webvtt
from knowledge.transcripts.greetings import is_greeting
from knowledge.transcripts.promotions import promotions
from knowledge.transcripts.setting_aside import set_aside
from tests.knowledge.conftest import SEEDS
from tests.knowledge.reading import letters, spoken, unquoted

FOLDER = Path(__file__).parents[1] / "data" / "transcripts" / "promotions"
READS, TALK = (sorted(FOLDER.glob(pattern)) for pattern in ("*/[ez][nh]_*.txt", "*/*.txt"))
FRESH = sorted(FOLDER.glob("fresh/*/*.txt"))
CONVERSATIONS = sorted((FOLDER.parents[1] / "promotions").glob("*talk_*.txt"))
VTT = FOLDER / "read.vtt"


def unlabelled(path: Path) -> tuple[str, dict[Kind, set[int]]]:
    """The text under the labels of a file, and where in it each kind stands."""
    gold, text = labelled.read(path.read_text(encoding="utf-8")), ""
    places: dict[Kind, set[int]] = {kind: set() for kind in Kind}
    for turn in gold.turns:
        words = gold.text[turn.start : turn.end]
        places[turn.kind] |= set(characters(words, len(text)))
        text += words + "\n"
    return text, places


def characters(words: str, start: int = 0) -> list[int]:
    return [start + i for i, char in enumerate(words) if not char.isspace()]


def found(text: str) -> tuple[set[int], set[int]]:
    """Where reads are found, and whatever is set aside."""
    spans: list[tuple[Span, Kind]] = [((start, end), kind) for start, end, kind in promotions(text)]
    places = {kind: {i for span, own in spans if own is kind for i in range(*span)} for kind in Kind}
    return places[Kind.AD], places[Kind.AD] | places[Kind.BOILERPLATE]


@pytest.mark.parametrize("path", READS, ids=lambda path: path.stem)
def test_a_read_is_found_from_its_first_to_its_last_sentence_and_nothing_else_is(path: Path) -> None:
    text, gold = unlabelled(path)
    reads, every = found(text)
    assert gold[Kind.AD] <= reads
    assert every.isdisjoint(gold[Kind.SPEECH])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_reads_of_every_sort_almost_every_character_is_found(language: str) -> None:
    texts = [unlabelled(path) for path in FRESH if path.stem.startswith(language)]
    gold = sum(len(places[Kind.AD]) for _, places in texts)
    assert sum(len(places[Kind.AD] & found(text)[0]) for text, places in texts) >= 0.98 * gold


@pytest.mark.parametrize("path", FRESH, ids=lambda path: path.stem)
def test_among_reads_of_every_sort_nothing_that_was_said_is_set_aside(path: Path) -> None:
    text, gold = unlabelled(path)
    assert found(text)[1].isdisjoint(gold[Kind.SPEECH])


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_talk_about_products_prices_and_books_is_never_set_aside(path: Path) -> None:
    _, *texts = path.read_text(encoding="utf-8").split("=== ")
    assert texts
    for text in texts:
        assert promotions(text.partition("[[unknown]] ")[2]) == (), text


@pytest.mark.parametrize("path", TALK, ids=lambda path: path.stem)
def test_a_greeting_or_a_request_to_subscribe_is_set_aside(path: Path) -> None:
    text, gold = unlabelled(path)
    assert gold[Kind.BOILERPLATE] <= found(text)[1]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem)
def test_of_a_seed_all_reads_are_found_and_of_its_speech_greetings_alone(path: Path) -> None:
    text, gold = unlabelled(path)
    reads, every = found(text)
    assert gold[Kind.AD] <= reads
    assert reads.isdisjoint(gold[Kind.SPEECH] | gold[Kind.QUOTE])
    assert len(every & (gold[Kind.SPEECH] | gold[Kind.QUOTE])) < 50


@pytest.mark.parametrize(
    "sentence",
    [
        "Hello everybody, welcome back to the show.",
        "Don’t forget to like and subscribe!",
        "Thanks for listening, see you next week.",
        "大家好，欢迎收听本期节目。",
        "別忘了點贊、訂閱、轉發。",
        "感谢收听，我们下期再见。",
    ],
)
def test_a_sentence_that_is_nothing_but_greeting_is_one(sentence: str) -> None:
    assert is_greeting(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank you, Mr. Speaker, and good morning to the minister who has closed our school.",
        "Welcome to the real world, as the film says.",
        "People do not subscribe to a newspaper because of the price.",
        "欢迎来到真实的世界。",
        "我们订阅了三份报纸。",
        "谢谢你的问题。",
        "",
    ],
)
def test_a_sentence_that_says_something_is_no_greeting(sentence: str) -> None:
    assert not is_greeting(sentence)


def test_a_read_among_captions_keeps_its_times_and_its_neighbours_keep_theirs() -> None:
    transcript = transcripts.read(VTT)
    (read,) = (turn for turn in transcript.turns if turn.kind is Kind.AD)
    assert read.start_ms == 12_500
    assert read.times[0] == (read.start, 12_500)
    assert [turn.start_ms for turn in transcript.turns] == [1000, 6500, 12_500, 25_500]
    assert "1 sponsor read and 1 greeting were set aside and will not be quoted." in transcript.warnings


def test_a_read_of_one_who_is_named_ends_where_another_speaks(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text(
        "Ann: The boats were late.\nAnn: This show is sponsored by Tern. Go to tern.com/ann for a free trial.\n"
        "Bob: The boats were never late.\n"
    )
    assert spoken(transcripts.read(path)) == [("ann", "The boats were late."), ("bob", "The boats were never late.")]


def test_what_a_machine_made_up_is_set_aside_in_plain_text_as_well() -> None:
    stuck = "So it was in the year of the flood.\n" * 3
    made_up = set_aside(plain.read(f"字幕由Amara.org社区提供\n{stuck}The boats were late.\n", title="talk"))
    assert letters("".join(unquoted(made_up))) == letters("字幕由Amara.org社区提供" + stuck)


def test_labels_made_by_hand_are_never_overruled(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("---\ntitle: T\n---\n[[unknown]] This episode is sponsored by Tern.\n")
    assert [turn.kind for turn in transcripts.read(path).turns] == [Kind.SPEECH]


@pytest.mark.parametrize("name", ["talk.vtt", "talk.txt"])
def test_a_read_in_a_file_without_labels_never_comes_up(library: Library, tmp_path: Path, name: str) -> None:
    words = [line for line in VTT.read_text().splitlines() if "-->" not in line and line][1:]
    (tmp_path / name).write_text(VTT.read_text() if name.endswith("vtt") else "\n".join(words))
    assert [report.status for report in library.ingest([tmp_path / name])] == ["added"]
    asked = ("a mattress of wool and latex from Larkspur Sleep", "Why do the diaries of the brothers disagree?")
    quotes = [quote.text for question in asked for quote in library.ask(question, limit=50).quotes]
    assert any("diaries" in text for text in quotes)
    assert not [text for text in quotes if "mattress" in text or "welcome" in text]


LINES = st.lists(
    st.sampled_from(
        [
            "Ann: This episode is sponsored by Tern.",
            "Go to tern.com/ann for 20% off.",
            "Bob: back to the show.",
            "大家好，欢迎收听。",
            "输入优惠码ANN打八折。点击链接",
            "[音乐]",
            "谢谢观看",
            "words of theirs",
            "",
        ]
    )
    | st.text("开源AIb.9 3,,。!?…“”」\n\t\r ", max_size=30),
    max_size=12,
)


def said_by(transcript: Transcript) -> list[tuple[str, str | None]]:
    """Every letter with its voice."""
    return [
        (char, turn.speaker)
        for turn in transcript.turns
        for char in transcript.text[turn.start : turn.end]
        if not char.isspace()
    ]


@given(LINES)
def test_every_word_of_plain_text_is_kept_in_order_and_by_whom_it_was_said(lines: list[str]) -> None:
    before = plain.read("\n".join(lines), title="talk")
    keeps_every_word(before, set_aside(before))


@given(LINES)
def test_every_word_of_captions_is_kept_in_order_and_by_whom_it_was_said(lines: list[str]) -> None:
    cues = [f"00:00:{i:02}.000 --> 00:00:{i:02}.900\n{' '.join(line.split())}\n" for i, line in enumerate(lines)]
    before = webvtt.read("\n".join(["WEBVTT\n", *cues, "00:01:00.000 --> 00:01:01.000\nend"]), title="talk")
    keeps_every_word(before, set_aside(before))


def keeps_every_word(before: Transcript, after: Transcript) -> None:
    were, are = said_by(before), said_by(after)
    assert [char for char, _ in are] == [char for char, _ in were]
    assert all(voice in {None, own} for (_, voice), (_, own) in zip(are, were, strict=True))
    spans = [edge for turn in after.turns for edge in (turn.start, turn.end)]
    assert spans == sorted(spans)
    assert [turn.index for turn in after.turns] == list(range(len(after.turns)))
