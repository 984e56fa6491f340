"""Names of enumerations: that of the class in the code, so that a new field with the same choices renames nothing."""

from collections import defaultdict
from typing import Any

from django.db.models import Choices, IntegerChoices, TextChoices
from drf_spectacular.hooks import postprocess_schema_enums
from drf_spectacular.settings import patched_settings

from ats.kernel.api.document.vocabulary import ENUMS


def named(result: dict[str, Any], generator: Any, **kwargs: Any) -> dict[str, Any]:
    """The library's hook, told every name beforehand."""
    with patched_settings({"ENUM_NAME_OVERRIDES": names()}):
        done: dict[str, Any] = postprocess_schema_enums(result, generator, **kwargs)
    return done


def names() -> dict[str, Any]:
    """Each class of choices by its name; of classes that say the same, the first by name; where two share a name, the later one
    is named after its module, too."""
    found: dict[str, Any] = {}
    alike: dict[Any, list[type[Choices]]] = defaultdict(list)
    for kind in sorted(
        [*TextChoices.__subclasses__(), *IntegerChoices.__subclasses__()],
        key=lambda each: (each.__name__, each.__module__),
    ):
        alike[_said(kind)].append(kind)
    for kinds in alike.values():
        kind = kinds[0]
        name = kind.__name__
        if name in found:
            name = "".join(part.capitalize() for part in kind.__module__.split(".")[-2:] if part != "models") + name
        found[name] = kind
    known = {_said(kind) for kind in found.values()}
    return found | {name: list(said) for name, said in ENUMS.items() if _said(said) not in known}


def _said(choices: Any) -> tuple[tuple[Any, str], ...]:
    pairs = ((each, each) if isinstance(each, str) else each for each in getattr(choices, "choices", choices))
    return tuple((value, str(label)) for value, label in pairs)
