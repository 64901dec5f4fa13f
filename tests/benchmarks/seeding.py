"""`python -m tests.benchmarks.seeding`: puts a partner and customers into a running house and prints their ids."""

import json
import os
from datetime import timedelta

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
    django.setup()
    from django.utils import timezone  # noqa: PLC0415  (Django is ready from here on)
    from oauth2_provider.models import AccessToken  # noqa: PLC0415

    from compliance.kernel.ids import public_id  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    partner = factories.partner()
    token = factories.token(partner)
    AccessToken.objects.update(expires=timezone.now() + timedelta(hours=2))
    payers = [factories.customer(of=partner, status="verified", reference=f"payer-{place}") for place in range(50)]
    for payer in payers:
        factories.rating(payer)
    draft = factories.customer(of=partner, reference="draft")
    ids = [public_id("cus", payer.pk) for payer in payers]
    print(json.dumps({"token": token, "payers": ids, "draft": public_id("cus", draft.pk)}))


if __name__ == "__main__":
    main()
