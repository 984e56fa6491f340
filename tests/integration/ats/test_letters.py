"""The offer as a letter: written with the version that goes out, attached, downloaded by who may, signed on acceptance."""

import hashlib
import io

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from ats import extension_points, letters, links
from ats.actions import company, first_day, offers
from ats.kernel import approvals, files, pump
from ats.kernel.approvals.models import ApprovalRequest
from ats.models import OfferLetter, OfferLetterTemplate, Region
from comms import mime
from comms.models import Message
from tests.factories.ats import LocationFactory, user_in_role
from tests.factories.decisions import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(at):
    desk = Desk()
    extension_points.seed(at=at)
    first_day.prepare(at=at)
    return desk


def sent(desk, at, salary="92000"):
    offer = offers.submit(offer=desk.offer(salary), by=desk.recruiter, at=at)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    approvals.decide(request=request, by=desk.manager, decision="approve", at=at, expected_step=1)
    return offers.send(offer=offer, by=desk.recruiter, at=at)


def text_of(content):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def address(offer, name="offer_own_letter"):
    return reverse(name, kwargs={"token": links.sign("offer", offer.pk, version=offer.version)})


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_letter_says_the_terms_travels_with_the_mail_and_is_what_its_hash_says(desk, at):
    offer = sent(desk, at)
    letter = OfferLetter.objects.get()
    content = files.read(letter.file)
    assert hashlib.sha256(content).hexdigest() == letter.file.sha256
    text = text_of(content)
    for said in ("Aiko Sørensen", "€92,000 a year", "10 %", "1 February 2027", settings.COMPANY_NAME, "page 1"):
        assert said in text
    pump.drain(at)
    message = Message.objects.get(purpose="offer")
    (attached,) = list(mime.build(message, at).iter_attachments())
    assert attached.get_content_type() == "application/pdf" and attached.get_content() == content
    page = Client().get(address(offer, "offer_answer")).content.decode()
    assert "Download the letter" in page
    mine = Client().get(address(offer))
    assert b"".join(mine.streaming_content) == content and mine["Cache-Control"] == "private, no-store"


def test_the_signed_copy_adds_name_and_time_and_the_first_one_stays(desk, at):
    offer = sent(desk, at)
    first = OfferLetter.objects.get().file
    before = files.read(first)
    body = {"answer": "accept", "signed_name": "Aiko Sørensen", "agree": "on"}
    assert Client().post(address(offer, "offer_answer"), body).status_code == 303
    letter = OfferLetter.objects.get()
    assert letter.file == first and files.read(first) == before
    text = text_of(files.read(letter.signed_file))
    assert "Accepted" in text and "Signed by typing the full name, Friday 20 November 2026" in text
    assert text.count("Aiko Sørensen") == 2
    pump.drain(at)
    assert Message.objects.get(purpose="offer_confirmation").attachment == letter.signed_file
    got = b"".join(Client().get(address(offer)).streaming_content)
    assert got == files.read(letter.signed_file)


def test_only_who_may_see_pay_reads_the_letter(desk, at):
    offer = sent(desk, at)
    where = reverse("offer_letter", args=[offer.pk])
    assert signed_in(desk.recruiter).get(where).status_code == 200
    assert signed_in(desk.admin).get(where).status_code == 403, "administrators see offers, not pay"
    assert signed_in(user_in_role("interviewer")).get(where).status_code in (403, 404)
    shown = signed_in(desk.admin).get(reverse("offer", args=[offer.pk])).content.decode()
    assert "Download the letter" not in shown and "SHA-256" not in shown


def test_the_link_gives_no_letter_of_an_offer_that_was_taken_back(desk, at):
    offer = sent(desk, at)
    offers.withdraw(offer=offer, by=desk.recruiter, at=at, reason="Budget")
    assert Client().get(address(offer)).status_code == 404
    assert Client().get("/o/forged/letter/").status_code == 404


