"""The wiring as a Django app: it makes Celery and the logs ready, so that `compliance/__init__.py` can stay empty."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "compliance"
    label = "wiring"

    def ready(self) -> None:
        from compliance import celery, gauges, logs, metrics, requests, schema  # noqa: F401, PLC0415  (after the settings)

        logs.configure()
        gauges.register()
