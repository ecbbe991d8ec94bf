"""A few of the faults of `make faults`, done once each to one real bot process."""

from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from sqlite3 import connect

from tests.faults import community, gateway, kills, rest
from tests.faults.discord.rest import NO_PERMISSION, Sent, Trouble, limited, refused
from tests.faults.discord.server import Discord
from tests.faults.discord.words import false_quotes
from tests.faults.fault import Stage
from tests.faults.scene import Act, Scene, wire


def all_of(*acts: Act) -> Act:
    async def act(scene: Scene) -> None:
        for one in acts:
            await one(scene)
            scene.expects(await scene.works(), f"service does not return after {one}")

    return act


async def troubled(scene: Scene) -> None:
    """What stands in the way of a mention and of an answer, one after another."""
    await rest.answered_in_spite_of(scene, limited(rest.ANSWER, 0.2))
    await rest.answered_in_spite_of(scene, Trouble(rest.ANSWER))
    await rest.mentioned(scene, refused(rest.MESSAGE, 403, NO_PERMISSION), answers=0)
    await rest.nobody_there(scene, rest.EXPIRED)
    await rest.mentioned(scene, Trouble(rest.MESSAGE, 503), answers=1)
    await community.unasked(scene, Trouble(community.THREAD, does=True), answers=1)


def test_a_bot_loses_nothing_and_comes_back_by_itself(tmp_path: Path) -> None:
    everything = all_of(
        gateway.dropped,
        gateway.delivered_twice,
        gateway.malformed,
        partial(gateway.garbage, frames=gateway.UNREADABLE[:1]),
        troubled,
        kills.judging,
    )
    outcome = wire("a few", everything, slow=0.2, tracebacks=100).do(Stage(tmp_path, 1, Random(0)))
    assert outcome.held, outcome


def test_a_shard_that_hears_nonsense_is_connected_anew_and_the_other_stays(tmp_path: Path) -> None:
    garbled = partial(gateway.shard_garbled, frames=gateway.UNREADABLE[-1:])
    outcome = wire("shards", garbled, tracebacks=4, beside=gateway.shards).do(Stage(tmp_path, 1, Random(0)))
    assert outcome.held, outcome


def test_the_stand_in_tells_what_discord_would_not_allow() -> None:
    discord = Discord(1)
    discord.rest.messages.append(Sent("POST", "/channels/1/messages", {"content": "x" * 2001}))
    discord.rest.said.extend(discord.rest.messages)
    assert discord.complaints() == [
        "content of 2001: /channels/1/messages",
        "a message may mention people: None",
    ]


def test_a_quote_that_no_source_has_is_called_false(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "catalogue.sqlite3")) as catalogue, catalogue:
        catalogue.execute("CREATE TABLE source (text TEXT)")
        catalogue.execute("INSERT INTO source VALUES ('Ann said: this is *true*.')")
    said = [{"components": [{"type": 10, "content": f"“{quote}”"}]} for quote in (r"this is \*true\*", "this is false")]
    assert false_quotes(said, tmp_path) == ["this is false"]
