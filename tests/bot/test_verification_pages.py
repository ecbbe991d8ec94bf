"""Pages of verifications: whatever is asked and found fits Discord, and the words are the source's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import CATALOGUE, ENGLISH
from bot.page import Card, Page
from bot.pages.verifications import verification_page
from knowledge.model import Kind, Passage, Quote, Source, Speaker
from knowledge.verification import Change, Difference, Piece, Place, Verdict, Verification
from tests.bot.reading import seen, without_closings
from tests.bot.test_pages import EXACT, LONG, NASTY, URLS, made, wrong

ASKED = st.text(st.sampled_from(NASTY), min_size=1, max_size=1000).filter(str.strip)
SAID = st.text(st.sampled_from(NASTY), min_size=1, max_size=1500).filter(str.strip)


@st.composite
def differences(draw: st.DrawFn, asked: str, said: tuple[int, int]) -> tuple[Difference, ...]:
    """Stretches in order that cover the asked words and those of the source."""
    count = draw(st.integers(1, 12))
    mine = sorted([0, len(asked), *draw(st.lists(st.integers(0, len(asked)), min_size=count - 1, max_size=count - 1))])
    theirs = sorted([*said, *draw(st.lists(st.integers(*said), min_size=count - 1, max_size=count - 1))])
    changes = draw(st.lists(st.sampled_from(Change), min_size=count, max_size=count))
    return tuple(
        Difference(change, (mine[n], mine[n + 1]), (theirs[n], theirs[n + 1])) for n, change in enumerate(changes)
    )


@st.composite
def pieces(draw: st.DrawFn, asked: str, number: int) -> Piece:
    text, kind = draw(SAID), draw(st.sampled_from([Kind.SPEECH, Kind.QUOTE, Kind.NARRATION, Kind.AD]))
    quote = made(text, draw(LONG), f"{number}{draw(LONG)}", draw(URLS), kind)
    begin = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(begin + 1, len(text)))
    id = "" if kind is Kind.AD else draw(st.sampled_from([quote.passage.id, "same_passag"]))
    passage = replace(quote.passage, id=id, speaker=draw(st.sampled_from([None, quote.passage.speaker])))
    return Piece(Quote(passage, 0, len(text), (begin, end)), draw(differences(asked, (begin, end))))


@st.composite
def verifications(draw: st.DrawFn) -> Verification:
    asked = draw(ASKED)
    verdict = draw(st.sampled_from(Verdict))
    places = []
    for number in range(0 if verdict is Verdict.NOT_FOUND else draw(st.integers(1, 5))):
        parts = tuple(draw(pieces(asked, number)) for _ in range(draw(st.integers(1, 4))))
        places.append(Place(parts, 0.7, spliced=draw(st.booleans())))
    speaker = draw(st.sampled_from([None, Speaker("x", draw(LONG))]))
    nearest = tuple(made(draw(SAID), draw(LONG), f"{n}", draw(URLS)) for n in range(0 if places else 2))
    exact, elided, named = draw(st.booleans()), draw(st.booleans()), draw(st.sampled_from([None, draw(LONG)[:60]]))
    first, also = tuple(places[:3]), tuple(places[3:])
    return Verification(asked, verdict, speaker, named, exact, elided, first, 24 * len(first), also, nearest)


@EXACT
@given(verifications(), st.sampled_from(sorted(CATALOGUE)))
def test_any_verification_is_within_limits_however_it_is_sent(found: Verification, language: str) -> None:
    assert wrong(verification_page(found, found.asked, language)) == []


def bodies(page: Page) -> list[str]:
    return [block.body for part in page.parts if isinstance(part, Card) for block in part.blocks[-1:]]


def altered(asked: str, said: str, *spans: Difference) -> Page:
    quote = made(said)
    piece = Piece(Quote(quote.passage, 0, len(said), (0, len(said))), spans)
    return verification_page(
        Verification(asked, Verdict.ALTERED, places=(Place((piece,), 0.7),), count=1), asked, ENGLISH
    )


def test_neighbouring_stretches_of_one_style_are_marked_as_one() -> None:
    spans = [(Change.EQUAL, (0, 2), (0, 2)), (Change.ADDED, (2, 3), (2, 2)), (Change.EQUAL, (3, 5), (2, 4))]
    body = bodies(altered("我们不知道", "我们知道", *(Difference(*span) for span in spans)))[-1]
    assert body.startswith("“**我们知道**”")
    assert "我们~~不~~知道" in body


@pytest.mark.parametrize("count", [7, 40])
def test_many_differences_are_told_as_far_as_they_fit_and_the_rest_counted(count: int) -> None:
    asked, said = "ab " * count, "cd " * count
    spans = [Difference(Change.REPLACED, (3 * n, 3 * n + 2), (3 * n, 3 * n + 2)) for n in range(count)]
    body = bodies(altered(asked, said, *spans))[-1]
    assert body.count("stands in place of") == 6
    assert body.endswith(f"- … and {count - 6} more")


def test_the_words_of_a_source_are_shown_exactly() -> None:
    said = "One *day*, two __nights__ ~~or~~ three.\nAnd #4."
    body = bodies(altered("One day", said, Difference(Change.EQUAL, (0, 7), (0, 8))))[-1]
    assert without_closings(said) in seen(body)


def test_a_sponsor_read_has_no_button() -> None:
    source = Source("talk", "Talk", None, None, None, None, ())
    passage = Passage("", source, None, Kind.AD, 0, 0, 7, 1, 1, "Buy it.")
    place = Place((Piece(Quote(passage, 0, 7), (Difference(Change.EQUAL, (0, 6), (0, 6)),)),), 1.0)
    found = Verification("Buy it", Verdict.UNCREDITED, exact=True, places=(place,), count=1)
    page = verification_page(found, "Buy it", ENGLISH)
    assert not any(block.button for part in page.parts if isinstance(part, Card) for block in part.blocks)
    assert "**Sponsor read**" in "\n".join(page.words)


def test_what_somebody_else_did_say_of_it_stands_below_under_their_name() -> None:
    places = [
        Place((Piece(Quote(made(text).passage, 0, len(text)), (Difference(Change.EQUAL, (0, 3), (0, 3)),)),), 1.0)
        for text in ("Yes it is so.", "Yes it may be.")
    ]
    ann = Speaker("ann", "Ann *Lee*")
    found = Verification("Yes", Verdict.ANOTHER, ann, places=(places[0],), count=1, also=(places[1],))
    words = [seen(one) for one in verification_page(found, "Yes", ENGLISH).words]
    assert words[3:5] == ["“Yes it is so.”", "What Ann *Lee* did say"]
    assert words[-1] == "“Yes it may be.”"
