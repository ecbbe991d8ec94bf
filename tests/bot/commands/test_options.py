"""Suggestions while somebody types."""

from bot.commands.options import Suggestions
from knowledge.libraries import Libraries
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
