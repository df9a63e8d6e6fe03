"""Which bank accounts an employer has a hand on: its own, its owners', and those that carry its telephone number."""

import ibis
import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived

HOLDER_PERCENT = 25
"""From this share on a holder is a controlling one (反洗钱 受益所有人识别: 25%)."""

MOST_UNITS = 10
"""A telephone number of more units belongs to whoever registered them, or to nobody."""


def make(t: Tables) -> ir.Table:
    """One row per account, employer and reason; `account_row` and `link_row` prove it."""
    accounts, businesses = t["accounts"], t["businesses"]
    own = accounts.filter(accounts["employer"].notnull())
    own = own.select("account", "employer", why=ibis.literal("own"), account_row=own["row"], link_row=own["row"])
    owners = businesses.filter(businesses["legal_rep"].notnull())
    rep = accounts.join(owners, accounts["person"] == owners["legal_rep"])
    rep = rep.select(
        accounts["account"],
        owners["employer"],
        why=ibis.literal("legal_rep"),
        account_row=accounts["row"],
        link_row=owners["row"],
    )
    phones = businesses.group_by("phone").agg(units=businesses["employer"].nunique())
    phones = phones.filter(phones["units"] <= MOST_UNITS)
    reachable = businesses.semi_join(phones, "phone")
    phone = accounts.join(reachable, accounts["phone"] == reachable["phone"])
    phone = phone.select(
        accounts["account"],
        reachable["employer"],
        why=ibis.literal("phone"),
        account_row=accounts["row"],
        link_row=reachable["row"],
    )
    return ibis.union(own, rep, phone, _held(t), distinct=True)


def _held(t: Tables) -> ir.Table:
    accounts, shares = t["accounts"], t["shareholdings"]
    large = shares.filter(shares["share_pct"] >= HOLDER_PERCENT, shares["holder_person"].notnull())
    return accounts.join(large, accounts["person"] == large["holder_person"]).select(
        accounts["account"],
        large["employer"],
        why=ibis.literal("holder"),
        account_row=accounts["row"],
        link_row=large["row"],
    )


ACCOUNT_LINKS = Derived(
    form=form("account_links", "derived", "account:account employer:employer why$ account_row link_row"), make=make
)
