"""Timelines and topics as pages: they fit Discord as components and as embeds, and say exactly what was said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import CATALOGUE, ENGLISH
from bot.page import Card, Picture
from bot.pages.timelines import ON_A_PAGE, timeline_page
from bot.pages.topics import example_page, topics_page
from knowledge import transcripts
from knowledge.library import Library
from knowledge.model import Quote, Speaker
from knowledge.timeline import Timeline
from knowledge.topics import Topic
from tests.bot.reading import seen, without_closings
from tests.bot.test_pages import EXACT, LONG, SEEDS, URLS, WORDS, heads, made, passages, seeds, wrong

__all__ = ["seeds"]  # a fixture


@pytest.mark.parametrize("language", CATALOGUE)
def test_every_page_of_a_timeline_of_the_seeds_shows_exact_words_within_limits(seeds: Library, language: str) -> None:
    texts = [transcripts.decoded(path) for path in SEEDS.glob("*.txt")]
    found = Timeline("开源", None, (), tuple(passages(seeds)))
    pages = [timeline_page(found, number, language) for number in range(-(-len(found.quotes) // ON_A_PAGE))]
    assert [fault for page in pages for fault in wrong(page)] == []
    bodies = [block.body for page in pages for part in page.parts if isinstance(part, Card) for block in part.blocks]
    words = [seen(body).strip("…").removeprefix("“").removesuffix("”") for body in bodies]
    assert len(words) == len(found.quotes)
    assert all(any(said in without_closings(text) for text in texts) for said in words)


@pytest.mark.parametrize("language", CATALOGUE)
def test_the_topics_of_the_seeds_are_shown_with_all_their_examples_within_limits(seeds: Library, language: str) -> None:
    found = seeds.topics()
    page = topics_page(found, None, None, language, Picture("topics.png", b"", "What is in it"))
    assert wrong(page) == []
    assert all(topic.label in "\n".join(page.words) for topic in found)
    assert [wrong(example_page(topic.example, language)) for topic in found] == [[]] * len(found)


@EXACT
@given(
    st.lists(WORDS, min_size=1, max_size=12),
    LONG,
    LONG,
    URLS,
    st.sampled_from([None, "2024-07-23", "*" * 300]),
)
def test_any_page_of_any_timeline_is_within_limits(
    texts: list[str], name: str, title: str, url: str | None, date: str | None
) -> None:
    quotes = [placed(made(text, name, f"{at}{title}", url), f"source{at}", date) for at, text in enumerate(texts)]
    half = len(quotes) // 2
    found = Timeline(texts[0].strip()[:60], Speaker("a", name), tuple(quotes[:half]), tuple(quotes[half:]))
    assert [wrong(timeline_page(found, number, ENGLISH)) for number in range(3)] == [[]] * 3
    assert wrong(timeline_page(replace(found, dated=(), undated=()), 0, ENGLISH)) == []


def placed(quote: Quote, source: str, date: str | None) -> Quote:
    """The quote as of a source with an id and a date of its own."""
    return replace(quote, passage=replace(quote.passage, source=replace(quote.passage.source, id=source, date=date)))


@EXACT
@given(st.lists(LONG, min_size=1, max_size=5), LONG, st.lists(LONG, max_size=9), st.integers(1, 12))
def test_any_topics_are_within_limits(phrases: list[str], title: str, people: list[str], count: int) -> None:
    said = made("A word.", title=title)
    shares = tuple((Speaker(f"s{at}", name), 1 / len(people)) for at, name in enumerate(people))
    topics = [
        Topic(phrases[0], tuple(phrases), 3, 0.1, shares, made(f"Word {number}.", title=title))
        for number in range(count)
    ]
    picture = Picture("topics.png", b"", "x" * 1024)
    page = topics_page(topics, Speaker("a", title), said.passage.source, ENGLISH, picture)
    assert wrong(page) == []
    assert wrong(topics_page(topics, None, None, ENGLISH)) == []


def test_a_day_is_named_once_and_each_of_its_sources() -> None:
    said = [placed(made(f"Words {at}.", title=f"Talk {at}"), f"source{at}", "2024-07-23") for at in range(2)]
    found = Timeline("words", None, tuple(said), (placed(made("More."), "more", "spring"),))
    assert [head.splitlines()[:2] for head in heads(timeline_page(found, 0, ENGLISH))] == [
        ["### 23 July 2024", "Talk 0"],
        ["Talk 1", "**2 · Ann**"],
        ["### Date unknown", "Talk"],
    ]


def test_a_topic_that_is_a_word_is_named_with_its_next_phrase() -> None:
    shares = ((Speaker("a", "Ann"), 0.6), (None, 0.396), (Speaker("b", "Bob"), 0.004))
    topic = Topic("salt", ("salt", "sea", "shore"), 9, 0.25, shares, made("Salt."))
    page = topics_page([topic], None, None, ENGLISH)
    assert heads(page)[1] == "**1 · salt · sea** · 25%\n-# shore\nAnn 60% · Speaker unknown 40%"
