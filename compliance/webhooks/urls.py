"""Under /v1."""

from django.urls import path

from compliance.webhooks import api

urlpatterns = [
    path("webhook-endpoints", api.Endpoints.as_view(), name="webhook-endpoints"),
    path("webhook-endpoints/<str:endpoint_id>", api.OneEndpoint.as_view(), name="webhook-endpoint"),
    path("webhook-endpoints/<str:endpoint_id>/deliveries", api.Deliveries.as_view(), name="webhook-deliveries"),
    path("webhook-endpoints/<str:endpoint_id>/replay", api.Replay.as_view(), name="webhook-replay"),
    path("webhook-endpoints/<str:endpoint_id>/rotate-secret", api.RotateSecret.as_view(), name="webhook-rotate-secret"),
    path("events", api.Events.as_view(), name="events"),
]
