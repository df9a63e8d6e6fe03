"""The lists of cases, payments and recoveries as tables: where each stands at that position of the book."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Select, select

from domain import names
from domain.places import full_name_of
from ledger.book import Book
from ledger.exports.columns import Column, Kind
from ledger.exports.table import Rows, Table
from ledger.views.cases import CASES
from ledger.views.jurisdiction import seen
from ledger.views.payments import PAYMENTS
from ledger.views.recoveries import RECOVERIES
from ledger.views.view import View


class CasesQuestion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="table", tag="cases"):
    """Which cases; `place` takes in everything below it."""

    programme: str | None = None
    place: str | None = None
    status: str | None = None
    applicant: str | None = None


class PaymentsQuestion(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="table", tag="payments"
):
    """Which payments; `place` takes in everything below it."""

    case: str | None = None
    place: str | None = None
    line: str | None = None
    status: str | None = None


class RecoveriesQuestion(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="table", tag="recoveries"
):
    """Which recoveries; `place` takes in everything below it."""

    case: str | None = None
    place: str | None = None
    payment: str | None = None


Listed = CasesQuestion | PaymentsQuestion | RecoveriesQuestion


def _listed(
    view: View[Any], order: Sequence[str], book: Book, generation: int, asked: Listed, sees: Sequence[str]
) -> Select[Rows]:
    """The rows of a view that answer the question, of the places that are seen."""
    at = view.table.c
    wanted = {name: value for name in asked.__struct_fields__ if (value := getattr(asked, name)) is not None}
    place = wanted.pop("place", None)
    conditions = [*seen(book, view, sees, place), *(at[name] == value for name, value in wanted.items())]
    return (
        select(*(at[name] for name in view.row.__struct_fields__))
        .where(at.book == book.place, at.generation == generation, *conditions)
        .order_by(*(at[name] for name in order))
    )


def _id(zh: str, en: str) -> Column:
    return Column("id", Kind.TEXT, zh, en)


_CASE = Column("case", Kind.TEXT, "案件", "case that it belongs to")
_PLACE = (
    Column("place", Kind.CODE, "地区代码", "GB/T 2260 code of the place"),
    Column("place_zh", Kind.CODE, "地区", "its Chinese name", "place", full_name_of),
)
_STATUS = (
    Column("status", Kind.CODE, "状态代码", "where it stands"),
    Column("status_zh", Kind.CODE, "状态", "the same in Chinese", "status", names.zh),
)
_LINE = Column("line", Kind.CODE, "预算科目", "budget line; empty where there is none yet")
_POSITION = Column("last_position", Kind.WHOLE, "最近事件序号", "position of the last event that changed the row")

CASE_LIST = Table(
    "cases",
    "案件表",
    "Where each case stands, by day of application and id.",
    CasesQuestion,
    (
        _id("案件", "case"),
        Column("programme", Kind.CODE, "项目代码", "programme"),
        Column("programme_zh", Kind.CODE, "项目", "its Chinese name", "programme", names.zh),
        *_PLACE,
        Column("applicant", Kind.TEXT, "申请人", "pseudonym of the applicant"),
        *_STATUS,
        Column("suspended", Kind.FLAG, "已暂停", "whether it is suspended"),
        Column("appeal_open", Kind.FLAG, "复核中", "whether an appeal is open"),
        Column("next_stage", Kind.CODE, "下一环节", "stage that comes next; empty where none does"),
        _LINE,
        Column("applied_on", Kind.DAY, "申请日", "day of application"),
        Column("notice_last_day", Kind.DAY, "公示截止日", "last day of the public notice"),
        Column("decided_on", Kind.DAY, "决定日", "day of the decision"),
        Column("amount", Kind.MONEY, "核定金额", "yuan granted, or calculated so far"),
        Column("pre_encumbered", Kind.MONEY, "受理预占", "yuan set aside at acceptance"),
        Column("encumbered", Kind.MONEY, "审批占用", "yuan approved and not yet instructed"),
        Column("held", Kind.MONEY, "暂缓支付", "yuan approved that may not leave while a doubt is looked into"),
        Column("unpaid", Kind.MONEY, "已列支未付", "yuan instructed and not yet settled"),
        Column("paid", Kind.MONEY, "已付", "yuan that left and did not bounce"),
        Column("recovered", Kind.MONEY, "已追回", "yuan of it that came back"),
        _POSITION,
    ),
    lambda book, generation, asked, sees: _listed(CASES, ("applied_on", "id"), book, generation, asked, sees),
)

PAYMENT_LIST = Table(
    "payments",
    "支付表",
    "Where each payment stands, by case and instalment.",
    PaymentsQuestion,
    (
        _id("支付", "payment"),
        _CASE,
        *_PLACE,
        Column("tranche", Kind.WHOLE, "期次", "number of the instalment"),
        Column("label", Kind.TEXT, "期次名称", "what the instalment is called"),
        _LINE,
        Column("party", Kind.TEXT, "收款人", "pseudonym of the payee"),
        Column("amount", Kind.MONEY, "金额", "yuan"),
        *_STATUS,
        Column("attempt", Kind.WHOLE, "指令次数", "how often it was instructed"),
        Column("instructed_on", Kind.DAY, "指令日", "day of the last instruction"),
        Column("settled_on", Kind.DAY, "结清日", "day of the settlement; empty where it did not settle"),
        Column("settled_by", Kind.TEXT, "结清流水", "account/reference of the bank line"),
        Column("returned_on", Kind.DAY, "退汇日", "day of the return"),
        Column("returned_by", Kind.TEXT, "退汇流水", "account/reference of the bank line"),
        Column("return_code", Kind.CODE, "退汇原因", "code of the return"),
        Column("cancelled_on", Kind.DAY, "取消日", "day of the cancellation"),
        Column("recovering", Kind.MONEY, "应追回", "yuan determined and not yet in"),
        Column("recovered", Kind.MONEY, "已追回", "yuan that came back"),
        Column("written_off", Kind.MONEY, "已核销", "yuan written off"),
        _POSITION,
    ),
    lambda book, generation, asked, sees: _listed(PAYMENTS, ("case", "tranche", "id"), book, generation, asked, sees),
)

RECOVERY_LIST = Table(
    "recoveries",
    "追回表",
    "Where each recovery stands, by id.",
    RecoveriesQuestion,
    (
        _id("追回", "recovery"),
        Column("payment", Kind.TEXT, "支付", "payment that it comes from"),
        _CASE,
        *_PLACE,
        Column("party", Kind.TEXT, "当事人", "pseudonym of who was paid"),
        _LINE,
        Column("amount", Kind.MONEY, "决定金额", "yuan that must come back"),
        Column("received", Kind.MONEY, "已收", "yuan received"),
        Column("written_off", Kind.MONEY, "已核销", "yuan written off"),
        Column("outstanding", Kind.MONEY, "未收", "yuan still to come"),
        Column("undone", Kind.MONEY, "已撤销", "yuan owed no more or given back, since its ground fell"),
        Column("ground", Kind.TEXT, "事实和理由", "what was found"),
        Column("clause", Kind.TEXT, "依据", "legal basis"),
        Column("determined_on", Kind.DAY, "决定日", "day of the decision"),
        Column("determined_by", Kind.TEXT, "决定人", "account of the officer"),
        _POSITION,
    ),
    lambda book, generation, asked, sees: _listed(RECOVERIES, ("id",), book, generation, asked, sees),
)
