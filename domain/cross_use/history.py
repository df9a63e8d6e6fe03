"""The history that officers type in, held against what the book itself has granted."""

from domain.errors import Refusal
from domain.programs.base import Earlier, Programme


class HistoryContradictsBook(Refusal):
    """「{field}」填报为 {stated},但本账套已批准的案件({cases})显示至少为 {held};请更正后重新申请。

    "{field}" was given as {stated}, but the cases that this book has granted ({cases}) make it {held}; mend it and
    apply anew.
    """

    rule = "国办发〔2022〕6号 三(三):统筹用好各类残疾人就业创业扶持资金,避免交叉使用"


def check_history(known: Programme, facts: object, applicant: str, earlier: tuple[Earlier, ...]) -> None:
    """Refuse facts that state less than what was granted before; more may have been drawn in other books."""
    for found in known.history(facts, applicant, earlier):
        raise HistoryContradictsBook(
            field=found.field, stated=found.stated, held=found.held, cases="、".join(found.cases)
        )
