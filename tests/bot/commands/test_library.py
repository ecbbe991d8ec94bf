"""/library as those who manage a server use it, and what others see of that."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.client import VerbatimBot
from bot.i18n import ENGLISH, SIMPLIFIED
from bot.pages.library import survey_cards
from bot.state import State
from knowledge.encoder import Vectors
from knowledge.errors import LibraryUnwritable
from knowledge.feedback import Feedback
from knowledge.libraries import Libraries
from knowledge.library import Library
from tests.bot.conftest import FailingEncoder, World, labels, shown_text, told
from tests.bot.reading import TEXT, components, read, seen, walk

VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v SPEAKER_00>Volcanoes erupt under the glaciers of the north.

00:00:05.000 --> 00:00:09.000
<v SPEAKER_01>Nobody who lives there minds them at all.

00:00:10.000 --> 00:00:14.000
<v SPEAKER_00>They are warm in winter and green in summer.
"""


@pytest.fixture
def mona(world: World) -> Any:
    """A member who may manage the server."""
    role = world.guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("mona"), roles=[role])


async def dry_run(world: World, mona: Any, *files: tuple[str, str]) -> Any:
    options = {
        option: (name, text.encode()) for option, (name, text) in zip(("file", "file2", "file3"), files, strict=False)
    }
    return await mona.slash(world.channel, "library add", **options)


async def add(world: World, mona: Any, *files: tuple[str, str]) -> Any:
    """Brings files in by the buttons, and gives the last message."""
    shown = await dry_run(world, mona, *files)
    return (await mona.click(shown.response, label="Add")).response


async def asked(world: World, question: str = "volcanoes erupt under the glaciers") -> str:
    return seen(shown_text((await world.alice.slash(world.channel, "ask", question=question)).response))


async def test_who_does_not_manage_the_server_does_not_see_the_command(world: World, mona: Any) -> None:
    assert "library add" not in world.alice.available_commands(world.channel)
    assert any(name.startswith("library") for name in mona.available_commands(world.channel))


async def test_a_dry_run_tells_what_a_file_would_bring_in_and_writes_nothing(world: World, mona: Any) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    assert shown.ephemeral
    assert labels(shown.response) == ["Add", "Name the speakers", "Cancel"]
    text = seen(shown_text(shown.response))
    assert text.splitlines() == [
        "talk.vtt",
        "WebVTT · UTF-8 · 3 turns, 3 passages · 0:00:01–0:00:10",
        "Who speaks: SPEAKER_00 69% · SPEAKER_01 31%",
    ]
    assert "Volcanoes" not in await asked(world)


async def test_an_added_transcript_answers_and_says_who_spoke(world: World, mona: Any) -> None:
    text = shown_text(await add(world, mona, ("talk.vtt", VTT)))
    assert "**talk** · added · 3 turns, 3 passages" in text
    answer = await asked(world)
    assert "SPEAKER_00" in answer
    assert "Volcanoes erupt under the glaciers of the north." in answer


async def test_what_one_server_adds_is_not_seen_in_another(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    other = world.env.create_guild()
    channel, bob = other.create_text_channel("else"), other.add_member(world.env.create_user("bob"))
    for command, options in (
        ("ask", {"question": "volcanoes erupt under the glaciers"}),
        ("sources", {}),
        ("speakers", {}),
        ("ask", {"question": "volcanoes", "source": "own:talk"}),
    ):
        text = seen(shown_text((await bob.slash(channel, command, **options)).response))
        assert "olcanoes erupt" not in text.replace("volcanoes erupt under the glaciers", "")
        assert "SPEAKER_00" not in text
        assert "talk.vtt" not in text
    assert len(world.env.errors) == 1  # of the source that is not there
    assert [one["name"] for one in await bob.autocomplete(channel, "ask", "source", "")] == ["The *Bold* Talk"]


async def test_speakers_are_named_in_a_modal_before_they_are_added(world: World, mona: Any) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    modal = await mona.click(shown.response, label="Name the speakers")
    fields = [row["components"][0] for row in modal.modal["components"]]
    assert [field["label"] for field in fields] == ["SPEAKER_00 69%", "SPEAKER_01 31%"]
    named = await mona.submit_modal(modal, {fields[0]["custom_id"]: "Vera Stone", fields[1]["custom_id"]: ""})
    assert "Vera Stone 69% · SPEAKER_01 31%" in seen(shown_text(named.response))
    await mona.click(named.response, label="Add")
    assert "Vera Stone" in await asked(world)


async def test_a_form_from_before_a_restart_says_so(
    world: World, mona: Any, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    modal = await mona.click(shown.response, label="Name the speakers")
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback))
    field = modal.modal["components"][0]["components"][0]
    late = await mona.submit_modal(modal, {field["custom_id"]: "Vera"})
    assert shown_text(late.response).startswith("This form was opened before the bot was restarted.")


