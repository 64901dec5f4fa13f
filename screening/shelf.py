"""Indexes of the lists that concern everybody, on disk: one process of a machine builds one, all of them map it."""

import fcntl
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet

from screening.matching import MATCHER_VERSION, Index
from screening.models import Entry, ListVersion
from screening.records import Record

_log = structlog.get_logger(__name__)
_WORTH_KEEPING = 2_000
"""Entries: an index of fewer is built sooner than it is read."""
_KEPT = 2
"""Indexes that stay on disk: the newest, and the one that others still read."""
_NEVER = (0, "")
_STATE = "state.json"
_LAYOUT = 3
"""Changes whenever the arrays on disk do."""


@dataclass(frozen=True, slots=True)
class State:
    """Lists as they stood: by source the number of the version and its id."""

    versions: Mapping[str, tuple[int, str]]

    def to_json(self) -> bytes:
        return json.dumps([[source, number, pk] for source, (number, pk) in self.versions.items()]).encode()

    @staticmethod
    def of(*versions: ListVersion) -> "State":
        return State({version.source: (version.number, str(version.pk)) for version in versions})

    def is_known(self) -> bool:
        """Its versions are in the database: after a restored backup they may not be."""
        ids = [pk for _, pk in self.versions.values()]
        return ListVersion.objects.filter(pk__in=ids).count() == len(ids)

    @property
    def name(self) -> str:
        """The same for the same lists, matcher and layout."""
        held = sorted(f"{source} {pk}" for source, (_, pk) in self.versions.items())
        return sha256("\n".join([MATCHER_VERSION, str(_LAYOUT), *held]).encode()).hexdigest()[:24]

    def entries(self) -> dict[str, tuple[str, Record]]:
        """Match hash and record by `source:ref`, in the order in which they were first listed."""
        found: dict[str, tuple[str, Record]] = {}
        for source, (number, _) in sorted(self.versions.items()):
            rows = Entry.objects.filter(Q(until=None) | Q(until__number__gt=number), source=source)
            found |= _read(rows.filter(since__number__lte=number))
        return found

    def since(self, base: "State") -> tuple[dict[str, tuple[str, Record]], set[str]]:
        """What came after `base`, and the keys of what `base` holds and this does not."""
        come: dict[str, tuple[str, Record]] = {}
        gone: set[str] = set()
        for source in self.versions.keys() | base.versions.keys():
            before, now = base.versions.get(source, _NEVER)[0], self.versions.get(source, _NEVER)[0]
            if before == now:
                continue
            rows = Entry.objects.filter(source=source)
            at_base = rows.filter(Q(until=None) | Q(until__number__gt=before), since__number__lte=before)
            left = at_base if not now else at_base.filter(until__number__lte=now)
            gone |= {f"{source}:{ref}" for ref in left.values_list("ref", flat=True)}
            fresh = rows.filter(Q(until=None) | Q(until__number__gt=now), since__number__gt=before)
            come |= _read(fresh.filter(since__number__lte=now))
        return come, gone


def _read(rows: QuerySet[Entry]) -> dict[str, tuple[str, Record]]:
    values = rows.order_by("id").values_list("source", "ref", "match_hash", "data").iterator()
    return {f"{source}:{ref}": (match_hash, Record.from_json(data)) for source, ref, match_hash, data in values}


def taken(state: State) -> Index | None:
    """The index of these lists that lies on the shelf; None where none does, or it is damaged."""
    folder = _root() / state.name
    if not folder.is_dir():
        return None
    try:
        return Index.open(folder)
    except Exception as error:  # whatever is wrong with it, it can be made again
        _log.warning("index_damaged", error_type=type(error).__name__)
        rmtree(folder, ignore_errors=True)
        return None


def newest() -> tuple[State, Index] | None:
    """The last index that was put on the shelf, of lists that the database knows, with their state then."""
    for folder in reversed(_folders()):
        try:
            state = State({source: (number, pk) for source, number, pk in json.loads((folder / _STATE).read_bytes())})
        except (OSError, ValueError):
            continue
        if folder.name == state.name and state.is_known():
            index = taken(state)
            if index is not None:
                return state, index
    return None


def made(state: State, build: Callable[[], Index]) -> Index:
    """Builds the index and puts it on the shelf, unless another process does so meanwhile: then waits for that one."""
    with _alone():
        index = taken(state)
        if index is not None:
            return index
        index = build()
        if len(index) < _WORTH_KEEPING:
            return index
        try:
            index.save(_root() / state.name, also={_STATE: state.to_json()})
            _tidy(state.name)
        except OSError as error:  # a full disk: this process has its index all the same
            _log.warning("index_not_kept", error_type=type(error).__name__)
            return index
        return taken(state) or index


@contextmanager
def _alone() -> Iterator[None]:
    root = _root()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _tidy(newest: str) -> None:
    """What a process has mapped stays readable to it when its folder goes."""
    for folder in [item for item in _folders() if item.name != newest][: -(_KEPT - 1) or None]:
        rmtree(folder, ignore_errors=True)


def _folders() -> list[Path]:
    """The oldest first; none that is being written."""
    found = [item for item in _root().glob("[!.]*") if item.is_dir()]
    return sorted(found, key=lambda item: item.stat().st_mtime)


def _root() -> Path:
    return Path(settings.INDEX_ROOT)
