"""Live mode starts with secrets of its own and safe transport, or not at all."""

import json
import os
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from compliance import environment
from tests.journeys.house import ROOT

RANDOM = [
    b64encode(bytes(range(start, start + size))).decode() for start, size in ((1, 48), (60, 32), (120, 32), (180, 32))
]
GOOD = {
    "GATEHOUSE_LIVE": "1",
    "GATEHOUSE_HOSTS": "gatehouse.example",
    "GATEHOUSE_SECRET_KEY": RANDOM[0],
    "GATEHOUSE_MASTER_KEYS": f"2026a:{RANDOM[1]}",
    "GATEHOUSE_AUDIT_KEY": RANDOM[2],
}
SECRETS = ("GATEHOUSE_SECRET_KEY", "GATEHOUSE_MASTER_KEYS", "GATEHOUSE_AUDIT_KEY")
ZERO = b64encode(bytes(32)).decode()
WEAK: dict[str, tuple[str, ...]] = {
    "GATEHOUSE_SECRET_KEY": (
        "changeme", "x" * 64, "django-insecure-" + "abcdefghijklmnopqrstuvwxyz0123456789", RANDOM[1][:20], ZERO,
        "this-is-a-placeholder-that-is-long-enough-to-pass",
    ),
    "GATEHOUSE_MASTER_KEYS": ("changeme", "2026a:", f"2026a:{ZERO}", f"2026a:{RANDOM[1]},old:{ZERO}", f":{RANDOM[1]}",
                              f"2026a:{b64encode(b'short').decode()}", f"2026a:{b64encode(b'gatehouse' * 4).decode()}"),
    "GATEHOUSE_AUDIT_KEY": (
        "changeme", ZERO, b64encode(bytes(range(16))).decode(), b64encode(b"secret!!" * 4).decode(),
    ),
}  # fmt: skip


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in [name for name in os.environ if name.startswith("GATEHOUSE_")]:
        monkeypatch.delenv(name)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_good_secrets_start(live: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secrets = environment.load_secrets(tmp_path, live=True)

    assert (secrets.django_key, secrets.audit_key) == (RANDOM[0], RANDOM[2])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("value", [None, "", "   "])
def test_a_missing_secret_is_named_and_none_is_made(
    live: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str | None
) -> None:
    """Also where `var` holds one that a sandbox made."""
    environment.load_secrets(tmp_path, live=False)
    live.delenv(name) if value is None else live.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=name):
        environment.load_secrets(tmp_path, live=True)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in WEAK for value in WEAK[name]])
def test_a_weak_secret_is_named_and_not_shown(live: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str) -> None:
    live.setenv(name, value)

    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        environment.load_secrets(tmp_path, live=True)
    assert value not in str(refusal.value)


def test_one_secret_does_not_serve_two_ends(live: pytest.MonkeyPatch, tmp_path: Path) -> None:
    live.setenv("GATEHOUSE_AUDIT_KEY", RANDOM[1])

    with pytest.raises(ImproperlyConfigured, match="different value"):
        environment.load_secrets(tmp_path, live=True)


@pytest.mark.parametrize("hosts", [[], ["*"], ["gatehouse.example", "*"], ["*.example"], [".example"]])
def test_hosts_are_named_one_by_one(live: pytest.MonkeyPatch, hosts: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="GATEHOUSE_HOSTS"):
        environment.refuse_unsafe(hosts)


def test_webhooks_to_private_addresses_do_not_start(live: pytest.MonkeyPatch) -> None:
    live.setenv("GATEHOUSE_ALLOW_PRIVATE_WEBHOOKS", "1")

    with pytest.raises(ImproperlyConfigured, match="GATEHOUSE_ALLOW_PRIVATE_WEBHOOKS"):
        environment.refuse_unsafe(["gatehouse.example"])


@pytest.mark.parametrize("value", ["maybe", "2", "on"])
def test_a_switch_that_is_unclear_does_not_start(live: pytest.MonkeyPatch, value: str) -> None:
    live.setenv("GATEHOUSE_LIVE", value)

    with pytest.raises(ImproperlyConfigured, match="GATEHOUSE_LIVE"):
        environment.flag("LIVE")


def python(code: str, var: Path, **changes: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GATEHOUSE_")}
    env = clean | GOOD | {"GATEHOUSE_VAR": str(var), "DJANGO_SETTINGS_MODULE": "compliance.settings"} | changes
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )


SHOW = """
import django, json
django.setup()
from django.conf import settings
from django.test import Client
names = "DEBUG SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY"
names += " ALLOW_PRIVATE_WEBHOOKS"
plain = Client().get("/healthz/x", headers={"Host": "gatehouse.example"})
page = Client().get("/v1/x", headers={"Host": "gatehouse.example", "X-Forwarded-Proto": "https"})
stranger = Client().get("/v1/x", headers={"Host": "localhost", "X-Forwarded-Proto": "https"})
print(json.dumps({
    "settings": {name: getattr(settings, name) for name in names.split()},
    "plain": [plain.status_code, plain["Location"]],
    "page": [page.status_code, page["Strict-Transport-Security"]],
    "stranger": stranger.status_code,
}))
"""


def test_a_live_process_speaks_https_only_and_keeps_its_cookies_there(tmp_path: Path) -> None:
    done = python(SHOW, tmp_path)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "settings": {
            "DEBUG": False,
            "SECURE_SSL_REDIRECT": True,
            "SESSION_COOKIE_SECURE": True,
            "CSRF_COOKIE_SECURE": True,
            "SESSION_COOKIE_HTTPONLY": True,
            "ALLOW_PRIVATE_WEBHOOKS": False,
        },
        "plain": [301, "https://gatehouse.example/healthz/x"],
        "page": [404, "max-age=31536000; includeSubDomains"],
        "stranger": 400,
    }


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"GATEHOUSE_SECRET_KEY": "changeme"}, "GATEHOUSE_SECRET_KEY"),
        ({"GATEHOUSE_HOSTS": ""}, "GATEHOUSE_HOSTS"),
        ({"GATEHOUSE_ALLOW_PRIVATE_WEBHOOKS": "1"}, "GATEHOUSE_ALLOW_PRIVATE_WEBHOOKS"),
    ],
)
def test_a_live_process_that_is_not_safe_does_not_start(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    done = python("import django; django.setup()", tmp_path, **changes)

    assert done.returncode != 0
    assert f"ImproperlyConfigured: {said}" in done.stderr or f"needs {said}" in done.stderr
    assert "changeme" not in done.stderr
    assert not (tmp_path / "secrets.env").exists()


def test_the_demo_refuses_in_live_mode(settings: object) -> None:
    settings.LIVE = True  # type: ignore[attr-defined]

    with pytest.raises(CommandError, match="does not run in live mode") as refusal:
        call_command("demo", "--no-serve")
    assert refusal.value.returncode == 2
