"""What holds of every verification: words that were said are exact, others never, and every quote is its source's."""

from collections.abc import Iterator
from contextlib import closing
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.errors import ClaimTooShort
from knowledge.library import Library
from knowledge.model import OWN_WORDS, SpokenTurn
from knowledge.uttered import Token, tokens
from knowledge.verification import Change, Difference, Piece, Verdict, Verification
from tests.conftest import HashingEncoder
from tests.knowledge.conftest import ROOT, SEEDS

TALKS = (ROOT / "tests/data/claims/english.txt", next(SEEDS.glob("003_*.txt")), next(SEEDS.glob("001_*.txt")))
STRANGERS = ("zebra", "斑", "99.5", "never")


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with closing(Library(tmp_path_factory.mktemp("talks"), HashingEncoder())) as opened:
        assert all(report.error is None for report in opened.ingest(TALKS))
        yield opened


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int, int]:
    """A turn, a word of it, and how many words from there on."""
    return draw(st.integers(0, 10_000)), draw(st.integers(0, 10_000)), draw(st.integers(6, 60))


@cache
def turns_of(library: Library) -> list[SpokenTurn]:
    """Every turn of somebody's own words."""
    every = (turn for source in library.sources() for turn in library.turns(source.id))
    return [turn for turn in every if turn.turn.kind in OWN_WORDS and turn.speaker]


def chosen(library: Library, span: tuple[int, int, int]) -> tuple[SpokenTurn, list[Token]]:
    turns = turns_of(library)
    turn = turns[span[0] % len(turns)]
    words = tokens(turn.text)
    begin = span[1] % max(1, len(words))
    return turn, list(words[begin : begin + span[2]])


def verified(library: Library, text: str, speaker: str | None) -> Verification:
    try:
        return library.verify(text, speaker=speaker)
    except ClaimTooShort:
        assume(False)
        raise


def faults(library: Library, found: Verification) -> list[str]:
    """Everything about a verification that a source contradicts."""
    every = [piece for place in (*found.places, *found.also) for piece in place.pieces]
    return [fault for piece in every for fault in faults_of(library, piece, found.asked)]


def faults_of(library: Library, piece: Piece, asked: str) -> list[str]:
    quote, passage = piece.quote, piece.quote.passage
    text = library._shelves.text(passage.source.id)
    turn = library.turns(passage.source.id)[passage.turn].turn
    start, stop = piece.span
    checks = {
        "is not verbatim": text[quote.start : quote.stop] == quote.text and text[start:stop] == piece.text,
        "is on another line": quote.start_line == text.count("\n", 0, quote.start) + 1,
        "crosses turns": turn.start <= quote.start < quote.stop <= turn.end,
        "is credited wrongly": (passage.speaker.id if passage.speaker else None) == turn.speaker,
        "is of another kind": passage.kind is turn.kind,
        "has a difference that is none": all(
            is_what_it_says(one.change, *texts(one, asked, passage.text)) for one in piece.differences
        ),
    }
    return [fault for fault, holds in checks.items() if not holds]


def texts(one: Difference, asked: str, said: str) -> tuple[list[str], list[str]]:
    return [t.word for t in tokens(asked[slice(*one.asked)])], [t.word for t in tokens(said[slice(*one.said)])]


def is_what_it_says(change: Change, asked: list[str], said: list[str]) -> bool:
    match change:
        case Change.EQUAL:
            return bool(asked) and asked == said
        case Change.REPLACED:
            return bool(asked) and bool(said) and asked != said
        case Change.ADDED:
            return bool(asked) and not said
    return bool(said) and not asked


@given(spans())
def test_any_words_of_a_turn_are_exact_and_their_speakers(talks: Library, span: tuple[int, int, int]) -> None:
    turn, words = chosen(talks, span)
    assume(words)
    speaker = turn.speaker.id if turn.speaker else None
    found = verified(talks, turn.text[words[0].start : words[-1].end], speaker)
    assert (found.verdict, found.exact, found.elided) == (Verdict.EXACT, True, False)
    assert {place.speaker.id for place in found.places if place.speaker} == {speaker}
    assert faults(talks, found) == []


@given(spans(), st.integers(0, 10_000), st.sampled_from(STRANGERS))
def test_with_one_word_replaced_they_are_never_exact(
    talks: Library, span: tuple[int, int, int], at: int, stranger: str
) -> None:
    turn, words = chosen(talks, span)
    assume(words)
    word = words[at % len(words)]
    assume(word.word != stranger)
    text, (begin, end) = turn.text, (words[0].start, words[-1].end)
    found = verified(talks, f"{text[begin : word.start]} {stranger} {text[word.end : end]}", None)
    assert (found.verdict is Verdict.EXACT, found.exact) == (False, False)
    assert faults(talks, found) == []


@given(spans(), st.integers(0, 10_000))
def test_with_one_word_left_out_they_are_never_exact(talks: Library, span: tuple[int, int, int], at: int) -> None:
    _, words = chosen(talks, span)
    assume(len(words) > 2)
    gone = 1 + at % (len(words) - 2)
    kept = [word.word for word in (*words[:gone], *words[gone + 1 :])]
    asked = " ".join(kept)
    found = verified(talks, asked, None)
    # Of two neighbours that are the same, either may go; and what is left may have been said elsewhere.
    said = [token.word for place in found.places[:1] for piece in place.pieces for token in tokens(piece.text)]
    assert not found.exact or said == kept
    assert faults(talks, found) == []


@given(st.text("aA1.…“”‘—:-,不 开源模型the of our\n", max_size=80))
def test_whatever_is_pasted_is_judged_or_refused_in_a_sentence(talks: Library, text: str) -> None:
    assume(any(map(str.isalnum, text)))
    assert faults(talks, verified(talks, text, None)) == []
