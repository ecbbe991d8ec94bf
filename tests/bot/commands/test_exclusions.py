"""/library exclude, excluded and include: asked once more, done by who may, and nothing of it is shown again."""

from pathlib import Path
from typing import Any

import pytest

from bot.client import VerbatimBot
from bot.state import ServerSettings
from tests.bot.commands.test_library import VTT, add, asked, mona
from tests.bot.commands.test_setup import keeper
from tests.bot.conftest import QUESTION, World, labels, shown_text
from tests.bot.conftest import told as pressed_told
from tests.bot.reading import LAYOUT, seen

__all__ = ["keeper", "mona"]
WORDS = "Volcanoes erupt under the glaciers of the north."


async def exclude(world: World, mona: Any, **options: str) -> Any:
    """Asks, confirms, and gives the last message."""
    shown = await mona.slash(world.channel, "library exclude", **options)
    return (await mona.click(shown.response, label="Leave out")).response


async def told(world: World, mona: Any, command: str, **options: str) -> str:
    return seen(shown_text((await mona.slash(world.channel, f"library {command}", **options)).response))


async def owns(world: World, person: Any, bot: VerbatimBot) -> None:
    bot.owner_id = person.id


async def test_what_would_go_is_shown_first_and_nothing_is_done(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    shown = await mona.slash(world.channel, "library exclude", speaker="SPEAKER_00")
    assert shown.ephemeral
    text = seen(shown_text(shown.response))
    assert "This cannot be taken back" in text
    assert "talk · 2 passages" in text
    assert WORDS in await asked(world)


async def test_a_speaker_is_left_out_and_nobody_is_shown_a_word(world: World, mona: Any, tmp_path: Path) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    before = await world.alice.slash(world.channel, "ask", question=WORDS)
    done = await exclude(world, mona, speaker="SPEAKER_00")
    assert "talk · 2 passages" in seen(shown_text(done))
    assert WORDS not in await asked(world)
    assert b"lacier" not in b"".join(file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file())
    label = next(label for label in labels(before.response) if label.startswith("Context"))
    pressed = await world.alice.click(before.response, label=label)
    assert shown_text(pressed.response) == "This passage is no longer in the library."


async def test_a_quote_is_left_out_as_it_was_shown(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await exclude(world, mona, quote=f"“{WORDS}”")
    assert WORDS not in await asked(world)


async def test_lines_of_a_transcript_are_left_out(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await exclude(world, mona, source="own:talk", lines="1")
    assert WORDS not in await asked(world)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Please name one"),
        ({"source": "own:talk"}, "Please name one"),
        ({"speaker": "SPEAKER_00", "quote": "volcanoes"}, "Please name one"),
        ({"source": "own:talk", "lines": "few"}, "“few” are no lines"),
        ({"source": "own:talk", "lines": "80-90"}, "There are no such words"),
        ({"quote": "nobody ever said this"}, "There are no such words"),
        ({"speaker": "Zoe"}, "No speaker here is called “Zoe”."),
    ],
)
async def test_what_cannot_be_left_out_is_told(world: World, mona: Any, options: dict[str, str], said: str) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    assert said in await told(world, mona, "exclude", **options)
    assert len(world.env.errors) == 1


async def test_it_is_listed_and_taken_back(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    assert "Nothing is left out." in await told(world, mona, "excluded")
    await exclude(world, mona, quote=WORDS)
    listed = await told(world, mona, "excluded")
    assert "`own:1` words of own:talk, line 1" in listed
    assert WORDS not in listed
    assert "Nothing is left out under “9”" in await told(world, mona, "include", exclusion="9")
    assert "No longer left out" in await told(world, mona, "include", exclusion="own:1")
    await add(world, mona, ("talk.vtt", VTT))
    assert WORDS in await asked(world)
    assert len(world.env.errors) == 1


async def test_a_dry_run_says_what_will_be_left_out(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await exclude(world, mona, quote=WORDS)
    shown = await mona.slash(world.channel, "library add", file=("again.vtt", VTT.encode()))
    text = seen(shown_text(shown.response))
    assert "1 stretch is left out, as somebody asked for." in text
    assert "lacier" not in text


async def test_what_is_there_for_all_is_left_out_by_the_bots_owner_alone(
    world: World, mona: Any, simcord_bot: VerbatimBot
) -> None:
    simcord_bot.owner_id = 1
    refused = await told(world, mona, "exclude", speaker="Ann Lee")
    assert "is in the library for all servers" in refused
    await owns(world, mona, simcord_bot)
    await exclude(world, mona, speaker="Ann Lee")
    assert "Ann Lee" not in await asked(world, QUESTION)
    assert "`all:1` Ann Lee" in await told(world, mona, "excluded")
    simcord_bot.owner_id = 1
    assert "Only whoever runs this bot" in await told(world, mona, "include", exclusion="all:1")
    assert len(world.env.errors) == 2


async def test_the_button_is_of_no_use_to_anybody_else(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    shown = await mona.slash(world.channel, "library exclude", speaker="SPEAKER_00")
    world.env.backend.create_message(
        world.channel.id, world.env.backend.bot_user.id, "", components=shown.response.components, flags=LAYOUT
    )
    refused = await world.alice.click(world.channel.last_message, label="Leave out")
    assert "This button is no longer good" in pressed_told(refused)
    assert WORDS in await asked(world)


async def test_a_name_that_was_left_out_is_not_suggested_any_more(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    assert "SPEAKER_00" in str(await world.alice.autocomplete(world.channel, "ask", "speaker", "SPEAKER"))
    await exclude(world, mona, speaker="SPEAKER_00")
    assert "SPEAKER_00" not in str(await world.alice.autocomplete(world.channel, "ask", "speaker", "SPEAKER"))


async def test_what_is_left_out_is_suggested_to_be_taken_back_by_its_number_or_its_words(
    world: World, mona: Any
) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await exclude(world, mona, source="own:talk", lines="1")
    await exclude(world, mona, speaker="SPEAKER_01")
    typed = {
        word: await mona.autocomplete(world.channel, "library include", "exclusion", word) for word in ("", "r_01")
    }
    assert [choice["value"] for choice in typed[""]] == ["own:1", "own:2"]
    assert [choice["name"] for choice in typed["r_01"]] == ["own:2 SPEAKER_01"]


async def test_who_may_not_change_the_library_is_not_suggested_what_is_left_out(
    world: World, mona: Any, keeper: Any
) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    await exclude(world, mona, speaker="SPEAKER_01")
    suggested = [await keeper.autocomplete(world.channel, "library include", "exclusion", "")]
    world.bot.state.servers.set(str(world.guild.id), ServerSettings(keepers=frozenset({1})))
    suggested.append(await keeper.autocomplete(world.channel, "library include", "exclusion", ""))
    assert [len(choices) for choices in suggested] == [1, 0]


@pytest.mark.parametrize("options", [{"speaker": "SPEAKER_00"}, {"source": "own:talk", "lines": "1"}])
async def test_what_is_gone_before_it_is_confirmed_cannot_be_left_out(
    world: World, mona: Any, options: dict[str, str]
) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    shown = await mona.slash(world.channel, "library exclude", **options)
    await mona.slash(world.channel, "library remove", source="own:talk")
    late = await mona.click(shown.response, label="Leave out")
    assert "There are no such words in the library" in pressed_told(late)
    assert "Nothing is left out." in await told(world, mona, "excluded")
