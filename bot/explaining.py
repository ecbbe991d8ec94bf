"""What went wrong as a sentence in a person's language. What a library's own sentence tells is the operator's."""

from collections.abc import Sequence
from functools import singledispatch

from bot.i18n import ENGLISH, either, say
from bot.limits import cut
from bot.markdown import escaped
from bot.remarks import remark
from bot.scheduling import BadTime, TooManySchedules
from bot.zones import UnknownZone
from knowledge.errors import (
    ClaimTooShort,
    EmptyQuestion,
    LibraryBusy,
    LibraryError,
    ModelUnavailable,
    NotHeard,
    NothingToExclude,
    NothingToUndo,
    NotOwn,
    QuestionTooLong,
    RecordsAway,
    RecordsNewer,
    SameSource,
    SameSpeaker,
    TranscriptError,
    UnknownExclusion,
    UnknownPassage,
    UnknownSource,
    UnknownSpeaker,
    VectorsAway,
    VerbatimError,
)

_NAME, _SENTENCE = 80, 900  # units of a name, and of another error's sentence, that are repeated to a person


class Refusal(VerbatimError):
    """What the bot does not do, as a sentence of the catalogue."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(say(ENGLISH, key, **values))


@singledispatch
def explain(error: VerbatimError, language: str) -> str:  # noqa: ARG001 - of those that are registered
    """The sentence, safe to send; English where it has no translation."""
    return escaped(cut(str(error), _SENTENCE))


@explain.register
def _(error: Refusal, language: str) -> str:
    return say(language, error.key, **error.values)


@explain.register
def _(error: TranscriptError, language: str) -> str:
    return remark(error.sentence, language, _SENTENCE)


@explain.register
def _(error: UnknownSpeaker, language: str) -> str:
    return say(language, "unknown_speaker", name=_repeated(error.name)) + _hint(language, error.nearest)


@explain.register
def _(error: UnknownSource, language: str) -> str:
    return say(language, "unknown_source", name=_repeated(error.name)) + _hint(language, error.nearest)


@explain.register
def _(error: UnknownZone, language: str) -> str:
    return say(language, "unknown_zone", typed=_repeated(error.typed)) + _hint(language, error.nearest)


@explain.register
def _(error: BadTime, language: str) -> str:
    return say(language, "bad_time", typed=_repeated(error.typed))


@explain.register
def _(error: TooManySchedules, language: str) -> str:
    return say(language, "too_many_daily", count=error.limit)


@explain.register
def _(error: NotOwn, language: str) -> str:
    return say(language, "not_own", name=_repeated(error.name))


@explain.register
def _(error: QuestionTooLong, language: str) -> str:
    return say(language, "question_too_long", limit=error.limit, length=error.length)


@explain.register
def _(_: UnknownPassage, language: str) -> str:
    return say(language, "unknown_passage")


@explain.register
def _(_: EmptyQuestion, language: str) -> str:
    return say(language, "empty_question")


@explain.register
def _(error: SameSpeaker, language: str) -> str:
    return say(language, "same_speaker", name=_repeated(error.name))


@explain.register
def _(error: SameSource, language: str) -> str:
    return say(language, "same_source", name=_repeated(error.title))


@explain.register
def _(error: NotHeard, language: str) -> str:
    return say(language, "not_heard", name=_repeated(error.name), title=_repeated(error.title))


@explain.register
def _(_: ClaimTooShort, language: str) -> str:
    return say(language, "claim_too_short")


@explain.register
def _(_: NothingToUndo, language: str) -> str:
    return say(language, "nothing_to_undo")


@explain.register
def _(_: NothingToExclude, language: str) -> str:
    return say(language, "nothing_to_exclude")


@explain.register
def _(error: UnknownExclusion, language: str) -> str:
    return say(language, "unknown_exclusion", name=_repeated(error.name))


@explain.register
def _(_: LibraryBusy, language: str) -> str:
    return say(language, "library_busy")


@explain.register
def _(_: VectorsAway, language: str) -> str:
    return say(language, "vectors_away")


@explain.register(RecordsAway)
@explain.register(RecordsNewer)
def _(_: VerbatimError, language: str) -> str:
    return say(language, "records_away")


@explain.register(LibraryError)
@explain.register(ModelUnavailable)
def _(_: VerbatimError, language: str) -> str:
    return say(language, "library_unavailable")


def _hint(language: str, names: Sequence[str]) -> str:
    return say(language, "did_you_mean", names=either(language, map(_repeated, names))) if names else ""


def _repeated(name: str) -> str:
    return escaped(cut(name, _NAME))
