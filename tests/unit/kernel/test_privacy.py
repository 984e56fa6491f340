"""Every model of the house says what is personal in it."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from simple_history.models import HistoricalChanges

from ats.kernel import privacy
from ats.kernel.privacy import Erasure

HOUSE = {"kernel", "ats", "comms", "milestones", "sourcing", "issues", "performance", "governance"}


def models():
    """Ours, without history's copies (they follow their model's declaration) and plain joining tables."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in HOUSE and not issubclass(model, HistoricalChanges) and not is_history(model)
    ]


def is_history(model) -> bool:
    return hasattr(model, "history_object") or model.__name__.startswith("Historical")


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_every_model_is_declared(model):
    privacy.personal_fields(model)


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_every_encrypted_column_is_declared_personal(model):
    encrypted = {f.name for f in model._meta.get_fields() if isinstance(f, privacy.EncryptedTextField)}
    assert encrypted <= set(privacy.personal_fields(model))


def test_the_walk_sees_the_house():
    assert len(models()) > 40


def test_an_undeclared_model_is_named():
    from django.contrib.sessions.models import Session

    with pytest.raises(LookupError, match=r"Session has no privacy declaration; add one to its app's privacy\.py"):
        privacy.personal_fields(Session)


def test_a_declaration_names_real_fields_and_at_least_one():
    from ats.models import Department

    with pytest.raises(ImproperlyConfigured, match="no field nme"):
        privacy.declare(Department, personal={"nme": Erasure.BLANK})
    with pytest.raises(ImproperlyConfigured, match="nothing_personal"):
        privacy.declare(Department, personal={})
    assert privacy.personal_fields(Department) == {}
