"""Doubts about who said it: from the button under a quote to what managers do about it."""

from typing import Any

import discord
import pytest

from bot.state import ServerSettings
from tests.bot.commands.test_library import VTT, add, asked, mona
from tests.bot.conftest import QUESTION, World, labels, shown_text, told
from tests.bot.reading import LAYOUT, read, seen

__all__ = ["mona"]


async def doubt(world: World, question: str = "volcanoes erupt under the glaciers", who: Any = None) -> str:
    """Somebody presses the button under the first quote; gives what they are told."""
    somebody = who or world.alice
    answer = await somebody.slash(world.channel, "ask", question=question)
    label = next(label for label in read(answer.response).labels if label.startswith("Wrong speaker?"))
    return shown_text((await somebody.click(answer.response, label=label)).response)


async def reports(world: World, mona: Any) -> Any:
    return (await mona.slash(world.channel, "library reports")).response


async def fix(world: World, mona: Any, name: str) -> Any:
    modal = await mona.click(await reports(world, mona), label="Fix 1")
    field = modal.modal["components"][0]["components"][0]
    return await mona.submit_modal(modal, {field["custom_id"]: name})


async def test_whoever_doubts_a_speaker_is_thanked_and_not_kept(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    assert (await doubt(world)).endswith("your name is not kept, and /forget-me takes it back.")


async def test_managers_see_what_is_doubted_and_how_often(world: World, mona: Any) -> None:
    assert shown_text(await reports(world, mona)) == "No reports are waiting."
    await add(world, mona, ("talk.vtt", VTT))
    await doubt(world)
    await doubt(world, who=mona)
    listed = await reports(world, mona)
    assert labels(listed) == ["Fix 1", "Dismiss 1"]
    assert "“Volcanoes erupt under the glaciers of the north.”" in seen(shown_text(listed))
    assert "2 times" in shown_text(listed)


async def test_a_fix_credits_the_words_to_whom_a_manager_names(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await doubt(world)
    fixed = await fix(world, mona, "Vera Stone")
    assert shown_text(fixed.response).splitlines() == [
        "The words are now credited to: Vera Stone. /library undo takes that back.",
        "No reports are waiting.",
    ]
    assert "Vera Stone" in await asked(world)


async def test_a_fix_without_a_name_makes_the_speaker_unknown(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await doubt(world)
    await fix(world, mona, "")
    assert "Speaker unknown" in await asked(world)


async def test_a_dismissed_report_is_gone_and_changes_nothing(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await doubt(world)
    dismissed = await mona.click(await reports(world, mona), label="Dismiss 1")
    assert shown_text(dismissed.response) == "No reports are waiting."
    assert "SPEAKER_00" in await asked(world)


async def test_a_report_on_what_was_corrected_meanwhile_is_no_longer_listed(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await doubt(world)
    await mona.slash(world.channel, "library rename-speaker", speaker="SPEAKER_00", name="Vera")
    assert shown_text(await reports(world, mona)) == "No reports are waiting."


@pytest.mark.parametrize("label", ["Fix 1", "Dismiss 1"])
async def test_a_report_is_settled_by_nobody_to_whom_it_was_not_shown(world: World, mona: Any, label: str) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await doubt(world)
    listed = await reports(world, mona)
    world.env.backend.create_message(
        world.channel.id, world.env.backend.bot_user.id, "", components=listed.components, flags=LAYOUT
    )
    refused = await world.alice.click(world.channel.last_message, label=label)
    assert (
        shown_text(refused.response) if label == "Fix 1" else told(refused)
    ) == "This report has been settled already."
    assert labels(await reports(world, mona)) == ["Fix 1", "Dismiss 1"]


@pytest.mark.parametrize("label", ["Fix 1", "Dismiss 1"])
async def test_a_report_is_settled_by_nobody_who_may_no_longer_do_so(world: World, mona: Any, label: str) -> None:
    await doubt(world, QUESTION)
    world.bot.state.servers.set(str(world.guild.id), ServerSettings(keepers=frozenset({world.guild.id + 1})))
    listed = await reports(world, mona)
    world.env.backend.get_guild(world.guild.id).members[mona.id].role_ids.clear()
    refused = await mona.click(listed, label=label)
    sentence = "Only those who manage this server, and roles chosen in /setup, can do that."
    assert (shown_text(refused.response) if label == "Fix 1" else told(refused)) == sentence
    assert len(world.bot.state.reports.pending(str(world.guild.id))) == 1


async def test_what_is_there_for_all_is_fixed_by_the_bots_owner_alone(world: World, mona: Any) -> None:
    await doubt(world, QUESTION)
    refused = await fix(world, mona, "Zoe")
    assert "only whoever runs this bot can change" in told(refused)
    assert len(world.env.errors) == 1
    world.bot.owner_id = mona.id
    fixed = await fix(world, mona, "Zoe")
    assert "credited to: Zoe" in shown_text(fixed.response)
    assert "Zoe" in {speaker.name for speaker in world.bot.libraries.shared.speakers()}


async def test_more_reports_than_fit_are_counted(world: World, mona: Any) -> None:
    words = ("glaciers calve", "rivers freeze", "birds return", "bears sleep", "whales sing", "foxes hunt")
    text = "".join(f"Vera: In the far north the {one} all winter.\nOlaf: Hm.\n" for one in words)
    await add(world, mona, ("north.txt", text))
    for one in words:
        await doubt(world, f"in the far north the {one} all winter")
    listed = await reports(world, mona)
    assert len(read(listed).cards) == 5
    assert "… and 1 more" in shown_text(listed)


async def test_a_report_of_one_server_is_not_seen_in_another(world: World, mona: Any) -> None:
    await doubt(world, QUESTION)
    other = world.env.create_guild()
    role = other.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    zed = other.add_member(world.env.create_user("zed"), roles=[role])
    listed = await zed.slash(other.create_text_channel("else"), "library reports")
    assert shown_text(listed.response) == "No reports are waiting."


async def test_a_forged_button_about_no_passage_files_nothing(world: World) -> None:
    button = {"type": 2, "style": 2, "label": "x", "custom_id": "verbatim:wrong:aaaaaaaaaaa"}
    row = {"type": 1, "components": [button]}
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "old", components=[row])
    pressed = await world.alice.click(world.channel.last_message, label="x")
    assert shown_text(pressed.response) == "This passage is no longer in the library."
    assert world.bot.state.reports.pending(str(world.guild.id)) == ()


async def test_a_report_that_another_has_settled_is_not_settled_again(world: World, mona: Any) -> None:
    await doubt(world, QUESTION)
    listed = await reports(world, mona)
    await mona.click(await reports(world, mona), label="Dismiss 1")
    late = await mona.click(listed, label="Dismiss 1")
    assert told(late) == "This report has been settled already."


async def test_whoever_doubts_a_speaker_twice_is_counted_once(world: World, mona: Any) -> None:
    for _ in range(2):
        await doubt(world, QUESTION)
    assert [report.count for report in world.bot.state.reports.pending(str(world.guild.id))] == [1]
