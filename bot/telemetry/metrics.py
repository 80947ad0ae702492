"""Metrics: what Prometheus reads, in a registry of one process."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Gauge, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import Metric

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The metrics of one process; others may register more with `registry`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._deliveries = _Deliveries()
        self.registry.register(self._deliveries)
        self.answered = self._deliveries.answered
        self.waiting = Gauge(
            "dockerize_inbox_waiting", "Deliveries that wait for the next commit.", registry=self.registry
        )

    def text(self) -> bytes:
        """All of them in Prometheus' text format."""
        return generate_latest(self.registry)


class _Deliveries(Collector):
    """Plain numbers until somebody asks, a fifth of the cost of the library's own; for the thread of one event loop."""

    def __init__(self) -> None:
        self._answers: Counter[tuple[str, int]] = Counter()
        self._timed = [0] * (len(_SECONDS) + 1)
        self._seconds = 0.0

    def answered(self, event: str, answer: int, seconds: float) -> None:
        """Counts one delivery."""
        self._answers[event, answer] += 1
        self._timed[bisect_left(_SECONDS, seconds)] += 1
        self._seconds += seconds

    def collect(self) -> Iterator[Metric]:
        answers = CounterMetricFamily(
            "dockerize_deliveries",
            "Webhook deliveries by event (empty unless the signature was right) and HTTP answer.",
            labels=("event", "answer"),
        )
        for (event, answer), count in self._answers.items():
            answers.add_metric((event, str(answer)), count)
        yield answers
        edges = (*map(str, _SECONDS), "+Inf")
        yield HistogramMetricFamily(
            "dockerize_delivery_seconds",
            "Time from the first byte of a delivery to its answer.",
            buckets=list(zip(edges, accumulate(self._timed), strict=True)),
            sum_value=self._seconds,
        )
