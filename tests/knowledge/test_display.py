"""What the command line prints: the words of a quote come out as they stand in their source."""

from io import StringIO

import pytest
from rich.console import Console

from knowledge.display import ingested_table, print_answer, print_comparison, print_quotes, turns_table
from knowledge.model import (
    Answer,
    Comparison,
    Ingested,
    Kind,
    Passage,
    Quote,
    Side,
    Source,
    Speaker,
    SpokenTurn,
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


def test_a_voice_that_is_unknown_or_the_authors_says_so(console: Console) -> None:
    print_quotes(console, [quote("Open.", None), quote("Closed.", None, Kind.NARRATION)])
    assert printed(console).count("speaker unknown") == printed(console).count("narration") == 1


def test_what_does_not_answer_is_printed_under_another_name(console: Console) -> None:
    print_answer(console, Answer("Why?", (quote("Open."),), answered=False, confidence=0.1))
    assert printed(console).startswith("The transcripts do not answer this. The nearest passages:")


def test_a_side_that_did_not_speak_shows_no_quotes(console: Console) -> None:
    print_comparison(console, Comparison("caps", (Side(ANN, addressed=False, quotes=(quote("Open."),)),)))
    assert "Has not spoken on this" in printed(console)
    assert "Open." not in printed(console)


def test_the_table_of_an_ingestion_says_what_failed_and_why(console: Console) -> None:
    console.print(ingested_table([Ingested("/talks/a.txt", "a", "failed", error="a.txt is [very] empty.")]))
    assert all(part in printed(console) for part in ("a.txt", "failed", "a.txt is [very] empty."))
