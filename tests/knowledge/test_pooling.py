"""Vectors of parts of a text, made of its tokens."""

import numpy as np

from knowledge.pooling import pooled

STATES = np.array([[9, 9], [3, 0], [0, 4], [1, 1]], dtype=np.float32)
TOKENS = [(0, 0), (0, 4), (4, 9), (9, 12)]  # the first is a mark of the beginning


def test_a_part_is_the_mean_of_the_tokens_that_stand_in_it() -> None:
    one, both = pooled(STATES, TOKENS, [(0, 4), (0, 9)])
    np.testing.assert_allclose(one, [1, 0], atol=1e-6)
    np.testing.assert_allclose(both, [0.6, 0.8], atol=1e-6)


def test_a_token_that_reaches_into_a_part_belongs_to_it_and_one_that_touches_it_does_not() -> None:
    np.testing.assert_allclose(pooled(STATES, TOKENS, [(5, 9), (4, 10)])[0], [0, 1], atol=1e-6)
    np.testing.assert_allclose(pooled(STATES, TOKENS, [(8, 10)])[0], np.array([1, 5]) / 26**0.5, atol=1e-6)


def test_a_part_beyond_what_the_model_read_is_the_mean_of_all() -> None:
    total = STATES.sum(axis=0)
    np.testing.assert_allclose(pooled(STATES, TOKENS, [(40, 50)])[0], total / np.linalg.norm(total), atol=1e-6)
