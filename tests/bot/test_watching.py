"""Every interaction is counted and timed, whatever it is and however it ends."""

import asyncio
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot import watching
from bot.client import VerbatimBot
from bot.metrics import Metrics
from bot.state import State
from bot.watching import Watch
from knowledge.errors import EmptyQuestion
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from tests.bot.conftest import QUESTION, FailingEncoder, World
from tests.bot.figures import counted, figures

ACKNOWLEDGED = "verbatim_acknowledgement_seconds_count"
UNANSWERED = "zebra migration in Kenya"


async def finished(metrics: Metrics) -> dict[str, float]:
    await asyncio.sleep(0)  # what is told at the end of a task is told right after it
    return counted(metrics, "verbatim_finished_total")


async def test_a_command_is_received_acknowledged_and_finished(world: World, metrics: Metrics) -> None:
    await world.alice.slash(world.channel, "speakers")
    assert await finished(metrics) == {'name="speakers",outcome="done"': 1}
    assert counted(metrics, "verbatim_interactions_total") == {'kind="command"': 1}
    assert counted(metrics, ACKNOWLEDGED) == {'kind="command"': 1}


async def test_an_answer_is_timed_by_what_was_found(world: World, metrics: Metrics) -> None:
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    await world.alice.slash(world.channel, "ask", question=UNANSWERED)
    assert await finished(metrics) == {'name="ask",outcome="answered"': 1, 'name="ask",outcome="nothing"': 1}
    assert counted(metrics, "verbatim_questions_total") == {'name="ask"': 2}
    assert counted(metrics, "verbatim_answer_seconds_count") == {'tier="answered"': 1, 'tier="nothing"': 1}


async def test_an_answer_takes_as_long_as_its_last_message(world: World, metrics: Metrics) -> None:
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    await finished(metrics)
    shown = figures(metrics)
    acknowledged = shown['verbatim_acknowledgement_seconds_sum{kind="command"}']
    assert 0 < acknowledged < shown['verbatim_answer_seconds_sum{tier="answered"}']


async def test_a_button_and_the_form_that_it_shows_are_counted_by_name(world: World, metrics: Metrics) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    form = await world.alice.click(answer.response, label="Follow up")
    field = form.modal["components"][0]["components"][0]
    await world.alice.submit_modal(form, {field["custom_id"]: "and Bob?"})
    ended = {key.split(",")[0] for key in await finished(metrics)}
    assert ended == {'name="ask"', 'name="FollowUpButton"', 'name="FollowUpForm"'}
    assert counted(metrics, ACKNOWLEDGED) == {'kind="command"': 1, 'kind="component"': 1, 'kind="form"': 1}
    assert counted(metrics, "verbatim_questions_total") == {'name="ask"': 1, 'name="FollowUpForm"': 1}


async def test_the_menu_of_a_message_is_a_command(world: World, metrics: Metrics) -> None:
    message = await world.alice.send(world.channel, QUESTION)
    await world.alice.context_menu(world.channel, "Find quotes about this", message)
    assert await finished(metrics) == {'name="Find quotes about this",outcome="answered"': 1}


async def test_suggestions_are_acknowledged_and_not_counted_as_finished(world: World, metrics: Metrics) -> None:
    await world.alice.autocomplete(world.channel, "ask", "speaker", "a")
    assert counted(metrics, ACKNOWLEDGED) == {'kind="autocomplete"': 1}
    assert await finished(metrics) == {}


async def test_a_mention_is_a_question(world: World, metrics: Metrics) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert await finished(metrics) == {'name="mention",outcome="answered"': 1}
    assert counted(metrics, "verbatim_answer_seconds_count") == {'tier="answered"': 1}


async def test_a_refusal_is_counted_by_its_reason(world: World, metrics: Metrics) -> None:
    await world.alice.slash(world.channel, "ask", question=QUESTION, speaker="Zed")
    message = await world.alice.send(world.channel, "<@1>")
    await world.alice.context_menu(world.channel, "Find quotes about this", message)
    assert counted(metrics, "verbatim_refusals_total") == {'reason="unknown_speaker"': 1, 'reason="no_words"': 1}
    assert (await finished(metrics))['name="ask",outcome="refused"'] == 1
    assert counted(metrics, "verbatim_answer_seconds_count") == {}
    assert len(world.env.errors) == 2


async def test_what_nobody_expected_is_counted_and_known_by_the_id_in_the_log(
    world: World, metrics: Metrics, encoder: FailingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    encoder.fails = True
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    reference = result.response.content.rstrip(".").split()[-1]
    assert await finished(metrics) == {'name="ask",outcome="failed"': 1}
    assert figures(metrics)["verbatim_failures_total"] == 1
    assert (reference in caplog.text, len(world.env.errors)) == (True, 1)


async def test_an_interaction_that_discord_does_not_take_was_never_acknowledged(world: World, metrics: Metrics) -> None:
    world.env.inject_error("POST", "/interactions/*", status=404, code=10062, times=2)
    await world.alice.slash(world.channel, "help")
    assert counted(metrics, "verbatim_interactions_total") == {'kind="command"': 1}
    assert counted(metrics, ACKNOWLEDGED) == {}
    assert world.env.errors


async def test_no_label_names_a_server_a_person_or_their_words(world: World, metrics: Metrics) -> None:
    await world.alice.slash(world.channel, "ask", question=QUESTION, speaker="Zed")
    await world.alice.slash(world.channel, "quote", topic="licence", speaker="bob")
    await finished(metrics)
    every = "\n".join(figures(metrics))
    told = [world.guild.id, world.channel.id, world.alice.id, "alice", "general", "Zed", "bob", "licence"]
    assert [word for word in told if str(word) in every] == []
    assert world.env.errors


async def test_a_form_that_another_process_has_shown_is_counted_by_the_one_that_answers(
    world: World, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    form = await world.alice.click(answer.response, label="Follow up")
    later = Metrics()
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback, metrics=later))
    await world.alice.submit_modal(form, {form.modal["components"][0]["components"][0]["custom_id"]: "and Bob?"})
    assert await finished(later) == {'name="lost form",outcome="done"': 1}
    assert counted(later, ACKNOWLEDGED) == {'kind="form"': 1}


def test_a_ping_of_discords_is_no_interaction_of_anybody(metrics: Metrics) -> None:
    ping: Any = SimpleNamespace(type=discord.InteractionType.ping, extras={})
    Watch(metrics).received(ping)
    assert counted(metrics, "verbatim_interactions_total") == {}


def test_what_goes_wrong_outside_of_an_interaction_is_no_interactions_outcome(metrics: Metrics) -> None:
    watching.expired()
    watching.refused(EmptyQuestion())
    assert len(watching.failed()) == 6
    assert (counted(metrics, "verbatim_refusals_total"), figures(metrics)["verbatim_failures_total"]) == ({}, 0)
