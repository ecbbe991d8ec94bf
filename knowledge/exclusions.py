"""What shall not be quoted: the wishes of a library's people, and what of a transcript they concern. Pure.

Of a span that was left out its words are not kept, but digests that only this library can make of them.
"""

import hmac
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from knowledge.model import Source, Speaker, Transcript
from knowledge.people import spelt
from knowledge.redaction import Letters, is_filled, redacted, said_again, telling, together, whole_sentences
from knowledge.remarks import Remark
from knowledge.sentences import Span
from knowledge.transcripts.voices import is_numbered

_BLOCK = 16  # letters by which a part of a span is known again in a file that was changed
_TELLING = 24  # letters from which on a whole span is looked for in every source
SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True)
class OfSpeaker:
    """All that somebody says, in every source, now and later."""

    names: tuple[str, ...]  # first what they are called, then all that they are known by, last their id

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True, slots=True)
class OfSpan:
    """Some words of one source: where they stood, how many letters they had, and digests of these.

    `whole` is that of all letters, `head` that of the first of them, `blocks` those of one run after another.
    """

    source: str
    start: int
    end: int
    line: int
    letters: int
    whole: str
    head: str
    blocks: tuple[str, ...]


Wish = OfSpeaker | OfSpan


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A wish that is kept to: its number, and since when (ISO 8601, UTC)."""

    id: int
    made: str
    wish: Wish


@dataclass(frozen=True, slots=True)
class Concerned:
    """How many of a source's passages a wish takes away."""

    source: Source
    passages: int


