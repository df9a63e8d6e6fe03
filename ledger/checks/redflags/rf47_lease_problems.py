"""RF47: leases claimed for a subsidy that overlap, are let by somebody close, cost too much, or were never paid."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite, one_if, with_month

CLOSE = ("holder", "legal_rep", "phone")
"""What ties a tenant to a landlord; that the address is one lies in the nature of a lease."""


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Premises with such leases, and how many of each sort."""
    doubtful = with_month(t, _doubtful(t, p), "from_day")
    return doubtful.group_by("premises").agg(
        from_month=doubtful["month"].min(),
        to_month=doubtful["month"].max(),
        amount_fen=doubtful["rent_fen"].max(),
        leases=doubtful["row"].nunique(),
        shared=one_if(doubtful["why"] == "shared").sum(),
        related=one_if(doubtful["why"] == "related").sum(),
        dear=one_if(doubtful["why"] == "dear").sum(),
        unpaid=one_if(doubtful["why"] == "unpaid").sum(),
    ).rename(subject="premises")  # fmt: skip


def _doubtful(t: Tables, p: Parameters) -> ir.Table:
    leases = t["leases"].filter(t["leases"]["claimed"] == 1)
    dear = leases.filter(leases["rent_fen"] * 100 > leases["district_rent_fen"] * p["rent_percent"])
    unpaid = leases.filter(leases["rent_paid_fen"] * 100 < leases["rent_fen"] * p["paid_percent"])
    kinds = {"shared": _shared(t, leases, p), "related": _related(t, leases), "dear": dear, "unpaid": unpaid}
    return ibis.union(*(_named(rows, why) for why, rows in kinds.items()), distinct=True)


def _named(rows: ir.Table, why: str) -> ir.Table:
    return rows.select("premises", "from_day", "rent_fen", "row", why=ibis.literal(why))


def _shared(t: Tables, leases: ir.Table, p: Parameters) -> ir.Table:
    """Leases of different tenants for the same time, outside of shared offices and incubators."""
    parks = t["institutions"].filter(t["institutions"]["kind"] == "incubator")
    parks = parks.filter(parks["employer"].notnull())
    alone = leases.filter(leases["shared_use"] == 0).anti_join(parks, [("landlord", "employer")])
    alone = alone.mutate(who=ibis.coalesce(alone["tenant_owner"], alone["tenant"]))
    other = alone.view().select("premises", "who", "from_day", "to_day")
    return alone.semi_join(
        other,
        [
            alone["premises"] == other["premises"],
            alone["who"] != other["who"],
            alone["from_day"] + p["days"] <= other["to_day"],
            other["from_day"] + p["days"] <= alone["to_day"],
        ],
    )


def _related(t: Tables, leases: ir.Table) -> ir.Table:
    """Leases from oneself, from one's household, or from a unit under the same control."""
    businesses, ties, persons = t["businesses"], t["unit_ties"], t["persons"]
    oneself = leases.filter((leases["landlord_person"] == leases["tenant_owner"])
                            | (leases["landlord"] == leases["tenant"]))  # fmt: skip
    own_unit = leases.semi_join(businesses, [("landlord", "employer"), ("tenant_owner", "legal_rep")])
    owner = leases.semi_join(businesses.view(), [("tenant", "employer"), ("landlord_person", "legal_rep")])
    close = ties.filter(ties["why"].isin(CLOSE), ties["open_pct"] < 100)
    tied = leases.semi_join(close, [("tenant", "employer"), ("landlord", "other")])
    mine, theirs = persons, persons.view()
    home = leases.join(mine, leases["landlord_person"] == mine["person"]).select(
        *(leases[name] for name in leases.columns), home=mine["household"]
    )
    family = home.semi_join(theirs, [("tenant_owner", "person"), ("home", "household")]).drop("home")
    return ibis.union(oneself, own_unit, owner, tied, family, distinct=True)


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The leases."""
    return [cite(h, _doubtful(t, p), "premises", source="leases")]


CHECK = Check(
    id="RF47",
    version=1,
    group="money",
    subject="premises",
    period="ever",
    severity="HIGH",
    title=Words("租赁异常", "Lease problems"),
    sentence=Words(
        "该房屋有{leases}份用于申报补贴的租赁有疑点:同期租给不同的人{shared}份,出租人与承租人有关联{related}份,"
        "租金明显高于同区域{dear}份,未付租金{unpaid}份;月租金最高{amount_fen}。",
        "{leases} leases of these premises claimed for a subsidy raise questions: let to others at the same time "
        "{shared}, landlord and tenant close {related}, rent far above the district's {dear}, rent not paid {unpaid}; "
        "the highest monthly rent is {amount_fen}.",
    ),
    innocent=(
        Words("共享办公、孵化园区", "a shared office or an incubator"),
        Words("转租交接的短暂重叠", "a short overlap when one tenant followed another"),
    ),
    authority=(),
    precedents=("空置的创业园 (GUIDE X40)", "深圳福田 2017 租金补贴 (SB09)"),
    sources=("leases",),
    thresholds=(
        Threshold(name="days", unit="days", low=1, high=365, zh="重叠天数", en="days in common"),
        Threshold(name="rent_percent", unit="percent", low=100, high=1000, zh="与中位数之比", en="of the median"),
        Threshold(
            name="paid_percent",
            unit="percent",
            low=1,
            high=100,
            zh="已付占月租金的比例",
            en="share of a month paid",
        ),
    ),
    hits=hits,
    cites=cites,
)
