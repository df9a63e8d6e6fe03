"""A stored decision as a trace shows it."""

from hashlib import sha256
from typing import Any

import msgspec

from domain.events import Recorded
from domain.working import Decision
from ledger.audit.tree import DecisionTrace


def facts_digest(facts: dict[str, Any]) -> str:
    """The SHA-256 over facts as canonical JSON."""
    return sha256(msgspec.json.encode(facts, order="sorted")).hexdigest()


def decision_of(recorded: Recorded, decision: Decision, facts: dict[str, Any]) -> DecisionTrace:
    """The decision that an event holds, and the digest of the facts that it was made on."""
    return DecisionTrace(
        position=recorded.position,
        topic=recorded.event.topic,
        formula=decision.formula,
        place=decision.place,
        law_day=decision.law_day,
        known_on=decision.known_on,
        statute_digest=decision.statute_digest,
        facts_digest=facts_digest(facts),
        amount=decision.amount,
        steps=decision.steps,
        reasons=decision.reasons,
    )
