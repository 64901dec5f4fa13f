"""What a house keeps and says of its customers: nothing readable outside of the sealed blobs."""

import stat
from pathlib import Path

import httpx
import psycopg
import pytest

from compliance.sandbox.people import Specimen, person
from compliance.sandbox.receiver import Receiver
from tests.journeys import partners
from tests.journeys.house import House
from tests.journeys.partners import Integration

pytestmark = pytest.mark.journey


def words_of(specimen: Specimen) -> list[str]:
    """What identifies the person: names that are words of English or of a path would be found by chance."""
    born = specimen.birth_date
    dates = [born.isoformat(), born.strftime("%y%m%d"), born.strftime("%d.%m.%Y"), born.strftime("%d %b %Y")]
    names = [specimen.full_name, specimen.family_name, specimen.given_names]
    return [*names, *dates, specimen.document_number, *specimen.address]


def onboard(partner: Integration, key: str) -> str:
    specimen = person(key)
    body = {"kind": "person", "reference": f"ref-{key[:2]}", "identity": partners.identity(specimen)}
    customer: str = partner.post("/v1/customers", expect=201, json=body).json()["id"]
    partner.upload(customer, f"{key}-passport.jpg", kind="passport")
    partner.upload(customer, f"{key}-selfie.jpg", kind="selfie")
    partner.post(f"/v1/customers/{customer}/submit", expect=202)
    partner.until(lambda: partner.get(f"/v1/customers/{customer}").json()["status"] != "checking")
    return customer


def provoke(partner: Integration, specimen: Specimen) -> None:
    """Mistakes that hold personal data: none of them may reach a log."""
    name = specimen.full_name
    partner.http.post("/v1/customers", content=f'{{"name": "{name}",'.encode())
    partner.http.post("/v1/customers", json={"kind": name, "identity": {name: name}, "reference": name})
    partner.http.get("/v1/customers", params={"reference": name, "cursor": name})
    partner.http.get(f"/v1/customers/{name}")
    partner.http.post(
        "/v1/screenings", json={"name": name, "kind": "person", "birth_date": specimen.birth_date.isoformat()}
    )
    partner.http.get("/v1/access", headers={"X-Gatehouse-Customer": specimen.document_number})


def database(house: House, found: list[tuple[str, bytes]]) -> None:
    url = house.environment.get("GATEHOUSE_DATABASE_URL", "")
    if not url:
        return
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            rows = connection.execute(f'SELECT t::text FROM "{table}" t').fetchall()  # noqa: S608  (our own tables)  # type: ignore[arg-type]
            found.append((f"table {table}", "\n".join(row[0] for row in rows).encode()))


def kept(house: House) -> list[tuple[str, bytes]]:
    """Everything that the house has written, by name: logs, the broker's files, the database, the trail."""
    found = [(str(path.relative_to(house.var)), path.read_bytes()) for path in house.var.rglob("*") if path.is_file()]
    database(house, found)
    return found


def test_nothing_that_names_a_customer_or_opens_a_door_is_kept_in_clear(house: House, tmp_path: Path) -> None:
    partners.sync_lists(house)
    with partners.join(house, name="Private Pay") as partner, Receiver() as receiver:
        secret = partners.listen(partner, receiver)
        specimens = [person("astrid"), person("julien")]
        for specimen in specimens:
            onboard(partner, specimen.key)
            provoke(partner, specimen)
        httpx.get(f"{house.base_url}/v1/customers", params={"access_token": partner.token})
    trail = tmp_path / "trail.jsonl"
    house.manage("audit", "export", str(trail))

    everything = [*kept(house), ("trail", trail.read_bytes())]
    names = {name for name, _ in everything}
    assert {"serve.log", "logs/web.log", "logs/worker-engines.log", "trail"} <= names
    words = [word for specimen in specimens for word in words_of(specimen)]
    words += [partner.client_secret, partner.token, secret, secret.removeprefix("whsec_")]
    leaks = [(name, word) for name, content in everything for word in words if _holds(name, content, word)]
    assert leaks == []


def _holds(name: str, content: bytes, word: str) -> bool:
    """The synthetic lists are public, and so are the words in them; six digits alone are found by chance in blobs."""
    short = word.isdigit() and len(word) == 6
    spelled = [word.encode(), word.encode("unicode_escape"), word.upper().encode()]
    return not short and any(each in content for each in spelled)


def test_nobody_else_on_the_machine_can_read_what_is_kept(house: House) -> None:
    open_to_others = [
        (str(path.relative_to(house.var)), oct(path.stat().st_mode))
        for path in house.var.rglob("*")
        if stat.S_IMODE(path.lstat().st_mode) & 0o077 and path.name != "serve.log" and not path.is_socket()
    ]

    assert open_to_others == []
