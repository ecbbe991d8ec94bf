"""/timeline as a member of a server sees it."""

from typing import Any

import pytest

from bot.client import VerbatimBot
from bot.state import State
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.bot.conftest import Ingest, World, labels, shown_text, told
from tests.bot.reading import bold, read

HEADER = "---\ntitle: {title}\n{date}participants:\n  ann: {{name: Ann Lee}}\n  bob: {{name: Bob Wu}}\n---\n"


def talk(title: str, date: str, *lines: str) -> str:
    return HEADER.format(title=title, date=f"date: {date}\n" if date else "") + "\n\n".join(lines) + "\n"


@pytest.fixture
def dated(ingest: Ingest) -> None:
    """Beside the talk, which has no date, two conversations of which the later one is read first."""
    ingest(
        a=talk("Later", "2024-07-23", "[[bob]] A licence of models was a promise that we broke."),
        b=talk(
            "Sooner",
            "2023-01-05",
            "[[ann]] A licence of models is a burden for small teams.",
            "[[bob]] A licence of models protects whoever writes the code.",
        ),
    )


async def shown(world: World, topic: str = "licence of models", **options: Any) -> Any:
    return (await world.alice.slash(world.channel, "timeline", topic=topic, **options)).response


@pytest.mark.usefixtures("dated")
async def test_quotes_stand_under_their_dates_in_order_and_those_without_one_last(world: World) -> None:
    cards = read(await shown(world)).cards
    assert [card.splitlines()[:2] for card in cards] == [
        ["### 5 January 2023", "Sooner"],
        ["### 23 July 2024", "Later"],
        ["### Date unknown", r"The \*Bold\* Talk"],
    ]
    assert [name for card in cards[:2] for name in bold(card) if "·" in name] == [
        "1 · Ann Lee",
        "2 · Bob Wu",
        "3 · Bob Wu",
    ]


async def test_every_quote_tells_its_place_and_has_a_button_for_its_context(world: World) -> None:
    response = await shown(world)
    assert "-# 0:00:30 · [go to the source](https://example.org/talk_%281%29)" in read(response).cards[0]
    assert labels(response)[0] == "Context 1"
    pressed = await world.alice.click(response, label="Context 1")
    assert pressed.ephemeral


@pytest.mark.usefixtures("dated")
async def test_the_pages_are_turned_in_place_to_the_last_and_back(world: World) -> None:
    first = await shown(world)
    assert read(first).label == "Timeline · 1–5 of 6"
    assert labels(first)[-1] == "Later →"
    await world.alice.click(first, label="Later →")
    second = world.channel.last_message
    assert (second.id, read(second).label) == (first.id, "Timeline · 6 of 6")
    assert labels(second) == ["Context 6", "← Earlier"]
    await world.alice.click(second, label="← Earlier")
    assert read(world.channel.last_message) == read(first)


@pytest.mark.usefixtures("dated")
async def test_pages_are_turned_after_a_restart(
    world: World, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    first = await shown(world)
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback))
    await world.alice.click(first, label="Later →")
    assert read(world.channel.last_message).label == "Timeline · 6 of 6"


def button(world: World, custom_id: str) -> Any:
    """A message of the bot with a button that leads somewhere."""
    row = {"type": 1, "components": [{"type": 2, "style": 2, "label": "Turn", "custom_id": custom_id}]}
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "old", components=[row])
    return world.channel.last_message


@pytest.mark.usefixtures("dated")
async def test_of_a_page_that_is_gone_the_last_is_shown(world: World, library: Library) -> None:
    first = await shown(world)
    library.remove("b")
    await world.alice.click(first, label="Later →")
    assert read(world.channel.last_message).label == "Timeline · 1–4 of 4"


async def test_the_timeline_of_somebody_who_is_gone_says_so_and_shows_nobody_else(world: World) -> None:
    pressed = await world.alice.click(button(world, "verbatim:timeline:AAAAAAAA:0:licence"), label="Turn")
    assert told(pressed) == "This person is no longer heard in the library."


@pytest.mark.usefixtures("dated")
async def test_a_timeline_of_one_speaker_has_their_words_alone(world: World) -> None:
    page = read(await shown(world, speaker="安妮"))
    assert page.label == "Timeline · Ann Lee · 1–3 of 3"
    assert not any("Bob" in card for card in page.cards)


async def test_a_topic_of_which_nobody_spoke_is_told_by_one_sentence(world: World) -> None:
    assert read(await shown(world, "zebra")).texts == ("Nobody has spoken on this in these transcripts.",)
    assert read(await shown(world, "zebra", speaker="ann")).texts == (
        "Ann Lee has not spoken on this in these transcripts.",
    )


async def test_a_chinese_topic_is_answered_in_chinese(world: World) -> None:
    assert read(await shown(world, "斑马")).texts == ("在这些文字稿里，没有人谈过这个话题。",)


async def test_an_unknown_speaker_is_told_by_one_sentence(world: World) -> None:
    assert shown_text(await shown(world, speaker="Zed")) == "No speaker here is called “Zed”."
    assert len(world.env.errors) == 1


async def test_a_timeline_is_deferred_first_pings_nobody_and_is_private_where_asked(world: World) -> None:
    result = await world.alice.slash(world.channel, "timeline", topic="licence @everyone", private=True)
    assert result.ephemeral
    assert world.acknowledgements() == [5]
