"""The things Verbatim speaks of, as frozen values; nothing here reads, searches or stores.

Offsets are characters into a source's text, half-open; lines are 1-based; times are milliseconds.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.sentences import clipped

Spellings = tuple[str, ...]
"""All spellings of one name, in any script, of somebody or something that is spoken of."""


class Kind(StrEnum):
    """What a turn is: somebody's words (speech, quote), an author's (narration), or not content."""

    SPEECH = "speech"
    QUOTE = "quote"
    NARRATION = "narration"
    AD = "ad"
    BOILERPLATE = "boilerplate"


OWN_WORDS = frozenset({Kind.SPEECH, Kind.QUOTE})
SEARCHED = OWN_WORDS | {Kind.NARRATION}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is heard in the library; `aliases` are all other spellings, in any script."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Turn:
    """One voice without interruption: `text[start:end]` of its transcript; speaker None is unknown.

    `times` tells when its words were said as far as its file does, in order: an offset into the text, and
    the time at which what stands there begins.
    """

    index: int
    speaker: str | None
    kind: Kind
    start: int
    end: int
    start_ms: int | None = None
    times: tuple[tuple[int, int], ...] = ()

    def time_at(self, offset: int) -> int | None:
        """When the word at an offset was said, as nearly as is known: never later than it was."""
        return max((time for time in self.times if time[0] <= offset), default=(0, self.start_ms))[1]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file as a reader understood it: the exact text and whose every stretch of it is.

    Its times are approximate where the recording has parts of varying length, as advertisements put in
    anew for every listener.
    """

    title: str
    text: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...] = ()
    language: str | None = None
    medium: str | None = None
    date: str | None = None
    url: str | None = None
    names: tuple[Spellings, ...] = ()
    approximate: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A transcript in the library, as a quote names it; its text stays in the catalogue."""

    id: str
    title: str
    language: str | None
    medium: str | None
    date: str | None
    url: str | None
    speakers: tuple[Speaker, ...]
    names: tuple[Spellings, ...] = ()
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is searched: a slice of one turn, so it never crosses a change of speaker."""

    id: str
    source: Source
    speaker: Speaker | None
    kind: Kind
    turn: int
    start: int
    end: int
    start_line: int
    end_line: int
    text: str
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that were said: a span of a passage, and within it the decisive sentence.

    `text` is the only way to get words out, so a quote cannot say what its source does not.
    """

    passage: Passage
    begin: int
    end: int
    decisive: tuple[int, int] | None = None
    score: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.begin < self.end <= len(self.passage.text):
            raise ValueError(f"span {self.begin}:{self.end} lies outside passage {self.passage.id}")
        if self.decisive and not self.begin <= self.decisive[0] < self.decisive[1] <= self.end:
            raise ValueError(f"decisive span {self.decisive} lies outside the quote")

    @property
    def text(self) -> str:
        return self.passage.text[self.begin : self.end]

    @property
    def start(self) -> int:
        """Offset of the first character in the source's text."""
        return self.passage.start + self.begin

    @property
    def stop(self) -> int:
        """Offset after the last character in the source's text."""
        return self.passage.start + self.end

    @property
    def start_line(self) -> int:
        return self.passage.start_line + self.passage.text.count("\n", 0, self.begin)

    @property
    def end_line(self) -> int:
        return self.passage.start_line + self.passage.text.count("\n", 0, self.end)

    def clip(self, length: int) -> "Quote":
        """The same quote in at most `length` characters, around its decisive sentence if it has one."""
        begin, end = clipped(self.passage.text, (self.begin, self.end), self.decisive, length)
        inside = self.decisive and (max(begin, self.decisive[0]), min(end, self.decisive[1]))
        return Quote(self.passage, begin, end, inside or None, self.score)


class Tier(StrEnum):
    """What an answer is worth: quotes that answer, the nearest passages and not an answer, or nothing near."""

    ANSWERED = "answered"
    NEAREST = "nearest"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library has on a question: best quotes first, whatever they are worth.

    A question about the library itself is answered by a listing of its speakers or sources instead.
    """

    question: str
    quotes: tuple[Quote, ...]
    confidence: float
    tier: Tier
    listing: tuple[Speaker, ...] | tuple[Source, ...] = ()

    @property
    def answered(self) -> bool:
        return self.tier is Tier.ANSWERED


@dataclass(frozen=True, slots=True)
class Side:
    """One speaker's part of a comparison; not addressed means they never spoke on the topic.

    With a source it is what they said in that one alone.
    """

    speaker: Speaker
    addressed: bool
    quotes: tuple[Quote, ...]
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Short statements that face each other, one for each side of a comparison; None where a side has none.

    `likeness` tells how much nearer in meaning they are than statements on anything, in standard
    deviations; 0 where only one side has something to say.
    """

    quotes: tuple[Quote | None, ...]
    likeness: float = 0.0

    @property
    def faces(self) -> bool:
        """Whether two sides or more meet in it."""
        return sum(quote is not None for quote in self.quotes) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The positions of two speakers or more on a topic, in their own words only.

    `rows` set short statements face to face, the most alike first, and after them what only one side
    spoke of; no side has more of them than another may have.
    """

    topic: str
    sides: tuple[Side, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn with its exact words, for reading a source in order."""

    turn: Turn
    speaker: Speaker | None
    text: str
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a library holds, and how often it was changed."""

    sources: int
    passages: int
    revision: int


@dataclass(frozen=True, slots=True)
class Version:
    """A state that a source was in: since when (ISO 8601, UTC), and what made it so."""

    number: int
    made: str
    what: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file: added, updated, unchanged, removed or failed (then `error` says why)."""

    path: str
    source: str
    status: str
    turns: int = 0
    passages: int = 0
    speakers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = field(default=None)
