"""What is counted, in the text format of Prometheus."""

import math
from dataclasses import replace

import pytest

from bot.metrics import GRAVE, Metrics
from knowledge import errors
from knowledge.model import Tier
from tests.bot.figures import NOW, counted, figures


def test_each_verb_counts_under_its_label() -> None:
    metrics = Metrics()
    metrics.received("command")
    metrics.finished("ask", "done")
    metrics.asked("ask")
    metrics.refused("too_often")
    assert counted(metrics, "verbatim_interactions_total") == {'kind="command"': 1}
    assert counted(metrics, "verbatim_finished_total") == {'name="ask",outcome="done"': 1}
    assert counted(metrics, "verbatim_questions_total") == {'name="ask"': 1}
    assert counted(metrics, "verbatim_refusals_total") == {'reason="too_often"': 1}


def test_times_and_batches_fall_into_buckets() -> None:
    metrics = Metrics()
    metrics.acknowledged("command", 0.06)
    metrics.answered(Tier.NEAREST, 1.2)
    metrics.batch(8)
    shown = figures(metrics)
    assert shown['verbatim_acknowledgement_seconds_bucket{kind="command",le="0.05"}'] == 0
    assert shown['verbatim_acknowledgement_seconds_bucket{kind="command",le="0.1"}'] == 1
    assert shown['verbatim_answer_seconds_sum{tier="nearest"}'] == 1.2
    assert shown['verbatim_encoder_batch_size_bucket{le="8.0"}'] == 1


def test_the_gauges_are_those_of_the_moment() -> None:
    metrics = Metrics()
    names = ("verbatim_library_passages", "verbatim_queue_depth", "verbatim_gateway_connected")
    assert [figures(metrics)[name] for name in names] == [900, 2, 1]
    assert [figures(metrics, replace(NOW, connected=False, waiting=0))[name] for name in names] == [900, 0, 0]


def test_a_library_that_cannot_be_read_has_no_known_size() -> None:
    assert math.isnan(figures(Metrics(), replace(NOW, extent=None))["verbatim_library_passages"])


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.failed()
    assert (figures(one)["verbatim_failures_total"], figures(other)["verbatim_failures_total"]) == (1, 0)


def test_what_alarms_go_by_is_there_before_it_happens() -> None:
    there = figures(Metrics()).keys()
    assert {f'verbatim_answer_seconds_count{{tier="{tier}"}}' for tier in Tier} <= there
    assert {f'verbatim_refusals_total{{reason="{reason}"}}' for reason in GRAVE} <= there


@pytest.mark.parametrize("reason", GRAVE)
def test_what_is_grave_is_an_error_that_there_is(reason: str) -> None:
    assert hasattr(errors, "".join(word.title() for word in reason.split("_")))
