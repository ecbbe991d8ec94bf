"""Suggestions while somebody types."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.commands.options import Names, Suggestions
from knowledge.libraries import Libraries
from knowledge.library import Library
from knowledge.transcripts import LIBRARY
from tests.bot.conftest import Ingest, World
from tests.bot.limits import choice_faults

HEADER = "---\ntitle: {title}\nparticipants:\n{people}---\n[[{one}]] Words that were said.\n"


def person(id: str, name: str) -> str:
    return f'  "{id}": {{name: "{name}", aliases: ["{id[:40]} alias"]}}\n'


async def test_at_most_25_speakers_are_suggested(world: World, ingest: Ingest) -> None:
    ingest(many="".join(f"Person {chr(65 + number)}: I speak too.\n" for number in range(26)))
    await world.alice.autocomplete(world.channel, "ask", "speaker", "")
    choices = await world.alice.autocomplete(world.channel, "ask", "speaker", "")
    assert len(choices) == 25
    assert choice_faults(choices) == []


async def test_who_was_brought_in_meanwhile_is_suggested_at_the_next_key(world: World, ingest: Ingest) -> None:
    ingest(new="Zoe: I am new here.\nZoe: So I speak.\n")
    typed = [await world.alice.autocomplete(world.channel, "ask", "speaker", "zo") for _ in range(2)]
    assert [[choice["name"] for choice in choices] for choices in typed] == [[], ["Zoe"]]


async def test_names_that_begin_with_what_was_typed_come_first(world: World, ingest: Ingest) -> None:
    ingest(more="Joanna: I speak too.\nJoanna: And again.\n")
    await world.alice.autocomplete(world.channel, "ask", "speaker", "an")
    choices = await world.alice.autocomplete(world.channel, "ask", "speaker", "an")
    assert [choice["name"] for choice in choices] == ["Ann Lee", "Joanna"]


async def test_a_source_is_suggested_in_the_other_script(world: World, ingest: Ingest) -> None:
    ingest(zh=HEADER.format(title="开源访谈", people=person("a", "A"), one="a"))
    await world.alice.autocomplete(world.channel, "ask", "source", "開源")
    choices = await world.alice.autocomplete(world.channel, "ask", "source", "開源")
    assert [choice["name"] for choice in choices] == ["开源访谈"]


def test_names_and_ids_of_any_length_are_suggested_within_limits(libraries: Libraries, ingest: Ingest) -> None:
    people = person("x" * 300, "*" * 300) + person("y", "😀" * 300) + person("z", "😀" * 300) + person("w", " ")
    ingest(long=HEADER.format(title="t" * 300, people=people, one="y"))
    names = Suggestions(libraries).read(None)
    choices = [{"name": one.name, "value": one.value} for one in (*names.speakers, *names.sources)]
    assert choice_faults(choices) == []
    assert len(choices) == 8


def test_every_suggested_value_finds_its_speaker(libraries: Libraries, ingest: Ingest) -> None:
    ingest(long=HEADER.format(title="t", people=person("x" * 300, "Xeno") + person("y", "Yann"), one="y"))
    names = Suggestions(libraries).read(None)
    assert {libraries.shared.speaker(one.value).name for one in names.speakers} >= {"Xeno", "Yann"}


def test_a_speaker_whose_name_no_choice_can_carry_is_not_suggested(libraries: Libraries, ingest: Ingest) -> None:
    people = f'  "{"x" * 300}": {{name: "{"y" * 300}"}}\n' + person("z", "Zoe")
    ingest(long=HEADER.format(title="t", people=people, one="z"))
    assert [one.name for one in Suggestions(libraries).read(None).speakers] == ["Ann Lee", "Bob Wu", "Zoe"]


class Forgetful(Libraries):
    """Something in a library changes while it is being read."""

    suggestions: Suggestions

    @contextmanager
    def of(self, guild: str | None) -> Iterator[Library]:
        with super().of(guild) as library:
            yield library
        self.suggestions.forget()


async def test_what_was_read_before_something_changed_is_not_remembered(library: Library) -> None:
    libraries = Forgetful(library)
    suggestions = libraries.suggestions = Suggestions(libraries)
    assert [one.name for one in (await suggestions.of(None)).speakers] == ["Ann Lee", "Bob Wu"]
    assert suggestions._names == {}
    libraries.close()


async def test_keys_that_are_typed_quickly_read_a_library_once(libraries: Libraries) -> None:
    suggestions = Suggestions(libraries)
    first, second = await asyncio.gather(suggestions.of(None), suggestions.of(None))
    assert first is second
    assert suggestions.topics(None) == suggestions.topics(None) == ()
    assert len(suggestions._finding) == 1
    await suggestions.settle()


async def test_a_library_that_cannot_be_read_suggests_nothing_and_the_log_says_why(
    libraries: Libraries, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = libraries.shared.folder / "guilds" / "7"
    damaged.mkdir(parents=True)
    (damaged / LIBRARY).write_bytes(b"nothing of the kind" * 1000)
    suggestions = Suggestions(libraries)
    assert (await suggestions.of(7), suggestions.topics(7)) == (Names(), ())
    await suggestions.settle()
    assert suggestions.topics(7) == ()
    await suggestions.settle()
    assert "the names of speakers and sources could not be read again" in caplog.messages
    assert "the topics could not be found" in caplog.messages


def test_of_too_many_servers_the_names_of_those_read_last_are_kept(libraries: Libraries) -> None:
    suggestions = Suggestions(libraries)
    for guild in range(202):
        suggestions.read(str(guild))
    assert list(suggestions._names) == [str(guild) for guild in range(2, 202)]
