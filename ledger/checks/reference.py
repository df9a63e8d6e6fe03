"""The reference of the checks, written from the checks themselves."""

from collections.abc import Iterator

from domain.statutes.book import Provision
from domain.statutes.loader import load_statutes
from ledger.checks.check import Check, Threshold
from ledger.checks.registry import checks
from ledger.evidence.dataset import datasets

_INTRODUCTION = """\
# Checks

Written from the checks; a test keeps this page up to date. A check says that something looks wrong and convicts nobody:
[what to do with it](../how-to/find-sham-placements.md). A jurisdiction may set a threshold within its range; where it
does not, the statute book gives it, and a value of grade `demo` rests on no document. A check whose source is missing,
or older than it may be, is not carried out, and says so. `checks explain` shows the same with the rule itself and the
state of one book.

"""


def checks_markdown() -> str:
    """The whole page."""
    return _INTRODUCTION + "\n".join("".join(_check(check)) for check in checks().values())


def _check(check: Check) -> Iterator[str]:
    yield f"## {check.id} {check.title.zh} {check.title.en}\n\n"
    yield f"{check.severity}; subject `{check.subject}`, period `{check.period}`; version {check.version}.\n\n"
    yield f"> {check.sentence.zh}\n>\n> {check.sentence.en}\n\n"
    if check.thresholds:
        yield "| threshold | | value | range | rests on |\n|---|---|---|---|---|\n"
        yield "".join(_threshold(check, each) for each in check.thresholds) + "\n"
    yield "Innocent, and to be looked for first:\n\n"
    yield "".join(f"* {each.zh} ({each.en})\n" for each in check.innocent)
    yield f"\nRests on: {'; '.join(check.authority) or 'no clause of law'}.\n\n"
    yield f"Known from: {'; '.join(check.precedents)}.\n\n" if check.precedents else ""
    yield f"Sources: {', '.join(_source(name) for name in check.sources) or 'the book alone'}.\n"


def _threshold(check: Check, threshold: Threshold) -> str:
    row = _newest(check, threshold)
    value, clause = (f"{row.value}", f"{row.authority} ({row.grade})") if row else ("not set", "")
    about, bounds = f"{threshold.zh} {threshold.en}", f"{threshold.low}–{threshold.high} {threshold.unit}"
    return f"| `{threshold.name}` | {about} | {value} | {bounds} | {clause} |\n"


def _newest(check: Check, threshold: Threshold) -> Provision | None:
    """The provision of the whole country that began last."""
    rows = [
        row
        for row in load_statutes(demo=True).provisions
        if (row.programme, row.key, row.place) == (check.programme, check.key_of(threshold), "000000")
    ]
    return max(rows, key=lambda row: row.valid_from, default=None)


def _source(name: str) -> str:
    dataset = datasets()[name]
    return f"`{name}` {dataset.zh} (at most {dataset.max_age_days} days old)"
