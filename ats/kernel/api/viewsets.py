"""The base of every API view: visible rows or 404, a permission per operation or 403, key scopes, limits, idempotency."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import mixins, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.viewsets import GenericViewSet

from ats.kernel import access, clock
from ats.kernel.access.permissions import Gate, Permission
from ats.kernel.api.claims import InFlight
from ats.kernel.api.deprecations import AnnouncesDeprecations
from ats.kernel.api.filters import asks_more, changed_since, updated_after
from ats.kernel.api.idempotency import is_answered, once
from ats.kernel.api.limits import LimitedView
from ats.kernel.api.parsing import UUID_PATTERN
from ats.kernel.api.scopes import check_scope
from ats.kernel.api.unnarrowed import Unnarrowed


class HouseViewSet(AnnouncesDeprecations, LimitedView, GenericViewSet[Any]):
    """Operations on one noun. Add the mixins or actions that it has; writes call actions, never `serializer.save()`.

    `permissions` maps each operation's name (list, retrieve, create, partial_update, or an @action's method name) to a
    Permission or access.SIGNED_IN; `@action(…, permission=P)` says it in place. `bodies` and `results` tell the schema in the
    same way what an operation takes (the serializer that `clean` gets) and what it answers with: `body=B`, `result=R`, where R
    is a serializer, `R(many=True)` for `listed`, or {code: serializer}; without, it is the noun. `sends_on` are redirects of a
    row's addresses, with their reasons.

    On a row's address the row is fetched first (not visible: 404), then the permission is asked for that row (403). `noun`
    names the key scopes, `<noun>:read|write`.
    """

    permissions: ClassVar[Mapping[str, Permission | Gate]] = {}
    permission: Permission | Gate | None = None
    bodies: ClassVar[Mapping[str, Any]] = {}
    body: Any = None
    results: ClassVar[Mapping[str, Any]] = {}
    result: Any = None
    sends_on: ClassVar[Mapping[int, str]] = {}
    noun: str = ""
    lookup_value_regex = UUID_PATTERN
    page_key = "created_at"

    @classmethod
    def permission_of(cls, operation: str) -> Permission | Gate | None:
        """What `operation` asks for; None when nobody said."""
        declared: Permission | Gate | None = _declared(cls, operation, "permission")
        return declared or cls.permissions.get(operation)

    @classmethod
    def body_of(cls, operation: str) -> Any:
        """The serializer of what `operation` takes; None where it takes nothing."""
        return _declared(cls, operation, "body") or cls.bodies.get(operation)

    @classmethod
    def result_of(cls, operation: str) -> Any:
        """What `operation` answers with; None for the noun itself."""
        return _declared(cls, operation, "result") or cls.results.get(operation)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action is None:  # the method isn't served here: DRF answers 405
            return
        check_scope(request, self.noun or self.basename)
        asked = self.permission_of(self.action)
        answered = request.method not in SAFE_METHODS and is_answered(request)
        row = self.get_object() if self.detail and not answered else None
        if isinstance(asked, Permission):
            access.require(request.user, asked, row)
        self._keep_answer(request, answered)

    def _keep_answer(self, request: Request, answered: bool) -> None:
        """Let a write with an Idempotency-Key run once: DRF calls the handler that it finds under the method's name.

        One that is `answered` is never run, since its row was not looked at.
        """
        if request.method in SAFE_METHODS or "Idempotency-Key" not in request.headers:
            return
        method = str(request.method).lower()
        handler = _expired if answered else getattr(self, method)
        setattr(self, method, lambda request, *args, **kwargs: once(request, lambda: handler(request, *args, **kwargs)))

    @classmethod
    def rows_for(cls, reader: Any) -> Any:
        """The rows that `reader` may know of, by who they are and what they hold: nothing else of them is looked at."""
        assert cls.queryset is not None
        return cls.queryset.all().visible_to(reader)  # type: ignore[attr-defined]

    @classmethod
    def in_lists(cls, rows: Any) -> Any:
        """`rows` joined and annotated with what a list tells of them."""
        return rows

    def get_queryset(self) -> Any:
        """The rows that the caller may know of, with what `?expand=` inlines fetched along."""
        rows = self.rows_for(self.request.user)
        rows = self.in_lists(rows) if self.action == "list" else rows
        return rows.select_related(*self.expand) if self.expand else rows

    def filter_queryset(self, queryset: Any) -> Any:
        return changed_since(self.request, super().filter_queryset(queryset))

    def get_object(self) -> Any:
        """The row of this address, once per request."""
        if not hasattr(self, "_row"):
            self._row = super().get_object()
        return self._row

    @property
    def expand(self) -> tuple[str, ...]:
        """The references that `?expand=a,b` asks to inline. Raises ValidationError for one that can't be."""
        asked = tuple(name for name in self.request.query_params.get("expand", "").split(",") if name)
        known = getattr(self.serializer_class, "expandable", {})
        if unknown := [name for name in asked if name not in known]:
            raise ValidationError(
                {"expand": f"Can't inline {', '.join(unknown)}. Known: {', '.join(known) or 'none'}."}
            )
        return asked

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "expand": self.expand if self.request else ()}

    def clean(self, serializer: type[serializers.BaseSerializer[Any]], data: Any = None, **kwargs: Any) -> Any:
        """The request's body, or `data` of it, as `serializer` cleans it; 400 with `errors` by field otherwise."""
        context = {**self.get_serializer_context(), **kwargs.pop("context", {})}
        form = serializer(data=self.request.data if data is None else data, context=context, **kwargs)
        try:
            form.is_valid(raise_exception=True)
        except OverflowError as error:  # the library turns times into zones before anybody looks at their year
            raise ValidationError("A time in this body lies beyond the calendar.") from error
        return form.validated_data

    @property
    def at(self) -> Any:
        """The product's time, to be handed to the action."""
        return clock.now()

    def answer(self, row: Any, status: int = 200) -> Response:
        """`row` as this noun shows itself, read anew."""
        fresh = self.get_queryset().filter(pk=row.pk).first() or row
        return Response(self.get_serializer(fresh).data, status=status)

    @staticmethod
    def listed(shown: Any) -> Response:
        """Rows that hang on a row, all of them: `shown` is a serializer's data. In the form of a page, without another one."""
        return Response({"results": shown, "next": None, "previous": None})

    def created(self, row: Any) -> Response:
        """201 with the row and its address."""
        answer = self.answer(row, status=201)
        answer["Location"] = reverse(f"{self.basename}-detail", args=[row.pk], request=self.request) + "/"
        return answer


def _declared(view: type, operation: str, name: str) -> Any:
    """What `@action(…, name=…)` says in place."""
    return getattr(getattr(view, operation, None), "kwargs", {}).get(name)


def _expired(request: Request, *args: Any, **kwargs: Any) -> Response:
    """The kept answer's time ran out in this very moment."""
    raise InFlight


class ReadViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, HouseViewSet):
    """List and detail; `permissions` says `list` and `retrieve`."""

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(
            self.filter_queryset(self.get_queryset()) if asks_more(request) else self._every()
        )
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)

    def _every(self) -> Any:
        return Unnarrowed(type(self), self.request.user, self.expand, updated_after(self.request))
