"""What the bot says, in the language of whom it says it to: sentences, and how dates, numbers and lists are written.

The words stand in `locales`, a file a language, which is read once and says at its top how to add to it.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from gettext import c2py
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_gmt
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from knowledge.folding import folded, traditional
from knowledge.scripts import chinese_characters

ENGLISH, SIMPLIFIED, TRADITIONAL = "en", "zh-CN", "zh-TW"
_LOCALES = Path(__file__).parent / "locales"
_FILES = {ENGLISH: "en.po", SIMPLIFIED: "zh_Hans.po", TRADITIONAL: "zh_Hant.po"}
_UNSET = "en-US"  # what Discord gives for a server that never chose a language


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that is said in one language; immutable, lives as long as the process.

    `sentences` has for each key its plural forms, one where it counts nothing; `form` tells which of them a number
    takes. `commands` has what Discord's menus show, by context and English.
    """

    locale: Locale
    sentences: Mapping[str, tuple[str, ...]]
    commands: Mapping[tuple[str, str], str]
    form: Callable[[int], int]


def language_of(locale: str, text: str = "") -> str:
    """The language for one person: that of the question where its script tells, else theirs."""
    if locale in ("zh-TW", "zh-HK"):
        return TRADITIONAL
    han = chinese_characters(text)
    if not locale.startswith("zh") and any(folded(char) != char for char in han):
        return TRADITIONAL
    return SIMPLIFIED if han or locale.startswith("zh") else ENGLISH


def public_language(locale: str, guild_locale: str | None, text: str = "") -> str:
    """The language for all who read a channel: that of the question where its script tells, else the server's.

    A server that never chose one is `en-US` to Discord, so the person's own is the better guess then.
    """
    han = "".join(chinese_characters(text))
    if any(folded(char) != char for char in han):
        return TRADITIONAL
    if traditional(han) != han:
        return SIMPLIFIED
    chosen = [one for one in (guild_locale, locale) if one and one != _UNSET]
    if han:  # characters that both scripts have: Chinese, as it is written where it was asked
        chosen = [one for one in chosen if one.startswith("zh")]
    return language_of(chosen[0] if chosen else "", han)


def say(language: str, key: str, **values: object) -> str:
    """The sentence of this key; raises KeyError for a key that no catalogue has.

    `count` chooses among plural forms, and is written as numbers are.
    """
    catalogue = CATALOGUE[language]
    forms = catalogue.sentences[key]
    count = values.get("count")
    if isinstance(count, int):
        values["count"] = number(language, count)
        return forms[catalogue.form(abs(count)) if len(forms) > 1 else 0].format(**values)
    return forms[0].format(**values)


def day(language: str, date: date) -> str:
    """A date in words: 23 July 2024, 2024年7月23日."""
    return format_date(date, "long", locale=CATALOGUE[language].locale)


def day_of(language: str, text: str) -> str:
    """A date as a transcript gives it: in words if it is a whole one, such as 2024-07-23, else as it stands."""
    with suppress(ValueError):
        return day(language, date.fromisoformat(text))
    return text


def moment(language: str, at: datetime) -> str:
    """A date and a time in its own time zone, which is named; without one it is taken as UTC."""
    locale = CATALOGUE[language].locale
    offset = get_timezone_gmt(at, "iso8601", locale=locale) if at.utcoffset() else ""
    return f"{day(language, at.date())} {format_time(at, 'short', locale=locale)} UTC{offset}"


def number(language: str, n: float) -> str:
    return format_decimal(n, locale=CATALOGUE[language].locale)


def percent(language: str, share: float) -> str:
    """A share, from 0 to 1, in whole hundredths."""
    return format_percent(share, locale=CATALOGUE[language].locale)


def either(language: str, names: Iterable[str]) -> str:
    """Names of which one is meant, "a, b or c"."""
    return format_list(list(names), style="or", locale=CATALOGUE[language].locale)


def several(language: str, names: Iterable[str]) -> str:
    """Names as a sentence lists them: a, b and c; 甲、乙和丙."""
    return format_list(list(names), locale=CATALOGUE[language].locale)


def beside(language: str, names: Iterable[str]) -> str:
    """Names side by side, without a word between the last ones: a, b, c; 甲、乙、丙."""
    pattern = CATALOGUE[language].locale.list_patterns["standard"]["start"]
    return reduce(pattern.format, list(names) or [""])


def in_menu(language: str, context: str, english: str) -> str | None:
    """What Discord shows for the name or the description of a command, an option or a choice; None for as it is."""
    return CATALOGUE[language].commands.get((context, english)) or None


def _read(file: str) -> Catalogue:
    """A catalogue out of its file, whose head names the locale and tells the plural forms."""
    with (_LOCALES / file).open("rb") as opened:
        read = read_po(opened, abort_invalid=True)
    if read.locale is None:
        raise ValueError(f"{file} names no language that is known")
    sentences: dict[str, tuple[str, ...]] = {}
    commands: dict[tuple[str, str], str] = {}
    for message in read:
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if message.context:
            commands[message.context, key] = forms[0]
        elif key:
            sentences[key] = forms
    return Catalogue(read.locale, MappingProxyType(sentences), MappingProxyType(commands), c2py(read.plural_expr))


CATALOGUE: Mapping[str, Catalogue] = MappingProxyType({language: _read(file) for language, file in _FILES.items()})
