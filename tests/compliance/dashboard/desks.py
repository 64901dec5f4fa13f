"""Officers at their desks, and the addresses of what lies on them."""

from django.test import Client

from compliance.cases.models import Case
from compliance.kernel.ids import public_id
from compliance.partners.models import Officer
from onboarding.models import Customer
from tests import factories


def desk(username: str = "maker") -> Client:
    """The browser of a signed-in officer."""
    client = Client()
    client.force_login(officer(username))
    return client


def officer(username: str) -> Officer:
    return Officer.objects.filter(username=username).first() or factories.officer(username)


def case_url(customer: Customer) -> str:
    return f"/cases/{public_id('case', Case.objects.get(customer=customer).pk)}"


def customer_url(customer: Customer) -> str:
    return f"/customers/{public_id('cus', customer.pk)}"
