"""/topics as a member of a server sees it, and the topics that are suggested."""

from typing import Any

import pytest

from bot.commands.options import Suggestions
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.bot.commands.test_options import Forgetful
from tests.bot.conftest import Ingest, World, labels, shown_text
from tests.bot.limits import choice_faults
from tests.bot.reading import MEDIA, components, read, seen, walk
from tests.knowledge.test_topics import CHEESE, GLACIER, VIOLIN, about

HEADER = "---\ntitle: Fair\nparticipants:\n  ann: {name: Ann Lee}\n  bob: {name: Bob Wu}\n---\n"


@pytest.fixture
def fair(ingest: Ingest) -> None:
    """A conversation on three things."""
    said = [*about("ann", CHEESE), *about("bob", CHEESE, 2), *about("ann", GLACIER), *about("bob", VIOLIN)]
    ingest(fair=HEADER + "\n\n".join(f"[[{who}]] {text}" for who, text in said) + "\n")


async def shown(world: World, **options: Any) -> Any:
    return (await world.alice.slash(world.channel, "topics", **options)).response


def topics_in(response: Any) -> dict[str, str]:
    """The lines of each topic by its heading."""
    text = read(response).cards[0]
    return {part.partition("**")[0]: part for part in text.split("\n**")[1:]}


@pytest.mark.usefixtures("fair")
async def test_topics_are_listed_with_their_share_and_who_says_how_much(world: World) -> None:
    found = topics_in(await shown(world))
    (cheese,) = (part for name, part in found.items() if "cheese" in part)
    assert "%" in cheese.splitlines()[0]
    assert cheese.splitlines()[-1] == "Ann Lee 75% · Bob Wu 25%"


@pytest.mark.usefixtures("fair")
async def test_every_topic_has_a_button_for_an_example_which_is_seen_by_who_asked(
    world: World, library: Library
) -> None:
    response = await shown(world)
    found = library.topics()
    assert labels(response) == [f"Example {number}" for number in range(1, len(found) + 1)]
    pressed = await world.alice.click(response, label="Example 2")
    assert pressed.ephemeral
    assert found[1].example.text in seen(shown_text(pressed.response))
    assert labels(pressed.response) == ["Context"]


@pytest.mark.usefixtures("fair")
async def test_a_chart_tells_who_speaks_how_much_also_to_who_does_not_see_it(world: World) -> None:
    (media,) = (one for one in walk(components(await shown(world))) if one["type"] == MEDIA)
    alt = media["items"][0]["description"]
    assert alt.startswith("Who speaks how much on what")
    assert "Ann Lee 75%, Bob Wu 25%" in alt


@pytest.mark.usefixtures("fair")
async def test_topics_of_one_speaker_have_neither_a_chart_nor_others(world: World) -> None:
    response = await shown(world, speaker="Bob")
    assert not [one for one in walk(components(response)) if one["type"] == MEDIA]
    assert "### Topics · Bob Wu\n" in shown_text(response)
    assert "Ann" not in shown_text(response)


@pytest.mark.usefixtures("fair")
async def test_topics_of_one_source_name_it(world: World) -> None:
    assert "### Topics · Fair\n" in shown_text(await shown(world, source="fair"))


async def test_too_few_passages_are_told_by_one_sentence(world: World) -> None:
    assert shown_text(await shown(world)) == "Too little is said here to find topics in."


async def test_an_unknown_source_is_told_by_one_sentence(world: World) -> None:
    assert "“nowhere”" in shown_text(await shown(world, source="nowhere"))
    assert len(world.env.errors) == 1


@pytest.mark.usefixtures("fair")
async def test_an_example_that_is_gone_says_so(world: World, library: Library) -> None:
    response = await shown(world)
    library.remove("fair")
    pressed = await world.alice.click(response, label="Example 1")
    assert shown_text(pressed.response) == "This passage is no longer in the library."


@pytest.mark.usefixtures("fair")
async def test_topics_are_deferred_first_and_private_where_asked(world: World) -> None:
    assert (await world.alice.slash(world.channel, "topics", private=True)).ephemeral
    assert world.acknowledgements() == [5]


# ---- suggestions


async def suggested(world: World, command: str, typed: str) -> list[str]:
    """What is suggested once all that goes on behind a key stroke is done."""
    await world.alice.autocomplete(world.channel, command, "topic", typed)
    await world.bot.suggestions.settle()
    choices = await world.alice.autocomplete(world.channel, command, "topic", typed)
    assert choice_faults(choices) == []
    return [choice["value"] for choice in choices]


@pytest.mark.usefixtures("fair")
@pytest.mark.parametrize("command", ["quote", "compare", "timeline"])
async def test_topics_of_the_library_are_suggested(world: World, library: Library, command: str) -> None:
    assert await suggested(world, command, "") == [topic.label for topic in library.topics()]


@pytest.mark.usefixtures("fair")
async def test_what_was_typed_comes_first_once(world: World, library: Library) -> None:
    label = library.topics()[0].label
    assert await suggested(world, "timeline", f" {label[:3]} ") == [label[:3], label]
    assert await suggested(world, "timeline", label) == [label]
    assert await suggested(world, "timeline", "zebra") == ["zebra"]
    assert await suggested(world, "timeline", "z" * 101) == []


@pytest.mark.usefixtures("fair")
async def test_no_key_stroke_waits_for_topics(libraries: Libraries) -> None:
    suggestions = Suggestions(libraries)
    assert suggestions.topics(None) == ()
    await suggestions.settle()
    assert len(suggestions.topics(None)) > 2
    await suggestions.settle()


@pytest.mark.usefixtures("fair")
async def test_topics_that_were_found_before_something_changed_are_not_remembered(library: Library) -> None:
    libraries = Forgetful(library)
    suggestions = libraries.suggestions = Suggestions(libraries)
    for _ in range(2):
        assert suggestions.topics(None) == ()
        await suggestions.settle()
    libraries.close()


@pytest.mark.usefixtures("fair")
async def test_topics_that_cannot_be_drawn_are_listed_without_a_chart(world: World, library: Library) -> None:
    library.rename_speaker("Ann Lee", "Ann \U000e0fff")
    response = await shown(world)
    assert not [one for one in walk(components(response)) if one["type"] == MEDIA]
    assert "75% · Bob Wu 25%" in shown_text(response)
