"""The routes of screening under /v1."""

from django.urls import path

from screening.api import Screenings

urlpatterns = [path("screenings", Screenings.as_view(), name="screenings")]
