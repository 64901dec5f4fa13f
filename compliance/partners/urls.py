"""The addresses that need no token: where one is given, and where that is described."""

from django.urls import path

from compliance.partners.api import TokenView, metadata

app_name = "partners"
urlpatterns = [
    path("oauth/token", TokenView.as_view(), name="token"),
    path(".well-known/oauth-authorization-server", metadata, name="metadata"),
]
