"""Evidence in the admin site: what every app registers its rows with, to be read and by nobody to be changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class Evidence(admin.ModelAdmin[Any]):
    """No form adds, changes or deletes, for superusers neither: what changes evidence is a service."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
