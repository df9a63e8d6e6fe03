"""RF11: an official acts in a case of a relative, or of a unit that a relative runs, and did not step aside."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import at_least_pct, cite, with_month


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Cases with a step by an official whose relative is the applicant, the owner or a large holder."""
    near = with_month(t, _near(t, p), "day")
    return near.group_by("case_key").agg(
        from_month=near["month"].min(),
        to_month=near["month"].max(),
        amount_fen=near["row"].min() * 0,
        official=near["official"].max(),
        relative_person=near["relative"].max(),
        degree=near["degree"].min(),
        steps=near["row"].nunique(),
    ).rename(subject="case_key")  # fmt: skip


def _near(t: Tables, p: Parameters) -> ir.Table:
    steps, kinship, businesses, shares = t["book_steps"], t["kinship"], t["businesses"], t["shareholdings"]
    large = shares.filter(at_least_pct(shares["share_pct"], p["share"], 100), shares["holder_person"].notnull())
    owners = ibis.union(
        businesses.select("employer", relative="legal_rep"), large.select("employer", relative="holder_person")
    )
    acts = steps.filter(steps["official"].notnull())
    of_unit = acts.join(owners, acts["employer"] == owners["employer"])
    columns = ("case_key", "official", "day", "row")
    acted = ibis.union(
        acts.filter(acts["person"].notnull()).select(*columns, relative="person"),
        of_unit.select(*(acts[name] for name in columns), relative=owners["relative"]),
    )
    kin = kinship.filter(kinship["recused"] == 0, kinship["degree"] <= p["degree"])
    return acted.join(kin, [acted["official"] == kin["official"], acted["relative"] == kin["person"]]).select(
        *(acted[name] for name in acted.columns), kin["degree"], kin_row=kin["row"]
    )


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The steps and the kinship."""
    near = _near(t, p)
    return [
        cite(h, near, "case_key", source="book_steps"),
        cite(h, near, "case_key", row="kin_row", source="kinship"),
    ]


CHECK = Check(
    id="RF11",
    version=1,
    group="money",
    subject="case",
    period="ever",
    severity="HIGH",
    title=Words("经办人亲属", "Insider relatives"),
    sentence=Words(
        "经办人{official}办理了{degree}亲等以内亲属{relative_person}的案件({steps}个环节),没有回避记录。",
        "The official {official} took {steps} steps in a case of {relative_person}, a relative of degree {degree}, and "
        "did not step aside.",
    ),
    innocent=(Words("已按规定回避,记录未录入", "the official stepped aside, but it was not entered"),),
    authority=(),
    precedents=("都安:残联负责人为 10 名亲属办证 (GUIDE X13)", "杨梅合作社 (GUIDE X12)"),
    sources=("kinship",),
    thresholds=(
        Threshold(name="degree", unit="count", low=1, high=6, zh="亲等", en="degree of kinship"),
        Threshold(name="share", unit="percent", low=1, high=100, zh="视为本人经营的持股比例", en="share that counts"),
    ),
    hits=hits,
    cites=cites,
)
