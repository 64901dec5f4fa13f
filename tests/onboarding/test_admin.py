"""The raw tables in the admin site: to look at, without personal data."""

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory

from compliance.partners.models import Officer
from compliance.policy.models import PolicyVersion
from onboarding.models import Customer, Demand, Document, RelatedPerson
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Customer, Demand, Document, RelatedPerson, PolicyVersion])
def test_nobody_writes_evidence_by_hand(model: type) -> None:
    request = RequestFactory().get("/")
    request.user = Officer.objects.create_superuser("root", password="correct horse battery")
    page = admin.site._registry[model]

    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request)
    assert not page.has_delete_permission(request)


def test_a_customers_page_tells_no_name() -> None:
    customer = factories.customer()
    Officer.objects.create_superuser("root", password="correct horse battery")
    client = Client()
    assert client.login(username="root", password="correct horse battery")

    for path in ("/admin/onboarding/customer/", f"/admin/onboarding/customer/{customer.pk}/change/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert b"Silva" not in answer.content
        assert b"memory at" not in answer.content
