"""What a person reads, and what the log keeps, when something goes wrong."""

import logging

import pytest
from discord import app_commands

from bot.errors import sentence
from bot.i18n import ENGLISH, SIMPLIFIED
from knowledge.errors import IndexMismatch, QuestionTooLong, UnknownPassage
from tests.bot.conftest import QUESTION, FailingEncoder, World


class _Option(app_commands.Transformer):
    """An option of one to five characters."""

    @property
    def max_value(self) -> int:
        return 5


def refused(value: str) -> app_commands.TransformerError:
    return app_commands.TransformerError(value, _Option().type, _Option())


@pytest.mark.parametrize(
    ("error", "read"),
    [
        (QuestionTooLong(1001, 1000), "Please ask in at most 1000 characters; this question has 1001."),
        (UnknownPassage("x"), "This passage is no longer in the library."),
        (refused("too long"), "Please ask in at most 5 characters; this question has 8."),
        (refused(""), "Please ask with at least one word."),
    ],
)
def test_an_expected_error_is_its_sentence(error: Exception, read: str) -> None:
    assert sentence(error, ENGLISH) == read


def test_what_the_operator_has_to_mend_is_told_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    told = sentence(IndexMismatch("Run `reindex` in /srv/data."), ENGLISH)
    assert ("library cannot be used" in told, "/srv" in told) == (True, False)
    assert "Run `reindex` in /srv/data." in caplog.text


def test_an_unexpected_error_is_a_reference_and_a_traceback_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    try:
        int("secret")
    except ValueError as error:
        told = sentence(error, SIMPLIFIED)
    assert "secret" not in told
    assert told.rstrip("。").split()[-1] in caplog.text
    assert "ValueError: invalid literal" in caplog.text


async def test_a_command_that_fails_replaces_its_deferral_by_a_reference(
    world: World, encoder: FailingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    encoder.fails = True
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    reference = result.response.content.rstrip(".").split()[-1]
    assert (len(reference), len(world.env.errors)) == (6, 1)
    assert f"reference {reference}" in caplog.text
    assert "Traceback" in caplog.text


async def test_an_error_is_told_in_the_language_of_what_was_typed(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="他說了什麼", speaker="Zed")
    assert result.response.content == "這裡沒有叫「Zed」的發言者。"
    assert world.env.errors


async def test_an_answer_that_discord_refuses_is_told_by_reference(world: World) -> None:
    world.env.inject_error("PATCH", "/webhooks/*", status=400, code=50035)
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert result.response.content.startswith("Something went wrong")
    assert len(world.env.errors) == 1


async def test_an_error_that_cannot_be_told_is_logged(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.env.inject_error("PATCH", "/webhooks/*", status=404, code=10008, times=2)
    with caplog.at_level(logging.ERROR, "bot.errors"):
        await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "could not be told" in caplog.text
    assert world.env.errors


async def test_an_interaction_that_has_expired_is_one_line_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("PATCH", "/webhooks/*", status=404, code=10015, times=1)
    with caplog.at_level(logging.WARNING, "bot.errors"):
        await world.alice.slash(world.channel, "ask", question=QUESTION)
    (line,) = (record for record in caplog.records if record.name == "bot.errors")
    assert ("no longer takes an answer" in line.message, line.exc_info) == (True, None)
    assert world.env.errors


async def test_an_interaction_that_is_gone_does_no_harm(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*", status=404, code=10062, times=1)
    assert not (await world.alice.slash(world.channel, "help")).acknowledged
    assert world.env.errors
    assert (await world.alice.slash(world.channel, "help")).acknowledged


async def test_an_error_that_comes_too_late_to_be_told_is_one_line_more_in_the_log(
    world: World, encoder: FailingEncoder, caplog: pytest.LogCaptureFixture
) -> None:
    encoder.fails = True
    world.env.inject_error("PATCH", "/webhooks/*", status=404, code=10015, times=1)
    with caplog.at_level(logging.WARNING, "bot.errors"):
        await world.alice.slash(world.channel, "ask", question=QUESTION)
    first, last = (record for record in caplog.records if record.name == "bot.errors")
    assert first.message.startswith("unexpected error, reference ")
    assert (last.message.startswith("the error above could not be told: 404"), last.exc_info) == (True, None)
    assert world.env.errors
