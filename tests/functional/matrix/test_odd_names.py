"""Names with braces, percent signs and markup go through every page and every deed as they are, in a language that is not
the one that the sentences were written in."""

from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction

from ats.models import User
from tests.functional.matrix.addresses import every_address
from tests.functional.matrix.drive import Drive, client_of, url_of
from tests.functional.matrix.test_strange import powerful
from tests.functional.matrix.world import build
from tests.sample import taken

ODD = "{x} {0} {name.__class__} %s %(a)d <b id=odd>&amp;"
COLUMNS = (
    "ats_candidate.first_name ats_candidate.company ats_candidate.title ats_user.last_name ats_job.name ats_department.name"
    " ats_location.name ats_task.title ats_source.name ats_rejectionreason.name ats_referral.first_name ats_interviewkit.name"
    " comms_template.name milestones_milestonedefinition.name"
)
MARKUP = b"<b id=odd>"


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_odd_names_are_shown_as_they_are(settings: Any) -> None:
    settings.API_RATE_PER_MINUTE = settings.STATUS_WISHES_PER_MINUTE = 10**9
    world = build()
    user = powerful(world)
    _rename()
    User.objects.filter(pk=user.pk).update(language="de")
    client = client_of(user)
    client.raise_request_exception = False
    cookies, wrong = deepcopy(client.cookies), []
    addresses = [
        each for each in every_address() if not each.path.startswith(("/accounts/", "/demo/")) and taken(each, 2)
    ]
    drive = Drive(addresses, world)
    for address in addresses:
        url = url_of(address, world, "own")
        body = drive.request(address, url, "own") if address.writes else {}
        client.cookies = deepcopy(cookies)
        with transaction.atomic():
            answer = getattr(client, address.method.lower())(url, **body, follow=not address.path.startswith("/admin/"))
            transaction.set_rollback(True)
        if answer.status_code >= 500 and address.path != "/readyz":
            wrong.append(f"{address}: {answer.status_code} {answer.exc_info[1] if answer.exc_info else ''}")
        if "html" in answer.headers.get("Content-Type", "") and not answer.streaming and MARKUP in answer.content:
            wrong.append(f"{address}: markup")
    assert not wrong, "\n".join(wrong)


def _rename() -> None:
    with connection.cursor() as cursor:
        for table, column in (each.split(".") for each in COLUMNS.split()):
            cursor.execute("SELECT to_regclass(%s)", [table])
            if cursor.fetchone()[0] is None:
                raise AssertionError(table)
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s || left("{column}", 20)', [ODD])
