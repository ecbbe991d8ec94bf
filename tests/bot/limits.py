"""Discord's documented limits, checked on what goes over the wire; knows nothing of the bot's own accounts."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.bot.reading import BUTTON, LAYOUT, MEDIA, MENUS, ROW, SECTION, TEXT, walk

EMBED = {"title": 256, "description": 4096}


def faults(message: Mapping[str, Any]) -> list[str]:
    """What Discord would refuse of a message as JSON; lengths are counted as strictly as any of its sides does."""
    if int(message.get("flags") or 0) & LAYOUT:
        return _layout(message)
    embeds = message.get("embeds") or []
    found = [*_too_long("content", message.get("content") or "", 2000)]
    found += ["over 10 embeds"] if len(embeds) > 10 else []
    for embed in embeds:
        found += _embed(embed)
    total = sum(length(text) for embed in embeds for text in _texts(embed))
    found += [f"embeds of {total} in all"] if total > 6000 else []
    if not embeds and not (message.get("content") or "").strip():
        found.append("nothing in it")
    return found + _rows(message.get("components") or [])


def _layout(message: Mapping[str, Any]) -> list[str]:
    """What Discord would refuse of a message of components."""
    every = list(walk(message.get("components") or []))
    found = ["content or embeds beside components"] if message.get("content") or message.get("embeds") else []
    found += ["nothing in it"] if not every else []
    found += [f"{len(every)} components"] if len(every) > 40 else []
    texts = [one["content"] for one in every if one["type"] == TEXT]
    found += [f"texts of {total} in all"] if (total := sum(map(length, texts))) > 4000 else []
    found += ["a text without a word"] if not all(text.strip() for text in texts) else []
    for one in every:
        if one["type"] == ROW:
            found += _row(one)
        elif one["type"] == SECTION:
            found += ["a section of other than 1 to 3"] if not 1 <= len(one["components"]) <= 3 else []
        elif one["type"] == MEDIA:
            found += [fault for item in one["items"] for fault in _too_long("alt", item.get("description") or "", 1024)]
    return found + _controls([one for one in every if one["type"] in {BUTTON, *MENUS}])


def choice_faults(choices: list[dict[str, Any]]) -> list[str]:
    found = [f"{len(choices)} choices"] if len(choices) > 25 else []
    for choice in choices:
        found += [*_named("choice", choice["name"], 100), *_named("value", choice["value"], 100)]
    return found + [f"choice {name} twice" for name, count in Counter(c["name"] for c in choices).items() if count > 1]


def is_menu(command: Mapping[str, Any]) -> bool:
    """Whether a command is one in the menu of a message or a person, and no option."""
    return "options" not in command and command.get("type") in (2, 3) and "required" not in command


def command_faults(command: Mapping[str, Any]) -> list[str]:
    found = [*_named("command", command["name"], 32)]
    if command.get("description") or not is_menu(command):
        found += _named("description", command["description"], 100)
    for texts in (command.get("description_localizations") or {}).values():
        found += _named("localisation", texts, 100)
    for option in command.get("options") or []:
        found += command_faults(option)
    return found


def length(text: str) -> int:
    """UTF-16 units, of which there are never fewer than of code points."""
    return len(text.encode("utf-16-le")) // 2


def _embed(embed: Mapping[str, Any]) -> Iterator[str]:
    for part, limit in EMBED.items():
        if part in embed:
            yield from _named(part, embed[part], limit)
    yield from _too_long("footer", (embed.get("footer") or {}).get("text", ""), 2048)
    yield from _too_long("author", (embed.get("author") or {}).get("name", ""), 256)
    fields = embed.get("fields") or []
    if len(fields) > 25:
        yield "over 25 fields"
    for field in fields:
        yield from _named("field name", field["name"], 256)
        yield from _named("field value", field["value"], 1024)


def _texts(embed: Mapping[str, Any]) -> Iterator[str]:
    yield from (embed.get(part) or "" for part in EMBED)
    yield (embed.get("footer") or {}).get("text", "")
    yield (embed.get("author") or {}).get("name", "")
    for field in embed.get("fields") or []:
        yield from (field["name"], field["value"])


def _rows(rows: list[dict[str, Any]]) -> list[str]:
    found = ["over 5 rows"] if len(rows) > 5 else []
    found += [fault for row in rows for fault in _row(row)]
    return found + _controls([control for row in rows for control in row["components"]])


def _row(row: Mapping[str, Any]) -> list[str]:
    """A row holds one to five buttons, or one menu alone."""
    types = [control["type"] for control in row["components"]]
    found = ["a row of other than 1 to 5"] if not 1 <= len(types) <= 5 else []
    return found + (["a menu beside others"] if len(types) > 1 and set(types) & MENUS else [])


def _controls(controls: list[Any]) -> list[str]:
    ids = [control["custom_id"] for control in controls if "custom_id" in control]
    found = ["one custom_id twice"] if len(set(ids)) < len(ids) else []
    for control in controls:
        found += [*_named("label", control["label"], 80)] if control["type"] == BUTTON else _menu(control)
        found += [*_named("custom_id", control["custom_id"], 100)] if "custom_id" in control else []
        found += [*_named("address", control["url"], 512)] if "url" in control else []
    return found


def _menu(menu: Mapping[str, Any]) -> list[str]:
    """A menu of words has one to 25, and marks no more of them than may be chosen."""
    found = [*_too_long("placeholder", menu.get("placeholder") or "", 150)]
    options, defaults = menu.get("options") or [], menu.get("default_values") or []
    if menu["type"] == 3 and not 1 <= len(options) <= 25:
        found.append(f"{len(options)} options")
    for option in options:
        found += [*_named("option", option["label"], 100), *_named("value", option["value"], 100)]
    chosen = len(defaults) + sum(bool(option.get("default")) for option in options)
    return found + ([f"{chosen} chosen"] if chosen > menu.get("max_values", 1) else [])


def _named(what: str, text: str, limit: int) -> Iterator[str]:
    if not text.strip():
        yield f"{what} empty"
    yield from _too_long(what, text, limit)


def _too_long(what: str, text: str, limit: int) -> Iterator[str]:
    if length(text) > limit:
        yield f"{what} of {length(text)}"
