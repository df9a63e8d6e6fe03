"""`balances`: what stands on the accounts, as of a value date and as known on a day."""

from datetime import date

import click

from api.cli import screen
from api.cli.session import Session, reads
from api.cli.values import DAY, OneOf
from domain.money import shown
from ledger import chart
from ledger.views.balances import GROUPINGS, Balance, Dimension
from ledger.views.balances import balances as balances_of


@click.command("balances")
@click.option("--as-of", type=DAY, help="计入生效日不晚于此日的。 Value dates up to this day.")
@click.option("--known-on", type=DAY, help="只计此日(含)前已记录的。 Recorded up to this day.")
@click.option("--by", "grouping", type=OneOf(list(GROUPINGS)), default="account", show_default=True)
@click.option("--account", help="只看一个科目。 One account only.")
@click.option("--line", help="只看一条预算科目。 One budget line only.")
@click.option("--case", help="只看一个案件。 One case only.")
@reads
def balances(
    session: Session,
    as_of: date | None,
    known_on: date | None,
    grouping: str,
    account: str | None,
    line: str | None,
    case: str | None,
) -> None:
    """余额:按生效日和记录日两个时间。 Balances by value date and by recorded date; debit positive."""
    dimensions = GROUPINGS[grouping]
    found = balances_of(
        session.book, as_of=as_of, known_on=known_on, group_by=dimensions, account=account, line=line, case=case
    )
    content = {"as_of": as_of, "known_on": known_on, "by": grouping, "balances": found}
    about = f"生效日截至 as of {as_of or '-'};记录日截至 known on {known_on or '-'}"
    headings = ("科目 account", "名称 name", "计量 commodity", "余额 balance")
    named = {"line": "预算科目 line", "case": "案件 case"}
    extra = tuple(name for name in dimensions if name in named)
    table = screen.table(
        "余额 balances",
        (*(named[name] for name in extra), *headings),
        (_row(balance, extra) for balance in found),
        right=(len(extra) + 3,),
    )
    session.answer(content, table, about)


def _row(balance: Balance, extra: tuple[Dimension, ...]) -> tuple[str, ...]:
    account = chart.BY_CODE.get(balance.account)
    name = f"{account.zh} {account.en}" if account else ""
    of = tuple(balance.line if each == "line" else balance.case for each in extra)
    return (*of, balance.account, name, balance.commodity, shown(balance.amount))
