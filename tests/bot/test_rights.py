"""Who may do what, where no server says so: in direct messages, with buttons that were made up."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.bot.conftest import World, shown_text, told

ONLY = "This only works in a server."


async def used(world: World, component: Mapping[str, Any]) -> Any:
    """What comes of a control in a direct message of the bot's."""
    dora = world.env.create_user("dora")
    backend = world.env.backend
    backend.create_message(
        dora.dm_channel.id, backend.bot_user.id, "old", components=[{"type": 1, "components": [component]}]
    )
    message = dora.dm_channel.last_message
    if component["type"] == 2:
        return await dora.click(message, label="x")
    return await dora.select(message, ["thread"])


@pytest.mark.parametrize("action", ["add", "cancel"])
async def test_no_files_wait_in_a_direct_message(world: World, action: str) -> None:
    button = {"type": 2, "style": 2, "label": "x", "custom_id": f"verbatim:{action}:aaaaaaaaaaa"}
    assert told(await used(world, button)) == ONLY


async def test_speakers_are_not_named_in_a_direct_message(world: World) -> None:
    button = {"type": 2, "style": 2, "label": "x", "custom_id": "verbatim:name:aaaaaaaaaaa"}
    assert shown_text((await used(world, button)).response) == ONLY


async def test_nothing_is_set_up_in_a_direct_message(world: World) -> None:
    options = [{"label": "Threads", "value": "thread"}]
    menu = {"type": 3, "custom_id": "verbatim:set:how", "options": options}
    assert shown_text((await used(world, menu)).response) == ONLY
