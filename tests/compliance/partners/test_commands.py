"""Partners and officers from a shell."""

import json
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from compliance.audit.models import Event
from compliance.partners.models import Credential, Officer, Partner

pytestmark = pytest.mark.django_db


def run(*words: str) -> Any:
    out = StringIO()
    call_command(*words, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_a_new_partner_and_its_secret_are_shown_once() -> None:
    line = run("partner", "create", "Acme", "--mode", "live", "--scopes", "customers:read", "access:read")

    credential = Credential.objects.select_related("partner").get()
    assert (line["name"], line["mode"], line["suspended"]) == ("Acme", "live", False)
    assert line["client_id"] == credential.client_id
    assert check_password(line["client_secret"], credential.client_secret)
    assert credential.allowed_scopes == "customers:read access:read"
    assert credential.partner.mode == "live"
    assert [event.kind for event in Event.objects.order_by("seq")] == ["partner.created", "credential.issued"]


@pytest.mark.parametrize(
    "words", [("create", " "), ("create", "Acme", "--scopes", "nonsense"), ("suspend", "par_x"), ("revoke", "x")]
)
def test_bad_input_is_a_message_and_nothing_is_half_done(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as caught:
        run("partner", *words)

    assert caught.value.returncode == 2
    assert (Partner.objects.count(), Event.objects.count()) == (0, 0)


def test_a_partner_is_suspended_and_resumed() -> None:
    partner = run("partner", "create", "Acme")["partner"]

    assert run("partner", "suspend", partner)["suspended"] is True
    assert run("partner", "list")["suspended"] is True
    assert run("partner", "resume", partner)["suspended"] is False


def test_a_further_credential_can_be_issued_and_revoked() -> None:
    partner = run("partner", "create", "Acme")["partner"]
    client_id = run("partner", "credential", partner)["client_id"]

    assert run("partner", "revoke", client_id) == {"client_id": client_id, "revoked": True}
    assert Credential.objects.get(client_id=client_id).revoked_at is not None


def test_a_new_officer_s_password_is_made_and_shown_once() -> None:
    line = run("officer", "create", "maker")

    officer = Officer.objects.get()
    assert officer.check_password(line["password"])
    assert (officer.is_staff, officer.is_superuser) == (True, False)
    event = Event.objects.get()
    assert event.kind == "officer.created"
    assert "maker" not in event.subject + event.facts


def test_an_admin_is_an_officer_who_sees_the_tables() -> None:
    run("officer", "create", "chief", "--admin")

    assert Officer.objects.get().is_superuser is True


@pytest.mark.parametrize("username", ["maker", "", "a b", "x" * 200])
def test_a_name_that_is_taken_or_odd_is_refused(username: str) -> None:
    run("officer", "create", "maker")

    with pytest.raises(CommandError) as caught:
        run("officer", "create", username)

    assert caught.value.returncode == 2
    assert Officer.objects.count() == 1
