"""Who is at the desk."""

from typing import cast

from django.http import HttpRequest

from compliance.partners.models import Officer


def officer_of(request: HttpRequest) -> Officer:
    """The signed-in officer; only for views behind `login_required`."""
    return cast("Officer", request.user)
