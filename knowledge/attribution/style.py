"""How speakers differ in one text: learned from what is told of it so far, by logistic regression on embeddings."""

import numpy as np

from knowledge.attribution.decoding import Column, Scores
from knowledge.encoder import Vectors

_PARTS, _RUN = 5, 20  # a sentence is judged by a model that has seen neither it nor its neighbours
_SURE = 0.6  # how likely a speaker must be for a sentence to teach
_SPREAD = 5.0  # sentences of one text lie close together
_SHRINK, _STEPS = 8.0, 80
_WEIGHT = 0.7  # sentences of one turn repeat each other, so that what each says is worth less than it claims


def scores(vectors: Vectors, likely: Scores) -> Scores:
    """What the style of each sentence adds to the log-score of each speaker, given how likely each is so far."""
    points = (vectors - vectors.mean(axis=0)).astype(np.float64) * _SPREAD
    part = np.arange(len(points)) // _RUN % _PARTS
    surest, sureness = likely.argmax(axis=1), likely.max(axis=1)
    found = np.zeros_like(likely)
    for speaker in range(likely.shape[1]):
        for held in range(_PARTS):
            taught = (part != held) & (sureness > _SURE)
            sides = np.where(surest[taught] == speaker, 1.0, -1.0)
            if len(set(sides)) == 2:
                found[part == held, speaker] = _judged(
                    points[part == held], points[taught], sides, 2 * sureness[taught] - 1
                )
    return _WEIGHT / 2 * found


def _judged(asked: Scores, taught: Scores, sides: Column, weights: Column) -> Column:
    """The log-odds of points, less those of the classes, by what was taught."""
    learned = _regression(np.c_[taught, np.ones(len(taught))], sides, weights)
    prior = np.log(weights[sides > 0].sum() / weights[sides < 0].sum())
    judged: Column = asked @ learned[:-1] + learned[-1] - prior
    return judged


def _regression(points: Scores, sides: Column, weights: Column) -> Column:
    """The weights of a logistic regression with its constant last, by accelerated gradient descent (Nesterov 1983)."""
    shrink = np.full(points.shape[1], _SHRINK)
    shrink[-1] = 0.0
    steepest = np.linalg.norm(points * np.sqrt(weights)[:, None], 2) ** 2 / 4 + _SHRINK
    found = ahead = np.zeros(points.shape[1])
    for step in range(_STEPS):
        wrong = weights * sides / (1 + np.exp(sides * (points @ ahead)))
        better = ahead + (points.T @ wrong - shrink * ahead) / steepest
        found, ahead = better, better + step / (step + 3) * (better - found)
    return found
