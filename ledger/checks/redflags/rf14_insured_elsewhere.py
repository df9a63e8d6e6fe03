"""RF14: insurance paid by a unit that neither employs the person nor is bound to the employer by an agreement."""

import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, within_twelve


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Months worked for one and insured by another alone, in at least `months` of a year."""
    foreign = _foreign(t)
    foreign = foreign.anti_join(_signed_with_payer(t, foreign), ["person", "payer", "month"])
    foreign = foreign.anti_join(_allied(t, foreign), ["person", "payer", "month"])
    return within_twelve(
        foreign.mutate(subject=foreign["person"]),
        p["months"],
        amount_fen=lambda g: g["paid_fen"].sum(),
        employer=lambda g: g["employer"].max(),
        other_employer=lambda g: g["payer"].max(),
    )


def _foreign(t: Tables) -> ir.Table:
    """Months worked and who paid insurance for them, where the employer (none of the employers) did.

    Those for whom another one paid are few: only of them it is asked whether an employer paid too.
    """
    worked, insured, other = t["worked_months"], t["insurance_months"], t["insured_elsewhere"]
    asked = worked.semi_join(other, ["person", "month"])
    paid = insured.semi_join(other, ["person", "month"])
    own = asked.semi_join(
        paid,
        [asked["person"] == paid["person"], asked["month"] == paid["month"], asked["employer"] == paid["payer"]],
    )
    return other.anti_join(own.select("person", "month").distinct(), ["person", "month"])


def _signed_with_payer(t: Tables, foreign: ir.Table) -> ir.Table:
    """Whoever pays is who signed the contract: then it counts there (残联厅函〔2022〕63号)."""
    spans = t["contract_spans"].filter(t["contract_spans"]["signer"] == 1)
    return foreign.semi_join(
        spans,
        [
            foreign["person"] == spans["person"],
            foreign["payer"] == spans["employer"],
            spans["from_day"] <= foreign["last_day"],
            spans["to_day"] >= foreign["first_day"],
        ],
    ).select("person", "payer", "month")


def _allied(t: Tables, foreign: ir.Table) -> ir.Table:
    """Dispatch agreement, headquarters or branch."""
    allies = t["allied_units"]
    return foreign.semi_join(
        allies,
        [
            foreign["employer"] == allies["employer"],
            foreign["payer"] == allies["other"],
            allies["from_day"] <= foreign["last_day"],
            allies["to_day"] >= foreign["first_day"],
        ],
    ).select("person", "payer", "month")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The wages, the insurance, the contracts."""
    return [
        cite(h, t["wages"], {"subject": "person", "employer": "employer"}, within="month"),
        cite(h, t["insurance_months"], {"subject": "person", "other_employer": "payer"}, within="month"),
        cite(h, t["contracts"], "person"),
    ]


CHECK = Check(
    id="RF14",
    version=1,
    group="work",
    subject="person",
    period="year",
    severity="HIGH",
    title=Words("社保由他人缴纳", "Insurance paid by someone else"),
    sentence=Words(
        "{from_month}至{to_month}间有{months}个月在{employer}领取工资,社会保险却由{other_employer}缴纳,"
        "双方没有派遣协议,也不是总分公司。",
        "In {months} months from {from_month} to {to_month} {employer} paid the wage and {other_employer} the "
        "insurance: there is no dispatch agreement, and they are not headquarters and branch.",
    ),
    innocent=(
        Words("总公司或分公司账户代缴", "headquarters or a branch pays from its account"),
        Words("派遣或人事代理单位代缴", "a dispatch or payroll agency pays"),
        Words("月中换工作", "a job change within the month"),
    ),
    authority=("残联厅函〔2022〕63号",),
    precedents=("社保挂靠 (GUIDE X29、X30)",),
    sources=("wages", "insurance_months", "contracts", "dispatch_agreements", "shareholdings", "businesses"),
    thresholds=(Threshold(name="months", unit="months", low=1, high=12, zh="一年内月数", en="months within a year"),),
    hits=hits,
    cites=cites,
)
