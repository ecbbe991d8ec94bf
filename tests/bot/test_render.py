"""Embeds: whatever is rendered fits Discord, and says exactly what was said."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import render
from bot.i18n import CATALOGUE, ENGLISH
from bot.wording import position
from knowledge import transcripts
from knowledge.library import Library
from knowledge.model import (
    Answer,
    Comparison,
    Context,
    Kind,
    Passage,
    Quote,
    Side,
    Source,
    Speaker,
    SpokenTurn,
    Tier,
    Turn,
)
from knowledge.sentences import sentences
from tests.bot.limits import faults
from tests.bot.reading import bold, seen, without_closings
from tests.conftest import HashingEncoder

SEEDS = Path(__file__).parents[2] / "seeds"
EXACT = settings(deadline=None, database=None, derandomize=True, max_examples=60)
NASTY = "*_`\\[]()<>@#|~:/-1. \n。!?,中a😀\u202e\u2066\u200b"
WORDS = st.text(st.sampled_from(NASTY), min_size=1, max_size=3000).filter(str.strip)
LONG = st.sampled_from(["Ann", "*" * 300, "😀" * 300, "\u202e中" * 2000, "a](b)" * 80])
URLS = st.sampled_from([None, "https://a.b/(c)", "https://a.b/" + "中)" * 60, "https://a.b/" + "x" * 5000])


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("seeds"), HashingEncoder())
    list(library.ingest([SEEDS]))
    yield library
    library.close()


def sent(*embeds: discord.Embed) -> dict[str, Any]:
    return {"embeds": [embed.to_dict() for embed in embeds]}


def made(text: str, name: str = "Ann", title: str = "Talk", url: str | None = None, kind: Kind = Kind.SPEECH) -> Quote:
    speaker = Speaker("ann", name)
    source = Source("talk", title, None, None, None, url, (speaker,))
    return Quote(Passage("abcdefghijk", source, speaker, kind, 0, 0, len(text), 1, 1, text), 0, len(text))


def passages(library: Library) -> list[Quote]:
    return [library.quote(id) for id in ids(library)]


def ids(library: Library) -> list[str]:
    return [p.id for p in library._held.catalogue.passages_of({s.id: s for s in library.sources()})]


@pytest.mark.parametrize("language", CATALOGUE)
def test_every_passage_of_the_seeds_is_shown_whole_and_within_limits(seeds: Library, language: str) -> None:
    texts = [transcripts.decoded(path) for path in SEEDS.glob("*.txt")]
    for quote in passages(seeds):
        (embed,) = render.quote_embeds([quote], language)
        assert faults(sent(embed)) == []
        assert without_closings(quote.text) in seen(embed.description or "")
        assert any(quote.text in text for text in texts)


def test_every_passage_of_the_seeds_stands_in_bold_in_its_context(seeds: Library) -> None:
    for id in ids(seeds):
        context = seeds.context(id)
        embed = render.context_embed(context, ENGLISH)
        assert faults(sent(embed)) == []
        assert context.quote.text in seen(embed.description or "")
        assert unframed(context.quote.text) in bold(embed.description or "")


def test_answers_of_any_three_passages_of_the_seeds_are_within_limits(seeds: Library) -> None:
    quotes = sorted(passages(seeds), key=lambda quote: -len(quote.text))
    for start in range(0, len(quotes), 3):
        answer = Answer("*" * 1000, tuple(quotes[start : start + 3]), 0.4, Tier.NEAREST)
        assert faults(sent(*render.answer_embeds(answer, ENGLISH))) == []


def test_every_comparison_in_the_seeds_gives_both_sides_exact_words(seeds: Library) -> None:
    people = [speaker.id for speaker in seeds.speakers()]
    for first, second in pairwise(people):
        sides = seeds.compare(first, second, "open source models").sides
        comparison = Comparison("x", tuple(Side(side.speaker, bool(side.quotes), side.quotes) for side in sides))
        (embed,) = render.comparison_embeds(comparison, ENGLISH)
        assert faults(sent(embed)) == []
        assert [field.value.count("“") >= 1 for field in embed.fields if field.value] == [True, True]


@EXACT
@given(WORDS, LONG, LONG, URLS, st.sampled_from(Tier))
def test_any_answer_is_within_limits(text: str, name: str, title: str, url: str | None, tier: Tier) -> None:
    quotes = (made(text, name, title, url),) * 3
    answer = Answer(text.strip()[:1000], quotes, 0.5, tier)
    assert faults(sent(*render.answer_embeds(answer, ENGLISH))) == []


@EXACT
@given(WORDS)
def test_what_is_too_long_is_a_shorter_run_of_the_same_words(text: str) -> None:
    (embed,) = render.quote_embeds([made(text)], ENGLISH)
    shown = seen(embed.description or "").removeprefix("…").removeprefix("“").removesuffix("…").removesuffix("”")
    assert shown in without_closings(text)
    assert shown


@EXACT
@given(WORDS, WORDS, LONG, LONG, URLS)
def test_any_comparison_is_within_limits(one: str, other: str, name: str, title: str, url: str | None) -> None:
    quotes = (made(one, name, title, url), made(other, name, title, url))
    sides = tuple(Side(Speaker(id, name), True, quotes) for id in "ab")
    assert faults(sent(*render.comparison_embeds(Comparison(one.strip()[:300], sides), ENGLISH))) == []


@EXACT
@given(WORDS, WORDS, LONG, LONG)
def test_any_context_is_within_limits_and_holds_the_quote(text: str, around: str, name: str, title: str) -> None:
    quote = made(text.strip()[:280], name, title)
    own = spoken(quote.text, quote.passage.speaker)
    before = tuple(spoken(around, Speaker("b", name)) for _ in range(2))
    embed = render.context_embed(Context(quote, before, own, before), ENGLISH)
    assert faults(sent(embed)) == []
    assert without_closings(quote.text) in seen(embed.description or "")
    assert unframed(quote.text) in map(without_closings, bold(embed.description or ""))


def unframed(text: str) -> str:
    """From the first letter or digit to the last."""
    inside = [at for at, char in enumerate(text) if char.isalnum()]
    return without_closings(text[inside[0] : inside[-1] + 1] if inside else text)


def spoken(text: str, speaker: Speaker | None, kind: Kind = Kind.SPEECH) -> SpokenTurn:
    return SpokenTurn(Turn(0, None, kind, 0, len(text)), speaker, text.strip(), 1, 1)


@EXACT
@given(st.lists(st.builds(Speaker, st.just("a"), LONG, st.lists(LONG, max_size=9).map(tuple)), max_size=60), URLS)
def test_any_list_is_within_limits(people: list[Speaker], url: str | None) -> None:
    source = Source("s", "*" * 400, None, None, "2024", url, tuple(people))
    lines = [*map(render.speaker_line, people), render.source_line(source, ENGLISH)]
    assert faults(sent(render.list_embed("Title", lines, ENGLISH))) == []


def test_a_list_says_how_many_lines_did_not_fit() -> None:
    embed = render.list_embed("Title", ["x" * 999] * 10, ENGLISH)
    assert (embed.description or "").endswith("\n… and 7 more")


@EXACT
@given(st.lists(st.builds(Speaker, st.just("a"), LONG, st.lists(LONG, max_size=9).map(tuple)), min_size=1, max_size=60))
def test_any_listing_of_speakers_is_within_limits(people: list[Speaker]) -> None:
    answer = Answer("*" * 1000, (), 1.0, Tier.ANSWERED, tuple(people))
    assert faults(sent(*render.answer_embeds(answer, ENGLISH))) == []


@EXACT
@given(st.lists(LONG, min_size=1, max_size=60), URLS)
def test_any_listing_of_sources_is_within_limits(titles: list[str], url: str | None) -> None:
    sources = tuple(Source("s", title, None, None, None, url, (Speaker("a", title),)) for title in titles)
    answer = Answer("who?", (), 1.0, Tier.ANSWERED, sources)
    assert faults(sent(*render.answer_embeds(answer, ENGLISH))) == []


def test_an_empty_list_says_so() -> None:
    assert render.list_embed("Title", [], ENGLISH).description == "There are no transcripts here yet."


def test_the_decisive_sentence_is_bold_and_the_words_are_the_same() -> None:
    quote = made("One *day*. Two nights. Three.")
    first, last = sentences(quote.text)[1]
    (embed,) = render.quote_embeds([Quote(quote.passage, 0, quote.end, (first, last))], ENGLISH)
    assert (bold(embed.description or ""), seen(embed.description or "")) == (["Two nights"], f"“{quote.text}”")


def test_a_quote_names_its_speaker_its_source_its_line_and_its_link() -> None:
    (embed,) = render.quote_embeds([made("A word.", url="https://a.b/(c)")], ENGLISH)
    assert (embed.author.name, embed.footer.text) == ("Ann", "Talk · line 1")
    assert embed.description == "“A word.”\n[go to the source](https://a.b/%28c%29)"


def test_a_link_leads_to_the_time_of_the_quote_and_a_time_that_is_not_exact_says_so() -> None:
    passage = made("A word.", url="https://youtu.be/abc").passage
    said = replace(passage, source=replace(passage.source, approximate=True), start_ms=3_723_000)
    (embed,) = render.quote_embeds([Quote(said, 0, 7)], ENGLISH)
    assert embed.footer.text == "Talk · ≈ 1:02:03"
    assert embed.description == "“A word.”\n[go to the source](https://youtu.be/abc?t=3723s)"


def test_the_position_is_a_time_where_the_source_has_times() -> None:
    passage = Passage("a", made("x").passage.source, None, Kind.SPEECH, 0, 0, 1, 1, 1, "x", start_ms=3_723_000)
    assert position(Quote(passage, 0, 1), ENGLISH) == "1:02:03"


def test_nobody_is_credited_with_narration_and_it_has_no_quotation_marks() -> None:
    (embed,) = render.quote_embeds([made("He left.", kind=Kind.NARRATION)], ENGLISH)
    assert (embed.author.name, embed.description) == ("Narration", "He left.")


def test_words_that_another_quotes_are_told_apart() -> None:
    assert render.speaker_name(made("x", kind=Kind.QUOTE), ENGLISH) == "Ann, as quoted"


def test_an_unknown_speaker_is_called_unknown() -> None:
    passage = Passage("a", made("x").passage.source, None, Kind.SPEECH, 0, 0, 1, 1, 1, "x")
    assert render.speaker_name(Quote(passage, 0, 1), ENGLISH) == "Speaker unknown"


def test_a_sponsor_read_beside_a_quote_is_called_one() -> None:
    quote = made("Words.")
    embed = render.context_embed(
        Context(quote, (spoken("Buy it.", None, Kind.AD),), spoken("Words.", None), ()), ENGLISH
    )
    assert (embed.description or "").startswith("**Sponsor read**\nBuy it.")


def test_where_context_does_not_fit_the_furthest_turns_are_left_out() -> None:
    stars = "*" * 500 + "。"
    quote = made("Words.")
    passage = replace(quote.passage, start=len(stars), end=len(stars) + 6)
    beside = (spoken("_" * 270 + "。", quote.passage.speaker),) * 2
    own = spoken(stars + "Words." + stars, quote.passage.speaker)
    embed = render.context_embed(Context(Quote(passage, 0, 6), beside, own, beside), ENGLISH)
    assert faults(sent(embed)) == []
    assert [seen(embed.description or "").count("_" * 270), "Words" in bold(embed.description or "")] == [3, True]


def test_both_sides_of_a_comparison_get_as_many_quotes() -> None:
    sides = (Side(Speaker("a", "A"), True, (made("x."), made("y."))), Side(Speaker("b", "B"), True, (made("z."),)))
    (embed,) = render.comparison_embeds(Comparison("t", sides), ENGLISH)
    assert [(field.value or "").count("“") for field in embed.fields] == [1, 1]


def test_a_side_that_never_spoke_says_so_and_shows_nothing() -> None:
    sides = (Side(Speaker("a", "A"), False, (made("x."),)), Side(Speaker("b", "B"), True, (made("z."),)))
    (embed,) = render.comparison_embeds(Comparison("t", sides), ENGLISH)
    assert embed.fields[0].value == "A has not spoken on this in these transcripts."
    assert len(render.compared_quotes(Comparison("t", sides))) == 1


def test_the_same_speaker_has_the_same_colour() -> None:
    one, other = render.quote_embeds([made("x."), made("y.")], ENGLISH)
    assert one.colour == other.colour
