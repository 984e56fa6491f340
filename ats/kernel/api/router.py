"""The one router: each app's `api/urls.py` calls `router.register("jobs", JobViewSet)`; with and without trailing slash.

`from ats.kernel.api import router` and `from ats.kernel.api.router import router` serve alike.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from rest_framework.routers import SimpleRouter


class HouseRouter(SimpleRouter):
    """Refuses an operation that doesn't say what it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.trailing_slash = "/?"

    def register(self, prefix: str, viewset: Any, basename: str | None = None) -> None:
        """Serve `viewset` at /api/v1/`prefix`/. Raises ImproperlyConfigured when an operation has no permission."""
        for operation in operations(viewset, self):
            if viewset.permission_of(operation) is None:
                raise ImproperlyConfigured(f"{viewset.__name__}.{operation} doesn't say which permission it asks for.")
        super().register(prefix, viewset, basename=basename or prefix.replace("/", "-"))


def operations(viewset: Any, by: SimpleRouter) -> list[str]:
    """The names of all operations that `viewset` serves."""
    names: list[str] = []
    for route in by.get_routes(viewset):
        names += by.get_method_map(viewset, route.mapping).values()
    return names


router = HouseRouter()
register = router.register
