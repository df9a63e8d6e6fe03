"""Which budget line pays for a case: of the fund asked for, of the only one, or of the one that the law puts first."""

from domain.act import Act
from domain.application.state import Application
from domain.errors import Refusal
from domain.fund import SYMBOLS, Line, symbol
from domain.money import shown
from domain.places import covers, lineage
from domain.statutes.book import Provision
from ledger import chart
from ledger.book import Book
from ledger.commands.load import balance_of, load_fund
from ledger.law import statutes_of


class NoAllotment(Refusal):
    """{place} 的「{programme}」在 {year} 年度没有下达预算额度。

    There is no {year} allotment for "{programme}" at {place}.
    """


class SeveralFunds(Refusal):
    """「{programme}」可由多项资金列支({lines}),请指明资金。

    Several funds can pay "{programme}" ({lines}); say which.
    """


class FirstFundHasRoom(Refusal):
    """应当优先使用「{first}」:{line} 尚有可用额度 {left},够付 {amount},不得改用「{fund}」。

    "{first}" is to be used first: {line} has {left} left for the {amount} needed, so "{fund}" may not pay.
    """


def line_for(book: Book, state: Application, code: str, *, amount: int, act: Act) -> Line:
    """The line of the most specific place; `code` is the fund asked for, `amount` (fen) what must find room.

    Where the law says which fund is used first, it is, as long as it has room; then the others come in.
    """
    if code:
        symbol(code)
    year = act.on.year
    fits = _fits(book, state, year)
    first = statutes_of(book).find("funds", "first_fund", act.on, state.place, act.today)
    if first is not None and first.text in fits:
        line = fits[first.text]
        if (left := balance_of(book, chart.ALLOTTED, line)) >= amount:
            _no_other(first, code, line, left, amount)
            return line
        if not code and len(fits) > 1:
            del fits[first.text]
    return _only(fits, state, year, code)


def _fits(book: Book, state: Application, year: int) -> dict[str, Line]:
    """The nearest allotted line of each fund that has one for the programme."""
    fits: dict[str, Line] = {}
    for fund_code in SYMBOLS:
        known, _ = load_fund(book, fund_code, year)
        lines = [
            line
            for line in (known.lines if known else ())
            if line.programme == state.programme and covers(line.place, state.place)
        ]
        if lines:
            fits[fund_code] = max(lines, key=lambda line: lineage(state.place)[::-1].index(line.place))
    return fits


def _no_other(first: Provision, code: str, line: Line, left: int, amount: int) -> None:
    if code not in ("", first.text):
        raise FirstFundHasRoom(
            field="fund",
            rule=first.authority,
            first=first.text,
            line=line.key,
            left=shown(left),
            amount=shown(amount),
            fund=code,
        )


def _only(fits: dict[str, Line], state: Application, year: int, code: str) -> Line:
    wanted = {name: line for name, line in fits.items() if code in ("", name)}
    if not wanted:
        raise NoAllotment(field="fund", programme=state.programme, place=state.place, year=year)
    if len(wanted) > 1:
        raise SeveralFunds(field="fund", programme=state.programme, lines=", ".join(sorted(wanted)))
    return next(iter(wanted.values()))
