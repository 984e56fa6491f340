"""A few pages of its own for the access log's tests."""

from django.http import HttpResponse
from django.urls import path
from django.views import View

from ats.kernel import audit


def thing(request, pk):
    return HttpResponse(status=403 if request.GET.get("refuse") else 200)


@audit.polling
def hints(request):
    return HttpResponse()


@audit.polling
class Hints(View):
    def get(self, request):
        return HttpResponse()


def nothing_here(request, exception):
    return HttpResponse(status=404)


handler404 = nothing_here
urlpatterns = [
    path("things/<uuid:pk>/", thing, name="thing"),
    path("hints/", hints),
    path("more-hints/", Hints.as_view()),
]
