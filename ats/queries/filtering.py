"""Lists narrowed by a condition, as far as the reader may see what it asks about."""

import json
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from ats.kernel import catalogue, conditions
from ats.kernel.access.sensitivity import READ_PERMISSION, Sensitivity, sees
from ats.kernel.catalogue import Field, FieldType
from ats.kernel.errors import DomainError
from ats.models import Job, Offer, OfferVersion

PREFIX = "custom_fields."
YES_NO = {"true": True, "yes": True, "false": False, "no": False}


class FilterRefused(DomainError):
    """The filter is no condition, or asks about what the reader may not see."""

    status = 400
    code = "filter"


def usable(entity: str, user: Any) -> list[Field]:
    """The fields that `user` may filter rows of `entity` by."""
    return [field for field in catalogue.reachable(entity) if _may(field, entity, user)]


def narrowed(rows: QuerySet[Any], tree: dict[str, Any], entity: str, user: Any) -> QuerySet[Any]:
    """`rows` (of a ScopedQuerySet) for which `tree` holds.

    Where a field is guarded, only rows on which the reader sees it are looked at: else a hit, or its absence, would tell.
    Raises FilterRefused.
    """
    try:
        conditions.check(tree, entity)
    except DomainError as refusal:
        raise FilterRefused(refusal.message, errors={"condition": [refusal.message]}) from refusal
    for field in conditions.fields(tree):
        if not _may(field, entity, user):
            message = _("Your role doesn't let you filter by “{field}”.").format(field=field.label)
            raise FilterRefused(message, errors={"condition": [message]})
        if field.sensitivity != Sensitivity.PUBLIC:
            rows = _within(rows, field, user)
    holds = conditions.to_q(tree, entity)
    if rows.model is Offer:  # the catalogue speaks of an offer's terms: those that stand now
        terms = OfferVersion.objects.filter(holds, number=F("offer__version"))
        return rows.filter(pk__in=terms.values("offer_id"))
    return rows.filter(holds)


def _within(rows: QuerySet[Any], field: Field, user: Any) -> QuerySet[Any]:
    """Those of `rows` on which `user` sees `field`, by the same rule as custom_fields.Readable."""
    permission = READ_PERMISSION[field.sensitivity]
    if field.entity == "offer":
        return rows.filter(application__job__in=Job.objects.permitted(user, permission))
    if field.entity == "application" and field.sensitivity == Sensitivity.PAY:
        return rows.filter(job__in=Job.objects.permitted(user, permission))
    permitted: QuerySet[Any] = rows.permitted(user, permission)  # type: ignore[attr-defined]
    return permitted


def by_query(rows: QuerySet[Any], *, entity: str, params: Any, user: Any) -> QuerySet[Any]:
    """`rows` for which the query string holds: `custom_fields.<key>=value` (named twice: either) and `condition=` with a
    tree in JSON. Raises FilterRefused.
    """
    wanted = {name.removeprefix(PREFIX): params.getlist(name) for name in params if name.startswith(PREFIX)}
    text = params.get("condition", "")
    if not wanted and not text:
        return rows
    with catalogue.read_once():
        return narrowed(rows, _asked(entity, wanted, text), entity, user)


def _asked(entity: str, wanted: dict[str, list[str]], text: str) -> dict[str, Any]:
    known = {field.key for field in catalogue.reachable(entity)} if wanted else set()
    if unknown := [key for key in wanted if f"{entity}.custom.{key}" not in known]:
        raise FilterRefused(
            _("There is no such field."),
            errors={f"custom_fields.{key}": [_("There is no such field.")] for key in unknown},
        )
    parts = [_equals(f"{entity}.custom.{key}", values) for key, values in wanted.items()]
    if text:
        parts.append(_parsed(text))
    return {"all": parts}


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        message = _('Give a condition as JSON, such as {"field": …, "op": …, "value": …}.')
        raise FilterRefused(message, errors={"condition": [message]}) from error


def _equals(key: str, texts: list[str]) -> dict[str, Any]:
    field = catalogue.get(key)
    values: list[Any] = [YES_NO.get(text.lower(), text) if field.type == FieldType.BOOLEAN else text for text in texts]
    if field.type == FieldType.BOOLEAN:
        return {"any": [{"field": key, "op": "eq", "value": value} for value in values]}
    return {"field": key, "op": "in", "value": values}


def _may(field: Field, entity: str, user: Any) -> bool:
    """Guarded fields of a neighbour are left out: the right to see them is asked on the row itself."""
    if field.sensitivity == Sensitivity.PUBLIC:
        return True
    return field.entity == entity and sees(user, field.sensitivity)
