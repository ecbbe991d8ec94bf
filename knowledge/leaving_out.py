"""Wishes carried out: in a source as it is, and in all that it ever was, so that nothing brings the words back."""

from collections.abc import Sequence
from dataclasses import replace
from secrets import token_bytes

from knowledge.catalogue import Catalogue
from knowledge.exclusions import Wish, Wishes
from knowledge.model import Transcript
from knowledge.redaction import FILLER, redacted, said_again, telling

LEAVING_OUT = "leaving out"  # the note that wishes are not carried out everywhere yet
SCRUBBING = "scrubbing"  # the note that the words may still be in the bytes on the disk
_DIGESTS = "exclusion digests"  # the note of what they are made with


def wishes(catalogue: Catalogue) -> Wishes:
    """Those that a library keeps to."""
    every = tuple(exclusion.wish for exclusion in catalogue.exclusions())
    return Wishes(every, secret(catalogue) if every else b"")


def unmet(catalogue: Catalogue) -> Wishes | None:
    """Those of a library in which they are not carried out everywhere yet, as after a process that was killed at it."""
    return wishes(catalogue) if catalogue.note(LEAVING_OUT) else None


def secret(catalogue: Catalogue) -> bytes:
    """What a library's digests are made with; made when it is first wanted."""
    if catalogue.note(_DIGESTS) is None:
        catalogue.set_note(_DIGESTS, token_bytes(32).hex())
    return bytes.fromhex(catalogue.note(_DIGESTS) or "")


def accept(catalogue: Catalogue, wish: Wish) -> None:
    """Keeps to a wish from now on; what is there already is the next writer's to leave out, if this one dies."""
    secret(catalogue)
    with catalogue.writing():
        catalogue.exclude(wish)
        catalogue.set_note(LEAVING_OUT, "yes")
        catalogue.set_note(SCRUBBING, "yes")


def rewrite_history(catalogue: Catalogue, kept: Wishes, source: str, past: Sequence[Transcript]) -> None:
    """Puts other transcripts in the place of those in a source's history, newest first; inside `writing`."""
    for version, transcript in zip(catalogue.history.versions(source), past, strict=True):
        catalogue.history.rewrite(source, version.number, kept.scrubbed(version.what), transcript)


def left_out(
    kept: Wishes, source: str, now: Transcript, past: Sequence[Transcript]
) -> tuple[Transcript, list[Transcript]]:
    """A source as it is and as it was, without what is wished away; what is in the past is found by now's words, too.

    Somebody's words may have been another's before a correction, so in the past they go whosever they were.
    """
    states = [now, *past]
    own = [kept.spans(source, state) for state in states]
    said = set().union(*(telling(state, spans) for state, spans in zip(states, own, strict=True)))
    become = []
    for state in past:
        spans = [span for other, theirs in zip(states, own, strict=True) if _is_same(state, other) for span in theirs]
        again = said_again(state, said, but=kept.others(state) if _is_same(state, now) else ())
        become.append(_without_names(kept, redacted(state, [*spans, *again])))
    return _without_names(kept, redacted(now, own[0])), become


def _without_names(kept: Wishes, transcript: Transcript) -> Transcript:
    speakers = tuple(speaker for speaker in transcript.speakers if not kept.concern(speaker))
    return replace(transcript, speakers=speakers)


def _is_same(one: Transcript, other: Transcript) -> bool:
    """Whether two states are of one file: they have the same text but for what was left out."""
    if one.text == other.text:
        return True
    if len(one.text) != len(other.text):
        return False
    return all(a == b or FILLER in (a, b) for a, b in zip(one.text, other.text, strict=True))
