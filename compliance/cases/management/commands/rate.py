"""The rating of one customer and the factors behind it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from compliance.cases import services
from compliance.kernel.actors import system
from compliance.kernel.errors import DomainError
from compliance.kernel.ids import parse_id, public_id
from compliance.risk import selectors as risk
from compliance.risk.models import Rating
from onboarding import selectors as onboarding


class Command(BaseCommand):
    help = "Show a customer's risk rating and explain it; --again rates anew by the policy in force."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("customer", metavar="CUSTOMER", help="cus_…")
        parser.add_argument("--again", action="store_true", help="rate anew on what is known now")
        parser.add_argument("--json", action="store_true", help="one JSON object on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rating = self._rating(options["customer"], again=options["again"])
        except DomainError as error:
            raise CommandError(error.detail, returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(rating), ensure_ascii=False))
        else:
            self._print(rating)

    def _rating(self, customer: str, *, again: bool) -> Rating:
        customer_id = onboarding.customer_by_id(customer_id=parse_id("cus", customer)).pk
        if again:
            return services.rate_customer(customer_id=customer_id, actor=system("operator"), at=timezone.now())
        rating = risk.current_rating(customer_id=customer_id)
        if rating is None:
            raise CommandError("This customer was never rated: --again rates it now.", returncode=2)
        return rating

    def _print(self, rating: Rating) -> None:
        self.stdout.write(
            f"{rating.level}, score {rating.score:.2f}, policy {rating.policy_version}, {rating.at:%Y-%m-%d}"
        )
        for reason in rating.reasons:
            detail = f" ({reason['detail']})" if reason["detail"] else ""
            self.stdout.write(f"  {reason['score']:+.2f}  {reason['factor']}{detail}: {reason['explanation']}")
        self.stdout.write(f"next review {rating.next_review_at:%Y-%m-%d}")


def _as_json(rating: Rating) -> dict[str, object]:
    return {
        "customer": public_id("cus", rating.customer_id),
        "level": rating.level,
        "score": round(rating.score, 4),
        "factors": rating.reasons,
        "policy_version": rating.policy_version,
        "at": rating.at.isoformat(),
        "next_review_at": rating.next_review_at.isoformat(),
    }
