"""The last look: whatever a message shows of a source is what the library holds when it is sent, or is withheld."""

import pkgutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

import bot.pages
from bot.admission import Asker
from bot.answering import Question, find
from bot.checking import checked, extracts
from bot.drawing import comparison_picture, quote_picture
from bot.i18n import CATALOGUE, ENGLISH, say
from bot.markdown import UNDERLINED, unstyled
from bot.metrics import Metrics
from bot.page import Block, Card, Page, Picture, Said, Text
from bot.pages.answers import answer_page, card_page, more_page, random_page
from bot.pages.comparisons import comparison_card_page, comparison_page
from bot.pages.contexts import context_page
from bot.pages.daily import daily_page
from bot.pages.library import Doubted, reports_page
from bot.pages.timelines import timeline_page
from bot.pages.topics import example_page
from bot.pages.verifications import verification_page
from bot.sending import post
from bot.state import Report
from knowledge.library import Library
from knowledge.model import Kind, Quote
from knowledge.verification import Verdict
from tests.bot.conftest import QUESTION, World, shown_text
from tests.bot.figures import figures
from tests.bot.reading import read
from tests.bot.test_pages import answered, wrong
from tests.conftest import HashingEncoder
from tests.knowledge.test_architecture import importers_of

# Every word of the source has a capital letter that stands nowhere else: asked with, it is written small.
TALK = """---
title: The Talk
date: 2024-05-01
participants:
  ann: {name: Ann Lee}
  bob: {name: Bob Wu}
---
[[ann 00:10]] Жalpha Жbeta Жgamma Жdelta Жepsilon. Жzeta Жeta Жtheta Жiota Жkappa Жlambda.
[[bob 00:20]] Жalpha Жbeta Жmu Жnu Жxi Жomicron. Жpi Жrho Жsigma Жtau Жupsilon Жphi.
[[ann 00:30]] Жalpha Жchi Жpsi Жomega Жstigma Жdigamma Жkoppa.
"""
ASKED = "жalpha жbeta"
WITHHELD = say(ENGLISH, "withheld")


@pytest.fixture(scope="module")
def greek(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("talk")
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    with closing(Library(folder / "data", HashingEncoder())) as library:
        list(library.ingest([folder / "talk.txt"]))
        yield library


def first(library: Library) -> Quote:
    return library.ask(ASKED, limit=10).quotes[0]


def last_look(library: Library, page: Page) -> tuple[Page, list[str]]:
    """The page as it would be sent, and why parts of it would not."""
    wanted = extracts(page)
    kept, withheld = checked(page, dict(zip(wanted, library.standing(wanted), strict=True)))
    return kept, [one.reason for one in withheld]


def answered_page(library: Library) -> Page:
    found = library.ask(ASKED, limit=10)
    return answered(found, found.quotes, ENGLISH)


def verified_page(library: Library) -> Page:
    return verification_page(library.verify("жalpha жbeta жgamma жdelta жrho жepsilon"), "?", ENGLISH)


PAGES: dict[str, Callable[[Library], Page]] = {
    "answer_page": answered_page,
    "more_page": lambda library: more_page(library.ask(ASKED, limit=10).quotes, ASKED, ENGLISH),
    "random_page": lambda library: random_page(first(library), None, None, ENGLISH),
    "daily_page": lambda library: daily_page(first(library), None, None, ENGLISH),
    "example_page": lambda library: example_page(first(library), ENGLISH),
    "context_page": lambda library: context_page(library.context(first(library).passage.id), ENGLISH),
    "comparison_page": lambda library: comparison_page(library.compare("ann", "bob", ASKED), ENGLISH),
    "timeline_page": lambda library: timeline_page(library.timeline(ASKED), 0, ENGLISH),
    "verification_page": verified_page,
    "reports_page": lambda library: reports_page(
        None, [Doubted(Report(1, first(library).passage.id, 2), first(library), "seal")], ENGLISH
    ),
}
# Names and titles, numbers, settings, and what a picture shows, whose words are looked at below.
WITHOUT_QUOTES = {
    "list_page",
    "added_page",
    "library_page",
    "schedules_page",
    "settings_page",
    "topics_page",
    "privacy_page",
    "forget_page",
    "confirmation_page",
    "excluded_page",
    "exclusions_page",
}
WITH_PICTURES = {"card_page", "comparison_card_page"}


def test_every_page_there_is_is_looked_at_here() -> None:
    modules = [import_module(f"bot.pages.{found.name}") for found in pkgutil.iter_modules(bot.pages.__path__)]
    there = {
        name
        for module in modules
        for name, made in vars(module).items()
        if name.endswith("_page") and getattr(made, "__module__", "") == module.__name__
    }
    assert there == PAGES.keys() | WITHOUT_QUOTES | WITH_PICTURES


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_source_is_in_a_page_but_what_is_looked_at_before_it_is_sent(greek: Library, name: str) -> None:
    page = PAGES[name](greek)
    assert "Ж" in "\n".join(page.words)
    blocks = [block for part in page.parts if isinstance(part, Card) for block in part.blocks]
    beside = [part for block in blocks for part in (block.head, *block.written) if not isinstance(part, Said)]
    assert not [text for text in beside if "Ж" in text]
    assert not [part for part in page.parts if not isinstance(part, Card) and "Ж" in repr(part)]
    assert not [said for said in page.said if "Ж" in said.opening + said.closing + said.name]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_what_the_library_holds_is_sent_as_it_is(greek: Library, name: str) -> None:
    page = PAGES[name](greek)
    assert page.said
    assert last_look(greek, page) == (page, [])


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("was", "put"), [("Ж", "Ш"), ("Ж", ""), ("a", "**a**a"), ("a", "a\\\\"), ("a", "<@1>")])
def test_a_page_that_writes_other_words_than_the_source_has_them_withheld(
    greek: Library, name: str, was: str, put: str
) -> None:
    page = PAGES[name](greek)
    faulty = rewritten(page, lambda said: replace(said, words=said.words.replace(was, put, 1)))
    kept, reasons = last_look(greek, faulty)
    assert (set(reasons), wrong(kept)) == ({"words"}, [])
    assert (kept.said, "Ж" in "\n".join(kept.words), WITHHELD in "\n".join(kept.words)) == ((), False, True)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_names_another_speaker_has_the_words_withheld(greek: Library, name: str) -> None:
    page = PAGES[name](greek)
    faulty = replace(page, parts=tuple(_misnamed(part) if isinstance(part, Card) else part for part in page.parts))
    assert set(last_look(greek, faulty)[1]) == {"speaker"}


