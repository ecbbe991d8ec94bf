"""What is found when somebody asks whether words were said, as frozen values; nothing here searches.

Words of a transcript come out of a `Quote` alone, so that a verification cannot say what no source says.
"""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import OWN_WORDS, Kind, Quote, Source, Speaker
from knowledge.sentences import Span


class Verdict(StrEnum):
    """Whether somebody said some words.

    EXACT: these very words. ALTERED: nearly these words, the differences marked. ANOTHER: exact or nearly,
    but by somebody else than the one who was named. SEVERAL: these very words, but several voices said them in
    turn. UNCREDITED: exact or nearly, but nobody is credited with them: the speaker is unknown, or it is
    narration or a sponsor read. NOT_FOUND: neither these words nor nearly these.
    """

    EXACT = "exact"
    ALTERED = "altered"
    ANOTHER = "another"
    SEVERAL = "several"
    UNCREDITED = "uncredited"
    NOT_FOUND = "not_found"


class Change(StrEnum):
    """What was done to the words of the source to get those that were asked about.

    ELIDED is LEFT_OUT where the asked words say so themselves, by “…”.
    """

    EQUAL = "equal"
    REPLACED = "replaced"
    ADDED = "added"
    LEFT_OUT = "left_out"
    ELIDED = "elided"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the asked words beside one of the source's words.

    `asked` is a span of `Verification.asked`, empty where words were left out; `said` is a span of the text of
    the quote's passage, like `Quote.begin` and `Quote.end`, empty where words were added.
    """

    change: Change
    asked: Span
    said: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of words of one turn, beside what was asked: its differences in order, equal stretches among them.

    The quote has the whole sentences, for what stands around words may turn their meaning; decisive in it are the
    words that were asked about.
    """

    quote: Quote
    differences: tuple[Difference, ...]

    @property
    def span(self) -> Span:
        """Offsets of the words that were asked about, in the source's text."""
        begin, end = self.quote.decisive or (self.quote.begin, self.quote.end)
        return self.quote.passage.start + begin, self.quote.passage.start + end

    @property
    def text(self) -> str:
        """The words of the source that were asked about."""
        return self.quote.passage.text[slice(*self.quote.decisive)] if self.quote.decisive else self.quote.text


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: in one piece, or in several with words of the source between them.

    `likeness` is the part of the asked words, up to 1, that is left after every difference. `elided` tells that
    something lies between the words: what “…” stands for, or another's words. `apart` tells that the pieces do
    not stand near each other, and `spliced` that they were put together and nothing in the asked words says so.
    """

    pieces: tuple[Piece, ...]
    likeness: float
    elided: bool = False
    apart: bool = False
    spliced: bool = False

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return tuple(piece.quote for piece in self.pieces)

    @property
    def source(self) -> Source:
        return self.pieces[0].quote.passage.source

    @property
    def speaker(self) -> Speaker | None:
        """Whose words they are; None where that is unknown, where they are nobody's, and of several voices."""
        speaker = self.pieces[0].quote.passage.speaker
        return speaker if self.kind in OWN_WORDS and not self.is_of_several else None

    @property
    def is_of_several(self) -> bool:
        """Whether several voices said them in turn."""
        return len({_voice(quote) for quote in self.quotes}) > 1

    @property
    def kind(self) -> Kind:
        return self.pieces[0].quote.passage.kind

    @property
    def is_exact(self) -> bool:
        """Whether nothing is changed but what the asked words themselves say they leave out."""
        changes = {difference.change for piece in self.pieces for difference in piece.differences}
        return not self.apart and not self.spliced and changes <= {Change.EQUAL, Change.ELIDED}


def _voice(quote: Quote) -> str | int:
    """Whose words a quote is; of those whom nobody knows, each turn may be another's."""
    passage = quote.passage
    return passage.speaker.id if passage.speaker and passage.kind in OWN_WORDS else passage.turn


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether somebody said some words, and where.

    `asked` are the words without the quotation marks and the name around them. `speaker` is whom they were
    asked of; `named` the name that stood with them, whether or not anybody here goes by it. `exact` tells of
    every verdict whether these very words stand there, and `elided` whether something lies between them: what
    “…” stands for, or another's words. `places` are the first of `count`, in the order of the library's sources;
    `also` is what lies near besides: of ANOTHER, what the one who was named did say. `nearest` are passages that
    are close in meaning and never these words; only where nothing was found.
    """

    asked: str
    verdict: Verdict
    speaker: Speaker | None = None
    named: str | None = None
    exact: bool = False
    elided: bool = False
    places: tuple[Place, ...] = ()
    count: int = 0
    also: tuple[Place, ...] = ()
    nearest: tuple[Quote, ...] = ()

    @property
    def credited(self) -> tuple[Speaker, ...]:
        """Those whose words they are, each once, in order; nobody where they are uncredited or of several."""
        found = [place.speaker for place in self.places]
        return tuple(dict.fromkeys(speaker for speaker in found if speaker))
