"""The bot process killed, or asked to end, in the middle of what people have it do."""

import asyncio
import signal
from contextlib import closing

from bot.state import MEMORY, State
from knowledge.feedback import FEEDBACK, Feedback
from tests.faults.discord.payloads import GUILD, Json
from tests.faults.discord.rest import Interaction
from tests.faults.discord.server import settled
from tests.faults.discord.words import quotes
from tests.faults.scene import QUESTION, TALK, Scene, wire

_PASSAGES = 120


async def _answering(scene: Scene) -> None:
    """Of an answer that was there before, every button still works afterwards."""
    answer = await scene.asks()
    asked = await scene.discord.command("ask", question=QUESTION)
    await _taken(scene, asked)
    await asyncio.sleep(scene.random.uniform(0, 0.4))
    await _killed(scene)
    for button in ("verbatim:more", "verbatim:context", "verbatim:up", "verbatim:wrong"):
        said = await settled(await scene.discord.press(answer, button))
        scene.keeps(said, f"the button {button} of an older answer no longer works")
        if button in {"verbatim:more", "verbatim:context"}:
            scene.keeps(_words(said), f"the button {button} of an older answer shows nothing")


async def _adding(scene: Scene) -> None:
    """A file that waits still waits, and one that was being added is added when its button is pressed again."""
    name = f"zebras{scene.random.randrange(10**9)}"
    stamps = [f"00:{at // 60:02}:{at % 60:02}" for at in range(_PASSAGES)]
    lines = [f"[[ann {stamp}]] {name} has a stripe for every licence at {stamp}." for stamp in stamps]
    text = TALK.partition("[[")[0].replace("The Talk", name) + "\n".join(lines)
    survey = await settled(await scene.discord.add(f"{name}.txt", text.encode()))
    await _taken(scene, await scene.discord.press(survey, "verbatim:add"))
    await asyncio.sleep(scene.random.uniform(0, 2))
    await _killed(scene)
    again = await scene.discord.press(survey, "verbatim:add")
    await scene.until(lambda: _is_added(again))
    listed = await settled(await scene.discord.command("library list"))
    scene.keeps(name in str(listed), "a file that was added is not listed")
    scene.keeps(name in str(await scene.asks(f"{name} stripe licence")), "a file that was added does not answer")


async def judging(scene: Scene) -> None:
    """What people were thanked for is there after the process was killed at that moment."""
    question = QUESTION + "?" * scene.random.randrange(1, 99)
    answer = await scene.asks(question)
    given, reported = await asyncio.gather(
        scene.discord.press(answer, "verbatim:down"), scene.discord.press(answer, "verbatim:wrong")
    )
    pending = [asyncio.create_task(settled(one)) for one in (given, reported)]
    await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    await scene.bot.stop(signal.SIGKILL)
    for task in pending:
        task.cancel()
    scene.excused += [one for one in (given, reported) if one.taken is None]
    with closing(State(scene.bot.data / MEMORY)) as state, closing(Feedback(scene.bot.data / FEEDBACK)) as feedback:
        reports = state.reports.pending(GUILD)
        judged = [one for one in feedback.all() if one.question_hash == feedback.hashed(question)]
    scene.keeps(not reported.settled.is_set() or reports, "a report that was acknowledged is gone")
    scene.keeps(not given.settled.is_set() or judged, "a judgement that was acknowledged is gone")
    await scene.bot.start()


async def _ended(scene: Scene) -> None:
    """SIGTERM: what runs is finished, what waits is told, and the process ends by itself in time."""
    asked = [await scene.discord.command("ask", question=QUESTION) for _ in range(5)]
    await asyncio.gather(*(_taken(scene, one) for one in asked))
    scene.expects(await asyncio.wait_for(scene.bot.stop(), 20) == 0, "it did not end well")
    for one in asked:
        scene.keeps(one.shown, "somebody whose question was acknowledged was left without a word")
    await scene.bot.start()


async def _killed(scene: Scene) -> None:
    await scene.bot.stop(signal.SIGKILL)
    await scene.bot.start()


async def _taken(scene: Scene, one: Interaction) -> None:
    await scene.until(lambda: one.taken)


def _words(said: Json) -> bool:
    return bool(quotes(said) or "licence" in str(said))


def _is_added(one: Interaction) -> bool:
    return any("passages" in str(body) and "verbatim:add" not in str(body) for body in one.shown)


FAULTS = (
    wire("kill: while answering", _answering, 5, slow=0.2),
    wire("kill: while adding a file", _adding, 3, slow=0.02),
    wire("kill: while feedback and a report are kept", judging, 5),
    wire("end: SIGTERM while answering", _ended, 3, slow=0.5),
)