@dataclass(frozen=True)
class Wishes:
    """All wishes of one library; `secret` is what its digests are made with."""

    wishes: tuple[Wish, ...]
    secret: bytes

    def applied(self, source: str, transcript: Transcript) -> Transcript:
        """A transcript without what is wished away, and with a remark on how much that is."""
        if not self.wishes:
            return transcript
        spans = self.spans(source, transcript)
        left = redacted(transcript, spans)
        told = [*transcript.warnings] if left is transcript else [_left_out(len(together(spans)))]
        told += [_lost(wish) for wish in self._lost(source, transcript)]
        kept = tuple(speaker for speaker in left.speakers if not self.concern(speaker))
        return replace(left, speakers=kept, warnings=tuple(told))

    def spans(self, source: str, transcript: Transcript) -> list[Span]:
        """What of a source is wished away: whole turns of people and what of them stands there again, and spans."""
        theirs = self.turns(transcript)
        again = said_again(transcript, telling(transcript, theirs), but=self.others(transcript)) if theirs else []
        return [*theirs, *again, *self._marked(source, transcript)]

    def turns(self, transcript: Transcript) -> list[Span]:
        """The turns of the people who shall not be quoted."""
        ids = {speaker.id for speaker in transcript.speakers if self.concern(speaker)}
        return [(turn.start, turn.end) for turn in transcript.turns if turn.speaker in ids]

    def concern(self, speaker: Speaker) -> bool:
        """Whether somebody shall not be quoted, by any of their names; numbers that machines give are no names."""
        known = {spelt(name) for name in (speaker.id, *speaker.names) if not is_numbered(name)}
        return not known.isdisjoint(self._spellings)

    def forbid(self, source: Source, speaker: str | None, span: Span) -> bool:
        """Whether somebody's words at a span of a source may not be quoted, by where they stand alone."""
        theirs = any(one.id == speaker and self.concern(one) for one in source.speakers)
        spans = [(one.start, one.end) for one in self.wishes if isinstance(one, OfSpan) and one.source == source.id]
        return theirs or any(start < span[1] and span[0] < end for start, end in spans)

    def scrubbed(self, what: str) -> str:
        """What was done to a source, without the names of those who shall not be quoted."""
        for name in sorted(self._names, key=len, reverse=True):
            what = what.replace(name, SOMEBODY)
        return what

    def others(self, transcript: Transcript) -> list[Span]:
        """The turns of those who are known and may be quoted: what they repeat is theirs."""
        own = {speaker.id for speaker in transcript.speakers if not self.concern(speaker)}
        return [(turn.start, turn.end) for turn in transcript.turns if turn.speaker in own]

    def _marked(self, source: str, transcript: Transcript) -> list[Span]:
        letters = Letters(transcript.text)
        return [span for wish in self.wishes if isinstance(wish, OfSpan) for span in self._found(wish, source, letters)]

    def _found(self, wish: OfSpan, source: str, letters: Letters) -> list[Span]:
        """Where the words of a span stand: where they stood, else wherever they do, else what is left of them."""
        here = wish.source == source
        if here and is_filled(letters.text[wish.start : wish.end]):
            return []
        if here and self._digest(Letters(letters.text[wish.start : wish.end]).said) == wish.whole:
            return [(wish.start, wish.end)]
        if not here and wish.letters < _TELLING:
            return []
        said, head = letters.said, min(_BLOCK, wish.letters)
        starts = [at for at in range(len(said) - wish.letters + 1) if self._digest(said[at : at + head]) == wish.head]
        whole = [at for at in starts if self._digest(said[at : at + wish.letters]) == wish.whole]
        if whole or not here:
            return [letters.span(at, at + wish.letters) for at in whole]
        blocks = set(wish.blocks)
        places = range(len(said) - _BLOCK + 1) if blocks else ()
        left = [letters.span(at, at + _BLOCK) for at in places if self._digest(said[at : at + _BLOCK]) in blocks]
        return whole_sentences(letters.text, left)

    def _lost(self, source: str, transcript: Transcript) -> list[OfSpan]:
        """Spans of this source whose words are not to be found in it any more, and are not filled already."""
        here = [wish for wish in self.wishes if isinstance(wish, OfSpan) and wish.source == source]
        letters = Letters(transcript.text)
        unfilled = [wish for wish in here if not is_filled(transcript.text[wish.start : wish.end])]
        return [wish for wish in unfilled if not self._found(wish, source, letters)]

    def _digest(self, letters: str) -> str:
        return hmac.digest(self.secret, letters.encode(), "sha256")[:16].hex()

    @cached_property
    def _names(self) -> set[str]:
        every = (name for wish in self.wishes if isinstance(wish, OfSpeaker) for name in wish.names)
        return {name for name in every if len(name) > 1 and not is_numbered(name)}

    @cached_property
    def _spellings(self) -> set[str]:
        return {spelt(name) for name in self._names} - {""}

    def of_span(self, source: str, text: str, span: Span) -> OfSpan:
        """The wish that a span be left out."""
        said = Letters(text[slice(*span)]).said
        runs = [said[at : at + _BLOCK] for at in range(0, len(said) - _BLOCK + 1, _BLOCK)]
        runs += [said[-_BLOCK:]] if runs else []
        return OfSpan(
            source,
            *span,
            text.count("\n", 0, span[0]) + 1,
            len(said),
            self._digest(said),
            self._digest(said[:_BLOCK]),
            tuple(map(self._digest, runs)),
        )


def of_speaker(speaker: Speaker) -> OfSpeaker:
    """The wish that somebody be left out, whatever they are called."""
    names = dict.fromkeys(name for name in speaker.names if name != speaker.id)
    return OfSpeaker((*names, speaker.id))


def is_called(wish: Wish, name: str) -> bool:
    """Whether a wish is about somebody of this name."""
    return isinstance(wish, OfSpeaker) and spelt(name) in map(spelt, wish.names)


def to_json(wish: Wish) -> str:
    return json.dumps(asdict(wish), ensure_ascii=False)


def from_json(text: str) -> Wish:
    found = json.loads(text)
    if "names" in found:
        return OfSpeaker(tuple(found["names"]))
    return OfSpan(**{**found, "blocks": tuple(found["blocks"])})


def _left_out(count: int) -> Remark:
    text = f"{count} stretches are left out, as somebody asked for."
    return Remark(text, "on_request", count=count)


def _lost(wish: OfSpan) -> Remark:
    text = f"What was to be left out at line {wish.line} is not found in this file; see whether it says it elsewhere."
    return Remark(text, "request_lost", line=wish.line)
