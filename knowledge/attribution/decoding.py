"""The likeliest speakers of a row of sentences: a linear chain, by the forward-backward algorithm (Rabiner 1989)."""

import numpy as np

Scores = np.ndarray[tuple[int, int], np.dtype[np.float64]]
Column = np.ndarray[tuple[int], np.dtype[np.float64]]
Joins = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]


def posteriors(voices: Scores, joins: Joins) -> tuple[Scores, float]:
    """How likely each speaker (column) is for each sentence (row), and the log-likelihood of the whole row.

    `voices[i, s]` is the log-score of speaker s at sentence i, `joins[i, a, b]` that of b at i after a at i - 1.
    """
    forward, backward = np.zeros_like(voices), np.zeros_like(voices)
    forward[0] = voices[0]
    for i in range(1, len(voices)):
        forward[i] = voices[i] + np.logaddexp.reduce(forward[i - 1][:, None] + joins[i], axis=0)
    for i in range(len(voices) - 2, -1, -1):
        backward[i] = np.logaddexp.reduce(joins[i + 1] + voices[i + 1] + backward[i + 1], axis=1)
    whole = float(np.logaddexp.reduce(forward[-1]))
    return np.exp(forward + backward - whole), whole
