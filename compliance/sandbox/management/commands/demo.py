"""`manage.py demo`: the main job from end to end on this machine, told as it happens."""

import json
import os
import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from compliance import house
from compliance.audit import services as audit
from compliance.sandbox import stage
from compliance.sandbox.client import Credentials, PartnerClient, TookTooLong, UnexpectedAnswer
from compliance.sandbox.narrator import Narrator
from compliance.sandbox.officers import Workbench
from compliance.sandbox.receiver import Receiver
from compliance.sandbox.story import PICTURES, Applicant, Scene, play
from compliance.supervisor import CannotServe, Stopped, Supervisor, port_is_free

HOST = "127.0.0.1"
PORTS = range(8000, 8050)


class Command(BaseCommand):
    help = "Onboards the specimen customers through the real API and workers, prints what became of them, and serves."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="end after the table")
        parser.add_argument("--json", action="store_true", help="one JSON object a customer on standard output")
        parser.add_argument("--port", type=int, help="the port to serve on (the first free one from 8000)")

    def handle(self, *, no_serve: bool, port: int | None, **options: Any) -> None:
        if settings.LIVE:
            raise CommandError(
                "The demo makes customers up: it does not run in live mode (GATEHOUSE_LIVE=1).", returncode=2
            )
        say = Narrator(sys.stderr if options["json"] else sys.stdout)
        os.environ["GATEHOUSE_ALLOW_PRIVATE_WEBHOOKS"] = "1"  # the partner's receiver is on this machine too
        os.environ["GATEHOUSE_REFRESH_LISTS"] = "0"  # the story has lists of its own
        try:
            port = port or next(number for number in PORTS if port_is_free(HOST, number))
            say.chapter("Gatehouse starts: broker, web server, workers")
            with house.running(host=HOST, port=port, say=say.plain) as supervisor:
                say.step(f"http://{HOST}:{port}/ answers")
                code = self._tell(say, f"http://{HOST}:{port}", supervisor, as_json=options["json"], serve=not no_serve)
        except Stopped:
            self.stderr.write("Stopped; nothing is left running.")
            sys.exit(1)
        except (CannotServe, UnexpectedAnswer, TookTooLong) as error:
            self.stderr.write(str(error))
            sys.exit(2 if isinstance(error, CannotServe) else 1)
        sys.exit(code)

    def _tell(self, say: Narrator, base_url: str, supervisor: Supervisor, *, as_json: bool, serve: bool) -> int:
        now = timezone.now()
        sign_ins = stage.officers(at=now)
        _, credentials = stage.partner(at=now)
        for line in stage.load_lists(at=now):
            say.step(line)
        with ExitStack() as stack:
            receiver = stack.enter_context(Receiver())
            api = stack.enter_context(PartnerClient(base_url, credentials))
            stage.webhook_endpoint(api, receiver)
            first, second = (
                stack.enter_context(Workbench(base_url, username=one.username, password=one.password))
                for one in sign_ins
            )
            scene = Scene(
                base_url=base_url,
                api=api,
                makers=(first, second),
                receiver=receiver,
                pictures=settings.BASE_DIR / PICTURES,
                case_of=stage.case_of,
                sync_update=lambda: stage.load_update(at=timezone.now()),
                say=say,
                watch=supervisor.must_live,
            )
            applicants = play(scene)
        whole = self._trail(say, as_json=as_json, applicants=applicants)
        self._addresses(say, base_url, sign_ins, credentials, serve=serve)
        if not whole:
            return 1
        return supervisor.run() if serve else 0

    def _trail(self, say: Narrator, *, as_json: bool, applicants: list[Applicant]) -> bool:
        say.chapter("The trail")
        report = audit.verify()
        say.step(f"{report.events} events, {'every link holds' if report.verified else report.first_fault}")
        say.chapter("What became of them")
        head = ("customer", "outcome", "payment", "why")
        rows = [(one.specimen.full_name, one.status, str(one.payment_status_code), one.why) for one in applicants]
        say.table(head, rows)
        if as_json:
            for one in applicants:
                print(json.dumps(_line(one), ensure_ascii=False), flush=True)
            print(json.dumps({"trail": {"events": report.events, "verified": report.verified}}), flush=True)
        return report.verified

    def _addresses(
        self,
        say: Narrator,
        base_url: str,
        sign_ins: tuple[stage.SignIn, ...],
        credentials: Credentials,
        *,
        serve: bool,
    ) -> None:
        if not serve:
            return
        say.chapter("Look around")
        say.plain(f"  dashboard   {base_url}/")
        for one in sign_ins:
            say.plain(f"              officer {one.username}, password {one.password}")
        say.plain(f"  records     {base_url}/admin/")
        say.plain(f"  API         {base_url}/docs")
        say.plain(f"              client {credentials.client_id}, secret {credentials.client_secret}")
        say.plain("  Ctrl-C stops everything.")


def _line(one: Applicant) -> dict[str, object]:
    return {
        "customer": one.id,
        "name": one.specimen.full_name,
        "status": one.status,
        "payment_status_code": one.payment_status_code,
        "reason": one.reason,
        "case": one.case,
    }
