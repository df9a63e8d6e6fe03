"""The kinds of things that have an address: under which path they lie, and which place they belong to."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from domain.check_policy import stream_of
from domain.errors import NotFound
from domain.fund import SYMBOLS
from ledger.authority import load_account
from ledger.book import Book
from ledger.checks.registry import check_of
from ledger.commands.load import (
    load_adjustment,
    load_alert,
    load_case,
    load_document,
    load_evidence,
    load_hold,
    load_import,
    load_investigation,
    load_pair,
    load_payment,
    load_placement,
    load_recovery,
    load_sample,
    load_suppression,
)
from ledger.commands.webhooks import load_webhook
from ledger.views import alert_queries

_YEAR = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True)
class Kind:
    """`name` is the path parameter, `path` where all of them lie.

    `place_of` says by which place a thing is judged, and refuses an id that does not exist; `prefix` stands before an
    id in the name of its stream.
    """

    name: str
    path: str
    zh: str
    place_of: Callable[[Book, str], str]
    prefix: str = ""

    def stream(self, id: str) -> str:
        """The stream of a thing."""
        return f"{self.prefix}{id}"

    def id_of(self, stream: str) -> str:
        """The id of the thing with that stream."""
        return stream.removeprefix(self.prefix)

    @property
    def one(self) -> str:
        """The path of one thing."""
        return f"{self.path}/<{self.name}>"


def _place_of_fund(book: Book, id: str) -> str:
    """Budgets are the book's own, whether anything was appropriated yet or not."""
    code, _, year = id.partition(":")
    if code not in SYMBOLS or not _YEAR.fullmatch(year):
        raise NotFound(field="id", what="fund", key=id)
    return book.place


def _place_of_check(book: Book, id: str) -> str:
    """Checks are the book's own, whether it runs them or not."""
    check_of(id)
    return book.place


class _InCase(Protocol):
    @property
    def case(self) -> str: ...


def _where_its_case_lies(load: Callable[[Book, str], tuple[_InCase, int]]) -> Callable[[Book, str], str]:
    return lambda book, id: load_case(book, load(book, id)[0].case)[0].place


FUND: Final = Kind("fund", "/funds", "预算", _place_of_fund, prefix="fund:")
ACCOUNT: Final = Kind(
    "account", "/accounts", "账号", lambda book, id: load_account(book, id)[0].place, prefix="account:"
)
CASE: Final = Kind("case", "/applications", "案件", lambda book, id: load_case(book, id)[0].place)
DOCUMENT: Final = Kind("document", "/documents", "材料", _where_its_case_lies(load_document))
PAYMENT: Final = Kind("payment", "/payments", "支付", _where_its_case_lies(load_payment))
RECOVERY: Final = Kind(
    "recovery", "/recoveries", "追回", lambda book, id: PAYMENT.place_of(book, load_recovery(book, id)[0].payment)
)
ADJUSTMENT: Final = Kind("adjustment", "/adjustments", "调整", _where_its_case_lies(load_adjustment))
HOLD: Final = Kind("hold", "/holds", "暂缓支付", _where_its_case_lies(load_hold), prefix="hold:")
PLACEMENT: Final = Kind(
    "placement", "/placements", "就业安置", lambda book, id: load_placement(book, id)[0].current.place
)
WEBHOOK: Final = Kind(
    "webhook", "/webhooks", "推送", lambda book, id: load_webhook(book, id)[0].place, prefix="webhook:"
)
IMPORT: Final = Kind("import_file", "/imports", "导入文件", lambda book, id: load_import(book, id)[0].place)
SAMPLE: Final = Kind("sample", "/inspection-samples", "随机抽查", lambda book, id: load_sample(book, id)[0].place)
IDENTITY_PAIR: Final = Kind(
    "identity_pair", "/identity-pairs", "身份比对", lambda book, id: load_pair(book, id)[0].place
)
ALERT: Final = Kind("alert", "/alerts", "疑点", lambda book, id: load_alert(book, id)[0].hit.place)
INVESTIGATION: Final = Kind(
    "investigation", "/investigations", "疑点核查", lambda book, id: load_investigation(book, id)[0].place
)
SUPPRESSION: Final = Kind(
    "suppression", "/suppressions", "疑点搁置", lambda book, id: load_suppression(book, id)[0].place
)
CHECK: Final = Kind("check", "/checks", "检查", _place_of_check, prefix=stream_of(""))
RUN: Final = Kind("check_run", "/check-runs", "疑点规则的运行", lambda book, id: alert_queries.run(book, id).place)
EVIDENCE: Final = Kind("evidence", "/evidence", "证据", lambda book, id: load_evidence(book, id)[0].brought.place)
