"""The demo's story: what the specimen customers meet, driven through the real doors and workers."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from compliance.sandbox import outcomes
from compliance.sandbox.client import Json, PartnerClient, TookTooLong
from compliance.sandbox.narrator import Narrator
from compliance.sandbox.officers import Workbench
from compliance.sandbox.people import PEOPLE, Specimen, Story
from compliance.sandbox.receiver import Receiver

PICTURES = Path("fixtures/documents")
SAMPLE_PAYMENT = 12_500  # minor units: 125 EUR
WORKER_SECONDS = 240.0
POLL_SECONDS = 0.25


@dataclass(slots=True)
class Applicant:
    """One specimen person on the way through: their public id, where they stand, and what became of their payment."""

    specimen: Specimen
    id: str = ""
    status: str = ""
    payment_status_code: int = 0
    reason: str = ""
    why: str = ""
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What the story plays on: the two doors, the operator's commands, and where the pictures are."""

    base_url: str
    api: PartnerClient
    makers: tuple[Workbench, Workbench]
    receiver: Receiver
    pictures: Path
    case_of: Callable[[str], str | None]
    sync_update: Callable[[], str]
    say: Narrator
    watch: Callable[[], None]
    """Called while waiting; raises where a worker cannot be kept alive."""
    applicants: list[Applicant] = field(default_factory=list)

    def by(self, story: Story) -> Applicant:
        return next(one for one in self.applicants if one.specimen.story is story)


def play(scene: Scene) -> list[Applicant]:
    """Runs the whole story; raises UnexpectedAnswer or TookTooLong where the service does not do what it promises."""
    apply(scene)
    wait_for_workers(scene)
    officers_decide(scene)
    pay(scene, [one for one in scene.applicants if one.specimen.story is not Story.LISTED_LATER])
    a_list_changes(scene)
    hear_of_it(scene)
    return scene.applicants


def apply(scene: Scene) -> None:
    """Customers, their pictures, and the submission: what a partner's engineer writes first."""
    scene.say.chapter("A partner's engineer sends seven customers")
    for specimen in (person for person in PEOPLE if person.story is not Story.SPARE):
        applicant = Applicant(specimen)
        applicant.id = scene.api.create_customer(application(specimen))["id"]
        kind = specimen.document_kind
        for path in sorted(scene.pictures.glob(f"{specimen.key}-{kind}*.jpg")):
            side = "back" if path.stem.endswith("back") else "front"
            scene.api.upload(applicant.id, path, kind=kind, side=side)
        scene.api.upload(applicant.id, scene.pictures / f"{specimen.key}-selfie.jpg", kind="selfie")
        applicant.status = scene.api.submit(applicant.id)["status"]
        scene.applicants.append(applicant)
        scene.say.step(f"{specimen.full_name}: {kind.replace('_', ' ')} and selfie sent, answered at once: 202")


def application(specimen: Specimen) -> Json:
    return {
        "kind": "person",
        "reference": f"demo-{specimen.key}",
        "identity": {
            "given_names": specimen.given_names,
            "family_name": specimen.family_name,
            "birth_date": specimen.birth_date.isoformat(),
            "nationality": specimen.nationality,
            "country": specimen.nationality,
            "address": list(specimen.address),
        },
    }


def wait_for_workers(scene: Scene) -> None:
    scene.say.chapter("Workers read, compare, screen and rate")
    waiting = list(scene.applicants)
    end = time.monotonic() + WORKER_SECONDS
    while waiting:
        if time.monotonic() > end:
            raise TookTooLong(f"{len(waiting)} customers are still being checked.")
        scene.watch()
        time.sleep(POLL_SECONDS)
        done = len(scene.applicants) - len(waiting)
        scene.say.progress(done, len(scene.applicants), "customers settled")
        for applicant in list(waiting):
            found = scene.api.customer(applicant.id)
            if found["status"] != "checking":
                waiting.remove(applicant)
                _settle(scene, applicant, found)


def _settle(scene: Scene, applicant: Applicant, found: Json) -> None:
    applicant.status = found["status"]
    applicant.case = scene.case_of(applicant.id)
    applicant.why = outcomes.why(scene.api, applicant.id, applicant.status)
    scene.say.step(f"{applicant.specimen.full_name}: {applicant.status} ({applicant.why})")
    if applicant.case and applicant.status == "review":
        scene.say.step(f"    case: {scene.base_url}/cases/{applicant.case}")


def officers_decide(scene: Scene) -> None:
    """Two officers settle the two matches: one proposes, the other confirms."""
    scene.say.chapter("Two compliance officers settle the matches at the dashboard")
    decide(scene, scene.by(Story.FALSE_POSITIVE), kind="false_positive", reason="birth_date_differs", status="verified")
    decide(
        scene, scene.by(Story.TRUE_MATCH), kind="true_match", reason="name_and_birth_date_agree", status="restricted"
    )


def decide(scene: Scene, applicant: Applicant, *, kind: str, reason: str, status: str) -> None:
    maker, checker = scene.makers
    if applicant.case is None:
        raise TookTooLong(f"{applicant.specimen.full_name} has no case to decide on.")
    words = kind.replace("_", " ")
    maker.propose(applicant.case, kind=kind, reason=reason, note="Compared with the list entry and the passport.")
    scene.say.step(f"{applicant.specimen.full_name}: {maker.username} proposes {words}")
    checker.confirm(applicant.case)
    found = await_status(scene, applicant, status)
    applicant.status, applicant.why = found["status"], f"{words}, by two officers"
    scene.say.step(f"{applicant.specimen.full_name}: {checker.username} confirms → {applicant.status}")


def await_status(scene: Scene, applicant: Applicant, status: str) -> Json:
    return scene.api.until(
        applicant.id,
        lambda customer: bool(customer["status"] == status),
        seconds=WORKER_SECONDS,
        see=lambda _: scene.watch(),
    )


def pay(scene: Scene, applicants: list[Applicant]) -> None:
    scene.say.chapter("The payment API asks the gate")
    for applicant in applicants:
        _pay_one(scene, applicant)


def _pay_one(scene: Scene, applicant: Applicant) -> None:
    answer = scene.api.pay(applicant.id, minor=SAMPLE_PAYMENT)
    applicant.payment_status_code = answer.status_code
    body = answer.json()
    applicant.reason = str(body.get("status") or "accepted") if answer.is_success else str(body["detail"])
    scene.say.step(f"{applicant.specimen.full_name}: pay out 125.00 EUR → {answer.status_code} {applicant.reason}")


def a_list_changes(scene: Scene) -> None:
    """A verified customer pays, is named by the next version of a list, and cannot pay any more."""
    scene.say.chapter("A list update arrives at night")
    applicant = scene.by(Story.LISTED_LATER)
    _pay_one(scene, applicant)
    scene.say.step(scene.sync_update())
    found = await_status(scene, applicant, "restricted")
    applicant.status, applicant.case = found["status"], scene.case_of(applicant.id)
    applicant.why = "named by the new version of a list, found by rescreening"
    scene.say.step(f"{applicant.specimen.full_name}: rescreened → {applicant.status}")
    _pay_one(scene, applicant)


def hear_of_it(scene: Scene) -> None:
    """What the partner's own receiver was told meanwhile, by signed webhooks."""
    events = list(scene.receiver.events.values())
    kinds = sorted({event["type"] for event in events})
    scene.say.chapter("Meanwhile, at the partner's webhook receiver")
    scene.say.step(f"{len(events)} events, every signature verified: {', '.join(kinds)}")
