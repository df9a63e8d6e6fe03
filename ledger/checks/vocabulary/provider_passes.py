"""How many of a training provider's trainees passed, beside each of its classes."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per class: trainees and passes of all classes of its provider."""
    classes, trainees = t["training_classes"], t["trainees"]
    held = classes.group_by("class_key").agg(provider=classes["provider"].max())
    each = trainees.join(held, "class_key")
    totals = each.group_by("provider").agg(trained=each["row"].count(), passed=each["passed"].sum())
    return held.join(totals, "provider").select("class_key", "provider", "trained", "passed")


PROVIDER_PASSES = Derived(
    form=form("provider_passes", "derived", "class_key:class provider:employer trained passed"), make=make
)
