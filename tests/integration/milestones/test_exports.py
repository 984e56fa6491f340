"""Applications, their stays in milestones, and offers as rows of files."""

from decimal import Decimal

import pytest
from pyarrow import parquet

from ats.kernel.access import KernelPermission as K
from ats.kernel.files.reading import place
from ats.kernel.transfers.exports import policy
from ats.kernel.transfers.exports.models import ExportStatus
from ats.kernel.transfers.exports.registry import exporter
from ats.models import Application
from ats.permissions import CorePermission as C
from milestones.models import Visit
from milestones.queries import board
from tests.factories.ats import user_with
from tests.factories.decisions import OfferFactory
from tests.factories.exports import asked, made, table
from tests.factories.milestones import House

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("PF-4.3")]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.EXPORT_SENSITIVE_ROWS_WITHOUT_APPROVAL = 100


@pytest.fixture
def house(at):
    house = House(at)
    house.apply(first_name="Ana"), house.apply(first_name="Ben")
    return house


def all_columns(noun, by):
    return [column.key for column in policy.offered(exporter(noun), by)]


@pytest.mark.parametrize("noun", ["candidates", "jobs", "applications", "visits", "offers"])
@pytest.mark.parametrize("format", ["csv", "xlsx", "parquet"])
def test_every_column_of_every_noun_comes_out_in_every_format(house, noun, format):
    OfferFactory(application=Application.objects.first())
    run = made(asked(house.recruiter, noun=noun, columns=all_columns(noun, house.recruiter), format=format))
    assert run.status == ExportStatus.READY and run.rows >= 1, run.problem


def test_applications_say_in_which_milestone_they_are(house):
    rows = table(
        made(asked(house.recruiter, noun="applications", columns=all_columns("applications", house.recruiter)))
    )
    visit = Visit.objects.get(application=rows[0]["waymark_id"])
    assert {row["candidate_first_name"] for row in rows} == {"Ana", "Ben"}
    assert rows[0]["milestone"] == visit.milestone.definition.key and rows[0]["stage"] == visit.application.stage
    assert rows[0]["milestone_entered_at"].startswith(f"{visit.entered_at:%Y-%m-%dT%H:%M}")
    assert rows[0]["milestone_due_at"] and rows[0]["status"] == "active"


def test_a_board_is_exported_as_it_is_filtered(house, at):
    job = Application.objects.first().job
    everybody = {str(found.application_id) for found in board.places(job, house.recruiter, board.Filters(), at)}

    def exported(query):
        run = made(asked(house.recruiter, noun="applications", columns=["waymark_id"], query=query))
        return {row["waymark_id"] for row in table(run)}

    assert exported(f"board={job.pk}") == everybody and len(everybody) == 2
    assert exported(f"board={job.pk}&q=Ana") == {str(Application.objects.get(candidate__first_name="Ana").pk)}
    assert exported(f"board={job.pk}&limit=over") == set() == exported("board=nothing")


def test_stays_are_rows_with_their_way_in_and_out(house):
    run = made(asked(house.recruiter, noun="visits", columns=all_columns("visits", house.recruiter), format="parquet"))
    rows = parquet.read_table(place(run.file)).to_pylist()
    assert len(rows) == Visit.objects.count() == 2
    assert (
        rows[0]["exited_at"] is None and rows[0]["entered_at"].tzinfo is not None and rows[0]["workflow_version"] == 1
    )


def test_pay_of_offers_goes_only_to_who_sees_it(house):
    OfferFactory(application=Application.objects.first(), terms__salary_amount=Decimal("91234.50"))
    blind = user_with(K.EXPORTS_RUN, C.OFFERS_VIEW)
    assert not {"salary", "bonus", "equity"} & set(all_columns("offers", blind))
    [row] = table(made(asked(blind, noun="offers", columns=all_columns("offers", blind))))
    assert "91234.50" not in str(row)
    [row] = table(made(asked(house.recruiter, noun="offers", columns=["salary", "currency", "status"])))
    assert (row["salary"], row["currency"], row["status"]) == ("91234.50", "EUR", "draft")
