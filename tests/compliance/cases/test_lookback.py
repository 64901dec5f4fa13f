"""What other bars or another matcher would change is counted first, for everybody, and changes nothing itself."""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from compliance.audit.models import Event
from compliance.cases import services
from compliance.cases.models import RescreenRun
from compliance.cases.services import lookback
from compliance.cases.services.lookback import ATTEMPTS, EXAMPLES, Change
from compliance.cases.subjects import subjects_of_many
from compliance.kernel.ids import new_id, public_id
from compliance.policy import services as policies
from compliance.policy.lookbacks import Seen
from compliance.policy.models import Lookback, PolicyVersion
from compliance.policy.screening import Band
from onboarding.models import Customer
from screening import services as screening
from screening.models import Match
from screening.subjects import Subject
from tests import factories
from tests.compliance.cases import scenes
from tests.factories import AT

pytestmark = pytest.mark.django_db
TEXT = settings.POLICY_FILE.read_text(encoding="utf-8")
LATER = scenes.LATER


def bars(review: float, strong: float) -> str:
    return TEXT.replace("screening_review = 0.72", f"screening_review = {review}").replace(
        "screening_strong = 0.9", f"screening_strong = {strong}"
    )


def propose(content: str) -> int:
    officer = factories.officer(f"maker{Lookback.objects.count()}")
    return policies.propose(content=content, officer=officer, at=AT).version


def clock() -> datetime:
    return LATER


def work(row: Lookback, **options: Any) -> Lookback:
    for _ in services.look_back(lookback_id=row.pk, clock=clock, **options):
        pass
    row.refresh_from_db()
    return row


@pytest.fixture
def silva() -> Customer:
    """Resembles one listed party by name and birth date, another by name alone; matched with nobody yet."""
    customer = factories.customer(status="verified")
    scenes.publish(scenes.SILVA, scenes.NAMESAKE, scenes.NOBODY)
    return customer


@pytest.fixture
def scores(silva: Customer) -> tuple[float, float]:
    """Of the party itself and of the namesake."""
    found = {hit.entry: hit.score for hit in screening.screen(subject=_subject(silva), bars=lambda _: 0.3)}
    strong, weak = found["un_sc:6908555"], found["un_sc:6908777"]
    assert 0.3 < weak < strong <= 1
    return strong, weak


def _subject(customer: Customer) -> Subject:
    [(_, subjects)] = list(subjects_of_many([customer]))
    assert not isinstance(subjects, Exception)
    return subjects[0]


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("clear", "review", "gained_review"),
        ("clear", "strong", "gained_strong"),
        ("review", "clear", "lost_review"),
        ("strong", "clear", "lost_strong"),
        ("review", "strong", "raised"),
        ("strong", "review", "lowered"),
    ],
)
def test_every_way_that_a_hit_can_move_has_a_name(was: str, now: str, kind: str) -> None:
    subject = Subject(new_id(), new_id(), new_id(), "person", ("Ana",))

    change = Change(subject, "un:1", Band(was), Band(now), 0.8)

    assert (change.kind, change.source) == (kind, "un")


def test_hits_gained_and_lost_are_counted_by_list_and_band(silva: Customer, scores: tuple[float, float]) -> None:
    strong, weak = scores
    before = bars(round(weak + 0.001, 4), 1.0)
    _in_force(before)

    gained = work(services.begin(policy_version=propose(bars(round(weak - 0.001, 4), round(strong - 0.001, 4))), at=AT))
    lost = work(services.begin(policy_version=propose(bars(1.0, 1.0)), at=AT))

    moved = {"raised": 1} if strong < 1 else {}
    assert gained.counts == {"un_sc": {"gained_review": 1, **moved}}
    assert lost.counts == ({"un_sc": {"lost_review": 1}} if strong < 1 else {})
    assert (gained.customers, gained.total, gained.failed) == (1, 1, 0)


def _in_force(content: str) -> None:
    """As if a release had brought it."""
    PolicyVersion.objects.create(
        version=policies.current().version + 1,
        content=content,
        sha256=sha256(content.encode()).hexdigest(),
        shipped=True,
        proposed_at=AT,
        published_at=AT,
    )


