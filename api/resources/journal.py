"""The journal and the balances: what was posted, and what stands on the accounts as of a day, known on a day."""

from typing import Any, Final

from api.auth.policy import OFFICERS
from api.http.at import At
from api.http.inputs import Code
from api.http.lists import PageQuery, asked_id, turn_of
from api.http.resource import Resource
from api.http.shapes import list_of, page_of, shape_of
from api.schemas.fields import Day
from api.schemas.people import FormPart
from ledger.chart import ACCOUNTS
from ledger.views.balances import GROUPINGS, Balance, balances
from ledger.views.journal import Posted, journal
from ledger.views.postings import PostingRow

books: Final = Resource("journal", "日记账和余额。 The journal and the balances.")

MOST: Final = 5_000
"""Balances of one answer."""

ACCOUNT_NAMES: Final = {account.code: account.zh for account in ACCOUNTS}
_BY: Final = {"account": "科目", "line": "预算科目", "case": "案件"}


class PostedQuery(FormPart):
    """Which postings."""

    account = Code("科目", ACCOUNT_NAMES, example="Budget:Allotted", default=None)
    commodity = asked_id("计量", "CNY.LEVY24B")
    line = asked_id("预算科目", "employment_security_fund:2024:startup_grant:330500")
    case = asked_id("案件", "A2024-330521-7JWTGEPGMF")
    known_on = Day("只计此日(含)前已记录的", example="2024-12-31", default=None)


class JournalQuery(PostedQuery, PageQuery):
    """Which postings of which value dates, a page of them."""

    effective_from = Day("生效日自", example="2024-01-01", default=None)
    effective_to = Day("生效日至", example="2024-12-31", default=None)


class BalancesQuery(PostedQuery):
    """Balances as of which day, by what."""

    as_of = Day("计入生效日不晚于此日的", example="2024-12-31", note="默认全部 everything unless given", default=None)
    by = Code("分组", _BY, example="account", default="account")


@books.reads("/journal", page_of(shape_of(PostingRow)), roles=OFFICERS, query=JournalQuery)
def postings(at: At, asked: dict[str, Any]) -> Any:
    """日记账:逐笔分录。 Every posting in the order of the book; a posting is seen where its event happened."""
    turn = turn_of(asked)
    found = journal(at.book, at.sees, turn, asked=Posted(**asked))
    return {"items": list(found.rows), "next": found.next}


@books.reads("/balances", list_of(shape_of(Balance)), roles=OFFICERS, query=BalancesQuery)
def stand(at: At, asked: dict[str, Any]) -> Any:
    """余额:按生效日和记录日两个时间。 What is not zero, by value date and by recorded date; debit positive."""
    return {"items": balances(at.book, sees=at.sees, most=MOST, group_by=GROUPINGS[asked.pop("by")], **asked)}
