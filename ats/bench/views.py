"""What the same machine does at best, over the same server: no page is faster than these."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from ats.models import Candidate


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("", content_type="text/plain")


def one_query(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("", content_type="text/plain")


def plain_rows(request: HttpRequest) -> JsonResponse:
    """Fifty rows, newest first, without anything that a page does around them."""
    rows = Candidate.objects.order_by("-created_at", "-id").values("id", "first_name", "last_name", "company", "title")
    return JsonResponse({"results": list(rows[:50])})