def test_words_beside_the_words_are_withheld_with_them(greek: Library) -> None:
    faulty = rewritten(PAGES["random_page"](greek), lambda said: replace(said, closing=f" indeed{said.closing}"))
    assert last_look(greek, faulty)[1] == ["words"]


def test_marks_of_style_are_no_other_words(greek: Library) -> None:
    styled = rewritten(PAGES["random_page"](greek), lambda said: replace(said, words=f"{UNDERLINED}{said.words}__"))
    assert last_look(greek, styled)[1] == []


def test_the_rest_of_a_message_stands(greek: Library) -> None:
    page = PAGES["answer_page"](greek)
    one, *others = [part for part in page.parts if isinstance(part, Card)]
    (block,) = one.blocks
    (said,) = block.said
    wrong = replace(one, blocks=(replace(block, written=(replace(said, words="No."),)),))
    kept, _ = last_look(greek, replace(page, parts=tuple(wrong if part is one else part for part in page.parts)))
    assert kept.parts[1] == Card((Block(WITHHELD),), one.colour)
    assert [part for part in kept.parts if isinstance(part, Card)][1:] == others
    assert len(kept.parts) == len(page.parts)


def test_of_a_context_only_the_turn_that_was_overtaken_is_withheld(greek: Library) -> None:
    page = PAGES["context_page"](greek)
    wrong = rewritten(page, lambda said: replace(said, words="No.") if said.name == "Bob Wu" else said)
    kept, reasons = last_look(greek, wrong)
    assert reasons == ["words"]
    assert [said.name for said in kept.said] == ["Ann Lee", "Ann Lee"]


def test_a_verdict_goes_with_the_words_it_rests_on(greek: Library) -> None:
    found = greek.verify("жalpha жbeta жgamma жdelta жepsilon")
    assert found.verdict is Verdict.EXACT
    page = verification_page(found, "?", ENGLISH)
    kept, _ = last_look(greek, rewritten(page, lambda said: replace(said, words="No.")))
    assert "said exactly" not in "\n".join(kept.words)


async def test_a_picture_is_withheld_with_a_word_that_is_not_the_sources(greek: Library) -> None:
    picture = await quote_picture(first(greek), ENGLISH)
    assert picture
    page = card_page(picture, first(greek), None, None, ENGLISH)
    assert last_look(greek, page) == (page, [])
    (drawn,) = picture.drawn
    assert drawn.words in picture.alt
    other = replace(picture, drawn=(replace(drawn, words="No."),))
    kept, reasons = last_look(greek, replace(page, parts=(other, *page.parts[1:])))
    assert (kept.parts[0], reasons) == (Text(WITHHELD), ["words"])


async def test_a_picture_that_is_as_it_should_be_stands_beside_words_that_are_not(greek: Library) -> None:
    picture = await quote_picture(first(greek), ENGLISH)
    assert picture
    page = PAGES["random_page"](greek)
    wrong = rewritten(page, lambda said: replace(said, words="No."))
    kept, reasons = last_look(greek, replace(wrong, parts=(picture, *wrong.parts)))
    assert (kept.parts[0], reasons, kept.said) == (picture, ["words"], ())


async def test_the_picture_of_a_comparison_has_all_its_words_looked_at(greek: Library) -> None:
    comparison = greek.compare("ann", "bob", "the talk жalpha")
    picture = await comparison_picture(comparison, ENGLISH)
    assert isinstance(picture, Picture)
    assert {one.extract.speaker for one in picture.drawn} == {"Ann Lee", "Bob Wu"}
    page = comparison_card_page(picture, comparison, ENGLISH)
    assert last_look(greek, page) == (page, [])
    assert "Ж" not in str([part for part in page.parts if part is not picture])