def test_a_report_changes_nothing_but_the_houses_trail(silva: Customer, scores: tuple[float, float]) -> None:
    row = services.begin(policy_version=propose(bars(0.3, 0.31)), at=AT)
    before, matches = scenes.state()[:-1], list(Match.objects.values())

    done = work(row)

    assert scenes.state()[:-1] == before
    assert list(Match.objects.values()) == matches
    [event] = Event.objects.filter(kind="lookback.completed")
    assert event.subject == "policy_2"
    assert event.parsed["counts"] == done.counts
    assert (event.parsed["customers"], event.parsed["against"]) == (1, 1)


def test_examples_are_ids_and_no_names(silva: Customer, scores: tuple[float, float]) -> None:
    _, weak = scores
    _in_force(bars(round(weak + 0.001, 4), 1.0))

    row = work(services.begin(policy_version=propose(bars(round(weak - 0.001, 4), 1.0)), at=AT))

    assert row.examples == [
        {
            "change": "gained_review",
            "customer": public_id("cus", silva.pk),
            "subject": str(silva.pk),
            "entry": "un_sc:6908777",
            "score": round(weak, 4),
        }
    ]


def test_examples_are_few_however_much_changes(silva: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = _subject(silva)
    row = Lookback(counts={}, examples=[])

    for number in range(EXAMPLES + 5):
        lookback._tell(row, Change(subject, f"un:{number}", Band.CLEAR, Band.STRONG, 0.9))

    assert row.counts == {"un": {"gained_strong": EXAMPLES + 5}}
    assert len(row.examples) == EXAMPLES


def test_a_killed_report_goes_on_where_it_stopped_and_counts_nobody_twice(silva: Customer) -> None:
    partner = silva.partner
    for _ in range(4):
        factories.customer(of=partner, status="verified")
    row = services.begin(policy_version=propose(bars(1.0, 1.0)), at=AT)
    steps = services.look_back(lookback_id=row.pk, clock=clock, chunk=2)

    next(steps)
    del steps
    row.refresh_from_db()

    assert (row.customers, row.finished_at) == (2, None)
    assert work(row).finished_at is None
    Lookback.objects.filter(pk=row.pk).update(leased_until=AT)
    done = work(row, chunk=2)
    assert (done.customers, done.finished_at) == (5, LATER)
    assert sum(done.counts.get("un_sc", {}).values()) in {0, 5}
    assert work(row).customers == 5


@pytest.mark.parametrize(
    "taken",
    [{"lease_token": new_id(), "leased_until": LATER}, {"lease_token": None, "leased_until": None, "finished_at": AT}],
    ids=["another worker has it", "another worker has done it"],
)
def test_a_report_that_another_worker_took_is_left_to_it(silva: Customer, taken: dict[str, Any]) -> None:
    for _ in range(3):
        factories.customer(of=silva.partner, status="verified")
    row = services.begin(policy_version=propose(bars(1.0, 1.0)), at=AT)
    steps = services.look_back(lookback_id=row.pk, clock=clock, chunk=2)
    next(steps)
    Lookback.objects.filter(pk=row.pk).update(**taken)
    before = Lookback.objects.values().get(), Event.objects.count()

    assert list(steps) == []

    assert (Lookback.objects.values().get(), Event.objects.count()) == before


def test_somebody_who_cannot_be_read_is_counted_and_keeps_nobody_waiting(silva: Customer) -> None:
    broken = factories.customer(of=silva.partner, status="verified")
    Customer.objects.filter(pk=broken.pk).update(identity=b"not sealed")

    row = work(services.begin(policy_version=propose(bars(0.3, 0.31)), at=AT))

    assert (row.customers, row.failed) == (2, 1)
    assert row.finished_at == LATER


def test_a_policy_with_the_same_bars_has_nothing_to_look_back_on(silva: Customer) -> None:
    version = propose(TEXT.replace("match = 24", "match = 12"))

    with pytest.raises(services.NothingToLookAt):
        services.begin(policy_version=version, at=AT)

    assert services.lookbacks_due(at=AT) == []


def test_the_watch_begins_one_report_for_each_proposal_and_one_for_a_new_matcher(
    silva: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = propose(bars(0.7, 0.9))

    due = services.lookbacks_due(at=AT)
    again = services.lookbacks_due(at=AT)

    assert [row.policy_id for row in due] == [version]
    assert [row.pk for row in again] == [row.pk for row in due]
    for row in due:
        work(row)
    assert services.lookbacks_due(at=AT + timedelta(days=30)) == []
    monkeypatch.setattr(screening, "MATCHER_VERSION", "next")
    renewed = services.lookbacks_due(at=LATER)
    assert {(row.policy_id, row.matcher_version) for row in renewed} == {(version, "next"), (None, "next")}


def test_a_house_without_lists_or_policy_has_nothing_to_compare() -> None:
    assert services.lookbacks_due(at=AT) == []
    factories.policy()
    assert services.lookbacks_due(at=AT) == []


def test_a_report_that_keeps_failing_is_given_up(silva: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    row = services.begin(policy_version=propose(bars(0.7, 0.9)), at=AT)

    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(lookback, "_count", broken)
    for _ in range(ATTEMPTS):
        Lookback.objects.filter(pk=row.pk).update(due_at=AT)
        with pytest.raises(MemoryError):
            work(row)

    row.refresh_from_db()
    assert (row.parked_at, row.last_error, row.customers) == (LATER, "MemoryError", 0)
    assert policies.lookback(version=2, at=LATER) == Seen.MISSING
    monkeypatch.undo()
    fresh = services.begin(policy_version=2, at=LATER)
    assert fresh.pk != row.pk
    assert work(fresh).finished_at == LATER


def test_a_new_matcher_is_held_against_the_matches_on_file(silva: Customer) -> None:
    for _ in services.run(run_id=services.full_run(at=AT).pk, clock=clock):
        pass
    gone = Match.objects.get(entry_ref="6908555")
    gone.pk, gone.entry_ref, gone.score = new_id(), "1", 0.95
    gone.save(force_insert=True)

    row = work(services.begin(policy_version=None, at=AT))

    assert [(one["change"], one["entry"]) for one in row.examples] == [("lost_strong", "un_sc:1")]
    assert row.counts == {"un_sc": {"lost_strong": 1}}
    assert Event.objects.get(kind="lookback.completed").subject == f"matcher_{row.matcher_version}"


def test_other_bars_are_rescreened_for_everybody_once_they_are_in_force(silva: Customer) -> None:
    assert services.rescreen_after_change(at=AT) is None
    version = propose(bars(0.7, 0.9))
    work(services.begin(policy_version=version, at=AT))
    assert services.rescreen_after_change(at=AT) is None
    policies.publish(version=version, officer=factories.officer("checker"), at=LATER)

    run = services.rescreen_after_change(at=LATER)

    assert run is not None
    assert (run.list_version, run.created_at) == (None, LATER)
    assert services.rescreen_after_change(at=LATER + timedelta(days=1)) is None
    assert RescreenRun.objects.filter(list_version=None).count() == 1


def test_a_policy_that_changes_no_bar_rescreens_nobody(silva: Customer) -> None:
    version = propose(TEXT.replace("match = 24", "match = 12"))
    policies.publish(version=version, officer=factories.officer("checker"), at=LATER)

    assert services.rescreen_after_change(at=LATER) is None


def test_the_command_makes_a_report_and_prints_it(silva: Customer) -> None:
    version = propose(bars(0.3, 1.0))
    out = StringIO()

    call_command("lookback", "--policy", str(version), "--json", stdout=out, stderr=StringIO())

    told = json.loads(out.getvalue())
    assert (told["policy"], told["against"], told["done"], told["customers"]) == (2, 1, True, 1)
    assert told["counts"] == Lookback.objects.get().counts
    text = StringIO()
    call_command("lookback", stdout=text, stderr=StringIO())
    assert text.getvalue().startswith("look-back on matcher")


@pytest.mark.parametrize("version", [1, 9])
def test_the_command_refuses_what_cannot_be_looked_back_on(silva: Customer, version: int) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("lookback", "--policy", str(version))

    assert refused.value.returncode == 2
    assert not Lookback.objects.exists()


def test_a_hit_that_only_the_bars_in_force_reach_is_lost(silva: Customer, scores: tuple[float, float]) -> None:
    _, weak = scores
    _in_force(bars(round(weak - 0.001, 4), 1.0))

    row = work(services.begin(policy_version=propose(bars(round(weak + 0.001, 4), 1.0)), at=AT))

    assert row.counts == {"un_sc": {"lost_review": 1}}
    assert [(one["change"], one["entry"]) for one in row.examples] == [("lost_review", "un_sc:6908777")]
