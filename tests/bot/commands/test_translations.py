"""What Discord is sent of the commands' names and descriptions in other languages."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from bot.i18n import CATALOGUE, ENGLISH, in_menu
from bot.limits import units
from tests.bot.conftest import World

CHINESE = ("zh-CN", "zh-TW")
SLASH = 1  # a command's type; the others are in context menus, with a name of free form and no description
Sent = Mapping[str, Any]


@pytest.fixture
def sent(world: World) -> Sequence[Sent]:
    """The commands as they were sent when the bot started."""
    (call,) = [call for call in world.env.http_requests if call.method == "PUT" and call.path.endswith("/commands")]
    commands: Sequence[Sent] = call.json
    return commands


def slash(sent: Sequence[Sent]) -> list[Sent]:
    """Slash commands, groups and options, however deep."""
    return [one for command in sent if command["type"] == SLASH for one in (command, *below(command))]


def below(command: Sent) -> Iterator[Sent]:
    for option in command.get("options", ()):
        yield option
        yield from below(option)


def menus(sent: Sequence[Sent]) -> list[Sent]:
    return [command for command in sent if command["type"] != SLASH]


def choices(sent: Sequence[Sent]) -> list[Sent]:
    return [choice for one in slash(sent) for choice in one.get("choices", ())]


def untranslated(things: Sequence[Sent], field: str) -> list[str]:
    return [thing["name"] for thing in things if not set(CHINESE) <= (thing.get(field) or {}).keys()]


async def test_every_name_and_description_is_sent_in_both_chinese(sent: Sequence[Sent]) -> None:
    assert {"ask", "question", "library", "rename-speaker", "file5"} <= {one["name"] for one in slash(sent)}
    assert untranslated([*slash(sent), *menus(sent), *choices(sent)], "name_localizations") == []
    assert untranslated(slash(sent), "description_localizations") == []


async def test_names_are_as_discord_wants_them(sent: Sequence[Sent]) -> None:
    names = [name for one in slash(sent) for name in (one["name"], *one["name_localizations"].values())]
    assert [name for name in names if not is_valid(name)] == []


async def test_names_in_context_menus_are_within_the_limit(sent: Sequence[Sent]) -> None:
    names = [name for one in menus(sent) for name in (one["name"], *one["name_localizations"].values())]
    assert [name for name in names if not 1 <= units(name) <= 32] == []


async def test_names_differ_from_those_beside_them(sent: Sequence[Sent]) -> None:
    tops = [[one for one in sent if one["type"] == type] for type in {one["type"] for one in sent}]
    for level in [*tops, *(one.get("options", ()) for one in slash(sent))]:
        for locale in CHINESE:
            taken = Counter(one["name_localizations"][locale] for one in level)
            assert [name for name, count in taken.items() if count > 1] == []


async def test_descriptions_are_within_the_limit(sent: Sequence[Sent]) -> None:
    texts = [text for one in slash(sent) for text in (one["description"], *one["description_localizations"].values())]
    assert [text for text in texts if not 1 <= units(text) <= 100] == []


async def test_the_catalogues_have_no_words_of_commands_that_are_not_there(sent: Sequence[Sent]) -> None:
    known = {(field, one[field]) for one in slash(sent) for field in ("name", "description")}
    known |= {("choice", one["name"]) for one in choices(sent)} | {("menu", one["name"]) for one in menus(sent)}
    assert sorted(CATALOGUE[ENGLISH].commands.keys() - known) == []


def test_what_no_catalogue_has_stays_as_it_is() -> None:
    assert in_menu("zh-CN", "name", "no such command") is None


def is_valid(name: str) -> bool:
    """Discord's ^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$, in lower case."""
    allowed = all(char in "-_'" or unicodedata.category(char)[0] in "LN" for char in name)
    return allowed and name == name.lower() and 1 <= len(name) <= 32
