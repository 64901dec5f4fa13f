"""Signing in and out: Django's own views in the workbench's dress."""

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect


class SignIn(LoginView):
    template_name = "dashboard/login.html"
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A table that refreshes itself once the session has ended comes here: the window follows, not the table."""
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(request.get_full_path())
        return super().get(request, *args, **kwargs)


class SignOut(LogoutView):
    http_method_names = ["post", "options"]
