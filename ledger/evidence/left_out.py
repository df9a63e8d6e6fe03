"""What stands against the lines that an import left out, read again from its report, without what stood there."""

from hashlib import sha256

import msgspec

from domain.errors import Refusal
from ledger.evidence.store import EvidenceStore


class ReportNotAsKept(Refusal):
    """剔除行的说明({digest})缺失或者已被改动。

    The report of the lines that were left out ({digest}) is missing or was changed.
    """


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A cell for which a line was left out: where it stands and why; `name` is blank where it is the whole line."""

    line: int
    name: str = ""
    heading_zh: str = ""
    heading_en: str = ""
    code: str
    zh: str
    en: str


def left_out(store: EvidenceStore, digest: str) -> list[LeftOut]:
    """The problems in the order of lines; none where nothing was left out. Raises ReportNotAsKept."""
    if not digest:
        return []
    try:
        content = store.report(digest).read_bytes()
    except FileNotFoundError:
        raise ReportNotAsKept(field="report", digest=digest) from None
    if sha256(content).hexdigest() != digest:
        raise ReportNotAsKept(field="report", digest=digest)
    return msgspec.json.decode(content, type=list[LeftOut])
