"""The officer's journey: the queue, the evidence on one page, propose, confirm. Each button calls one service."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from compliance.cases import selectors, services
from compliance.cases.models import AlertKind, ProposalKind
from compliance.dashboard import desk, files
from compliance.dashboard.answers import sentence, show
from compliance.dashboard.officers import officer_of
from compliance.dashboard.paging import page
from compliance.dashboard.presenting import clock
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import UnknownId, parse_id, public_id

LONGEST_NOTE = 4000


class NoteTooLong(DomainError):
    code = "note_too_long"
    title = f"A note has at most {LONGEST_NOTE} characters. Nothing was changed."


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    now, officer = timezone.now(), officer_of(request)
    kind, mine = request.GET.get("kind", ""), request.GET.get("mine") == "1"
    chosen = kind if kind in AlertKind.values else ""
    shown = page(request, selectors.queue(alert_kind=chosen, assignee_id=officer.pk if mine else None))
    everything = selectors.queue()
    context = {
        "page": shown,
        "lines": desk.lines(shown.object_list, now=now),
        "notices": desk.notices(now=now),
        "kinds": AlertKind.choices,
        "kind": chosen,
        "mine": mine,
        "open": everything.count(),
        "overdue": everything.filter(due_at__lt=now).count(),
        "waiting": selectors.waiting_for_second_officer(),
        "own": everything.filter(assignee_id=officer.pk).count(),
    }
    return show(request, page="dashboard/queue.html", part="dashboard/queue_rows.html", context=context)


@login_required
@require_GET
def case(request: HttpRequest, case: str) -> HttpResponse:
    file, now = files.case_page(case_id=parse_id("case", case)), timezone.now()
    row = file.detail.case
    context = {
        "file": file,
        "clock": clock(opened_at=row.opened_at, due_at=row.due_at, now=now),
        "officer": officer_of(request),
        "note_length": LONGEST_NOTE,
    }
    return render(request, "dashboard/case.html", context)


@login_required
@require_POST
def propose(request: HttpRequest, case: str) -> HttpResponse:
    case_id, alert = parse_id("case", case), request.POST.get("alert", "")

    def act() -> str:
        made = services.propose(
            case_id=case_id,
            alert_id=parse_id("alr", alert) if alert else None,
            kind=_kind(request),
            reason=request.POST.get("reason", ""),
            note=_note(request),
            officer=officer_of(request),
            at=timezone.now(),
        )
        return "Proposed. Another officer has to confirm it." if made.two_people else "Done."

    return _done(request, case_id, act)


def _note(request: HttpRequest) -> str:
    """Browsers send a line's end as two characters and count it as one."""
    note = request.POST.get("note", "").replace("\r\n", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong
    return note


def _kind(request: HttpRequest) -> ProposalKind:
    kind = request.POST.get("kind", "")
    if kind not in ProposalKind.values:
        raise services.ProposalNotAllowed("Choose what you propose.")
    return ProposalKind(kind)


@login_required
@require_POST
def confirm(request: HttpRequest, proposal: str) -> HttpResponse:
    proposal_id = parse_id("prp", proposal)
    case_id = selectors.case_of_proposal(proposal_id=proposal_id)

    def act() -> str:
        services.confirm(proposal_id=proposal_id, officer=officer_of(request), at=timezone.now())
        return "Confirmed and carried out."

    return _done(request, case_id, act)


@login_required
@require_POST
def withdraw(request: HttpRequest, proposal: str) -> HttpResponse:
    proposal_id = parse_id("prp", proposal)
    case_id = selectors.case_of_proposal(proposal_id=proposal_id)

    def act() -> str:
        services.withdraw(proposal_id=proposal_id, officer=officer_of(request), at=timezone.now())
        return "The proposal is withdrawn. Nothing was changed."

    return _done(request, case_id, act)


@login_required
@require_POST
def assign(request: HttpRequest, case: str) -> HttpResponse:
    case_id, officer = parse_id("case", case), officer_of(request)
    take = request.POST.get("take") == "1"

    def act() -> str:
        assignee = officer if take else None
        services.assign(case_id=case_id, officer=officer, assignee=assignee, at=timezone.now())
        return "The case is yours." if take else "The case is back in the queue."

    return _done(request, case_id, act)


def _done(request: HttpRequest, case_id: UUID, act: Callable[[], str]) -> HttpResponse:
    """Calls the service; says what came of it, or what stood in the way; shows the case again."""
    try:
        messages.success(request, act())
    except UnknownId:
        raise
    except DomainError as error:
        messages.error(request, sentence(error))
    return redirect("dashboard:case", case=public_id("case", case_id))
