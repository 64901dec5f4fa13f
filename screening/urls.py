"""The routes of screening under /v1."""

from django.urls import path

from screening.api import Screenings
from screening.own_list_api import OwnList

urlpatterns = [
    path("screenings", Screenings.as_view(), name="screenings"),
    path("watchlist", OwnList.as_view(), name="watchlist"),
]
