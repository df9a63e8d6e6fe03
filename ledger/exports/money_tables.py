"""The journal and the balances as tables."""

from collections.abc import Sequence

from sqlalchemy import Select

from ledger import chart
from ledger.book import Book
from ledger.exports.columns import Column, Kind
from ledger.exports.table import Rows, Table
from ledger.views.balances import Dimension, sums
from ledger.views.journal import Posted, whole_journal


class JournalQuestion(Posted, frozen=True, kw_only=True, omit_defaults=True, tag_field="table", tag="journal"):
    """Which lines of the journal."""


class BalancesQuestion(Posted, frozen=True, kw_only=True, omit_defaults=True, tag_field="table", tag="balances"):
    """Which postings, and by what they are summed; with `effective_from` the sums are what moved from that day on."""

    group_by: tuple[Dimension, ...] = ("account", "commodity")


def _named(code: str) -> str:
    return chart.BY_CODE[code].zh if code else ""


def _named_en(code: str) -> str:
    return chart.BY_CODE[code].en if code else ""


def _debit(amount: int) -> int | None:
    return amount if amount > 0 else None


def _credit(amount: int) -> int | None:
    return -amount if amount < 0 else None


_ACCOUNT = (
    Column("account", Kind.CODE, "科目", "account of the chart"),
    Column("account_zh", Kind.CODE, "科目名称", "its Chinese name", "account", _named),
    Column("account_en", Kind.CODE, "科目英文名称", "its English name", "account", _named_en),
    Column("commodity", Kind.CODE, "计量", "fund, year and track, such as CNY.LEVY24B"),
    Column("line", Kind.CODE, "预算科目", "budget line; empty where the account is kept per fund and year"),
    Column("case", Kind.TEXT, "案件", "case; empty where the account is not kept per case"),
)


def _balances(book: Book, generation: int, asked: BalancesQuestion, sees: Sequence[str]) -> Select[Rows]:
    return sums(book, generation, asked, asked.group_by, sees)


JOURNAL = Table(
    "journal",
    "日记账",
    "Every posting with its event, in the order of the book.",
    JournalQuestion,
    (
        Column("position", Kind.WHOLE, "事件序号", "position of the event in the book"),
        Column("n", Kind.WHOLE, "分录号", "number of the posting in its event"),
        Column("event", Kind.CODE, "事件", "topic of the event"),
        Column("subject", Kind.TEXT, "对象", "stream of the event: the case, payment, recovery, fund …"),
        Column("effective_on", Kind.DAY, "生效日", "value date"),
        Column("known_on", Kind.DAY, "记录日", "day of recording, in China"),
        Column("recorded_at", Kind.MOMENT, "记录时间", "moment of recording, UTC"),
        *_ACCOUNT,
        Column("place", Kind.CODE, "地区代码", "GB/T 2260 code of the place where the event happened"),
        Column("debit", Kind.MONEY, "借方", "yuan; empty where the posting is a credit", "amount", _debit),
        Column("credit", Kind.MONEY, "贷方", "yuan; empty where the posting is a debit", "amount", _credit),
    ),
    whole_journal,
)

BALANCES = Table(
    "balances",
    "余额表",
    "What is not zero, in the order of the chart; dimensions that were not asked for are empty. With `effective_from`"
    " it is what moved from that day on.",
    BalancesQuestion,
    (*_ACCOUNT, Column("amount", Kind.MONEY, "余额", "yuan, debit positive; what is zero is left out")),
    _balances,
)
