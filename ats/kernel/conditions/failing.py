"""Why a condition doesn't hold: the first part of it that doesn't."""

from collections.abc import Mapping
from typing import Any

from ats.kernel.conditions.evaluation import evaluate


def first_failing(tree: dict[str, Any], values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The first part of `tree` that doesn't hold for `values`, as small as it can be told apart; None where all holds.

    Of “any”, where no part holds, the whole is the answer; so is a “not”.
    """
    if evaluate(tree, values):
        return None
    for child in tree.get("all", []):
        if (failing := first_failing(child, values)) is not None:
            return failing
    return tree
