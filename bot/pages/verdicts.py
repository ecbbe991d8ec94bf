"""The verdict on words that somebody is said to have said: one sentence, and a colour that says no more. Pure."""

from bot.colours import INK
from bot.i18n import say, several
from bot.quotation import one_line
from knowledge.model import Kind
from knowledge.verification import Change, Place, Verdict, Verification

_NAME = 40  # units of a name in the sentence; below it stands in full
_COLOURS = {Verdict.EXACT: 0x2E9E5B, Verdict.ALTERED: 0xD9A21B, Verdict.ANOTHER: 0xC8443C, Verdict.SEVERAL: 0xD9A21B}


def verdict_colour(found: Verification) -> int:
    return _COLOURS.get(found.verdict, INK)


def verdict_sentence(found: Verification, language: str) -> str:
    """The verdict for a person."""
    asked_of = one_line(found.speaker.name if found.speaker else found.named or "", _NAME)
    match found.verdict:
        case Verdict.EXACT:
            return say(language, "verdict_exact", said=_said(found, language))
        case Verdict.ALTERED:
            return say(language, "verdict_altered", said=_said(found, language))
        case Verdict.ANOTHER:
            return say(language, "verdict_another", name=asked_of, said=_said(found, language))
        case Verdict.SEVERAL:
            return say(language, "verdict_several")
        case Verdict.UNCREDITED:
            return _uncredited(found, language)
    return say(language, "verdict_not_found_of", name=asked_of) if found.speaker else say(language, "verdict_not_found")


def _said(found: Verification, language: str) -> str:
    """Who said what of it."""
    who = several(language, [one_line(speaker.name, _NAME) for speaker in found.credited])
    if found.exact:
        return say(language, "said_elided" if found.elided else "said_exactly", names=who)
    if _is_equal(found.places[0]):
        return say(language, "said_apart", names=who)
    return say(language, "said_spliced" if found.places[0].spliced else "said_nearly", names=who)


def _is_equal(place: Place) -> bool:
    return all(one.change is Change.EQUAL for piece in place.pieces for one in piece.differences)


def _uncredited(found: Verification, language: str) -> str:
    words = say(language, "these_words" if found.exact else "nearly_these_words")
    match found.places[0].kind:
        case Kind.AD:
            return say(language, "uncredited_read", words=words)
        case Kind.NARRATION:
            return say(language, "uncredited_narration", words=words)
    return say(language, "uncredited_unknown", words=words)
