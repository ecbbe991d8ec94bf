"""Buttons: what stands in them, and that old ones still work."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import ids
from bot.client import VerbatimBot
from bot.ids import LONGEST_TOPIC
from bot.limits import units
from bot.state import State
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.model import Speaker
from tests.bot.conftest import QUESTION, TALK, Ingest, World, labels, shown_text
from tests.bot.reading import bold, read, seen

ANN = Speaker("ann", "Ann")


async def press(world: World, response: object, label: str) -> object:
    return (await world.alice.click(response, label=label)).response


@given(st.text(min_size=1, max_size=LONGEST_TOPIC))
@settings(deadline=None, database=None, derandomize=True, max_examples=60)
def test_a_button_for_another_quote_remembers_any_topic(topic: str) -> None:
    id = ids.another(ANN, topic)
    match = re.fullmatch(ids.ANOTHER, id or "")
    assert units(topic) > 60 or match
    assert match is None or (match["who"], match["topic"]) == (ids.short(ANN), topic)


@given(st.text(min_size=1, max_size=LONGEST_TOPIC), st.integers(0, 99))
@settings(deadline=None, database=None, derandomize=True, max_examples=60)
def test_a_button_to_a_page_of_a_timeline_remembers_any_topic(topic: str, page: int) -> None:
    id = ids.timeline(ANN, page, topic)
    match = re.fullmatch(ids.TIMELINE, id or "")
    assert units(topic) > 60 or match
    assert match is None or (match["who"], match["page"], match["topic"]) == (ids.short(ANN), str(page), topic)


@pytest.mark.parametrize("custom_id", ["verbatim:more:", "verbatim:more:" + "a" * 88, "verbatim:more:a b c d e f"])
def test_no_made_up_list_of_passages_is_looked_at(custom_id: str) -> None:
    assert not re.fullmatch(ids.MORE, custom_id)


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
    page = read((await world.alice.click(answer.response, label="More")).response)
    assert page.question == QUESTION
    assert "licence of models" in bold(page.cards[0])[1]


async def test_another_draws_a_new_quote_of_the_same_speaker(world: World) -> None:
    first = (await world.alice.slash(world.channel, "quote", speaker="安妮")).response
    second = await press(world, first, "Another")
    assert [bold(read(drawn).cards[0])[0] for drawn in (first, second)] == ["Ann Lee"] * 2
    assert shown_text(first) != shown_text(second)


@pytest.mark.parametrize("label", ["Context 1", "More"])
async def test_buttons_under_an_answer_work_after_a_restart(
    world: World, libraries: Libraries, state: State, feedback: Feedback, label: str
) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback))
    assert read(await press(world, answer.response, label)).cards


async def test_another_works_after_a_restart_and_repeats_nothing(
    world: World, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    first = (await world.alice.slash(world.channel, "quote")).response
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback))
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


@pytest.mark.parametrize("id", ["verbatim:up:aaaaaaaaaaa", "verbatim:share:aaaaaaaaaaa"])
async def test_a_button_under_an_answer_whose_question_is_gone_says_so(
    world: World, feedback: Feedback, id: str
) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": id}]}
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "old", components=[row])
    pressed = await press(world, world.channel.last_message, "x")
    assert shown_text(pressed) == "The question above this answer is no longer there. Please use /ask."
    assert feedback.all() == ()


async def test_a_form_that_nobody_sends_is_forgotten_after_half_an_hour(world: World) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    await world.alice.click(answer.response, label="Follow up")
    await world.env.advance_time(29 * 60)
    assert len(world.bot.forms) == 1
    await world.env.advance_time(2 * 60)
    assert world.bot.forms == set()
