"""Loans that claim interest on a receipt, or under a contract, that another claim uses too."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived


def make(t: Tables) -> ir.Table:
    """One row per loan and other claim on the same receipt; the very same row sent twice is none."""
    return ibis.union(_same_receipt(t), _same_contract(t), distinct=True)


def _same_receipt(t: Tables) -> ir.Table:
    mine = t["loans"].filter(t["loans"]["receipt"].notnull())
    several = mine.group_by("receipt").agg(claims=mine.count())
    mine = mine.semi_join(several.filter(several["claims"] > 1), "receipt")
    other = mine.view()
    differ = (mine["loan"] != other["loan"]) | (mine["applied_day"] != other["applied_day"])
    return _rows(mine, other, [mine["receipt"] == other["receipt"], differ])


def _same_contract(t: Tables) -> ir.Table:
    """One contract with two borrowers or two businesses."""
    mine, other = t["loans"], t["loans"].view()
    differ = (mine["borrower"] != other["borrower"]) | (mine["business"] != other["business"])
    return _rows(mine, other, [mine["loan"] == other["loan"], differ])


def _rows(mine: ir.Table, other: ir.Table, equal: list[ir.BooleanValue]) -> ir.Table:
    return mine.join(other, equal).select(mine["loan"], mine["row"], other_row=other["row"])


RECEIPT_TWINS = Derived(form=form("receipt_twins", "derived", "loan:loan row other_row"), make=make)
