"""Judging an answer, and sharing the question."""

from typing import Any

import pytest

from knowledge.feedback import Feedback
from tests.bot.conftest import QUESTION, World, shown_text


async def judged(world: World, label: str = "👍 Helpful") -> Any:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    return (await world.alice.click(answer.response, label=label)).response


@pytest.mark.parametrize(("label", "counts"), [("👍 Helpful", (1, 0)), ("👎 Not helpful", (0, 1))])
async def test_a_verdict_is_counted_with_the_passages_and_without_the_question(
    world: World, feedback: Feedback, label: str, counts: tuple[int, int]
) -> None:
    thanks = await judged(world, label)
    (one,) = feedback.all()
    assert (one.up, one.down) == counts
    assert (one.question, one.guild, len(one.passages)) == (None, str(world.guild.id), 3)
    assert thanks.ephemeral


async def test_a_question_is_kept_only_when_it_is_shared(world: World, feedback: Feedback) -> None:
    thanks = await judged(world)
    shared = await world.alice.click(thanks, label="Share my question")
    assert "The question is now kept" in shown_text(shared.response)
    assert [(one.up, one.question) for one in feedback.all()] == [(1, QUESTION)]


async def test_a_person_judges_an_answer_once(world: World, feedback: Feedback) -> None:
    answer = await world.alice.slash(world.channel, "ask", question=QUESTION)
    for label in ("👍 Helpful", "👎 Not helpful"):
        said = await world.alice.click(answer.response, label=label)
    assert shown_text(said.response) == "You have judged this answer already."
    assert [(one.up, one.down) for one in feedback.all()] == [(1, 0)]


async def test_what_nothing_answers_is_not_judged(world: World) -> None:
    answer = await world.alice.slash(world.channel, "ask", question="zebra migration in Kenya")
    assert "👍" not in str(answer.response.components)
