"""Small lists in the publishers' formats, made as a test needs them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from compliance.kernel.actors import system
from compliance.kernel.ids import new_id
from compliance.vault import services as vault
from screening import services
from screening.services import SyncResult
from screening.subjects import Subject

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ACTOR = system("test")
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "watchlists"
_NULL = "-0- "


def row(number: int, name: str, remarks: str = "", kind: str = "individual") -> str:
    kind = _NULL if kind == "entity" else f'"{kind}"'
    tail = f'"{remarks}"' if remarks else _NULL
    return f'{number},"{name}",{kind},"SDGT",' + f"{_NULL}," * 7 + tail + "\r\n"


def people(*names: str, first: int = 1) -> list[str]:
    return [row(number, name) for number, name in enumerate(names, start=first)]


def write(path: Path, rows: Sequence[str]) -> Path:
    path.write_bytes("".join(rows).encode() + b"\x1a")
    return path


def sync(path: Path, rows: Sequence[str], *, max_shrink: float = 1.0) -> SyncResult:
    """`rows` as OFAC's list, put in force."""
    write(path / "sdn.csv", rows)
    return services.sync(source="ofac_sdn", path=path / "sdn.csv", at=AT, actor=ACTOR, max_shrink=max_shrink)


def subject(
    *names: str,
    kind: str = "person",
    birth_date: str | None = None,
    partner_id: UUID | None = None,
    with_key: bool = True,
) -> Subject:
    """Somebody who owns themselves, with a key in the vault."""
    identity = new_id()
    if with_key:
        vault.create_key(subject_id=identity, at=AT)
    return Subject(identity, identity, partner_id or new_id(), kind, names, birth_date=birth_date)
