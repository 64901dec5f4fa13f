"""Small lists in the publishers' formats, made as a test needs them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from compliance.kernel.actors import system
from compliance.kernel.ids import new_id
from compliance.policy.screening import Bars
from compliance.vault import services as vault
from screening import current, services
from screening.models import Match
from screening.services import SyncResult
from screening.sources import SOURCES, Format, Source
from screening.subjects import Subject

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ACTOR = system("test")
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "watchlists"
OFAC = SOURCES["ofac_sdn"]
_NULL = "-0- "


def bars(_source: str) -> float:
    return 0.72


def bars_of(_partner: UUID) -> Bars:
    return bars


def forget() -> None:
    """As a process that has searched nothing yet."""
    current._held = None
    current._own.clear()


def rescreen(
    version_id: UUID, *subjects: Subject, bars_of: Callable[[UUID], Bars] = bars_of, policy_version: int = 1
) -> list[tuple[Subject, list[Match]]]:
    """What the version's delta alone means for each subject, as the conductor's run does it: (subject, new matches)."""
    change = services.change_of(version_id=version_id)
    hits = services.hits_of(change=change, subjects=subjects, bars_of=bars_of)
    return [
        (
            one,
            services.remember_change(
                change=change,
                subject=one,
                hits=hits.get(one.id, ()),
                policy_version=policy_version,
                at=AT,
                actor=ACTOR,
            ),
        )
        for one in subjects
    ]


def offering(source: Source, shape: Format) -> Source:
    """The source as if its publisher's first format were this one."""
    return replace(source, formats=(shape, *(other for other in source.formats if other is not shape)))


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
