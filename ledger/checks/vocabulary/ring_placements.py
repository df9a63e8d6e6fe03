"""The paid placements of a ring's workers, and what makes each look rented."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.words import one_if

MONEY = ("account", "account_phone")
FILING = ("filing", "device", "filing_phone")
BEHIND = ("legal_rep", "holder")


def make(t: Tables) -> ir.Table:
    """One row per ring, person and employer, with flags and the rows that show them.

    `introduced`: somebody brought the person as others of the ring; `filed`: one hand filed for several; `money`: the
    account or its telephone is shared; `missed`: visits were made and never found the person; `idle`: the employer's
    own attendance shows no day; `hollow`: an agency is paid for a service that it keeps no record of.
    """
    rows = _paid(t)
    for name, shown in (("missed", _missed(t)), ("idle", _idle(t)), ("hollow", _hollow(t))):
        known = shown.group_by("person", "employer").agg(row=shown["row"].min())
        joined = rows.left_join(known, [rows["person"] == known["person"], rows["employer"] == known["employer"]])
        flag = {name: one_if(known["row"].notnull()), f"{name}_row": known["row"]}
        rows = joined.select(*(rows[column] for column in rows.columns), **flag)
    return rows


def _paid(t: Tables) -> ir.Table:
    members, placed = t["ring_members"], t["paid_placements"]
    workers = members.filter(members["person"].notnull(), members["via"].notin(BEHIND))
    ties = workers.group_by("ring", "person").agg(
        introduced=one_if(workers["via"] == "introducer").max(),
        filed=one_if(workers["via"].isin(FILING)).max(),
        money=one_if(workers["via"].isin(MONEY)).max(),
    )
    return ties.join(placed, ties["person"] == placed["person"]).select(
        *(ties[name] for name in ties.columns),
        *(placed[name] for name in placed.columns if name not in ("person", "months")),
    )


def _missed(t: Tables) -> ir.Table:
    visits = t["visits"].filter(t["visits"]["person"].notnull())
    met = visits.filter(visits["found"] == 1)
    return visits.anti_join(met, [visits["person"] == met["person"], visits["employer"] == met["employer"]])


def _idle(t: Tables) -> ir.Table:
    """Attendance that says zero: where it says nothing, nothing is known."""
    months = t["attendance_months"]
    came = months.filter(months["days"] > 0)
    none = months.filter(months["days"] == 0, months["due_days"] > 0)
    return none.anti_join(came, [none["person"] == came["person"], none["employer"] == came["employer"]])


def _hollow(t: Tables) -> ir.Table:
    contracts, agreements = t["contracts"], t["dispatch_agreements"]
    sold = agreements.filter(agreements["fee_fen"] > 0, agreements["service_records"] == 0)
    sent = contracts.join(sold, [contracts["agency"] == sold["agency"], contracts["user_unit"] == sold["user_unit"]])
    return sent.select(contracts["person"], contracts["employer"], row=sold["row"])


RING_PLACEMENTS = Derived(
    form=form(
        "ring_placements",
        "derived",
        "ring:ring person:person introduced filed money employer:employer from_month to_month paid_fen wage_row "
        "missed missed_row idle idle_row hollow hollow_row",
    ),
    make=make,
)