@pytest.mark.parametrize("language", CATALOGUE)
def test_the_sentence_is_in_the_language_of_the_message(greek: Library, language: str) -> None:
    page = random_page(first(greek), None, None, language)
    kept, _ = last_look(greek, rewritten(page, lambda said: replace(said, words="No.")))
    assert say(language, "withheld") in "\n".join(kept.words)


def test_nothing_but_sending_makes_messages_of_pages() -> None:
    assert importers_of("bot.embeds") == {"bot/sending.py"}
    assert importers_of("bot.layout") == {"bot/sending.py", "bot/embeds.py"}


# ---- what happens between the answer and its sending


async def overtaken(world: World, library: Library, change: Callable[[Library, Quote], object]) -> str:
    """What a channel reads of an answer before whose sending the library was changed."""
    found = await find(world.bot, Asker(world.guild.id, world.alice.id), Question(QUESTION))
    change(library, found.offered[0])
    channel = world.bot.get_channel(world.channel.id)
    await post(world.bot, channel, world.guild.id, answer_page(found, ENGLISH))  # type: ignore[arg-type]
    return shown_text(world.channel.last_message)


async def test_a_source_that_is_removed_before_an_answer_is_sent_is_not_quoted(
    world: World, library: Library, metrics: Metrics, caplog: pytest.LogCaptureFixture
) -> None:
    said = await overtaken(world, library, lambda library, _: library.remove("talk"))
    assert (said.count(WITHHELD), "licence without caps" in said) == (3, False)
    assert figures(metrics)['verbatim_quotes_withheld_total{reason="gone"}'] == 3
    assert "a quote of talk, " in caplog.text
    assert QUESTION not in caplog.text


async def test_a_quote_that_is_credited_to_another_before_it_is_sent_is_withheld(
    world: World, library: Library
) -> None:
    said = await overtaken(world, library, lambda library, quote: library.credit(quote.passage.id, "Carol"))
    assert said.count(WITHHELD) == 1


async def test_a_speaker_who_is_renamed_before_an_answer_is_sent_is_not_called_by_the_former_name(
    world: World, library: Library, metrics: Metrics
) -> None:
    said = await overtaken(world, library, lambda library, quote: library.rename_speaker("Ann Lee", "Ann Levi"))
    assert ("Ann Lee" in said, WITHHELD in said) == (False, True)
    assert figures(metrics)['verbatim_quotes_withheld_total{reason="gone"}'] > 0


async def test_a_source_whose_text_is_another_before_an_answer_is_sent_is_not_quoted_as_it_was(
    world: World, library: Library, tmp_path: Path
) -> None:
    def rewrite(library: Library, _: Quote) -> None:
        folder = tmp_path / "again"
        folder.mkdir()
        (folder / "talk.txt").write_text("Ann: All of it is other words now.\nBob: So it is.\n", encoding="utf-8")
        assert [report.status for report in library.ingest([folder])] == ["updated"]

    assert (await overtaken(world, library, rewrite)).count(WITHHELD) == 3


async def test_what_was_changed_elsewhere_lets_a_quote_be(world: World, library: Library, ingest: object) -> None:
    def retitle(library: Library, _: Quote) -> None:
        library.describe("talk", title="Another title")

    said = await overtaken(world, library, retitle)
    assert WITHHELD not in said


async def test_a_command_sends_what_was_compared_and_counts_nothing(world: World, metrics: Metrics) -> None:
    response = (await world.alice.slash(world.channel, "ask", question=QUESTION)).response
    assert len(read(response).cards) == 3
    assert sum(value for name, value in figures(metrics).items() if name.startswith("verbatim_quotes_with")) == 0


# ---- pages with a fault in them


def rewritten(page: Page, fault: Callable[[Said], Said]) -> Page:
    """The page as one would make it that has a fault."""

    def block(one: Block) -> Block:
        written = tuple(fault(part) if isinstance(part, Said) else part for part in one.written)
        return replace(one, written=written, rests_on=tuple(map(fault, one.rests_on)))

    cards = (
        replace(part, blocks=tuple(map(block, part.blocks))) if isinstance(part, Card) else part for part in page.parts
    )
    return replace(page, parts=tuple(cards))


def _misnamed(card: Card) -> Card:
    """With another's name wherever a name stands."""
    swap = {"Ann Lee": "Bob Wu", "Bob Wu": "Ann Lee"}

    def said(one: Said) -> Said:
        other = swap.get(one.name, one.name)
        return replace(one, opening=one.opening.replace(one.name or "\0", other), name=other)

    def block(one: Block) -> Block:
        head = one.head
        for name in {said.name for said in one.said if said.name}:
            head = head.replace(name, swap[name])
        return replace(
            one, head=head, written=tuple(said(part) if isinstance(part, Said) else part for part in one.written)
        )

    return replace(card, blocks=tuple(map(block, card.blocks)))


def test_the_words_of_a_quote_are_read_back_from_its_markdown(greek: Library) -> None:
    (said,) = PAGES["random_page"](greek).said
    assert unstyled(said.words) == first(greek).text
    assert said.extract.kind is Kind.SPEECH
