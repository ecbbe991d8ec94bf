"""Proposes whose every sentence of a transcript is, and how sure that is; says unknown rather than guess."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from knowledge.attribution import chain, decoding, roles, sponsors, style
from knowledge.attribution.candidates import Candidate
from knowledge.attribution.chain import Conversation
from knowledge.attribution.decoding import Scores
from knowledge.attribution.units import Unit, units
from knowledge.attribution.weights import Weights, shipped
from knowledge.encoder import Encoder, Vectors
from knowledge.model import Kind, Transcript, Turn
from knowledge.scripts import is_chinese

LEAST = 0.7  # how likely a speaker must be to be named
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
        likely = likelihoods(said, candidates, known, encoder, weights or shipped())
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


def _decoded(held: Conversation, asks: Sequence[bool], vectors: Vectors, weights: Weights) -> tuple[Scores, float]:
    """How likely each candidate is at each sentence if these ask, and how likely that they do."""
    voices, joins = chain.voices(held, asks, weights), chain.joins(held, asks, weights)
    likely, whole = decoding.posteriors(voices, joins)
    for _ in range(_ROUNDS):
        likely, _ = decoding.posteriors(voices + style.scores(vectors, likely), joins)
    return likely, whole


def _asides(found: Sequence[Unit]) -> list[Kind | None]:
    """What of the sentences that no label names is no conversation: advertisements, a foreword in another script."""
    chinese = [is_chinese(unit.text) for unit in found]
    mostly = 2 * sum(chinese) > len(found)
    first = next((i for i, each in enumerate(chinese) if each == mostly), 0)
    return [
        None if unit.is_known else Kind.NARRATION if i < first and unit.width > 60 else Kind.AD if sold else None
        for i, (unit, sold) in enumerate(zip(found, sponsors.advertised([u.folded for u in found]), strict=True))
    ]


def _without_voice(unit: Unit, aside: Kind | None) -> _Judged:
    return _Judged(unit, unit.turn.speaker, aside or unit.turn.kind)


def _with_voice(judged: _Judged, candidates: Sequence[Candidate], likely: Sequence[float], least: float) -> _Judged:
    best = int(np.argmax(likely))
    if judged.speaker:
        return replace(judged, speaker=candidates[best].speaker.id)
    speaker = candidates[best].speaker.id if likely[best] >= least else None
    return replace(judged, speaker=speaker, likely=float(likely[best]))


def _put_together(transcript: Transcript, candidates: Sequence[Candidate], judged: Sequence[_Judged]) -> Proposal:
    """Sentences of one voice as one turn, as sure as they are on the average."""
    turns, confidences = [], []
    key: Callable[[_Judged], tuple[object, ...]] = lambda each: (  # noqa: E731
        each.speaker, each.kind, each.likely is None, each.unit.turn.index if each.unit.is_known else None
    )
    for (speaker, kind, is_given, _), group in groupby(judged, key):
        said = list(group)
        start, end = said[0].unit.start, said[-1].unit.end
        turns.append(_turn(transcript, len(turns), speaker, kind, start, end))
        sure = np.average([each.likely or 0.0 for each in said], weights=[each.unit.width + 1 for each in said])
        confidences.append(None if is_given or speaker is None else float(sure))
    speakers = {candidate.speaker.id: candidate.speaker for candidate in candidates}
    heard = {turn.speaker for turn in turns}
    others = [speaker for speaker in transcript.speakers if speaker.id in heard and speaker.id not in speakers]
    told = replace(transcript, turns=tuple(turns), speakers=(*speakers.values(), *others))
    return Proposal(told, tuple(confidences))


def _turn(transcript: Transcript, index: int, speaker: str | None, kind: Kind, start: int, end: int) -> Turn:
    """A turn with what times the transcript has for its words."""
    inside = [turn for turn in transcript.turns if turn.start < end and turn.end > start]
    times = [
        (at, time)
        for turn in inside
        for at, time in (((turn.start, turn.start_ms),) if turn.start_ms is not None else ()) + turn.times
        if start < at < end
    ]
    began = inside[0].time_at(start) if inside else None
    return Turn(index, speaker, kind, start, end, began, tuple(times))
