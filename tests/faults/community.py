"""Faults of Discord while a question is answered that nobody addressed to the bot, in a channel chosen for that."""

import asyncio
from contextlib import closing
from functools import partial

from bot.state import MEMORY, ServerSettings, State
from tests.faults.discord.payloads import CHANNEL, FORUM, GUILD
from tests.faults.discord.rest import NO_PERMISSION, UNKNOWN_MESSAGE, Trouble, limited, refused
from tests.faults.discord.words import quotes
from tests.faults.fault import Fault
from tests.faults.scene import Scene, wire

_QUESTION = "What is the licence of our models?"
_BETWEEN = 5.5  # seconds until the bot speaks again unasked
THREAD, _IN_THREAD = "^POST /channels/[0-9]+/messages/[0-9]+/threads", "^POST /channels/[0-9]+/messages$"


async def unasked(scene: Scene, trouble: Trouble, answers: int) -> None:
    """A question in a community channel is answered once in a thread of its own, or met with silence."""
    await _chosen(scene)
    rest, trouble = scene.discord.rest, Trouble(**vars(trouble))
    rest.troubles.append(trouble)
    await asyncio.sleep(_BETWEEN)
    before = len(rest.messages)
    await scene.discord.say(_QUESTION, to_bot=False)
    await scene.until(lambda: not trouble.times and len(rest.messages) >= before + answers)
    await scene.asks()
    found = rest.messages[before:]
    scene.expects(len(found) == answers, f"a question in a community channel was answered {len(found)} times")
    in_threads = all(sent.path.split("/")[2] in rest.threads for sent in found)
    scene.expects(in_threads, "an answer does not stand in its thread")


async def posted(scene: Scene) -> None:
    """A post in a forum is answered once, in the post, though it comes twice and its person writes on."""
    await _chosen(scene)
    rest, home = scene.discord.rest, scene.discord.gateway.home
    await asyncio.sleep(_BETWEEN)
    before, home.again = len(rest.messages), True
    post = await scene.discord.post(_QUESTION, "I have looked everywhere and did not find it.")
    await scene.until(lambda: len(rest.messages) > before)
    home.reset()
    await scene.until(home.ready.is_set)
    home.again = False
    await asyncio.sleep(_BETWEEN)
    await scene.discord.say_on(post, _QUESTION)
    await scene.asks()
    places = [sent.path.split("/")[2] for sent in rest.messages[before:]]
    scene.expects(places == [post], f"a post was answered {len(places)} times")
    scene.expects(quotes(rest.messages[before].body), "a post was answered without a quote")


async def _chosen(scene: Scene) -> None:
    """The channel becomes a community channel, as the bot's own memory has it."""
    with closing(State(scene.bot.data / MEMORY)) as state:
        chosen = ServerSettings(channels=frozenset({int(CHANNEL), int(FORUM)}), only_when_sure=False)
        fresh = state.servers.of(GUILD) != chosen
        if fresh:
            await scene.bot.stop()
            state.servers.set(GUILD, chosen)
    if fresh:
        await scene.bot.start()


def _on(name: str, trouble: Trouble, times: int, answers: int) -> Fault:
    return wire(f"community: {name}", partial(unasked, trouble=trouble, answers=answers), times)


FAULTS = (
    wire("community: a post that is delivered twice", posted, 2),
    _on("no permission for a thread", refused(THREAD, 403, NO_PERMISSION), 2, 0),
    _on("the message is gone", refused(THREAD, 404, UNKNOWN_MESSAGE), 2, 0),
    _on("429 on the thread", limited(THREAD, 1.0), 2, 1),
    _on("503 on the thread", Trouble(THREAD, 503), 2, 1),
    _on("connection reset on the thread", Trouble(THREAD), 2, 1),
    _on("connection lost behind the thread", Trouble(THREAD, does=True), 2, 1),
    _on("no permission in the thread", refused(_IN_THREAD, 403, NO_PERMISSION), 2, 0),
    _on("500 in the thread", Trouble(_IN_THREAD, 500), 2, 1),
    _on("connection lost behind the answer", Trouble(_IN_THREAD, does=True), 2, 1),
)
