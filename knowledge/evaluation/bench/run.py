"""Runs the parts of the bench that are wanted, in folders that are thrown away."""

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from knowledge import folders
from knowledge.encoder import Encoder
from knowledge.errors import QuestionError
from knowledge.evaluation import questions
from knowledge.evaluation.bench.against import (
    NOT_INSTALLED,
    Remembering,
    ingest_beside,
    passages_of,
    search_beside,
    speed_beside,
)
from knowledge.evaluation.bench.asking import askers, during_ingest
from knowledge.evaluation.bench.clock import in_turn
from knowledge.evaluation.bench.figures import Measured, Remark
from knowledge.evaluation.bench.ingesting import ingest
from knowledge.evaluation.bench.made_up import RandomEncoder, sentences_of
from knowledge.evaluation.bench.peers import Peer, commands, started
from knowledge.evaluation.bench.served import embedded_and_served
from knowledge.evaluation.bench.sizes import Place, size
from knowledge.library import Library
from knowledge.settings import LibrarySettings

_BESIDE = 10_000  # made-up passages up to which others are measured as well: some look at every one of them
_ASKED, _SERVED = 20, 100  # questions on those, and on a library on a server


class Part(StrEnum):
    """What may be measured."""

    SIZES = "sizes"
    INGEST = "ingest"
    ASKERS = "askers"
    CONTENTION = "contention"
    PEERS = "peers"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Bench:
    """What to measure with, and where: `room` is thrown away, `keep` may have made-up libraries from another time."""

    settings: LibrarySettings
    transcripts: Path
    room: Path
    keep: Path
    peers: Path | None = None

    def run(
        self, sizes: Sequence[int], parts: Set[Part], advance: Callable[[str], None] = lambda _: None
    ) -> Iterator[Measured]:
        """Everything that is wanted, as it is measured. Raises NothingToIngest, QuestionError."""
        with ExitStack() as stack:
            others: list[Peer] = []
            if Part.PEERS in parts and self.peers:
                others = stack.enter_context(started(commands(self.peers), self.room / "peers.log"))
            if Part.INGEST in parts:
                advance("ingest")
                yield from ingest(self.transcripts, self._settings("ingest").encoder(), self.room / "ingest")
            if parts & {Part.ASKERS, Part.CONTENTION}:
                advance("askers")
                yield from self._asked(parts)
            if Part.PEERS in parts:
                advance("peers")
                yield from self._beside(others)
            if Part.SERVER in parts:
                advance("server")
                said = sentences_of(self.transcripts)
                yield from embedded_and_served(said, said[:_SERVED], self.room / "server")
            if Part.SIZES in parts:
                for passages in sizes:
                    yield from self._size(passages, others, advance)

    def _settings(self, name: str, room: Path | None = None) -> LibrarySettings:
        """Those of a library of its own, with the models of the real one."""
        data = (room or self.room) / name
        data.mkdir(parents=True, exist_ok=True)
        models = folders.home(self.settings.data) / "models"
        models.mkdir(parents=True, exist_ok=True)
        if not (data / "models").exists():
            (data / "models").symlink_to(models.resolve(), target_is_directory=True)
        return replace(self.settings, data=data)

    def _questions(self) -> list[questions.Question]:
        folder = self.transcripts / "questions"
        found = [one for file in sorted(folder.glob("*.jsonl")) for one in questions.read(file)]
        if not found:
            raise QuestionError(f"There are no questions in “{folder}” to ask of the transcripts.")
        return [one for one in found if one.kind != "compare"]

    def _asked(self, parts: Set[Part]) -> Iterator[Measured]:
        chosen = self._settings("asked")
        encoder = chosen.encoder()
        asked = [one.text for one in self._questions()]
        with closing(Library(chosen.data, encoder, chosen.dictionary())) as library:
            list(library.ingest([self.transcripts]))
            library.warm()
            part = "a question, the real transcripts"
            found = in_turn(
                {"encode": lambda one: encoder.encode_questions([one]), "question to answer": library.ask}, asked
            )
            for name, times in found.items():
                yield times.figure(part, name)
            if Part.ASKERS in parts:
                yield from askers(library.ask, asked)
            if Part.CONTENTION in parts:
                yield from during_ingest(library, asked, sentences_of(self.transcripts), self.room / "meanwhile")

    def _beside(self, others: Sequence[Peer]) -> Iterator[Measured]:
        chosen = self._settings("beside")
        encoder = Remembering(chosen.encoder())
        if not others:
            yield Remark("beside others", NOT_INSTALLED)
        yield from ingest_beside(self.transcripts, encoder, chosen.data, others)
        with closing(Library(chosen.data, encoder, chosen.dictionary())) as library:
            part = "search, beside others: the real transcripts, without the encoder"
            yield from search_beside(part, library, encoder, self._questions(), others)

    def _size(self, passages: int, others: Sequence[Peer], advance: Callable[[str], None]) -> Iterator[Measured]:
        chosen = self._settings(f"{passages}", self.keep)
        place = Place(self.transcripts, chosen.data / "models", chosen.data)
        yield from size(passages, place, lambda done: advance(f"{passages:,} passages: {done:,}"))
        if others and passages <= _BESIDE:
            advance(f"{passages:,} passages, peers")
            yield from self._speed(passages, place, chosen, others)

    def _speed(
        self, passages: int, place: Place, chosen: LibrarySettings, others: Sequence[Peer]
    ) -> Iterator[Measured]:
        encoder = Remembering(RandomEncoder())
        texts = [passage.text for passage in passages_of(place.data)]
        for peer in others:
            peer.build(texts, RandomEncoder())
        asked = [sentence[:40] for sentence in sentences_of(self.transcripts)[:: max(1, len(texts) // _ASKED)][:_ASKED]]
        with closing(Library(place.data, encoder, chosen.dictionary())) as library:
            yield from speed_beside(
                f"search, beside others: {passages:,} made-up passages", library, encoder, asked, others
            )


def encoder_of(parts: Set[Part], encoder: Encoder) -> str:
    """Whose figures these are: made-up vectors are nobody's."""
    return encoder.fingerprint if parts != {Part.SIZES} else RandomEncoder.fingerprint
