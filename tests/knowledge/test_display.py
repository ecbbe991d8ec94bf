"""What the command line prints: the words of a quote come out as they stand in their source."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from knowledge.display import answer_json, ingested_table, print_answer, print_comparison, print_quotes, turns_table
from knowledge.model import (
    Answer,
    Comparison,
    Ingested,
    Kind,
    Passage,
    Quote,
    Row,
    Side,
    Source,
    Speaker,
    SpokenTurn,
    Tier,
    Turn,
)

ANN = Speaker("ann", "Ann [Lee]")
TALK = Source("talk", "A [bold] Talk", None, None, None, "https://example.org/7", (ANN,))
AWKWARD = ["[bold]not bold[/bold]", ":rocket: and :warning:", "C:\\", "a [/] b", "[link=x]y[/link]", "1 [[2]] 3"]


def quote(words: str, speaker: Speaker | None = ANN, kind: Kind = Kind.SPEECH) -> Quote:
    return Quote(Passage("id", TALK, speaker, kind, 0, 0, len(words), 3, 3, words), 0, len(words))


@pytest.fixture
def console() -> Console:
    return Console(file=StringIO(), width=200)


def printed(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("words", AWKWARD)
def test_what_looks_like_markup_in_a_quote_is_printed_as_it_is(console: Console, words: str) -> None:
    print_quotes(console, [quote(words)])
    assert f"\n{words}\n" in printed(console)


@pytest.mark.parametrize("words", AWKWARD)
def test_what_looks_like_markup_in_a_turn_is_printed_as_it_is(console: Console, words: str) -> None:
    console.print(turns_table([SpokenTurn(Turn(0, "ann", Kind.SPEECH, 0, len(words)), ANN, words, 1, 1)]))
    assert f"{words} " in printed(console)


def test_a_quote_names_its_speaker_its_source_its_line_and_its_link(console: Console) -> None:
    print_quotes(console, [quote("Open.")])
    assert printed(console).startswith("Ann [Lee] · A [bold] Talk · line 3 · https://example.org/7\nOpen.\n")


@pytest.mark.parametrize(("approximate", "place"), [(False, "1:02:03"), (True, "≈ 1:02:03")])
def test_a_quote_of_a_recording_stands_at_its_time(console: Console, approximate: bool, place: str) -> None:
    source = replace(TALK, url="https://youtu.be/7", approximate=approximate)
    passage = replace(quote("Open.").passage, source=source, start_ms=3_723_000)
    print_quotes(console, [Quote(passage, 0, 5)])
    assert f" · A [bold] Talk · {place} · https://youtu.be/7?t=3723s\n" in printed(console)


def test_a_voice_that_is_unknown_or_the_authors_says_so(console: Console) -> None:
    print_quotes(console, [quote("Open.", None), quote("Closed.", None, Kind.NARRATION)])
    assert printed(console).count("speaker unknown") == printed(console).count("narration") == 1


def test_what_answers_is_printed_without_a_word_before_it(console: Console) -> None:
    print_answer(console, Answer("Why?", (quote("Open."),), 0.9, Tier.ANSWERED))
    assert printed(console).startswith("Ann [Lee] · A [bold] Talk")


def test_what_does_not_answer_is_printed_under_another_name(console: Console) -> None:
    print_answer(console, Answer("Why?", (quote("Open."),), 0.3, Tier.NEAREST))
    assert printed(console).startswith(
        "The transcripts do not answer this. The nearest passages, not an answer:\n\nAnn"
    )
    assert "\nOpen.\n" in printed(console)


def test_what_is_not_even_near_is_not_printed(console: Console) -> None:
    print_answer(console, Answer("Why?", (quote("Open."),), 0.1, Tier.NOTHING))
    assert printed(console).strip() == "The transcripts do not answer this."


def test_a_listing_is_printed_as_the_table_of_what_it_lists(console: Console) -> None:
    print_answer(console, Answer("who is in here?", (), 1.0, Tier.ANSWERED, (ANN,)))
    assert all(part in printed(console) for part in ("also known as", "Ann [Lee]"))
    print_answer(console, Answer("what podcasts?", (), 1.0, Tier.ANSWERED, (TALK,)))
    assert all(part in printed(console) for part in ("title", "A [bold] Talk"))


@pytest.mark.parametrize(("listing", "key"), [((ANN,), "speakers"), ((TALK,), "sources"), ((), "")])
def test_the_json_of_an_answer_has_its_tier_and_the_listing_that_it_is(
    listing: tuple[Speaker, ...] | tuple[Source, ...], key: str
) -> None:
    found = answer_json(Answer("who is in here?", (), 1.0, Tier.ANSWERED, listing))
    assert (found["tier"], found["answered"], found["quotes"]) == ("answered", True, [])
    assert {"speakers", "sources"} & found.keys() == ({key} if key else set())
    assert [item["id"] for item in found.get(key, ())] == [item.id for item in listing]


@pytest.mark.parametrize("tier", Tier)
def test_only_what_is_worth_an_answer_is_called_one(tier: Tier) -> None:
    found = answer_json(Answer("Why?", (quote("Open."),), 0.4, tier))
    assert (found["tier"], found["answered"], len(found["quotes"])) == (tier.value, tier.value == "answered", 1)


def test_a_side_that_did_not_speak_shows_no_quotes(console: Console) -> None:
    print_comparison(console, Comparison("caps", (Side(ANN, addressed=False, quotes=(quote("Open."),)),)))
    assert "Has not spoken on this" in printed(console)
    assert "Open." not in printed(console)


def columns(console: Console) -> list[list[str]]:
    """The rows of what was printed, cut where a column of it ends."""
    rows = ([cell.strip() for cell in line.split("   ") if cell.strip()] for line in printed(console).splitlines())
    return [row for row in rows if row and "─" not in row[0]]


def test_statements_that_face_each_other_stand_in_one_row_with_their_places(console: Console) -> None:
    bob = Speaker("bob", "Bob Wu")
    mine, theirs = quote("Open [all] of it."), quote("Close it.", bob)
    sides = (Side(ANN, addressed=True, quotes=(mine,)), Side(bob, addressed=True, quotes=(theirs,)))
    print_comparison(console, Comparison("caps", sides, (Row((mine, theirs), 2.0), Row((None, theirs)))))
    assert columns(console) == [
        ["Ann [Lee]", "Bob Wu"],
        ["Open [all] of it.", "Close it."],
        ["A [bold] Talk · line 3", "A [bold] Talk · line 3"],
        ["Close it."],
        ["A [bold] Talk · line 3"],
    ]


def test_who_has_not_spoken_is_named_below_the_statements_of_the_others(console: Console) -> None:
    cid, mine = Speaker("cid", "Cid"), quote("Open.")
    sides = (Side(ANN, addressed=True, quotes=(mine,)), Side(cid, addressed=False, quotes=()))
    print_comparison(console, Comparison("caps", sides, (Row((mine, None)),)))
    below = printed(console).partition("Cid ─")[2]
    assert "Has not spoken on this in these transcripts." in below
    assert printed(console).count("Open.") == 1


def test_where_nothing_can_face_anything_each_side_has_its_quotes_below_its_source(console: Console) -> None:
    sides = (Side(ANN, addressed=True, quotes=(quote("Open."),), source=TALK),)
    print_comparison(console, Comparison("caps", sides))
    assert printed(console).startswith("Ann [Lee] · A [bold] Talk ─")
    assert "\nOpen.\n" in printed(console)


def test_a_quote_of_several_lines_tells_the_first_and_the_last(console: Console) -> None:
    words = "Open.\nShut."
    print_quotes(console, [Quote(replace(quote(words).passage, end_line=4), 0, len(words))])
    assert " · lines 3-4 · " in printed(console)


def test_the_table_of_an_ingestion_says_what_failed_and_why(console: Console) -> None:
    console.print(ingested_table([Ingested("/talks/a.txt", "a", "failed", error="a.txt is [very] empty.")]))
    assert all(part in printed(console) for part in ("a.txt", "failed", "a.txt is [very] empty."))