async def test_several_files_are_looked_at_and_added_together(world: World, mona: Any) -> None:
    shown = await dry_run(
        world, mona, ("one.vtt", VTT), ("two.txt", "Ann: Tea is hot.\nAnn: So it is."), ("x.txt", " ")
    )
    assert [card.splitlines()[0] for card in read(shown.response).cards] == ["**one.vtt**", "**two.txt**", "**x.txt**"]
    assert "It is empty" in seen(shown_text(shown.response))
    text = shown_text((await mona.click(shown.response, label="Add")).response)
    assert [("added" in line, "empty" in line) for line in text.splitlines()[1:]] == [
        (True, False),
        (True, False),
        (False, True),
    ]


async def test_files_that_cannot_be_read_can_only_be_cancelled(world: World, mona: Any) -> None:
    shown = await dry_run(world, mona, ("x.txt", " "))
    assert labels(shown.response) == ["Cancel"]
    cancelled = await mona.click(shown.response, label="Cancel")
    assert shown_text(cancelled.response) == "Nothing was added."


async def test_a_cancelled_upload_leaves_nothing_behind(world: World, mona: Any) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    await mona.click(shown.response, label="Cancel")
    folder = world.bot.libraries.folder(str(world.guild.id)) / "incoming"
    assert list(folder.iterdir()) == []
    assert "Volcanoes" not in await asked(world)


async def test_a_dry_run_can_be_added_after_a_restart(
    world: World, mona: Any, libraries: Libraries, state: State, feedback: Feedback
) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    await world.env.restart_bot(VerbatimBot(libraries, state, feedback))
    await mona.click(shown.response, label="Add")
    assert "Volcanoes erupt" in await asked(world)


async def test_a_button_is_of_no_use_to_anybody_else_and_none_works_twice(world: World, mona: Any) -> None:
    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    button = next(one for one in walk(components(shown.response)) if one.get("label") == "Add")
    row = [{"type": 1, "components": [button]}]
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "stolen", components=row)
    stolen = world.channel.last_message
    refused = await world.alice.click(stolen, label="Add")
    assert told(refused) == "These files no longer wait here. Please use /library add again."
    await mona.click(shown.response, label="Add")
    world.env.backend.create_message(world.channel.id, world.env.backend.bot_user.id, "again", components=row)
    again = await mona.click(world.channel.last_message, label="Add")
    assert told(again) == "These files no longer wait here. Please use /library add again."


async def test_questions_are_answered_while_a_file_is_brought_in(
    world: World, mona: Any, encoder: FailingEncoder
) -> None:
    answers: list[str] = []

    def answered(texts: Sequence[str], advance: Any = None) -> Vectors:
        with world.bot.libraries.of(str(world.guild.id)) as library:
            answers.extend(quote.text for quote in library.ask("licence of models").quotes)
        return FailingEncoder.encode_passages(encoder, texts)

    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    encoder.encode_passages = answered  # type: ignore[method-assign]
    await mona.click(shown.response, label="Add")
    assert any("licence" in text for text in answers)


