"""Buttons: what stands in them, and that old ones still work."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.client import VerbatimBot
from bot.i18n import ENGLISH
from bot.state import State
from bot.views import LONGEST_TOPIC, AnotherButton, MoreButton, answer_view, comparison_view, quote_view, short_id
from knowledge.libraries import Libraries
from knowledge.model import Kind, Passage, Quote, Source, Speaker
from tests.bot.conftest import QUESTION, TALK, Ingest, World, labels, shown_text
from tests.bot.limits import faults
from tests.bot.reading import bold, seen

ANN = Speaker("ann", "Ann")


def quote(number: int, speaker: Speaker = ANN) -> Quote:
    source = Source("s", "S", None, None, None, None, (speaker,))
    return Quote(Passage(f"passage-{number:03}", source, speaker, Kind.SPEECH, 0, 0, 1, 1, 1, "x"), 0, 1)


async def press(world: World, response: object, label: str) -> object:
    return (await world.alice.click(response, label=label)).response


@settings(deadline=None, database=None, derandomize=True, max_examples=60)
@given(st.text(min_size=1, max_size=LONGEST_TOPIC), st.text(max_size=300))
def test_any_button_is_within_limits(topic: str, name: str) -> None:
    speaker = Speaker(name, name)
    quotes = [quote(number, speaker) for number in range(12)]
    made = [answer_view(quotes, ENGLISH), comparison_view(quotes[:4], ENGLISH)]
    made.append(quote_view(quotes[0], speaker, topic, ENGLISH))
    assert [faults({"content": "x", "components": view.to_components()}) for view in made] == [[], [], []]


@given(st.text(min_size=1, max_size=LONGEST_TOPIC))
@settings(deadline=None, database=None, derandomize=True, max_examples=60)
def test_a_button_for_another_quote_remembers_any_topic(topic: str) -> None:
    button = AnotherButton(short_id(ANN), topic, "Another")
    match = AnotherButton.__discord_ui_compiled_template__.fullmatch(button.custom_id)
    assert match
    assert (match["who"], match["topic"]) == (short_id(ANN), topic)


async def test_a_passage_of_both_sides_has_one_button() -> None:
    view = comparison_view([quote(1), quote(1)], ENGLISH)
    assert [button["label"] for row in view.to_components() for button in row["components"]] == [
        "Context: Ann 1",
        "Wrong speaker?",
    ]


async def test_the_buttons_of_a_comparison_are_named_for_who_spoke() -> None:
    view = comparison_view([quote(1), quote(2), quote(3, Speaker("b", "Bob"))], ENGLISH)
    assert [[button["label"] for button in row["components"]] for row in view.to_components()] == [
        ["Context: Ann 1", "Context: Ann 2", "Context: Bob"],
        ["Wrong speaker? Ann 1", "Wrong speaker? Ann 2", "Wrong speaker? Bob"],
    ]


@pytest.mark.parametrize("custom_id", ["verbatim:more:", "verbatim:more:" + "a" * 88, "verbatim:more:a b c d e f"])
def test_no_made_up_list_of_passages_is_looked_at(custom_id: str) -> None:
    assert not re.fullmatch(MoreButton.__discord_ui_compiled_template__, custom_id)


async def test_context_shows_what_came_before_and_after_to_who_asked(world: World) -> None:
    answer = await world.alice.slash(world.channel, "ask", question="bet on trust between strangers")
    pressed = await world.alice.click(answer.response, label="Context 1")
    assert pressed.ephemeral
    text = seen(shown_text(pressed.response))
    assert [words in text for words in ("clause on harm.", "bet on trust", "letter that nobody")] == [True] * 3


async def test_more_shows_the_further_passages_and_no_more_buttons(world: World) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert labels(answer.response) == ["Context 1", "Context 2", "Context 3", "More"]
    more = await press(world, answer.response, "More")
    assert labels(more) == ["Context 1", "Context 2"]


async def test_more_repeats_the_question_and_marks_what_decides(world: World, ingest: Ingest) -> None:
    ingest(
        more="".join(
            f"Cid: Tea is {taste} where it is drunk out of small cups by those who have all the time in the world. "
            f"A licence of models is {taste} where it is read out by those who have no time at all.\n"
            for taste in ("hot", "dry", "odd", "new")
        )
    )
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION, source="more")
    question, quote = (await world.alice.click(answer.response, label="More")).response.embeds
    assert question.description == QUESTION
    assert "licence of models" in bold(quote.description)[0]


async def test_another_draws_a_new_quote_of_the_same_speaker(world: World) -> None:
    first = (await world.alice.slash(world.channel, "quote", speaker="安妮")).response
    second = await press(world, first, "Another")
    assert first.embeds[0].author.name == second.embeds[0].author.name == "Ann Lee"  # type: ignore[attr-defined]
    assert shown_text(first) != shown_text(second)


@pytest.mark.parametrize("label", ["Context 1", "More"])
async def test_buttons_under_an_answer_work_after_a_restart(
    world: World, libraries: Libraries, state: State, label: str
) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    await world.env.restart_bot(VerbatimBot(libraries, state))
    assert (await press(world, answer.response, label)).embeds  # type: ignore[attr-defined]


async def test_another_works_after_a_restart_and_repeats_nothing(
    world: World, libraries: Libraries, state: State
) -> None:
    first = (await world.alice.slash(world.channel, "quote")).response
    await world.env.restart_bot(VerbatimBot(libraries, state))
    assert shown_text(await press(world, first, "Another")) != shown_text(first)


async def test_every_button_defers_before_anything_else(world: World) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    drawn = await world.alice.slash(world.channel, "quote")
    await press(world, answer.response, "Context 1")
    await press(world, answer.response, "More")
    await press(world, drawn.response, "Another")
    assert world.acknowledgements() == [5] * 5


async def test_a_button_whose_passage_is_gone_says_so(world: World, ingest: Ingest) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    ingest(talk=TALK.replace("licence", "contract"))
    pressed = await press(world, answer.response, "Context 1")
    assert shown_text(pressed) == "This passage is no longer in the library."


async def test_more_says_when_all_its_passages_are_gone(world: World, ingest: Ingest) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    ingest(talk=TALK.replace("licence", "contract"))
    assert shown_text(await press(world, answer.response, "More")) == "There are no further passages."


async def test_another_of_a_speaker_who_is_gone_says_so_and_quotes_nobody_else(world: World) -> None:
    button = {"type": 2, "style": 2, "label": "Another", "custom_id": "verbatim:quote:AAAAAAAA:"}
    row = {"type": 1, "components": [button]}
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "old", components=[row])
    pressed = await press(world, world.channel.last_message, "Another")
    assert shown_text(pressed) == "This person is no longer heard in the library."


async def test_a_button_that_fails_says_so_with_a_reference(world: World, state: State) -> None:
    drawn = await world.alice.slash(world.channel, "quote")
    state.close()
    text = shown_text(await press(world, drawn.response, "Another"))
    assert re.fullmatch(r"Something went wrong, and it has been noted as [0-9a-f]{6}\.", text)
