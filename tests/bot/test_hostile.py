"""Text cannot act: whatever stands in a transcript, a name, a title or a question does nothing outside of itself.

`HYPOTHESIS_PROFILE=long` tries many more texts than every run of the tests does.
"""

import os
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot import embeds, layout
from bot.i18n import ENGLISH
from bot.markdown import FRAME, bare, escaped, frame
from bot.page import Page
from bot.pages.answers import more_page, random_page
from bot.pages.comparisons import comparison_page
from bot.pages.contexts import context_page
from bot.pages.daily import daily_page
from bot.pages.lists import sources_card, speakers_card
from bot.pages.timelines import timeline_page
from bot.pages.verifications import verification_page
from knowledge.contexts import stretch
from knowledge.model import Answer, Comparison, Kind, Quote, Row, Side, Source, Speaker, SpokenTurn, Tier, Turn
from knowledge.timeline import Timeline
from knowledge.verification import Change, Difference, Piece, Place, Verdict, Verification
from tests.bot.client import depths, read
from tests.bot.reading import BUTTON, TEXT, walk
from tests.bot.test_pages import answered, made, wrong

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
EACH = settings(deadline=None, database=None, derandomize=not LONG, max_examples=5000 if LONG else 25)

# Each text has this letter, which the bot never writes itself, so that it is found again in a message.
OWN = "Ж"
ACTING = (
    "@everyone|@here|<@1>|<@!1>|<@&1>|<#1>|</ask:1>|<t:0:R>|<id:customize>|<:a:1>|<a:a:1>|:tada:|**|__|*|_|~~|||" + "||"
    "|`|```|``|# |## |### |-# |- |* |1. |> |>>> |[a](https://b.c)|[|](|)|](https://b.c)|https://b.c|HTTP://b.c"
    "|discord.gg/abc|https://discord.gg/abc|discord.com/invite/abc|<https://b.c>|<mailto:a@b.c>|<a@b.c>|<+491234>"
    "|\\|\\\\|\\*|\x1b[31m|\u202e|\u202d|\u202a|\u202b|\u202c|\u2066|\u2067|\u2068|\u2069|\u200b|\u200d|\ufe0f|\u0301"
    "|\u20dd|" + "\u0336" * 30 + "|\u2028|\u2029|\n|\r|\r\n|\n\n|\x85|\x0b|\t| |a|1|.|:|/|-|#|<|>|@|!|”|“|…"
    "|א|ש|ا|٣|中|开源|😀|🏽"
)
PARTS = st.sampled_from([*ACTING.split("|"), "|", "||"])
HOSTILE = st.lists(PARTS, max_size=30).flatmap(
    lambda parts: st.integers(0, len(parts)).map(lambda at: "".join([*parts[:at], OWN, *parts[at:]]))
)
NAME = HOSTILE.map(lambda name: name[:30] if OWN in name[:30] else OWN)
DISGUISES = (
    f"{OWN}\u202e",
    f"\u2069\u202e{OWN}\n\u2066\u202e\n{OWN}\u2069",
    f"# {OWN}\u2028# b",
    f"\u0336{OWN}",
    f"{OWN}”**\n**Bob** https://b.c [a](https://b.c) discord.gg/abc <@1> @everyone ```\nx\n```",
    f"{OWN}\\",
    f"{OWN}1. א",
)
# What the bot writes itself.
_ITS_OWN = {"**", "__", "~~", "heading", "small print", "list", "link"}


def texts(page: Page) -> Iterator[str]:
    """Every text of a page as it goes over the wire, in both styles."""
    for one in walk(layout.layout(page).to_components()):  # type: ignore[no-untyped-call]
        if one["type"] == TEXT:
            yield one["content"]
    yield from (one.description or "" for one in embeds.embeds(page))


def faults(page: Page, *names: str) -> list[str]:
    """What is done outside of themselves by the words in a page, and by these names, titles and questions."""
    content = {said.words for said in page.said} | {bare(" ".join(name.split())) for name in names}
    content |= {bare(name.strip()) for name in names}
    found = wrong(page)
    for text in texts(page):
        found += _faults(text, sorted(filter(None, content), key=len, reverse=True))
    return found


def _faults(text: str, content: list[str]) -> list[str]:
    spans = sorted(_spans(text, content))
    shown = read(text)
    plain, at = [], 0
    for begin, end in spans:
        plain += [text[at:begin], "x"]
        at = end
    tame = read("".join([*plain, text[at:]]))
    outside = [(one.char, one.styles) for one in shown.seen if not _is_in(one.at, spans)]
    found = [f"{kind} in {text!r}" for kind, at in shown.acts if kind not in _ITS_OWN or (_is_in(at, spans, kind))]
    if outside != [(one.char, one.styles) for one in tame.seen if one.char != "x" or one.at not in _xs(plain)]:
        found.append(f"other marks outside: {text!r}")
    if sorted(kind for kind, at in shown.acts if not _is_in(at, spans)) != sorted(kind for kind, _ in tame.acts):
        found.append(f"other marks act: {text!r}")
    return found + _turned(text, spans)


