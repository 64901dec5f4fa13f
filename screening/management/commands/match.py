"""`manage.py match mat_…`: a match as it was found and decided, and whether its score can be made again.

Exit code 1: it does not reproduce. Exit code 2: there is no such match. Shows personal data.
"""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.kernel.errors import DomainError
from compliance.kernel.ids import parse_id, public_id
from screening import selectors, services
from screening.models import Match
from screening.selectors import MatchDetail
from screening.services import Reproduction


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("match", metavar="MATCH", help="mat_…")
        parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")

    def handle(self, **options: Any) -> None:
        try:
            match_id = parse_id("mat", options["match"])
            made = services.reproduce(match_id=match_id)
            match = Match.objects.select_related("list_version").get(pk=match_id)
            detail = selectors.match_detail(match)
        except DomainError as error:
            raise CommandError(error.detail, returncode=2) from error
        told = json.dumps(_as_json(detail, made), ensure_ascii=False) if options["json"] else _text(detail, made)
        self.stdout.write(told)
        if not made.same:
            raise CommandError(_verdict(made), returncode=1)


def _as_json(detail: MatchDetail, made: Reproduction) -> dict[str, Any]:
    match = detail.match
    return {
        "match": public_id("mat", match.pk),
        "customer": public_id("cus", match.owner_id),
        "entry": match.entry,
        "names": list(detail.names),
        "listed": detail.name,
        "status": match.status,
        "disposition": match.disposition,
        "disposed_at": match.disposed_at.isoformat() if match.disposed_at else None,
        "expires_at": match.expires_at.isoformat() if match.expires_at else None,
        "lapsed_at": match.lapsed_at.isoformat() if match.lapsed_at else None,
        "list_version": match.list_version.number,
        "matcher_version": match.matcher_version,
        "policy_version": match.policy_version,
        "score": round(match.score, 4),
        "reasons": [
            {"factor": one.factor, "score": round(one.score, 4), "detail": one.detail} for one in detail.reasons
        ],
        "reproduces": made.same,
        "score_now": None if made.score_now is None else round(made.score_now, 4),
        "matcher_now": made.matcher_now,
        "missing": made.missing or None,
    }


def _text(detail: MatchDetail, made: Reproduction) -> str:
    match = detail.match
    lines = [
        f"{', '.join(detail.names)} ~ {detail.name}  {match.entry}  score {match.score:.4f}",
        f"  {match.status}{f' ({match.disposition})' if match.disposition else ''}, found {match.created_at:%Y-%m-%d}",
        f"  list version {match.list_version.number}, matcher {match.matcher_version}, policy {match.policy_version}",
        *(f"  {one.score:+.4f}  {one.factor}  {one.detail}" for one in detail.reasons),
    ]
    return "\n".join([*lines, f"  {_verdict(made)}"])


def _verdict(made: Reproduction) -> str:
    if made.same:
        return "It reproduces: the same score for the same reasons."
    if made.missing:
        return f"It cannot be made again: its {made.missing} is not there."
    now = "nothing" if made.score_now is None else f"{made.score_now:.4f}"
    then = f"{made.score_then:.4f} by matcher {made.matcher_then}"
    return f"It does not reproduce: {then} then, {now} by {made.matcher_now} now."
