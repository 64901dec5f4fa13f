"""The list of URLs is the table of contents."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from compliance import docs, health, metrics

V1: list[URLPattern | URLResolver] = [
    path("", include("compliance.gate.urls")),  # first: a payment waits for it
    path("", include("onboarding.urls")),
    path("", include("screening.urls")),
    path("", include("compliance.cases.urls")),
    path("", include("compliance.payments.urls")),
    path("", include("compliance.webhooks.urls")),
]

urlpatterns = [
    path("v1/", include((V1, "v1"))),
    path("", include("compliance.partners.urls")),
    path("openapi.yaml", docs.schema, name="openapi"),
    path("docs", docs.page, name="docs"),
    path("", include("compliance.dashboard.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics.metrics),
]
handler400 = "compliance.problems.bad_request"
handler403 = "compliance.problems.forbidden"
handler404 = "compliance.problems.not_found"
handler500 = "compliance.problems.server_error"
