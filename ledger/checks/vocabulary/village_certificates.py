"""How many of a village's certificates are severe, beside its county: where certificates may have been bought."""

import ibis.expr.types as ir

from ledger.checks.forms import Tables, form
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.grade_raises import SEVERE


def make(t: Tables) -> ir.Table:
    """One row per person with a valid certificate: the counts of the village and of the county.

    Who lives in a registered care home, or where one stands, is left out: the home gathers severe cases lawfully.
    `category_persons` are those of the commonest category among the village's severe ones.
    """
    rows = _at_home(t)
    severe = rows.filter(rows["grade"] <= SEVERE)
    villages = rows.group_by("village").agg(persons=rows["person"].nunique(), county=rows["place"].max())
    heavy = severe.group_by("village").agg(severe=severe["person"].nunique())
    counts = villages.join(heavy, villages["village"] == heavy["village"]).select(
        villages["village"], "county", "persons", "severe"
    )
    county = counts.group_by("county").agg(county_persons=counts["persons"].sum(), county_severe=counts["severe"].sum())
    rated = counts.join(county, counts["county"] == county["county"]).select(
        *(counts[name] for name in counts.columns), "county_persons", "county_severe"
    )
    return severe.join(rated, severe["village"] == rated["village"]).select(
        severe["village"],
        severe["person"],
        rated["persons"],
        rated["severe"],
        rated["county_persons"],
        rated["county_severe"],
        severe["agent"],
        severe["assessor"],
        severe["issued_day"],
        certificate_row=severe["row"],
    )


def _at_home(t: Tables) -> ir.Table:
    rows, persons, homes = t["certificates"], t["persons"], t["institutions"]
    care = homes.filter(homes["kind"] == "care_home", homes["address"].notnull())
    lodged = persons.filter(persons["lives_in"].notnull()).select("person")
    housed = persons.semi_join(care, persons["address"] == care["address"]).select("person")
    valid = rows.filter(rows["status"] == "valid", rows["village"].notnull())
    return valid.anti_join(lodged, "person").anti_join(housed, "person")


VILLAGE_CERTIFICATES = Derived(
    form=form(
        "village_certificates",
        "derived",
        "village:village person:person persons severe county_persons county_severe agent:agent assessor:assessor "
        "issued_day certificate_row",
    ),
    make=make,
)
