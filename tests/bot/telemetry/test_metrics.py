"""Metrics: counted by event and answer, in a registry of their own."""

from __future__ import annotations

from bot.telemetry.metrics import Metrics


def test_answers_are_counted_and_timed() -> None:
    metrics = Metrics()

    metrics.answered("push", 202, 0.004)
    metrics.answered("push", 202, 0.2)
    metrics.answered("", 401, 0.001)

    text = metrics.text().decode()
    assert 'dockerize_deliveries_total{answer="202",event="push"} 2.0' in text
    assert 'dockerize_deliveries_total{answer="401",event=""} 1.0' in text
    assert 'dockerize_delivery_seconds_bucket{le="0.005"} 2.0' in text
    assert "dockerize_delivery_seconds_sum 0.205" in text


def test_a_time_on_an_edge_counts_below_it_and_one_beyond_all_counts_in_the_last() -> None:
    metrics = Metrics()

    metrics.answered("push", 202, 0.001)
    metrics.answered("push", 202, 60)

    text = metrics.text().decode()
    assert 'dockerize_delivery_seconds_bucket{le="0.001"} 1.0' in text
    assert 'dockerize_delivery_seconds_bucket{le="10.0"} 1.0' in text
    assert 'dockerize_delivery_seconds_bucket{le="+Inf"} 2.0' in text
    assert "dockerize_delivery_seconds_count 2.0" in text


def test_two_applications_do_not_share_their_numbers() -> None:
    one, other = Metrics(), Metrics()

    one.answered("push", 202, 0.1)

    assert other.registry.get_sample_value("dockerize_delivery_seconds_count") == 0