async def test_progress_is_told_by_edits(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    told = [
        one["content"] for body in world.messages for one in walk(body.get("components") or []) if one["type"] == TEXT
    ]
    assert any(text.splitlines()[:2] == ["Bringing in talk.vtt …", "▱" * 12 + " 0%"] for text in told)


async def test_a_library_that_cannot_be_written_says_so_and_the_files_still_wait(
    world: World, mona: Any, encoder: FailingEncoder
) -> None:
    def refused(*_: object) -> Vectors:
        raise LibraryUnwritable("The disk is full.")

    shown = await dry_run(world, mona, ("talk.vtt", VTT))
    works, encoder.encode_passages = encoder.encode_passages, refused  # type: ignore[assignment, method-assign]
    failed = await mona.click(shown.response, label="Add")
    assert "cannot be used just now" in shown_text(failed.response)
    encoder.encode_passages = works  # type: ignore[method-assign]
    upload = next((world.bot.libraries.folder(str(world.guild.id)) / "incoming").iterdir())
    assert json.loads((upload / "about.json").read_text())["user"] == mona.id


async def test_a_transcript_is_listed_renamed_in_undone_and_removed(world: World, mona: Any) -> None:
    empty = shown_text((await mona.slash(world.channel, "library list")).response)
    assert "no transcripts of its own yet" in empty
    await add(world, mona, ("talk.vtt", VTT))
    listed = shown_text((await mona.slash(world.channel, "library list")).response)
    assert "**talk**" in listed
    assert "It also sees 1 transcript that is there for all servers." in listed
    renamed = await mona.slash(world.channel, "library rename-speaker", speaker="SPEAKER_00", name="Vera Stone")
    assert seen(shown_text(renamed.response)) == "SPEAKER_00 is now Vera Stone in: talk."
    assert "Vera Stone" in await asked(world)
    undone = await mona.slash(world.channel, "library undo", source="own:talk")
    assert seen(shown_text(undone.response)) == "Taken back: renamed SPEAKER_00 to Vera Stone."
    assert "SPEAKER_00" in await asked(world)
    removed = await mona.slash(world.channel, "library remove", source="own:talk")
    assert shown_text(removed.response) == "“talk” is no longer in the library."
    assert "Volcanoes" not in await asked(world)


async def test_only_the_own_transcripts_are_suggested_to_be_removed(world: World, mona: Any) -> None:
    await add(world, mona, ("mine.vtt", VTT))
    for command in ("library remove", "library undo"):
        choices = await mona.autocomplete(world.channel, command, "source", "")
        assert [choice["name"] for choice in choices] == ["mine"]


async def test_what_is_there_for_all_cannot_be_changed_by_a_server(world: World, mona: Any) -> None:
    for command, options in (
        ("library remove", {"source": "talk"}),
        ("library undo", {"source": "talk"}),
        ("library rename-speaker", {"speaker": "Ann Lee", "name": "Zoe"}),
    ):
        refused = await mona.slash(world.channel, command, **options)
        assert "only whoever runs this bot can change" in shown_text(refused.response)
    assert [speaker.name for speaker in world.bot.libraries.shared.speakers()] == ["Ann Lee", "Bob Wu"]
    assert len(world.env.errors) == 3


async def test_a_server_that_hides_what_is_there_for_all_sees_its_own_alone(world: World, mona: Any) -> None:
    await mona.slash(world.channel, "library shared", shown=False)
    assert "licence" not in (await asked(world, "a licence of models")).replace("a licence of models", "")
    await add(world, mona, ("talk.vtt", VTT))
    assert "Volcanoes erupt" in await asked(world)
    await mona.slash(world.channel, "library shared", shown=True)
    assert "licence of models" in await asked(world, "licence of models without a clause")
    assert "Volcanoes erupt" in await asked(world)


async def test_a_file_of_the_same_name_is_said_to_replace_the_former(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    again = await dry_run(world, mona, ("talk.vtt", VTT.replace("glaciers", "oceans")))
    assert "Replaces “talk”, which is in the library." in shown_text(again.response)
    await mona.click(again.response, label="Add")
    assert "under the oceans of the north" in await asked(world, "volcanoes erupt under the oceans")


async def test_a_copy_under_another_name_is_told(world: World, mona: Any) -> None:
    await add(world, mona, ("talk.vtt", VTT))
    copy = await dry_run(world, mona, ("copy.vtt", VTT))
    assert "Much the same words are already in: talk." in shown_text(copy.response)


async def test_a_file_that_is_too_large_is_refused_before_it_is_fetched(world: World, mona: Any) -> None:
    refused = await mona.slash(world.channel, "library add", file=("big.txt", b"x" * (16 * 2**20 + 1)))
    assert shown_text(refused.response) == "big.txt is larger than 16 MiB; please split it."
    assert len(world.env.errors) == 1


async def test_a_name_that_leads_out_of_its_folder_leads_nowhere(world: World, mona: Any) -> None:
    await add(world, mona, ("../../../evil.txt", "Ann: Tea is hot.\nAnn: So it is."))
    folder = world.bot.libraries.shared.folder
    assert not list(folder.parent.rglob("evil.txt"))
    assert "**evil**" in shown_text((await mona.slash(world.channel, "library list")).response)


@pytest.mark.parametrize(("language", "words"), [(SIMPLIFIED, "没有写明说话人"), (ENGLISH, "No speaker is named")])
def test_what_a_file_is_warned_of_is_said_in_the_language_of_who_adds_it(
    library: Library, tmp_path: Path, language: str, words: str
) -> None:
    (tmp_path / "words.txt").write_text("Just some words that nobody is named for.\n", encoding="utf-8")
    (card,) = survey_cards(list(library.survey([tmp_path / "words.txt"])), {}, {}, language)
    assert f"⚠ {words}" in card.blocks[0].body
