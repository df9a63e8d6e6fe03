"""Funds by budget year: appropriation, allotment to lines, and the closing of the year."""

from datetime import date
from typing import ClassVar

import msgspec

from domain.act import Act
from domain.actor import authorise
from domain.errors import Refusal
from domain.events import Event, Recorded
from domain.money import shown
from domain.places import covers

SYMBOLS = {
    "employment_security_fund": "LEVY",
    "employment_subsidy_fund": "JOBS",
    "inclusive_finance_fund": "LOAN",
}
"""The short symbol of each fund in commodity names such as CNY.LEVY24B (see funds.toml for names and allowed uses)."""

ROLE = "budget_officer"

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Commodity names hold two digits of the year: a year of another century would mix with one of this."""


class UnknownFund(Refusal):
    """未知的资金「{fund}」;可用:{known}。

    Unknown fund "{fund}"; known: {known}.
    """


class UseNotAllowed(Refusal):
    """{fund} 不得用于「{programme}」:不在其法定使用范围内。

    {fund} may not be used for "{programme}": it is not among its allowed uses.
    """


class UseForbidden(Refusal):
    """{fund} 不得用于{use}:专款专用,不得挪用。

    {fund} must never be used for {use}: it serves its own purpose only.
    """


class PlaceOutsideFund(Refusal):
    """{place} 不在本资金的地区({fund_place})之内,不能下达额度。

    {place} lies outside the place of the fund ({fund_place}); nothing can be allotted to it.
    """


class AmountNotPositive(Refusal):
    """金额必须大于零,现为 {amount}。

    The amount must be greater than zero, not {amount}.
    """


class AllotmentExceedsAppropriation(Refusal):
    """本次下达 {amount},但 {fund} {year} 年度未分配预算只有 {left}。

    {amount} cannot be allotted: only {left} of {fund} {year} is unallotted.
    """


class AllotmentOverspent(Refusal):
    """预算额度不足:{line} 可用 {left},本次需要 {amount}。

    The allotment {line} has {left} left; {amount} is needed.
    """


class LapsedNotEnough(Refusal):
    """{fund} {year} 年度已结账,失效额度只剩 {left},不足以恢复 {amount},须另行安排预算。

    {fund} {year} is closed and only {left} of its lapsed budget is left; {amount} cannot be reinstated from it.
    """


class YearAlreadyClosed(Refusal):
    """{fund} {year} 年度已结账,不能再办理「{act}」。

    {fund} {year} is closed; "{act}" is no longer possible.
    """


class YearNotOver(Refusal):
    """{fund} {year} 年度在 12 月 31 日之前不能结账(生效日 {on})。

    {fund} {year} cannot be closed before 31 December (value date {on}).
    """


class NotAppropriated(Refusal):
    """{fund} {year} 年度尚无预算。

    {fund} {year} has no appropriation yet.
    """


class YearImplausible(Refusal):
    """预算年度 {year} 不合理,应在 {first} 至 {last} 之间。

    The budget year {year} is implausible; it lies between {first} and {last}.
    """


class CarryForwardExceedsRest(Refusal):
    """拟结转 {amount},但年末结余只有 {left}。

    {amount} cannot be carried forward: only {left} is left at the year's end.
    """


class Line(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A budget line: fund × year × programme × place. Nothing is spent outside a line."""

    fund: str
    year: int
    programme: str
    place: str

    @property
    def key(self) -> str:
        """The line as one word, e.g. `employment_security_fund:2024:startup_grant:330500`."""
        return f"{self.fund}:{self.year}:{self.programme}:{self.place}"


