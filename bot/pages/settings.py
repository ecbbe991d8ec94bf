"""A server's settings as one page, with what the bot lacks to follow them. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot import ids
from bot.i18n import ENGLISH, SIMPLIFIED, TRADITIONAL, say, several
from bot.page import Choice, Choose, ChooseOf, Menu, Page, Sort, Text
from bot.pages.lists import list_card
from bot.state import Place, Scope, ServerSettings

OWN_LANGUAGE = "own"
HOW: Mapping[str, tuple[Place, bool]] = MappingProxyType(
    {
        "thread-sure": (Place.THREAD, True),
        "thread": (Place.THREAD, False),
        "channel-sure": (Place.CHANNEL, True),
        "channel": (Place.CHANNEL, False),
    }
)
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {ENGLISH: "English", SIMPLIFIED: "简体中文", TRADITIONAL: "繁體中文"}  # each in itself
)
_HOW_SAID = {
    "thread-sure": "how_thread_sure",
    "thread": "how_thread",
    "channel-sure": "how_channel_sure",
    "channel": "how_channel",
}
RIGHTS = {
    "view_channel": "right_view_channel",
    "read_message_history": "right_read_history",
    "send_messages": "right_send",
    "embed_links": "right_embed_links",
    "attach_files": "right_attach_files",
    "create_public_threads": "right_create_threads",
    "send_messages_in_threads": "right_send_in_threads",
}
_ROOM = 2400  # units of what is told of channels, beside what the settings mean


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server has chosen, and what of that is so: which channels lack what, and whether messages are read."""

    settings: ServerSettings
    lacks: tuple[tuple[int, tuple[str, ...]], ...]
    reads_messages: bool


def settings_page(seen: Seen, language: str) -> Page:
    """What the bot lacks, then each setting with its menu."""
    state = list_card(say(language, "setup_title"), list(_state(seen, language)), language, room=_ROOM)
    menus = _menus(seen.settings, language)
    return Page((state, *(part for words, menu in menus for part in (Text(words), menu))))


def _state(seen: Seen, language: str) -> Iterator[str]:
    yield say(language, "messages_read" if seen.reads_messages else "messages_not_read")
    if not seen.settings.channels:
        yield say(language, "no_channels")
    elif not seen.lacks:
        yield say(language, "rights_there")
    for channel, rights in seen.lacks:
        names = several(language, (say(language, RIGHTS[right]) for right in rights))
        yield say(language, "rights_lacking", channel=f"<#{channel}>", rights=names)


def _menus(settings: ServerSettings, language: str) -> Iterator[tuple[str, Menu]]:
    """Each setting as words and menu: five, for as many rows can stand under embeds."""
    channels, keepers = tuple(sorted(settings.channels)), tuple(sorted(settings.keepers))
    hint = say(language, "no_channels_chosen")
    yield say(language, "setup_channels"), ChooseOf(ids.SETTING["channels"], Sort.CHANNELS, hint, channels)
    yield say(language, "setup_how"), _how(settings, language)
    yield say(language, "setup_language"), _language(settings, language)
    yield say(language, "setup_scope"), _scope(settings, language)
    hint = say(language, "no_roles_chosen")
    yield say(language, "setup_keepers"), ChooseOf(ids.SETTING["keepers"], Sort.ROLES, hint, keepers)


def _how(settings: ServerSettings, language: str) -> Choose:
    now = (settings.place, settings.only_when_sure)
    choices = tuple(Choice(say(language, _HOW_SAID[value]), value) for value in HOW)
    return Choose(ids.SETTING["how"], choices, next(value for value, how in HOW.items() if how == now))


def _language(settings: ServerSettings, language: str) -> Choose:
    own = Choice(say(language, "each_own_language"), OWN_LANGUAGE)
    choices = (own, *(Choice(name, code) for code, name in LANGUAGES.items()))
    return Choose(ids.SETTING["language"], choices, settings.language or OWN_LANGUAGE)


def _scope(settings: ServerSettings, language: str) -> Choose:
    choices = (Choice(say(language, "scope_all"), Scope.ALL), Choice(say(language, "scope_own"), Scope.OWN))
    return Choose(ids.SETTING["scope"], choices, settings.scope)
