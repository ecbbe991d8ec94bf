"""The measures of information retrieval. The only file that knows ir-measures."""

from collections.abc import Mapping

import ir_measures

RANKED = {"nDCG@10": "nDCG@10", "R@1": "recall@1", "R@5": "recall@5", "R@10": "recall@10", "RR@10": "MRR@10"}
"""ir-measures' names and how the tables call them."""

Judgements = Mapping[str, Mapping[str, int]]
"""Query id -> document id -> how relevant, 0 for not at all."""

Run = Mapping[str, Mapping[str, float]]
"""Query id -> document id -> score, higher is better."""


def measured(judged: Judgements, run: Run) -> dict[str, float]:
    """Each measure's mean over the queries that have judgements; one without a run counts as 0."""
    measures = [ir_measures.parse_measure(name) for name in RANKED]
    found = ir_measures.calc_aggregate(
        measures,
        {query: dict(documents) for query, documents in judged.items()},
        {query: dict(documents) for query, documents in run.items()},
    )
    return {RANKED[str(measure)]: float(found[measure]) for measure in measures}
