"""Documents, the files behind them, and two people who send at the same moment."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from PIL import Image

from compliance.audit.models import Event
from compliance.audit.services import verify
from compliance.kernel.actors import system
from compliance.kernel.ids import UnknownId, new_id, public_id
from compliance.kernel.machine import IllegalTransition
from compliance.vault.services import KeyDestroyed, SealBroken
from onboarding import lifecycle, selectors, services, storage
from onboarding.intake import ImageBroken, Picture
from onboarding.models import Customer, Document, DocumentKind, Side, Status
from onboarding.services.locked import CustomerNotEditable
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Any) -> Path:
    settings.STORAGE_ROOT = tmp_path / "files"
    return tmp_path / "files"


def stored(files: Path) -> list[Path]:
    return list(files.glob("*/*"))


def test_a_document_is_sealed_on_disk_and_opens_to_a_picture(files: Path) -> None:
    document = factories.document(factories.customer())

    (path,) = stored(files)
    assert not path.read_bytes().startswith(b"\xff\xd8\xff")
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    assert storage.read(document).startswith(b"\xff\xd8\xff")
    assert (document.width, document.height, document.size) == (640, 400, len(storage.read(document)))
    facts = Event.objects.get(kind="document.added").parsed
    assert facts == {
        "document": public_id("doc", document.pk),
        "kind": "passport",
        "side": "front",
        "person": None,
        "superseded": 0,
        "demands_met": 0,
    }


def test_equal_files_are_found_without_being_revealed() -> None:
    first, second = factories.customer(), factories.customer()

    one, same = factories.document(first), factories.document(second)
    other = factories.document(second, upload=factories.picture(colour="tomato"))

    assert one.sha256 == same.sha256 != other.sha256


def with_text(customer: Customer, text: str | None) -> Document:
    picture = Picture(factories.picture(), 640, 400, text)
    upload = services.Upload(
        customer.pk, customer.partner_id, DocumentKind.PROOF_OF_ADDRESS, Side.FRONT, None, picture, "0" * 64, ()
    )
    return services.keep_document(upload=upload, at=AT, actor=system("test"))


def test_a_documents_text_is_sealed_for_it_alone() -> None:
    customer = factories.customer()
    one, two, scan = with_text(customer, "12 Rua da Prata"), with_text(customer, "Other"), with_text(customer, None)

    one.refresh_from_db()
    assert one.text is not None
    assert b"Prata" not in bytes(one.text)
    assert (selectors.text_of(one), selectors.text_of(scan)) == ("12 Rua da Prata", None)
    two.text = one.text
    with pytest.raises(SealBroken):
        selectors.text_of(two)


def test_an_erased_customers_text_is_gone() -> None:
    customer = factories.customer()
    document = with_text(customer, "12 Rua da Prata")

    services.erase_customer(customer_id=customer.pk, at=AT, actor=system("test"))

    with pytest.raises(KeyDestroyed):
        selectors.text_of(document)
    document.refresh_from_db()
    assert document.text is None


def test_a_newer_document_supersedes_its_kind_and_side_only() -> None:
    customer = factories.customer()
    first = factories.document(customer, kind="identity_card")
    back = factories.document(customer, kind="identity_card", side="back")

    second = factories.document(customer, kind="identity_card")

    first.refresh_from_db()
    assert first.superseded_at == AT
    assert selectors.current_documents(customer.pk) == [back, second]
    assert selectors.documents(customer.pk).count() == 3


def test_an_altered_file_is_noticed(files: Path) -> None:
    document = factories.document(factories.customer())
    (path,) = stored(files)
    sealed = bytearray(path.read_bytes())
    sealed[-1] ^= 1
    path.write_bytes(bytes(sealed))

    with pytest.raises(SealBroken):
        storage.read(document)


def test_two_files_that_changed_places_are_noticed(files: Path) -> None:
    customer = factories.customer()
    one, two = factories.document(customer), factories.document(customer, kind="selfie")
    paths = [files / one.storage_key, files / two.storage_key]
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, reversed(contents), strict=True):
        path.write_bytes(content)

    for document in (one, two):
        with pytest.raises(SealBroken):
            storage.read(document)


@pytest.mark.parametrize("status", [status for status in Status.values if status != "draft"])
def test_only_a_draft_takes_documents(files: Path, status: str) -> None:
    customer = factories.customer(status=status)
    before = Event.objects.count()

    with pytest.raises(CustomerNotEditable):
        factories.document(customer)

    assert (Document.objects.count(), Event.objects.count(), stored(files)) == (0, before, [])


def test_a_file_that_is_refused_supersedes_nothing(files: Path) -> None:
    customer = factories.customer()
    document = factories.document(customer)

    with pytest.raises(ImageBroken):
        factories.document(customer, upload=factories.picture()[:300])

    assert selectors.current_documents(customer.pk) == [document]
    assert len(stored(files)) == 1


def test_a_file_whose_row_is_refused_is_removed_again(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = factories.customer()
    write = storage.write

    def submitted_meanwhile(**arguments: Any) -> str:
        Customer.objects.filter(pk=customer.pk).update(status="checking")
        return write(**arguments)

    monkeypatch.setattr(storage, "write", submitted_meanwhile)

    with pytest.raises(CustomerNotEditable):
        factories.document(customer)

    assert (Document.objects.count(), stored(files)) == (0, [])


def test_another_partners_customer_takes_nothing(files: Path) -> None:
    customer = factories.customer()
    customer.partner_id = factories.partner(name="Stranger").pk

    with pytest.raises(UnknownId):
        factories.document(customer)

    assert stored(files) == []


def test_the_sweep_removes_orphans_and_nothing_else(files: Path) -> None:
    document = factories.document(factories.customer())
    young, old, torn = files / "aa" / f"{new_id()}.sealed", files / "ab" / f"{new_id()}.sealed", files / "ab" / ".x.tmp"
    for path in (young, old, torn):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    for path in (old, torn, files / document.storage_key):
        os.utime(path, (0, 0))
    now = AT + timedelta(days=3650)
    os.utime(young, (now.timestamp() - 60, now.timestamp() - 60))

    assert services.sweep_files(at=now, dry_run=True).removed == 2
    assert services.sweep_files(at=now) == services.sweep.Swept(seen=4, removed=2)

    assert {path.name for path in stored(files)} == {young.name, Path(document.storage_key).name}
    assert storage.read(document)


def test_the_storage_command_tells_what_is_missing(files: Path) -> None:
    document = factories.document(factories.customer())
    (path,) = stored(files)
    path.unlink()
    out = StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("storage", "missing", stdout=out)

    assert end.value.code == 1
    assert out.getvalue() == f"{public_id('doc', document.pk)}\n"


def test_a_document_is_a_whole_picture(tmp_path: Path) -> None:
    document = factories.document(factories.customer())
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(storage.read(document))

    with Image.open(copy) as image:
        assert image.size == (document.width, document.height)


def at_once(*doings: Any) -> list[object]:
    """Runs them in threads that start together; answers results or exceptions."""
    start = Barrier(len(doings))

    def run(doing: Any) -> object:
        try:
            start.wait(timeout=10)
            return doing()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_submissions_at_once_one_wins() -> None:
    assert connection.vendor == "postgresql"
    for _ in range(5):
        customer = factories.customer(of=factories.partner())

        def submit(customer: Customer = customer) -> Customer:
            return lifecycle.advance(
                customer_id=customer.pk, to=Status.CHECKING, actor=system("test"), reason="submitted", at=AT
            )

        results = at_once(submit, submit, submit)

        assert sorted(type(result).__name__ for result in results) == [
            "Customer",
            "IllegalTransition",
            "IllegalTransition",
        ]
        assert any(isinstance(result, IllegalTransition) for result in results)
        customer.refresh_from_db()
        assert (customer.round, customer.revision) == (1, 2)
    assert verify().verified


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_uploads_of_one_kind_at_once_the_last_counts_and_all_are_kept(files: Path) -> None:
    for _ in range(3):
        customer = factories.customer(of=factories.partner())

        results = at_once(*[lambda customer=customer: factories.document(customer)] * 4)

        assert [result for result in results if not isinstance(result, Document)] == []
        assert len(selectors.current_documents(customer.pk)) == 1
        assert selectors.documents(customer.pk).count() == 4
    assert len(stored(files)) == 12
    assert verify().verified


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_upload_and_a_submission_at_once_leave_no_late_document(files: Path) -> None:
    for _ in range(5):
        customer = factories.customer(of=factories.partner())

        def submit(customer: Customer = customer) -> Customer:
            return lifecycle.advance(
                customer_id=customer.pk, to=Status.CHECKING, actor=system("test"), reason="submitted", at=AT
            )

        uploaded, submitted = at_once(lambda customer=customer: factories.document(customer), submit)

        assert isinstance(submitted, Customer)
        assert isinstance(uploaded, Document | CustomerNotEditable)
        assert selectors.documents(customer.pk).count() == int(isinstance(uploaded, Document))
    assert len(stored(files)) == Document.objects.count()
