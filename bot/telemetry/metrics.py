"""Metrics: what Prometheus reads, in a registry of one process."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The metrics of one process; others may register more with `registry`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.deliveries = Counter(
            "dockerize_deliveries",
            "Webhook deliveries by event (empty unless the signature was right) and HTTP answer.",
            ("event", "answer"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "dockerize_delivery_seconds",
            "Time from the first byte of a delivery to its answer.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.waiting = Gauge(
            "dockerize_inbox_waiting", "Deliveries that wait for the next commit.", registry=self.registry
        )

    def answered(self, event: str, answer: int, seconds: float) -> None:
        """Counts one delivery."""
        self.deliveries.labels(event, answer).inc()
        self.seconds.observe(seconds)

    def text(self) -> bytes:
        """All of them in Prometheus' text format."""
        return generate_latest(self.registry)
