"""Accounts: appointment, incompatible roles, delegation, recusal; each rule of the pure decisions."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from domain.access import acts, credentials, refusals, standing_in
from domain.access.incompatible import incompatible, pairs
from domain.access.scope import Scope, narrowed
from domain.actor import OutsideJurisdiction, RoleNotAllowed
from domain.roles import ROLES
from tests.factories import uscc
from tests.offices import ADMINISTRATOR, Accounts


@pytest.fixture
def office() -> Accounts:
    here = Accounts()
    here.open("anna", "bela", "cora")
    return here


def test_the_first_administrator_administers_the_whole_book_and_nothing_else(office: Accounts) -> None:
    actor = office.actor(ADMINISTRATOR)
    assert actor.roles == ("account_administrator",)
    assert actor.places_of("account_administrator") == ("330500",)


def test_an_account_without_appointments_may_do_nothing(office: Accounts) -> None:
    actor = office.actor("anna")
    assert actor.roles == ()
    assert not any(actor.places_of(role) for role in ROLES)
    with pytest.raises(RoleNotAllowed):
        office.appoint("bela", "approver", by="anna")


def test_an_id_is_never_given_twice(office: Accounts) -> None:
    office.do(acts.close, "anna", ground="退休")
    with pytest.raises(refusals.AccountExists):
        office.open("anna")
    with pytest.raises(refusals.AccountClosed):
        office.actor("anna")


def test_a_role_is_held_where_it_was_given(office: Accounts) -> None:
    office.appoint("anna", "first_reviewer", "330502")
    office.appoint("anna", "site_inspector", "330521")
    actor = office.actor("anna")
    assert actor.places_of("first_reviewer") == ("330502",)
    assert actor.places_of("site_inspector") == ("330521",)


def test_an_appointment_that_is_held_is_not_given_again_and_one_that_is_not_held_does_not_end(office: Accounts) -> None:
    office.appoint("anna", "first_reviewer")
    with pytest.raises(refusals.AlreadyAppointed):
        office.appoint("anna", "first_reviewer")
    with pytest.raises(refusals.NotAppointed):
        office.end_appointment("anna", "first_reviewer", "330502")
    office.end_appointment("anna", "first_reviewer")
    assert office.actor("anna").appointments == ()


def test_nobody_is_appointed_to_a_role_that_does_not_exist(office: Accounts) -> None:
    with pytest.raises(refusals.UnknownRole):
        office.appoint("anna", "emperor")


def test_an_administrator_appoints_only_where_their_place_reaches(office: Accounts) -> None:
    office.appoint("anna", "account_administrator", "330502")
    office.appoint("bela", "approver", "330502", by="anna")
    with pytest.raises(OutsideJurisdiction):
        office.appoint("bela", "approver", "330521", by="anna")
    with pytest.raises(OutsideJurisdiction):
        office.appoint("bela", "approver", "330500", by="anna")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "account_administrator"])
def test_an_administrator_holds_no_other_role(office: Accounts, role: str) -> None:
    office.appoint("anna", "account_administrator")
    with pytest.raises(refusals.RolesIncompatible):
        office.appoint("anna", role)
    office.appoint("bela", role)
    with pytest.raises(refusals.RolesIncompatible):
        office.appoint("bela", "account_administrator")


@pytest.mark.parametrize("role", [role for role in ROLES if role != "auditor"])
def test_an_auditor_holds_no_other_role(office: Accounts, role: str) -> None:
    office.appoint("anna", "auditor")
    with pytest.raises(refusals.RolesIncompatible):
        office.appoint("anna", role)


def test_no_administrator_decides_about_themself(office: Accounts) -> None:
    for role in ("approver", "account_administrator"):
        with pytest.raises(refusals.AdministersOneself):
            office.appoint(ADMINISTRATOR, role, "330502")
    for decide, ground in ((acts.suspend, "ground"), (acts.close, "ground"), (acts.reinstate, "finding")):
        with pytest.raises(refusals.AdministersOneself):
            office.do(decide, ADMINISTRATOR, **{ground: "依规定办理"})


def test_no_administrator_decides_about_a_principal_or_a_deputy(office: Accounts) -> None:
    office.delegate(ADMINISTRATOR, "anna", "account_administrator")
    for by, other in ((ADMINISTRATOR, "anna"), ("anna", ADMINISTRATOR)):
        with pytest.raises(refusals.AdministersOneself):
            office.appoint(other, "account_administrator", "330502", by=by)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("first_reviewer", "approver"),
        ("intake_officer", "approver"),
        ("approver", "finance_officer"),
        ("first_reviewer", "finance_officer"),
        ("budget_officer", "finance_officer"),
        ("levy_officer", "levy_approver"),
        ("fraud_analyst", "second_reviewer"),
        ("fraud_reviewer", "approver"),
        ("fraud_reviewer", "finance_officer"),
        ("fraud_analyst", "fraud_reviewer"),
        ("data_officer", "finance_officer"),
        ("data_officer", "approver"),
        ("data_officer", "fraud_analyst"),
        ("data_officer", "fraud_reviewer"),
    ],
)
def test_incompatible_roles_meet_where_one_place_lies_in_the_other(office: Accounts, one: str, other: str) -> None:
    office.appoint("anna", one, "330500")
    with pytest.raises(refusals.RolesIncompatible) as refusal:
        office.appoint("anna", other, "330502")
    assert refusal.value.rule in refusal.value.zh
    office.appoint("bela", one, "330502")
    with pytest.raises(refusals.RolesIncompatible):
        office.appoint("bela", other, "330500")
    office.appoint("bela", other, "330521")


def test_every_pair_names_roles_that_exist_and_two_of_them() -> None:
    assert all(len(pair) == 2 and pair <= set(ROLES) for pair in pairs())


def test_every_role_is_kept_apart_from_administration_and_audit() -> None:
    others = set(ROLES) - {"account_administrator", "auditor"}
    assert all(incompatible(role, "account_administrator") and incompatible("auditor", role) for role in others)
    assert incompatible("first_reviewer", "site_inspector") is None


def test_a_clause_names_its_document_or_is_marked_as_demo() -> None:
    assert all(bool(clause.source) == (clause.grade != "demo") for clause in pairs().values())


def test_a_deputy_holds_the_role_from_the_first_to_the_last_day(office: Accounts) -> None:
    office.appoint("anna", "approver", "330502")
    office.delegate("anna", "bela", "approver", first_day=date(2024, 3, 4), days=2, place="330502")
    for day, holds in ((3, False), (4, True), (5, True), (6, False)):
        office.today = date(2024, 3, day)
        deputy, principal = office.actor("bela"), office.actor("anna")
        assert deputy.places_of("approver") == (("330502",) if holds else ())
        assert deputy.counts_as == ({"anna"} if holds else set())
        assert principal.counts_as == ({"bela"} if holds else set())


def test_a_deputy_does_not_lend_on(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.delegate("anna", "bela", "approver")
    with pytest.raises(refusals.NotOnesOwnRole):
        office.delegate("bela", "cora", "approver")


def test_a_part_of_a_place_may_be_lent_and_no_more_than_is_held(office: Accounts) -> None:
    office.appoint("anna", "approver", "330502")
    office.delegate("anna", "bela", "approver", place="330502")
    with pytest.raises(refusals.NotOnesOwnRole):
        office.delegate("anna", "cora", "approver", place="330500")


def test_a_delegation_does_not_join_incompatible_roles(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.appoint("bela", "first_reviewer", "330502")
    with pytest.raises(refusals.RolesIncompatible):
        office.delegate("anna", "bela", "approver")
    office.delegate("anna", "cora", "approver")
    with pytest.raises(refusals.RolesIncompatible):
        office.appoint("cora", "finance_officer", "330502")


def test_two_delegations_do_not_join_incompatible_roles(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.appoint("bela", "finance_officer")
    office.delegate("anna", "cora", "approver")
    with pytest.raises(refusals.RolesIncompatible):
        office.delegate("bela", "cora", "finance_officer")
    office.do(standing_in.end_delegation, "anna", by="anna", number=1)
    office.delegate("bela", "cora", "finance_officer")


def test_a_delegation_is_made_by_its_principal_to_somebody_else_for_a_bounded_time(office: Accounts) -> None:
    office.appoint("anna", "approver")
    with pytest.raises(refusals.NotOnesOwnAccount):
        office.delegate("anna", "bela", "approver", by=ADMINISTRATOR)
    with pytest.raises(refusals.DeputyIsOneself):
        office.delegate("anna", "anna", "approver")
    for days in (0, standing_in.LONGEST_DELEGATION + 1):
        with pytest.raises(refusals.DelegationDays):
            office.delegate("anna", "bela", "approver", days=days)
    with pytest.raises(refusals.DelegationDays):
        office.delegate("anna", "bela", "approver", first_day=date(2024, 2, 29))
    office.delegate("anna", "bela", "approver", days=standing_in.LONGEST_DELEGATION)


def test_a_key_lends_no_more_than_it_carries(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.appoint("anna", "site_inspector")
    whole = office.by("anna")
    key = msgspec.structs.replace(whole, actor=narrowed(whole.actor, (Scope(role="site_inspector", place="330502"),)))
    lending: dict[str, Any] = {
        "first_day": office.today,
        "last_day": office.today,
        "ground": "休假",
        "borrowed": (),
        "act": key,
    }
    anna, bela = office.states["anna"], office.states["bela"]
    with pytest.raises(RoleNotAllowed):
        standing_in.delegate(anna, bela, role="approver", place="330502", **lending)
    with pytest.raises(OutsideJurisdiction):
        standing_in.delegate(anna, bela, role="site_inspector", place="330500", **lending)
    standing_in.delegate(anna, bela, role="site_inspector", place="330502", **lending)


def test_a_role_has_one_deputy_at_a_time(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.delegate("anna", "bela", "approver", days=10, place="330502")
    for to in ("bela", "cora"):
        with pytest.raises(refusals.LentAlready):
            office.delegate("anna", to, "approver", first_day=date(2024, 3, 10), days=2)
    office.delegate("anna", "cora", "approver", days=10, place="330521")
    office.delegate("anna", "cora", "approver", first_day=date(2024, 3, 11), days=2)


def test_who_acts_for_a_wider_place_is_administered_from_there(office: Accounts) -> None:
    office.appoint("anna", "account_administrator", "330502")
    for account in ("of the county", "of the city", "a deputy in the city"):
        office.open(account.replace(" ", "-"), place="330502")
    office.appoint("of-the-county", "approver", "330502")
    office.appoint("of-the-city", "approver", "330500")
    office.delegate("of-the-city", "a-deputy-in-the-city", "approver")
    office.do(acts.suspend, "of-the-county", by="anna", ground="接受调查")
    for account in ("of-the-city", "a-deputy-in-the-city"):
        for decide, what in ((acts.suspend, "ground"), (acts.close, "ground")):
            with pytest.raises(OutsideJurisdiction):
                office.do(decide, account, by="anna", **{what: "接受调查"})
        with pytest.raises(OutsideJurisdiction):
            office.do(standing_in.declare_interest, account, by="anna", party="p_kin", relation="spouse")
        with pytest.raises(OutsideJurisdiction):
            credentials.enrol(office.states[account], "0" * 16, datetime(2024, 3, 2, tzinfo=UTC), office.by("anna"))


def test_a_delegation_ends_with_the_appointment_it_rests_on(office: Accounts) -> None:
    office.appoint("anna", "approver", "330502")
    office.appoint("anna", "approver", "330500")
    office.delegate("anna", "bela", "approver", place="330502")
    office.end_appointment("anna", "approver", "330502")
    assert office.actor("bela").places_of("approver") == ("330502",)
    office.end_appointment("anna", "approver", "330500")
    assert office.actor("bela").places_of("approver") == ()
    office.appoint("anna", "approver", "330500")
    assert office.actor("bela").places_of("approver") == ()


def test_a_delegation_is_ended_by_its_principal_its_deputy_or_an_administrator(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.delegate("anna", "bela", "approver")
    with pytest.raises(RoleNotAllowed):
        office.do(standing_in.end_delegation, "anna", by="cora", number=1)
    office.do(standing_in.end_delegation, "anna", number=1)
    assert office.actor("bela").appointments == ()
    office.delegate("anna", "bela", "approver")
    office.do(standing_in.end_delegation, "anna", by="bela", number=2)
    assert office.actor("bela").appointments == ()
    with pytest.raises(refusals.NoSuchDelegation):
        office.do(standing_in.end_delegation, "anna", by="anna", number=1)


def test_a_suspended_account_acts_neither_itself_nor_by_a_deputy(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.delegate("anna", "bela", "approver")
    office.do(acts.suspend, "anna", ground="接受调查")
    with pytest.raises(refusals.AccountSuspended):
        office.actor("anna")
    assert office.actor("bela").appointments == ()
    with pytest.raises(refusals.AccountSuspended):
        office.appoint("anna", "site_inspector")
    with pytest.raises(refusals.AccountSuspended):
        office.do(acts.suspend, "anna", ground="再次")
    office.do(acts.reinstate, "anna", finding="查无问题")
    assert office.actor("bela").places_of("approver") == ("330500",)
    with pytest.raises(refusals.AccountNotSuspended):
        office.do(acts.reinstate, "anna", finding="再次")


def test_a_closed_account_lends_nothing_and_is_not_closed_again(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.delegate("anna", "bela", "approver")
    office.do(acts.close, "anna", ground="退休")
    assert office.actor("bela").appointments == ()
    with pytest.raises(refusals.AccountClosed):
        office.do(acts.close, "anna", ground="再次")


def test_an_interest_is_declared_by_the_officer_and_ended_by_an_administrator(office: Accounts) -> None:
    office.do(standing_in.declare_interest, "anna", by="anna", party="p_kin", relation="spouse")
    office.do(standing_in.declare_interest, "anna", party=uscc(1), relation="interest")
    assert office.actor("anna").kin == {"p_kin", uscc(1)}
    with pytest.raises(RoleNotAllowed):
        office.do(acts.end_interest, "anna", by="anna", party="p_kin", finding="已离婚")
    office.do(acts.end_interest, "anna", party="p_kin", finding="已离婚")
    assert office.actor("anna").kin == {uscc(1)}
    with pytest.raises(refusals.NoSuchInterest):
        office.do(acts.end_interest, "anna", party="p_kin", finding="已离婚")


def test_an_interest_names_a_party_and_a_known_relation_once(office: Accounts) -> None:
    with pytest.raises(refusals.NotAParty):
        office.do(standing_in.declare_interest, "anna", by="anna", party="somebody", relation="spouse")
    with pytest.raises(refusals.UnknownRelation):
        office.do(standing_in.declare_interest, "anna", by="anna", party="p_kin", relation="friend")
    office.do(standing_in.declare_interest, "anna", by="anna", party="p_kin", relation="spouse")
    with pytest.raises(refusals.InterestKnown):
        office.do(standing_in.declare_interest, "anna", by="anna", party="p_kin", relation="in_law")
    with pytest.raises(RoleNotAllowed):
        office.do(standing_in.declare_interest, "anna", by="bela", party="p_other", relation="spouse")


def test_a_deputy_keeps_out_of_what_the_principal_keeps_out_of(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.do(standing_in.declare_interest, "anna", by="anna", party="p_kin", relation="spouse")
    office.delegate("anna", "bela", "approver")
    assert office.actor("bela").kin == {"p_kin"}


def test_authority_rests_on_the_account_and_on_those_who_lent_it_a_role(office: Accounts) -> None:
    office.appoint("anna", "approver")
    office.delegate("anna", "bela", "approver")
    assert office.actor("cora").rests_on == {"account:cora": 1}
    assert office.actor("bela").rests_on == {"account:bela": 2, "account:anna": 3}
