"""The middleware that only a page needs: a request to the API passes it by, having no session, form or nonce."""

from typing import Any

from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.deprecation import MiddlewareMixin
from django_htmx.middleware import HtmxMiddleware

from compliance.problems import is_api


class _PagesOnly(MiddlewareMixin):
    """A third of what an API request cost, and a cookie of the dashboard cannot even be looked at there."""

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request) if is_api(request.path) else super().__call__(request)


class ContentPolicy(_PagesOnly, CSPMiddleware):
    pass


class Session(_PagesOnly, SessionMiddleware):
    pass


class Csrf(_PagesOnly, CsrfViewMiddleware):
    pass


class Officer(_PagesOnly, AuthenticationMiddleware):
    pass


class Messages(_PagesOnly, MessageMiddleware):
    pass


class Htmx(HtmxMiddleware):
    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request) if is_api(request.path) else super().__call__(request)
