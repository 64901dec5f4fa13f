"""`python -m tests.journeys.crowd COUNT`: verified customers of a running house; prints who will be listed."""

import json
import os
import sys

import django


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
    django.setup()
    from compliance.kernel.ids import public_id  # noqa: PLC0415  (Django is ready from here on)
    from compliance.sandbox.people import PEOPLE, Story  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    listed = next(one for one in PEOPLE if one.story is Story.LISTED_LATER)
    partner = factories.partner(name="Crowd")
    named = factories.person_identity(
        given_names=listed.given_names, family_name=listed.family_name, birth_date=str(listed.birth_date)
    )
    ids = []
    for place in range(count):
        identity = named if place % 2 else factories.person_identity(family_name=f"Oliveira {place}")
        made = factories.customer(of=partner, identity=identity, status="verified", reference=f"crowd-{place}")
        if place % 2:
            ids.append(public_id("cus", made.pk))
    sys.stdout.write(json.dumps(ids))


if __name__ == "__main__":
    main(int(sys.argv[1]))
