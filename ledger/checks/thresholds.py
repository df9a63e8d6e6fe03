"""The thresholds of a check: from the statute book, or as a jurisdiction set them within its range."""

from collections.abc import Mapping
from datetime import date

import msgspec

from domain.errors import Refusal
from domain.statutes.book import Provision, StatuteBook
from domain.statutes.units import is_money
from ledger.checks.check import Check, Threshold


class ThresholdOutOfRange(Refusal):
    """检查 {check} 的阈值「{field}」须在 {low} 至 {high} 之间,不能是 {given}。

    The threshold "{field}" of check {check} lies between {low} and {high}; {given} does not.
    """


class UnknownThreshold(Refusal):
    """检查 {check} 没有阈值「{field}」;可设的有:{known}。

    Check {check} has no threshold "{field}"; it has: {known}.
    """


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """What a check runs with: values by name, the provisions that gave them, and which thresholds nothing gives."""

    values: dict[str, int]
    provisions: dict[str, Provision]
    missing: tuple[str, ...]


def thresholds_of(
    check: Check, statutes: StatuteBook, place: str, day: date, *, chosen: Mapping[str, int] | None = None
) -> Thresholds:
    """The thresholds of a check at a place on a day; those `chosen` go before the statute book's."""
    chosen = chosen or {}
    _must_be_known(check, chosen)
    law = statutes.law(check.programme, place, day)
    found = {t.name: law.find(check.key_of(t), day) for t in check.thresholds if t.name not in chosen}
    given = {name: row for name, row in found.items() if row is not None}
    values = {t.name: chosen[t.name] if t.name in chosen else _whole(given[t.name])
              for t in check.thresholds if t.name in chosen or t.name in given}  # fmt: skip
    for threshold in check.thresholds:
        if threshold.name in values:
            _must_fit(check, threshold, values[threshold.name])
    missing = tuple(name for name, row in found.items() if row is None)
    return Thresholds(values=values, provisions=given, missing=missing)


def _whole(row: Provision) -> int:
    if is_money(row.unit):
        return row.fen
    return int(row.value) if row.unit == "percent" else row.count


def _must_be_known(check: Check, chosen: Mapping[str, int]) -> None:
    known = [threshold.name for threshold in check.thresholds]
    for name in chosen:
        if name not in known:
            raise UnknownThreshold(field=name, check=check.id, known=", ".join(known))


def _must_fit(check: Check, threshold: Threshold, value: int) -> None:
    if not threshold.low <= value <= threshold.high:
        raise ThresholdOutOfRange(
            field=threshold.name, check=check.id, low=threshold.low, high=threshold.high, given=value
        )