def _turned(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """Whatever stands beside the words in a direction that they opened, or that they would turn around."""
    deep = depths(text)
    found = []
    for at, char in enumerate(text):
        if _is_in(at, spans) or char in FRAME:
            continue
        if deep[at]:
            found.append(f"{char!r} at {at} is in another direction: {text!r}")
    for begin, end in spans:
        first = text[begin:end].splitlines()[0] if text[begin:end].splitlines() else ""
        turns = [at for at, char in enumerate(first) if unicodedata.bidirectional(char) in {"R", "AL", "AN"}]
        if turns and text[begin - 1 : begin] not in FRAME | set("*_~"):
            found.append(f"not kept to itself: {text!r}")
        if begin and unicodedata.category(text[begin]).startswith("M") and text[begin - 1] not in FRAME:
            found.append(f"joins what stands before: {text!r}")
    return found


def _spans(text: str, content: list[str]) -> Iterator[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for words in content:
        at = text.find(words)
        while at >= 0:
            if not any(begin < at + len(words) and at < end for begin, end in taken):
                taken.append((at, at + len(words)))
            at = text.find(words, at + 1)
    return iter(taken)


def _is_in(at: int, spans: list[tuple[int, int]], kind: str = "") -> bool:
    """Whether an offset lies in the words; marks of style may, where they make what was asked about stand out."""
    return kind not in {"**", "__"} and any(begin <= at < end for begin, end in spans)


def _xs(parts: list[str]) -> set[int]:
    """Where in the tame text the words stood."""
    found, at = set(), 0
    for number, part in enumerate(parts):
        if number % 2:
            found.add(at)
        at += len(part)
    return found


def quoted(text: str, name: str, title: str, number: int = 0, kind: Kind = Kind.SPEECH) -> Quote:
    quote = made(text, name, title, "https://a.b/c", kind)
    passage = replace(quote.passage, id=f"passage{number:04}")
    return Quote(passage, 0, len(text), (0, max(1, len(text) // 2)))


def answers(text: str, name: str, title: str) -> Page:
    quotes = [quoted(text, name, title, number) for number in range(4)]
    return answered(Answer(title, tuple(quotes[:3]), 0.5, Tier.ANSWERED), quotes, ENGLISH)


def nearest(text: str, name: str, title: str) -> Page:
    quotes = [quoted(text, name, title, number, Kind.QUOTE) for number in range(2)]
    return answered(Answer(title, tuple(quotes), 0.5, Tier.NEAREST), quotes, ENGLISH)


def narrated(text: str, name: str, title: str) -> Page:
    return random_page(quoted(text, name, title, kind=Kind.NARRATION), None, title, ENGLISH)


def compared(text: str, name: str, title: str) -> Page:
    quotes = [quoted(text, name, title, number) for number in range(4)]
    sides = tuple(Side(Speaker(f"s{n}", name), n < 2, (quotes[n],)) for n in range(3))
    rows = (Row((quotes[0], quotes[1], None), 1.0), Row((quotes[2], None, None)))
    return comparison_page(Comparison(title, sides, rows), ENGLISH)


def surrounded(text: str, name: str, title: str) -> Page:
    turns, at = [], 0
    for index in range(3):
        turns.append(SpokenTurn(Turn(index, "b", Kind.SPEECH, at, at + len(text)), Speaker("b", name), text, 1, 1))
        at += len(text)
    quote = quoted(text, name, title)
    passage = replace(quote.passage, start=len(text), end=2 * len(text))
    found = stretch(turns, Quote(passage, 0, len(text)), 0)
    assert found
    return context_page(found, ENGLISH)


def over_time(text: str, name: str, title: str) -> Page:
    quotes = tuple(quoted(text, name, title, number) for number in range(3))
    return timeline_page(Timeline(title, Speaker("s", name), quotes[1:], quotes[:1]), 0, ENGLISH)


def verified(text: str, name: str, title: str) -> Page:
    quote = quoted(text, name, title)
    half, length = len(text) // 2, len(text)
    spans = (
        Difference(Change.EQUAL, (0, half), (0, half)),
        Difference(Change.REPLACED, (half, length), (half, length)),
    )
    piece = Piece(Quote(quote.passage, 0, length, (0, length)), spans)
    found = Verification(text, Verdict.ALTERED, Speaker("s", name), name, places=(Place((piece,), 0.7),), count=1)
    return verification_page(found, title, ENGLISH)


def listed(text: str, name: str, title: str) -> Page:
    person = Speaker("s", name, (title,))
    source = Source("s", title, None, None, title, "https://a.b/c", (person,))
    return Page((speakers_card([person], ENGLISH), sources_card([source], ENGLISH)))


def daily(text: str, name: str, title: str) -> Page:
    return daily_page(quoted(text, name, title), None, title, ENGLISH)


def further(text: str, name: str, title: str) -> Page:
    return more_page([quoted(text, name, title, number) for number in range(2)], title, ENGLISH)


BUILDERS: list[Callable[[str, str, str], Page]] = [
    answers,
    nearest,
    narrated,
    compared,
    surrounded,
    over_time,
    listed,
    daily,
    further,
]


@pytest.mark.parametrize("build", BUILDERS)
@EACH
@given(HOSTILE.filter(str.strip), NAME, NAME)
@example(DISGUISES[0], OWN, OWN)
@example(DISGUISES[1], f"{OWN}\u202e", f"ש{OWN}")
@example(DISGUISES[2], f"\u0336{OWN}", f"1. {OWN}")
@example(DISGUISES[3], f"{OWN}\\", f"[{OWN}](https://b.c)")
@example(DISGUISES[4], f"@everyone{OWN}", f"discord.gg/abc {OWN}")
@example(DISGUISES[5], f"*{OWN}", f"||{OWN}||")
@example(DISGUISES[6], f"{OWN}`", f"`{OWN}")
def test_no_text_acts_outside_of_itself(
    build: Callable[[str, str, str], Page], text: str, name: str, title: str
) -> None:
    page = build(text.replace(OWN, "Щ"), name, title)  # told apart from the names
    assert faults(page, name, title) == []
    assert _labels_are_its_own(page)


@EACH
@given(HOSTILE.filter(str.strip), NAME, HOSTILE.filter(str.strip))
def test_a_verdict_links_and_mentions_nothing(text: str, name: str, typed: str) -> None:
    page = verified(text, name, typed[:200])
    assert wrong(page) == []
    for one in texts(page):
        assert read(one).kinds <= _ITS_OWN
        assert not [at for at, char in enumerate(one) if char == "\n" and depths(one)[at]]


@pytest.mark.parametrize("build", BUILDERS[:6])
@EACH
@given(HOSTILE.filter(str.strip), NAME, NAME)
def test_the_words_are_read_back_exactly(
    build: Callable[[str, str, str], Page], text: str, name: str, title: str
) -> None:
    shown = [read(one).text for one in texts(build(text, name, title))]
    if build is not surrounded:  # where a page of context begins and ends is its own to choose
        opening, closing = frame(text)
        assert sum(f"{opening}{text}{closing}" in one for one in shown) >= 2  # once a style
    for said in build(text, name, title).said:
        assert read(f"a{said.words}").text[1:] in text


def _labels_are_its_own(page: Page) -> bool:
    """Whether no button says what a text says."""
    tree = layout.layout(page).to_components()  # type: ignore[no-untyped-call]
    return not any(OWN in one["label"] for one in walk(tree) if one["type"] == BUTTON)


# ---- the reader itself


@pytest.mark.parametrize(
    ("markdown", "kind"),
    [
        ("a **b** c", "**"),
        ("# a", "heading"),
        ("a\n-# b", "small print"),
        ("> a", "block quote"),
        ("- a", "list"),
        ("12. a", "list"),
        ("[a](https://b.c)", "link"),
        ("see https://b.c", "address"),
        ("<https://b.c>", "address"),
        ("<mailto:a@b.c>", "address"),
        ("<@1>", "mention"),
        ("@everyone", "mention"),
        ("</ask me:1>", "command"),
        ("<a:b:1>", "emoji"),
        ("<t:0:R>", "time"),
        ("<id:customize>", "guild"),
        ("discord.gg/abc", "invitation"),
        ("```a\nb```", "code"),
        ("`a`", "code"),
        ("||a||", "||"),
        ("_a_", "_"),
    ],
)
def test_the_reader_sees_what_acts(markdown: str, kind: str) -> None:
    assert kind in read(markdown).kinds
    assert read(escaped(markdown)).kinds == set()
    assert read(escaped(markdown)).text == markdown


def test_the_reader_shows_what_is_left() -> None:
    assert read(r"**a\*\*b** \<@1\> __c__").text == "a**b <@1> c"


def test_the_reader_counts_open_directions_line_by_line() -> None:
    assert depths("a\u202eb\u202cc\u2066\u202ed\u2069e\n\u202a") == [0, 1, 1, 0, 0, 1, 2, 2, 0, 0, 0, 1]
