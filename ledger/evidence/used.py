"""Which imports count: as a run or a look names them, and the digest under which a payment keeps that."""

from collections.abc import Mapping
from hashlib import sha256

import msgspec

from domain.check_run import EvidenceUsed
from ledger.evidence.current import Current
from ledger.evidence.values import day_number


def used_in(now: Mapping[str, Current]) -> tuple[EvidenceUsed, ...]:
    """The imports of which any part counts, in the order of datasets and ids."""
    used = {
        EvidenceUsed(dataset=name, import_id=part.evidence, as_of_day=day_number(part.as_of))
        for name, each in now.items()
        for part in each.parts
    }
    return tuple(sorted(used, key=lambda each: (each.dataset, each.import_id)))


def digest_of(used: tuple[EvidenceUsed, ...]) -> str:
    """SHA-256 over the imports that counted."""
    return sha256(msgspec.json.encode(used)).hexdigest()
