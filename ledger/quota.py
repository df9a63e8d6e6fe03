"""The quota of a book's places and employers, worked out from what is registered and certified."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import msgspec

from domain import public_body
from domain.certification.state import stream_of
from domain.headcount import is_verified
from domain.quota import bodies as rules
from domain.quota.recruitment import district_recruitment, enterprise_recruitment, yearly_post
from domain.quota.status import CODE, PooledBody, QuotaStatus, pooled_status, quota_status
from domain.statutes.book import Law
from domain.working import Decision
from ledger.book import Book
from ledger.commands.load import load_certification, load_public_body
from ledger.law import law_for
from ledger.views.bodies import BodyRow, HeadcountRow
from ledger.views.quota_queries import bodies, certifications, headcounts, offers, placements


class BodyStatus(msgspec.Struct, frozen=True, kw_only=True):
    """A public body in a year: persons and weight-months by its certification, and each duty with its answer."""

    body: BodyRow
    persons: int
    weight_months: int
    duties: dict[str, Decision]

    @property
    def counted(self) -> Fraction:
        """The counted head-count of the year."""
        return rules.average(self.weight_months)

    @property
    def fulfilled(self) -> bool:
        """Whether no duty is open."""
        return all(decision.granted for decision in self.duties.values())


def status_of(book: Book, employer: str, year: int, known_on: date) -> QuotaStatus:
    """The quota status of an employer whose year is certified."""
    state, _ = load_certification(book, stream_of(employer, year))
    weights = sum(each.weight for each in state.counted)
    return quota_status(state.staff_by_month, weights, year, _law(book, state.place, known_on))


def pooled(book: Book, place: str, year: int, known_on: date) -> QuotaStatus:
    """The organs and institutions of the levels that the plan pools, at a place and below, taken together."""
    counted, law = _counted(book, year), _law(book, place, known_on)
    levels = law.at("county_pool", date(year, 12, 31)).table["levels"]
    pool = (
        PooledBody(body=row.uscc, establishment_posts=row.establishment_posts, weight_months=counted.get(row.uscc, 0))
        for row in bodies(book, place=place)
        if row.level in levels and row.kind != "state_owned_enterprise"
    )
    return pooled_status(pool, year, law)


def body_statuses(book: Book, place: str, year: int, on: date) -> Iterator[BodyStatus]:
    """The statistics of public bodies and state-owned enterprises at a place and below, one by one."""
    counted, persons = _counted(book, year), _persons(book, year)
    for row in bodies(book, place=place):
        weights, heads = counted.get(row.uscc, 0), persons.get(row.uscc, 0)
        yield BodyStatus(
            body=row,
            persons=heads,
            weight_months=weights,
            duties=dict(_duties(row, heads, weights, on, _law(book, row.place, on))) | _recruits(book, row, year, on),
        )


def recruited(book: Book, place: str, on: date) -> Decision:
    """Persons placed in establishment posts of a district's organs and institutions within the plan's years."""
    law = _law(book, place, on)
    since = date.fromisoformat(law.at("district_recruitment", on).table["since"])
    hired = [
        row.employer_kind
        for row in placements(book)
        if row.post == "establishment" and row.place == place and since <= row.started_on <= on
    ]
    return district_recruitment(hired.count("state_organ"), hired.count("public_institution"), on, law)


def offered(book: Book, place: str, year: int, known_on: date) -> Decision:
    """Posts of organs and institutions that were offered at a place and below in a year."""
    found = offers(book, place=place, year=year)
    posts = sum(row.posts for row in found if row.post != "enterprise")
    return yearly_post(posts, year, _law(book, place, known_on))


def auxiliary_post(book: Book, uscc: str, with_contract: bool, on: date) -> Decision:
    """Whether a body as last recorded may place one more person in an auxiliary post outside the establishment."""
    state, _ = load_public_body(book, public_body.stream_of(uscc))
    return rules.auxiliary_post(state.body, with_contract=with_contract, on=on, law=_law(book, state.place, on))


def verified_headcounts(book: Book, employer: str | None, on: date) -> Iterator[tuple[HeadcountRow, bool]]:
    """The head-counts of centralised employers, each with whether all that its place asks for has verified it."""
    for row in headcounts(book, employer=employer):
        yield row, is_verified(set(row.channels) - set(row.disagreeing), on, _law(book, row.place, on))


def _duties(row: BodyRow, persons: int, weights: int, on: date, law: Law) -> Iterator[tuple[str, Decision]]:
    fields = {name: getattr(row, name) for name in rules.Body.__struct_fields__}
    body, counted = msgspec.convert(fields, rules.Body), rules.average(weights)
    if law.holds("public_body_minimum", on):
        yield "public_body_minimum", rules.minimum_of_one(body, persons, counted, on, law)
    if law.holds("dpf_cadre_ratio", on):
        yield "dpf_cadre_ratio", rules.cadres_of_federation(body, on, law)
    if law.holds("non_establishment_reserved", on):
        yield "non_establishment_reserved", rules.reserved_non_establishment(body, on, law)
    if law.holds("soe_develops_posts", on):
        yield "soe_develops_posts", rules.must_develop_posts(body, counted, on, law)


def _recruits(book: Book, row: BodyRow, year: int, on: date) -> dict[str, Decision]:
    law = _law(book, row.place, on)
    if row.kind != "state_owned_enterprise" or not law.holds("enterprise_recruits_yearly", date(year, 12, 31)):
        return {}
    posts = sum(each.posts for each in offers(book, year=year) if each.uscc == row.uscc)
    return {"enterprise_recruits_yearly": enterprise_recruitment(posts, year, law)}


def _counted(book: Book, year: int) -> dict[str, int]:
    return {row.employer: row.weight_months for row in certifications(book, year=year)}


def _persons(book: Book, year: int) -> dict[str, int]:
    return {row.employer: row.persons for row in certifications(book, year=year)}


def _law(book: Book, place: str, known_on: date) -> Law:
    return law_for(book, CODE, place, known_on)
