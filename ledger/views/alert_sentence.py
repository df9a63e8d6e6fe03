"""What an alert says to people: made when it is read, from the check's words and the facts that were told."""

from typing import Any

import msgspec

from ledger.checks.check import Words
from ledger.checks.registry import checks
from ledger.checks.sentence import sentence
from ledger.views.alerts import AlertRow


class AlertTold(AlertRow, frozen=True, kw_only=True):
    """An alert with its sentence."""

    sentence: Words


def told(row: AlertRow) -> AlertTold:
    """The alert as people read it."""
    return AlertTold(**msgspec.structs.asdict(row), sentence=sentence_of(row))


def sentence_of(row: AlertRow) -> Words:
    """The sentence in both languages; the bare facts where this program no longer has the check, or its old words."""
    facts: dict[str, Any] = msgspec.json.decode(row.facts)
    check = checks().get(row.check)
    if check is None:
        return Words(row.facts, row.facts)
    try:
        return sentence(check, facts)
    except (KeyError, IndexError):
        return Words(row.facts, row.facts)
