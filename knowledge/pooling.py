"""Vectors of parts of a text, made of what a model read of its tokens in the light of the whole."""

from collections.abc import Sequence

import numpy as np

from knowledge.sentences import Span

Array = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]


def pooled(states: Array, tokens: Sequence[Span], parts: Sequence[Span]) -> Matrix:
    """The unit vectors of parts, (parts, dimensions): the mean of those tokens that stand in each.

    `states` are (tokens, dimensions), `tokens` where each stands in the text, those that stand nowhere being
    empty. A part of which the model read nothing, as the text was too long for it, gets the mean of all.
    """
    begins, ends = np.array(tokens, dtype=np.int64).reshape(-1, 2).T
    firsts, lasts = np.array(parts, dtype=np.int64).reshape(-1, 2).T
    inside = (begins < lasts[:, np.newaxis]) & (ends > firsts[:, np.newaxis]) & (ends > begins)
    inside[~inside.any(axis=1)] = True
    sums = inside.astype(np.float32) @ states
    unit: Matrix = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return unit
