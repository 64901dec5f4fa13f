"""Pages of a long table, for officers: numbered, fifty rows each."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)
ROWS = 50


def page(request: HttpRequest, rows: QuerySet[M] | Sequence[M]) -> Page[M]:
    """The page that `?page=` names, or the nearest there is; never an error."""
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))