def test_the_wording_of_the_jobs_region_is_taken_and_none_in_use_means_no_letter(desk, at):
    region = Region.objects.create(key="emea", name="EMEA")
    desk.job.locations.add(LocationFactory(region=region))
    OfferLetterTemplate.objects.create(name="EMEA", region=region, body="Hello {{candidate_name}} of EMEA")
    sent(desk, at)
    assert OfferLetter.objects.get().text == "Hello Aiko Sørensen of EMEA"
    for template in OfferLetterTemplate.objects.all():
        template.is_active = False
        template.save()
    other = desk.applicant("Ana", "Sousa")
    offer = desk.offer(application=other)
    offers.submit(offer=offer, by=desk.recruiter, at=at)
    request = ApprovalRequest.objects.get(subject_id=offer.pk)
    approvals.decide(request=request, by=desk.manager, decision="approve", at=at, expected_step=1)
    offers.send(offer=offer, by=desk.recruiter, at=at)
    assert OfferLetter.objects.count() == 1


def test_an_unknown_field_is_refused_before_an_offer_depends_on_it(desk):
    template = OfferLetterTemplate.objects.get()
    client, where = (
        signed_in(user_in_role("admin", is_staff=True)),
        f"/admin/ats/offerlettertemplate/{template.pk}/change/",
    )
    refused = client.post(where, {"name": "Offer letter", "body": "Hello {{nobody}}", "is_active": "on"})
    assert refused.status_code == 200 and "There is no field {{nobody}}" in refused.content.decode()
    saved = client.post(where, {"name": "Offer letter", "body": "Hello {{candidate_name}}", "is_active": "on"})
    template.refresh_from_db()
    assert saved.status_code == 302 and template.version == 2


def test_a_line_without_a_value_is_left_out():
    text = letters.fill("Bonus: {{bonus}}\nSalary: {{salary}}\nBye", {"salary": "€1", "bonus": ""})
    assert text == "Salary: €1\nBye"


@pytest.mark.parametrize(
    ("name", "shown", "lacking"),
    [
        ("Łukasz Čáp", "Łukasz Čáp", ""),
        ("Erdős Pál", "Erdos Pál", "ő"),
        ("山田 太郎", "", ""),
        ("김민수", "", ""),
        ("محمد <b>علي</b>", "<b>", "محدعلي"),
        ("X" * 400, "X" * 40, ""),
        ("a\x00\u202eb & <script>", "ab & <script>", ""),
    ],
)
def test_no_name_breaks_the_letter(name, shown, lacking):
    content = letters.pdf(text=f"# Dear {name}\n\n{name}", company=name[:60], reference="Offer 1")
    assert content.startswith(b"%PDF-") and shown in text_of(content)
    assert letters.not_shown(name) == lacking


def test_the_same_letter_has_the_same_bytes():
    one, two = (letters.pdf(text="Hello", company="Tidewell", reference="Offer 1") for _ in range(2))
    assert one == two


def test_a_candidate_who_declines_may_say_why_from_a_list(desk, at):
    offer = sent(desk, at)
    body = {"answer": "decline", "kind": "pay", "reason": "Another offer pays more."}
    assert Client().post(address(offer, "offer_answer"), {**body, "kind": "nonsense"}).status_code == 422
    assert Client().post(address(offer, "offer_answer"), body).status_code == 303
    offer.refresh_from_db()
    assert (offer.decline_kind, offer.decline_reason) == ("pay", "Another offer pays more.")
    shown = signed_in(desk.recruiter).get(reverse("offer", args=[offer.pk])).content.decode()
    assert "Why it was declined" in shown and "The pay." in shown


def test_the_letter_bears_the_name_that_the_company_gave_itself(desk, at):
    company.edit(by=desk.admin, at=at, name="Harbour Works")
    offer = sent(desk, at)
    text = text_of(files.read(offer.letters.get().file))
    assert "Harbour Works" in text and settings.COMPANY_NAME not in text
