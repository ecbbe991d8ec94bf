"""What the log says of an interaction, and what it never says."""

import asyncio
import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot import watching
from bot.logs import LogFormat, writer
from bot.metrics import Metrics
from bot.watching import Watch
from tests.bot.conftest import QUESTION, FailingEncoder, World
from tests.knowledge.conftest import python

MARKED = "zanzibarquestion"
log = logging.getLogger("bot.tested")


class Lines:
    """All that is logged, in both formats."""

    def __init__(self) -> None:
        self._text, self._json = io.StringIO(), io.StringIO()
        self.handlers = [writer(LogFormat.TEXT, self._text), writer(LogFormat.JSON, self._json)]

    @property
    def text(self) -> str:
        return self._text.getvalue()

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._json.getvalue().splitlines()]

    @property
    def ends(self) -> list[tuple[str, str]]:
        """What ended, and how."""
        return [(line["command"], line["outcome"]) for line in self.objects if "outcome" in line]


@pytest.fixture
def lines() -> Iterator[Lines]:
    root, caught = logging.getLogger(), Lines()
    level = root.level
    root.setLevel(logging.DEBUG)
    logging.getLogger("discord").setLevel(logging.INFO)  # as the bot does
    for handler in caught.handlers:
        root.addHandler(handler)
    yield caught
    for handler in caught.handlers:
        root.removeHandler(handler)
    logging.getLogger("discord").setLevel(logging.NOTSET)
    root.setLevel(level)


async def test_each_interaction_leaves_one_line_with_its_id(world: World, lines: Lines) -> None:
    await world.alice.slash(world.channel, "speakers")
    await asyncio.sleep(0)
    (line,) = [line for line in lines.objects if "outcome" in line]
    assert (line["level"], line["logger"], line["command"], line["outcome"]) == (
        "INFO",
        "bot.watching",
        "speakers",
        "done",
    )
    assert re.fullmatch(r"\w{6}", line["interaction"])
    assert isinstance(line["ms"], int)
    assert re.search(rf" INFO bot\.watching: speakers: done in \d+ ms \[{line['interaction']}\]\n", lines.text)


async def test_a_line_outside_of_an_interaction_has_no_id(lines: Lines) -> None:
    log.info("up")
    assert "interaction" not in lines.objects[-1]
    assert lines.text.endswith(" INFO bot.tested: up\n")


async def test_two_interactions_at_once_keep_their_ids_apart(lines: Lines) -> None:
    async def handled(name: str) -> str | None:
        Watch(Metrics()).begin_message(name)
        await asyncio.sleep(0)
        await asyncio.to_thread(log.info, "in a thread of %s", name)
        return watching.current_id()

    ids = await asyncio.gather(*[asyncio.create_task(handled(name)) for name in ("one", "two")])
    told = {line["message"]: line["interaction"] for line in lines.objects if line["logger"] == "bot.tested"}
    assert told == {"in a thread of one": ids[0], "in a thread of two": ids[1]}
    assert ids[0] != ids[1]
    assert watching.current_id() is None


async def test_a_change_to_a_library_is_logged_under_who_made_it(world: World, lines: Lines) -> None:
    async def handled() -> str | None:
        world.bot.watch.begin_message("change")
        await world.bot.desk.changed(world.guild.id, lambda _: log.info("changing"))
        await world.bot.desk.changed_for_all(lambda _: log.info("changing for all"))
        return watching.current_id()

    id = await asyncio.create_task(handled())
    assert [line["interaction"] for line in lines.objects if line["logger"] == "bot.tested"] == [id, id]


async def test_an_unexpected_error_is_an_object_with_its_traceback(
    world: World, lines: Lines, encoder: FailingEncoder
) -> None:
    encoder.fails = True
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    (line,) = [line for line in lines.objects if line["logger"] == "bot.errors"]
    assert line["interaction"] == result.response.content.rstrip(".").split()[-1]
    assert "Traceback" in line["exception"]
    assert "RuntimeError: the encoder fell over" in line["exception"]
    assert world.env.errors


async def test_nothing_that_was_asked_nor_who_asked_is_in_the_log_of_a_session(
    world: World, lines: Lines, encoder: FailingEncoder
) -> None:
    alice, channel = world.alice, world.channel
    answer = await alice.slash(channel, "ask", question=QUESTION)
    form = await alice.click(answer.response, label="Follow up")
    await alice.submit_modal(form, {form.modal["components"][0]["components"][0]["custom_id"]: f"and {MARKED}?"})
    await alice.slash(channel, "compare", first="ann", second="bob", topic=MARKED)
    await alice.slash(channel, "quote", topic=MARKED)
    await alice.slash(channel, "verify", text=f"A licence is a letter {MARKED} that nobody reads")
    await alice.autocomplete(channel, "ask", "speaker", MARKED)
    await alice.slash(channel, "ask", question=QUESTION, speaker=MARKED)
    message = await alice.send(channel, f"{world.mention} {QUESTION} {MARKED}")
    await alice.context_menu(channel, "Find quotes about this", message)
    encoder.fails = True
    await alice.slash(channel, "ask", question=f"{MARKED} {QUESTION} once more")
    world.env.inject_error("PATCH", "/webhooks/*", status=400, code=50035)
    await alice.slash(channel, "ask", question=f"{MARKED} again")
    await asyncio.sleep(0)
    names = ["ask", "FollowUpButton", "FollowUpForm", "compare", "quote", "verify", "mention", "Find quotes about this"]
    assert set(names) <= {name for name, _ in lines.ends}
    assert {"answered", "refused", "failed"} <= {outcome for _, outcome in lines.ends}
    secret = [MARKED, QUESTION, "alice", world.alice.id, world.guild.id, world.channel.id, "general"]
    assert [word for word in secret if str(word) in lines.text] == []
    assert world.env.errors


async def test_suggestions_that_fail_do_not_tell_who_typed(world: World) -> None:
    done = python(
        "import logging; from bot.logs import LogFormat, log_to_stderr; log_to_stderr(logging.INFO, LogFormat.JSON);"
        " logging.getLogger('discord.app_commands.tree').error("
        "'Ignoring exception in autocomplete for %r (Guild: %s, User: %s)', 'ask', 1234, 5678)"
    )
    line = json.loads(done.stderr)
    assert (line["message"], "1234" in done.stderr, "5678" in done.stderr) == (
        "suggestions could not be sent",
        False,
        False,
    )


def test_what_else_discord_py_says_of_commands_is_logged_as_it_is() -> None:
    done = python(
        "import logging; from bot.logs import LogFormat, log_to_stderr; log_to_stderr(logging.INFO, LogFormat.JSON);"
        " logging.getLogger('discord.app_commands.tree').error('no command is called %s', 'x')"
    )
    assert json.loads(done.stderr)["message"] == "no command is called x"