class LineAmount(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """An amount (fen) on a line."""

    line: Line
    amount: int


class Appropriated(Event, frozen=True, kw_only=True):
    """The legislature or finance authority made budget (fen) available for a fund and year."""

    topic: ClassVar[str] = "fund.Appropriated"
    fund: str
    year: int
    place: str
    amount: int
    document: str


class Allotted(Event, frozen=True, kw_only=True):
    """Budget (fen) was allotted to a line."""

    topic: ClassVar[str] = "fund.Allotted"
    line: Line
    amount: int
    document: str


class AllotmentWithdrawn(Event, frozen=True, kw_only=True):
    """Unused allotment (fen) went back to the unallotted budget."""

    topic: ClassVar[str] = "fund.AllotmentWithdrawn"
    line: Line
    amount: int
    document: str


class YearClosed(Event, frozen=True, kw_only=True):
    """The year was closed: what was left is carried forward in part, the rest lapsed. Encumbrances stay open."""

    topic: ClassVar[str] = "fund.YearClosed"
    fund: str
    year: int
    unallotted: int
    rests: tuple[LineAmount, ...]
    carried_forward: int
    lapsed: int
    document: str


class CarriedForwardIn(Event, frozen=True, kw_only=True):
    """What the closed year carried forward (fen) became unallotted budget of this year."""

    topic: ClassVar[str] = "fund.CarriedForwardIn"
    fund: str
    year: int
    from_year: int
    place: str
    amount: int
    document: str


class Fund(msgspec.Struct, frozen=True, kw_only=True):
    """A fund in one budget year."""

    code: str
    year: int
    place: str
    last_on: date
    closed: bool = False
    lines: tuple[Line, ...] = ()


def stream_of(fund: str, year: int) -> str:
    """The stream of a fund and year."""
    return f"fund:{fund}:{year}"


def symbol(fund: str) -> str:
    """The fund's short symbol; refuses an unknown fund."""
    if fund not in SYMBOLS:
        raise UnknownFund(field="fund", fund=fund, known=", ".join(sorted(SYMBOLS)))
    return SYMBOLS[fund]


def evolve(state: Fund | None, recorded: Recorded) -> Fund | None:
    """Fold one event into the fund."""
    day = recorded.meta.effective_on
    event = recorded.event
    if state is None:
        if isinstance(event, Appropriated | CarriedForwardIn):
            return Fund(code=event.fund, year=event.year, place=event.place, last_on=day)
        return None
    state = msgspec.structs.replace(state, last_on=max(state.last_on, day))
    if isinstance(event, Allotted) and event.line not in state.lines:
        return msgspec.structs.replace(state, lines=(*state.lines, event.line))
    if isinstance(event, YearClosed):
        return msgspec.structs.replace(state, closed=True)
    return state


def appropriate(
    state: Fund | None, *, fund: str, year: int, place: str, amount: int, document: str, act: Act
) -> tuple[Event, ...]:
    """Make budget (fen) available; refuses an unknown fund, a closed year, a non-positive amount."""
    symbol(fund)
    authorise(act.actor, "appropriation", ROLE, place)
    _plausible(year)
    _positive(amount)
    _open(state, "appropriation", act)
    return (Appropriated(fund=fund, year=year, place=place, amount=amount, document=document),)


def allot(
    state: Fund | None,
    *,
    line: Line,
    amount: int,
    document: str,
    allowed_uses: frozenset[str],
    unallotted: int,
    rule: str,
    act: Act,
) -> tuple[Event, ...]:
    """Allot budget (fen) to a line that the fund may be used for; `unallotted` is what is left (fen)."""
    fund = _appropriated(state, line.fund, line.year)
    authorise(act.actor, "allotment", ROLE, fund.place)
    if not covers(fund.place, line.place):
        raise PlaceOutsideFund(field="place", place=line.place, fund_place=fund.place)
    _positive(amount)
    _open(fund, "allotment", act)
    if line.programme not in allowed_uses:
        raise UseNotAllowed(field="programme", rule=rule, fund=line.fund, programme=line.programme)
    if amount > unallotted:
        raise AllotmentExceedsAppropriation(
            field="amount", amount=shown(amount), fund=line.fund, year=line.year, left=shown(unallotted)
        )
    return (Allotted(line=line, amount=amount, document=document),)


def withdraw_allotment(
    state: Fund | None, *, line: Line, amount: int, document: str, available: int, act: Act
) -> tuple[Event, ...]:
    """Take unused allotment (fen) back; `available` is what the line has left."""
    fund = _appropriated(state, line.fund, line.year)
    authorise(act.actor, "allotment", ROLE, fund.place)
    _positive(amount)
    _open(fund, "allotment", act)
    if amount > available:
        raise AllotmentOverspent(field="amount", line=line.key, left=shown(available), amount=shown(amount))
    return (AllotmentWithdrawn(line=line, amount=amount, document=document),)


def close_year(
    state: Fund | None,
    *,
    following: Fund | None,
    fund: str,
    year: int,
    unallotted: int,
    rests: tuple[LineAmount, ...],
    carry_forward: int,
    document: str,
    act: Act,
) -> tuple[YearClosed, CarriedForwardIn | None]:
    """Close the year: carry `carry_forward` fen into the unallotted budget of the `following` one, the rest lapses."""
    known = _appropriated(state, fund, year)
    authorise(act.actor, "year_end", ROLE, known.place)
    _open(known, "year_end", act)
    if act.on < date(year, 12, 31):
        raise YearNotOver(field="on", fund=fund, year=year, on=act.on)
    left = unallotted + sum(rest.amount for rest in rests)
    if not 0 <= carry_forward <= left:
        raise CarryForwardExceedsRest(field="carry_forward", amount=shown(carry_forward), left=shown(left))
    closed = YearClosed(
        fund=fund,
        year=year,
        unallotted=unallotted,
        rests=tuple(rest for rest in rests if rest.amount),
        carried_forward=carry_forward,
        lapsed=left - carry_forward,
        document=document,
    )
    if not carry_forward:
        return closed, None
    _plausible(year + 1)
    _open(following, "year_end", act)
    into = CarriedForwardIn(
        fund=fund, year=year + 1, from_year=year, place=known.place, amount=carry_forward, document=document
    )
    return closed, into


def _appropriated(state: Fund | None, fund: str, year: int) -> Fund:
    symbol(fund)
    if state is None:
        raise NotAppropriated(field="fund", fund=fund, year=year)
    return state


def _open(state: Fund | None, name: str, act: Act) -> None:
    if state is None:
        return
    if state.closed:
        raise YearAlreadyClosed(field="year", fund=state.code, year=state.year, act=name)
    act.must_not_precede(state.last_on)


def _plausible(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearImplausible(field="year", year=year, first=FIRST_YEAR, last=LAST_YEAR)


def _positive(amount: int) -> None:
    if amount <= 0:
        raise AmountNotPositive(field="amount", amount=shown(amount))
