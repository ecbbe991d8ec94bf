"""Pages: whatever is shown fits Discord as components and as embeds, and says exactly what was said."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering import Found
from bot.embeds import embeds, view
from bot.i18n import CATALOGUE, ENGLISH
from bot.layout import layout
from bot.page import Card, Choose, ChooseOf, Page, Text
from bot.pages.answers import answer_page, more_page, random_page
from bot.pages.comparisons import comparison_page
from bot.pages.contexts import context_page
from bot.pages.lists import list_page, source_line, speaker_line
from bot.pages.settings import HOW, RIGHTS, Seen, settings_page
from bot.quotation import quote_block, speaker_name
from bot.state import Place, Scope, ServerSettings
from bot.wording import position
from knowledge import transcripts
from knowledge.contexts import stretch
from knowledge.library import Library
from knowledge.model import (
    Answer,
    Comparison,
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
from knowledge.sentences import sentences
from tests.bot.limits import faults
from tests.bot.reading import LAYOUT, bold, seen, without_closings
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


def wrong(page: Page) -> list[str]:
    """What Discord would refuse of a page, however it is sent."""
    buttons = view(page)
    as_embeds = {"embeds": [one.to_dict() for one in embeds(page)], "components": buttons and buttons.to_components()}
    laid_out = layout(page).to_components()  # type: ignore[no-untyped-call]
    return faults({"components": laid_out, "flags": LAYOUT}) + faults(as_embeds)


def cards(page: Page) -> list[str]:
    return [
        "\n".join(block.body for block in part.blocks if block.body) for part in page.parts if isinstance(part, Card)
    ]


def heads(page: Page) -> list[str]:
    return [block.head for part in page.parts if isinstance(part, Card) for block in part.blocks]


def answer(*quotes: Quote, question: str = "Why?", tier: Tier = Tier.ANSWERED) -> Page:
    return answered(Answer(question, quotes[:3], 0.5, tier), quotes, ENGLISH)


def answered(said: Answer, offered: Sequence[Quote], language: str) -> Page:
    return answer_page(Found(said, offered, None, None), language)


def made(text: str, name: str = "Ann", title: str = "Talk", url: str | None = None, kind: Kind = Kind.SPEECH) -> Quote:
    speaker = Speaker("ann", name)
    source = Source("talk", title, None, None, None, url, (speaker,))
    id = urlsafe_b64encode(sha256(f"{text}{title}".encode("utf-8", "surrogatepass")).digest()[:8])[:11].decode()
    return Quote(Passage(id, source, speaker, kind, 0, 0, len(text), 1, 1, text), 0, len(text))


def passages(library: Library) -> list[Quote]:
    return [library.quote(id) for id in ids(library)]


def ids(library: Library) -> list[str]:
    return [p.id for p in library._held.catalogue.passages_of({s.id: s for s in library.sources()})]


@pytest.mark.parametrize("language", CATALOGUE)
def test_every_passage_of_the_seeds_is_shown_whole_and_within_limits(seeds: Library, language: str) -> None:
    texts = [transcripts.decoded(path) for path in SEEDS.glob("*.txt")]
    for quote in passages(seeds):
        page = random_page(quote, quote.passage.speaker, "a topic", language)
        assert wrong(page) == []
        assert without_closings(quote.text) in seen(cards(page)[0])
        assert any(quote.text in text for text in texts)


def test_every_passage_of_the_seeds_stands_in_bold_in_its_context(seeds: Library) -> None:
    for id in ids(seeds):
        context = seeds.context(id)
        page = context_page(context, ENGLISH)
        assert wrong(page) == []
        assert context.quote.text in seen(cards(page)[0])
        assert unframed(context.quote.text) in bold(cards(page)[0])


def test_the_context_of_a_quote_leads_through_the_whole_transcript(seeds: Library) -> None:
    id = ids(seeds)[40]
    first = seeds.context(id)
    back, on = [seeds.context(id, -1)], [first]
    while back[-1].has_before:
        back.append(seeds.context(id, back[-1].step - 1))
    while on[-1].has_after:
        on.append(seeds.context(id, on[-1].step + 1))
    read = [part for page in [*reversed(back), *on] for part in page.slices]
    turns = [turn for turn in seeds.turns(first.quote.passage.source.id) if turn.turn.kind is not Kind.BOILERPLATE]
    assert "".join(part.text for part in read) == "".join(turn.text for turn in turns)
    assert [wrong(context_page(page, ENGLISH)) for page in back + on] == [[]] * len(back + on)


@pytest.mark.parametrize("language", CATALOGUE)
def test_answers_of_any_three_passages_of_the_seeds_are_within_limits(seeds: Library, language: str) -> None:
    quotes = sorted(passages(seeds), key=lambda quote: -len(quote.text))
    for start in range(0, len(quotes), 3):
        offered = tuple(quotes[start : start + 10])
        assert wrong(answered(Answer("*" * 1000, offered[:3], 0.4, Tier.NEAREST), offered, language)) == []


@pytest.mark.parametrize("language", CATALOGUE)
@pytest.mark.parametrize("how", HOW.values())
def test_settings_with_as_many_channels_as_can_be_chosen_and_no_rights_at_all_are_within_limits(
    language: str, how: tuple[Place, bool]
) -> None:
    many = frozenset(range(10**18, 10**18 + 25))
    chosen = ServerSettings(many, *how, language, Scope.OWN, many)
    page = settings_page(Seen(chosen, tuple((id, tuple(RIGHTS)) for id in many), False), language)
    assert wrong(page) == []
    assert len([part for part in page.parts if isinstance(part, Choose | ChooseOf)]) == 5


@pytest.mark.parametrize("language", CATALOGUE)
def test_every_comparison_in_the_seeds_shows_exact_words(seeds: Library, language: str) -> None:
    people = [speaker.id for speaker in seeds.speakers()]
    for first, second in pairwise(people):
        comparison = seeds.compare(first, second, "open source models")
        page = comparison_page(comparison, language)
        assert wrong(page) == []
        said = [quote.text for row in comparison.rows for quote in row.quotes if quote]
        shown = "\n".join(map(seen, cards(page)))
        assert not said or any(text in shown for text in said)


def test_four_speakers_are_compared_within_limits(seeds: Library) -> None:
    people = ["sam-altman", "mark-zuckerberg", "mark-surman", "emad-mostaque"]
    assert wrong(comparison_page(seeds.compare_all(people, "open source models"), ENGLISH)) == []


@EXACT
@given(WORDS, LONG, LONG, URLS, st.sampled_from(Tier))
def test_any_answer_is_within_limits(text: str, name: str, title: str, url: str | None, tier: Tier) -> None:
    quotes = [made(text, name, f"{n}{title}", url) for n in range(10)]
    assert wrong(answer(*quotes, question=text.strip()[:1000], tier=tier)) == []
    assert wrong(more_page(quotes, text.strip()[:1000], ENGLISH)) == []


@EXACT
@given(WORDS)
def test_what_is_too_long_is_a_shorter_run_of_the_same_words(text: str) -> None:
    block = quote_block(made(text), 1200, ENGLISH)
    shown = seen(block.body).removeprefix("…").removeprefix("“").removesuffix("…").removesuffix("”")
    assert shown in without_closings(text)
    assert shown


@EXACT
@given(WORDS, st.tuples(LONG, LONG), URLS, st.lists(st.booleans(), min_size=2, max_size=4))
def test_any_comparison_is_within_limits(text: str, names: tuple[str, str], url: str | None, spoke: list[bool]) -> None:
    (name, title), count = names, len(spoke)
    quotes = [made(text, name, f"{number}{title}", url) for number in range(3 * count)]
    sides = tuple(
        Side(Speaker(f"s{number}", name), spoke[number], (quotes[number],), quotes[0].passage.source)
        for number in range(count)
    )
    facing = tuple(Row(tuple(quotes[start : start + count]), 1.0) for start in (0, count))
    alone = tuple(Row((quotes[2 * count + at], *[None] * (count - 1))) for at in range(count))
    page = comparison_page(Comparison(text.strip()[:300], sides, (*facing, *alone)), ENGLISH)
    assert wrong(page) == []


@EXACT
@given(WORDS, WORDS, LONG, LONG)
def test_any_context_is_within_limits_and_holds_the_quote(text: str, around: str, name: str, title: str) -> None:
    before, own, after = (around, text.strip()[:280], around)
    speaker, turns, at = Speaker("b", name), [], 0
    for index, words in enumerate((before, own, after)):
        turns.append(SpokenTurn(Turn(index, "b", Kind.SPEECH, at, at + len(words)), speaker, words, 1, 1))
        at += len(words)
    quote = made(own, name, title)
    quote = replace(quote, passage=replace(quote.passage, start=len(before), end=len(before) + len(own)))
    found = stretch(turns, quote, 0)
    assert found
    page = context_page(found, ENGLISH)
    assert wrong(page) == []
    assert without_closings(quote.text) in seen(cards(page)[0])
    assert unframed(quote.text) in map(without_closings, bold(cards(page)[0]))


def unframed(text: str) -> str:
    """From the first letter or digit to the last."""
    inside = [at for at, char in enumerate(text) if char.isalnum()]
    return without_closings(text[inside[0] : inside[-1] + 1] if inside else text)


@EXACT
@given(st.lists(st.builds(Speaker, st.just("a"), LONG, st.lists(LONG, max_size=9).map(tuple)), max_size=60), URLS)
def test_any_list_is_within_limits(people: list[Speaker], url: str | None) -> None:
    source = Source("s", "*" * 400, None, None, "2024", url, tuple(people))
    lines = [*(speaker_line(person, ENGLISH) for person in people), source_line(source, ENGLISH)]
    assert wrong(list_page("Title", lines, ENGLISH)) == []


def test_a_list_says_how_many_lines_did_not_fit() -> None:
    (card,) = cards(list_page("Title", ["x" * 999] * 10, ENGLISH))
    assert card.endswith("\n… and 7 more")


@EXACT
@given(st.lists(st.builds(Speaker, st.just("a"), LONG, st.lists(LONG, max_size=9).map(tuple)), min_size=1, max_size=60))
def test_any_listing_of_speakers_is_within_limits(people: list[Speaker]) -> None:
    assert wrong(answered(Answer("*" * 1000, (), 1.0, Tier.ANSWERED, tuple(people)), (), ENGLISH)) == []


@EXACT
@given(st.lists(LONG, min_size=1, max_size=60), URLS)
def test_any_listing_of_sources_is_within_limits(titles: list[str], url: str | None) -> None:
    sources = tuple(Source("s", title, None, None, None, url, (Speaker("a", title),)) for title in titles)
    assert wrong(answered(Answer("who?", (), 1.0, Tier.ANSWERED, sources), (), ENGLISH)) == []


def test_an_empty_list_says_so() -> None:
    assert cards(list_page("Title", [], ENGLISH)) == ["There are no transcripts here yet."]


def test_the_decisive_sentence_is_bold_and_the_words_are_the_same() -> None:
    quote = made("One *day*. Two nights. Three.")
    first, last = sentences(quote.text)[1]
    (card,) = cards(answer(Quote(quote.passage, 0, quote.end, (first, last))))
    assert (bold(card), seen(card)) == (["Two nights"], f"“{quote.text}”")


def test_a_quote_names_its_speaker_its_source_its_line_and_its_link() -> None:
    page = answer(made("A word.", url="https://a.b/(c)"))
    assert heads(page) == ["**Ann**\n-# Talk · line 1 · [go to the source](https://a.b/%28c%29)"]
    assert cards(page) == ["“A word.”"]


def test_a_link_leads_to_the_time_of_the_quote_and_a_time_that_is_not_exact_says_so() -> None:
    passage = made("A word.", url="https://youtu.be/abc").passage
    said = replace(passage, source=replace(passage.source, approximate=True), start_ms=3_723_000)
    (head,) = heads(answer(Quote(said, 0, 7)))
    assert head.splitlines()[1] == "-# Talk · ≈ 1:02:03 · [go to the source](https://youtu.be/abc?t=3723s)"


def test_the_position_is_a_time_where_the_source_has_times() -> None:
    passage = Passage("a", made("x").passage.source, None, Kind.SPEECH, 0, 0, 1, 1, 1, "x", start_ms=3_723_000)
    assert position(Quote(passage, 0, 1), ENGLISH) == "1:02:03"


def test_nobody_is_credited_with_narration_and_it_has_no_quotation_marks() -> None:
    page = answer(made("He left.", kind=Kind.NARRATION))
    assert (heads(page)[0].splitlines()[0], cards(page)) == ("**Narration**", ["He left."])


def test_words_that_another_quotes_are_told_apart() -> None:
    assert speaker_name(made("x", kind=Kind.QUOTE), ENGLISH) == "Ann, as quoted"


def test_an_unknown_speaker_is_called_unknown() -> None:
    passage = Passage("a", made("x").passage.source, None, Kind.SPEECH, 0, 0, 1, 1, 1, "x")
    assert speaker_name(Quote(passage, 0, 1), ENGLISH) == "Speaker unknown"


def test_a_sponsor_read_beside_a_quote_is_called_one() -> None:
    read = SpokenTurn(Turn(0, None, Kind.AD, 0, 7), None, "Buy it.", 1, 1)
    said = SpokenTurn(Turn(1, None, Kind.SPEECH, 7, 13), None, "Words.", 1, 1)
    quote = made("Words.")
    found = stretch([read, said], replace(quote, passage=replace(quote.passage, start=7, end=13)), 0)
    assert found
    assert cards(context_page(found, ENGLISH))[0].startswith("**Sponsor read**\nBuy it.")


def test_two_quotes_of_one_passage_have_one_button_each_kind() -> None:
    assert wrong(answer(made("Words."), made("Words."))) == []


def test_what_faces_each_other_stands_in_one_card_and_what_only_one_said_in_another() -> None:
    sides = (Side(Speaker("a", "A"), True, (made("x."), made("y."))), Side(Speaker("b", "B"), True, (made("z."),)))
    rows = (Row((made("x."), made("z.")), 2.0), Row((made("y."), None)))
    page = comparison_page(Comparison("t", sides, rows), ENGLISH)
    assert cards(page) == ["“x.”\n“z.”", "“y.”"]
    assert heads(page)[2].splitlines()[-1] == "-# Nothing close to this from the others"


def test_a_side_that_never_spoke_says_so() -> None:
    sides = (Side(Speaker("a", "A"), False, (made("x."),)), Side(Speaker("b", "B"), True, (made("z."),)))
    page = comparison_page(Comparison("t", sides, (Row((None, made("z."))),)), ENGLISH)
    assert Text("A has not spoken on this in these transcripts.") in page.parts
    assert cards(page) == ["“z.”"]


def test_the_same_speaker_has_the_same_colour() -> None:
    one, other = [part for part in answer(made("x."), made("y.")).parts if isinstance(part, Card)]
    assert one.colour == other.colour
