"""The bot's sentences in the language of whom they are said to; `sentences` holds them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.limits import cut
from bot.markdown import escaped
from bot.sentences import english, simplified, traditional
from knowledge.errors import (
    EmptyQuestion,
    LibraryBusy,
    LibraryError,
    ModelUnavailable,
    NothingToUndo,
    NotOwn,
    QuestionTooLong,
    UnknownPassage,
    UnknownSource,
    UnknownSpeaker,
    VerbatimError,
)
from knowledge.folding import folded
from knowledge.scripts import chinese_characters

ENGLISH, SIMPLIFIED, TRADITIONAL = "en", "zh-CN", "zh-TW"
_NAME, _SENTENCE = 80, 900  # units of a name, and of another error's sentence, that are repeated to a person


# Errors that say nothing but what they are. What a library's own sentence tells, folders and
# settings, is the operator's, and in the log.
_SENTENCES: Mapping[type[VerbatimError], str] = MappingProxyType(
    {
        UnknownPassage: "unknown_passage",
        EmptyQuestion: "empty_question",
        LibraryBusy: "library_busy",
        NothingToUndo: "nothing_to_undo",
        LibraryError: "library_unavailable",
        ModelUnavailable: "library_unavailable",
    }
)


class Refusal(VerbatimError):
    """What the bot does not do, as a sentence of the catalogue."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(say(ENGLISH, key, **values))


def language_of(locale: str, text: str = "") -> str:
    """The language to answer in: that of the question where its script tells, else the person's."""
    if locale in ("zh-TW", "zh-HK"):
        return TRADITIONAL
    han = chinese_characters(text)
    if not locale.startswith("zh") and any(folded(char) != char for char in han):
        return TRADITIONAL
    return SIMPLIFIED if han or locale.startswith("zh") else ENGLISH


def say(language: str, key: str, **values: object) -> str:
    """The sentence of this key; raises KeyError for a key that no catalogue has."""
    return CATALOGUE[language][key].format(**values)


def explain(language: str, error: VerbatimError) -> str:
    """An error as a sentence in a person's language, safe to send; English where it has no translation."""
    match error:
        case UnknownSpeaker() | UnknownSource():
            key = "unknown_speaker" if isinstance(error, UnknownSpeaker) else "unknown_source"
            return say(language, key, name=_repeated(error.name)) + _hint(language, error.nearest)
        case Refusal():
            return say(language, error.key, **error.values)
        case NotOwn():
            return say(language, "not_own", name=_repeated(error.name))
        case QuestionTooLong():
            return say(language, "question_too_long", limit=error.limit, length=error.length)
    key = next((key for kind, key in _SENTENCES.items() if isinstance(error, kind)), "")
    return say(language, key) if key else escaped(cut(str(error), _SENTENCE))


def _hint(language: str, names: Sequence[str]) -> str:
    if not names:
        return ""
    return say(language, "did_you_mean", names=say(language, "or").join(_repeated(name) for name in names))


def _repeated(name: str) -> str:
    return escaped(cut(name, _NAME))


CATALOGUE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {ENGLISH: english.SENTENCES, SIMPLIFIED: simplified.SENTENCES, TRADITIONAL: traditional.SENTENCES}
)
