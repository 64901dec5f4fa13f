"""The records site shows evidence to read: what libraries register to be written by hand is taken out of it."""

from django.contrib import admin
from django.contrib.auth.models import Group
from oauth2_provider.models import (
    get_access_token_model,
    get_application_model,
    get_grant_model,
    get_id_token_model,
    get_refresh_token_model,
)

WRITABLE = (
    Group,
    get_application_model(),
    get_access_token_model(),
    get_grant_model(),
    get_id_token_model(),
    get_refresh_token_model(),
)
admin.site.unregister([model for model in WRITABLE if admin.site.is_registered(model)])
