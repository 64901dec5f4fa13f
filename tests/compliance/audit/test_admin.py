"""The admin site shows the trail and the keys, and changes nothing of them, for a superuser neither."""

import pytest
from django.test import Client
from django.urls import reverse

from compliance.audit.models import Checkpoint, Event
from compliance.kernel.ids import HOUSE
from compliance.partners.models import Officer
from compliance.vault import services as vault
from compliance.vault.models import DataKey
from tests.compliance.audit import trails
from tests.factories import AT


@pytest.fixture
def superuser(client: Client) -> Client:
    client.force_login(Officer.objects.create_superuser("root", password="correct horse battery"))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Event, Checkpoint, DataKey])
def test_a_superuser_reads_and_changes_nothing(superuser: Client, model: type[Event | Checkpoint | DataKey]) -> None:
    trails.write(2)
    vault.create_key(subject_id=HOUSE, at=AT)
    row = model.objects.first()
    assert row is not None
    base = f"admin:{model._meta.app_label}_{model._meta.model_name}"

    assert superuser.get(reverse(f"{base}_changelist")).status_code == 200
    page = superuser.get(reverse(f"{base}_change", args=[row.pk]))
    assert (page.status_code, b'name="_save"' in page.content) == (200, False)
    assert superuser.post(reverse(f"{base}_change", args=[row.pk]), {}).status_code == 403
    assert superuser.post(reverse(f"{base}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert superuser.get(reverse(f"{base}_add")).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()
