"""Proposes whose every sentence of a transcript is, and how sure that is; says unknown rather than guess."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from knowledge.attribution import chain, decoding, roles, style
from knowledge.attribution.candidates import Candidate
from knowledge.attribution.chain import Conversation
from knowledge.attribution.decoding import Column, Scores
from knowledge.attribution.units import Unit, units
from knowledge.attribution.weights import Weights, shipped
from knowledge.encoder import Encoder, Vectors
from knowledge.model import Kind, Transcript, Turn
from knowledge.scripts import is_chinese

LEAST = 0.7  # how likely a speaker must be to be named
_RUN_ON = 0.8  # where lines tell nothing, speakers are only so likely as this power of what the chain has of them
_SUMMARY = 100  # width of a foreword; less in another script may be a greeting
_ROUNDS = 3  # of learning how the speakers of a text differ


@dataclass(frozen=True, slots=True)
class Proposal:
    """A transcript with speakers proposed; `confidences` has one for each turn, None where nothing was proposed."""

    transcript: Transcript
    confidences: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A sentence and its voice; how likely that is, or None if it is not a proposal."""

    unit: Unit
    speaker: str | None
    kind: Kind
    likely: float | None = None

    def voice(self) -> tuple[str | None, Kind, int | None]:
        """What sentences of one turn have in common; what the file says itself stays as it is cut."""
        return self.speaker, self.kind, self.unit.turn.index if self.unit.is_known else None


def propose(
    transcript: Transcript,
    candidates: Sequence[Candidate],
    encoder: Encoder,
    *,
    weights: Weights | None = None,
    least: float = LEAST,
) -> Proposal:
    """The transcript with a speaker for each sentence of which one is likely; what its labels say stays."""
    found = units(transcript)
    places = {speaker.id: roles.meant(speaker, candidates) for speaker in transcript.speakers}
    judged = [_without_voice(unit, aside) for unit, aside in zip(found, _asides(found), strict=True)]
    talking = [
        i for i, each in enumerate(judged) if each.kind is Kind.SPEECH and places.get(each.speaker or "", 0) is not None
    ]
    if talking:
        said = [found[i] for i in talking]
        known = [places[unit.turn.speaker] if unit.turn.speaker else None for unit in said]
        likely = _tempered(said, likelihoods(said, candidates, known, encoder, weights or shipped()))
        for i, each in zip(talking, likely, strict=True):
            judged[i] = _with_voice(judged[i], candidates, each, least)
    return _put_together(transcript, candidates, judged)


def likelihoods(
    units: Sequence[Unit],
    candidates: Sequence[Candidate],
    known: Sequence[int | None],
    encoder: Encoder,
    weights: Weights,
) -> Scores:
    """(sentences, candidates) how likely each says each."""
    vectors = encoder.encode_passages([unit.text for unit in units])
    held = chain.conversation(units, candidates, known, vectors)
    cast = [_decoded(held, asks, vectors, weights) for asks in roles.castings(candidates)]
    worth = np.exp([whole - max(whole for _, whole in cast) for _, whole in cast])
    mixed: Scores = np.average([likely for likely, _ in cast], axis=0, weights=worth)
    return mixed


def _tempered(said: Sequence[Unit], likely: Scores) -> Scores:
    """How likely speakers are in truth, as was found on conversations that the weights had not seen."""
    if sum(unit.opens_line for unit in said) > 0.05 * len(said):
        return likely
    powers = np.maximum(likely, 1e-300) ** _RUN_ON
    tempered: Scores = powers / powers.sum(axis=1, keepdims=True)
    return tempered


def _decoded(held: Conversation, asks: Sequence[bool], vectors: Vectors, weights: Weights) -> tuple[Scores, float]:
    """How likely each candidate is at each sentence if these ask, and how likely that they do."""
    voices, joins = chain.voices(held, asks, weights), chain.joins(held, asks, weights)
    likely, whole = decoding.posteriors(voices, joins)
    for _ in range(_ROUNDS):
        likely, _ = decoding.posteriors(voices + style.scores(vectors, likely), joins)
    return likely, whole


def _asides(found: Sequence[Unit]) -> list[Kind | None]:
    """What of the sentences that no label names is no conversation: a foreword."""
    first = _foreword(found)
    return [Kind.NARRATION if i < first and not unit.is_known else None for i, unit in enumerate(found)]


def _foreword(found: Sequence[Unit]) -> int:
    """How many sentences at the beginning are a summary, in a script that the text is not written in."""
    chinese = [is_chinese(unit.text) for unit in found]
    mostly = 2 * sum(chinese) > len(found)
    first = next((i for i, each in enumerate(chinese) if each == mostly), 0)
    return first if sum(unit.width for unit in found[:first]) > _SUMMARY else 0


def _without_voice(unit: Unit, aside: Kind | None) -> _Judged:
    return _Judged(unit, unit.turn.speaker, aside or unit.turn.kind)


def _with_voice(judged: _Judged, candidates: Sequence[Candidate], likely: Column, least: float) -> _Judged:
    best = int(np.argmax(likely))
    if judged.speaker:
        return replace(judged, speaker=candidates[best].speaker.id)
    speaker = candidates[best].speaker.id if likely[best] >= least else None
    return replace(judged, speaker=speaker, likely=float(likely[best]))


def _put_together(transcript: Transcript, candidates: Sequence[Candidate], judged: Sequence[_Judged]) -> Proposal:
    """Sentences of one voice as one turn, as sure as they are on the average."""
    told = [list(group) for _, group in groupby(judged, _Judged.voice)]
    turns = tuple(_turn(transcript, index, said) for index, said in enumerate(told))
    speakers = {candidate.speaker.id: candidate.speaker for candidate in candidates}
    others = {speaker.id: speaker for speaker in transcript.speakers if speaker.id in {turn.speaker for turn in turns}}
    named = replace(transcript, turns=turns, speakers=tuple((others | speakers).values()))
    return Proposal(named, tuple(map(_confidence, told)))


def _confidence(said: Sequence[_Judged]) -> float | None:
    likely = [each.likely for each in said if each.likely is not None and each.speaker]
    return float(np.average(likely, weights=[each.unit.width + 1 for each in said])) if likely else None


def _turn(transcript: Transcript, index: int, said: Sequence[_Judged]) -> Turn:
    """A turn with what times the transcript has for its words."""
    start, end = said[0].unit.start, said[-1].unit.end
    inside = [turn for turn in transcript.turns if turn.start < end and turn.end > start]
    known = [(turn.start, turn.start_ms) for turn in inside if turn.start_ms is not None]
    times = sorted({*known, *(time for turn in inside for time in turn.times)})
    later = tuple((at, time) for at, time in times if start < at < end)
    return Turn(index, said[0].speaker, said[0].kind, start, end, inside[0].time_at(start), later)
