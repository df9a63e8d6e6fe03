"""A key can do some of what its account holds itself, and never more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access.scope import Scope, ScopeEmpty, ScopeExceedsAccount, narrowed, within
from domain.actor import Actor, Appointment
from domain.places import covers

ROLES = ("intake_officer", "first_reviewer", "approver")
PLACES = ("330000", "330500", "330502", "330521", "430000")


def actor(*appointments: Appointment) -> Actor:
    return Actor(id="330500-a", roles=tuple({a.role for a in appointments}), place="330500", appointments=appointments)


def held(role: str, place: str, deputy_for: str = "") -> Appointment:
    return Appointment(role=role, place=place, deputy_for=deputy_for)


def test_a_key_carries_a_part_of_what_its_account_holds() -> None:
    asked = [Scope(role="intake_officer", place="330502")]
    assert within(actor(held("intake_officer", "330500")), asked) == tuple(asked)


@pytest.mark.parametrize(
    "asked", [Scope(role="approver", place="330502"), Scope(role="intake_officer", place="330000")]
)
def test_a_key_that_would_do_more_is_refused(asked: Scope) -> None:
    with pytest.raises(ScopeExceedsAccount):
        within(actor(held("intake_officer", "330500")), [asked])


def test_a_key_without_a_role_is_refused() -> None:
    with pytest.raises(ScopeEmpty):
        within(actor(held("intake_officer", "330500")), [])


def test_what_was_lent_to_a_deputy_is_not_handed_on_to_a_key() -> None:
    lent = actor(held("approver", "330500", deputy_for="330500-b"))
    with pytest.raises(ScopeExceedsAccount):
        within(lent, [Scope(role="approver", place="330500")])
    assert narrowed(lent, [Scope(role="approver", place="330500")]).places_of("approver") == ()


def test_a_key_whose_account_lost_the_role_does_nothing() -> None:
    left = narrowed(actor(), [Scope(role="approver", place="330500")])
    assert (left.roles, left.appointments, left.places_of("approver")) == ((), (), ())


scopes = st.lists(st.builds(Scope, role=st.sampled_from(ROLES), place=st.sampled_from(PLACES)), max_size=5)
appointments = st.lists(
    st.builds(
        Appointment,
        role=st.sampled_from(ROLES),
        place=st.sampled_from(PLACES),
        deputy_for=st.sampled_from(["", "330500-b"]),
    ),
    max_size=5,
)


@given(appointments, scopes)
def test_a_narrowed_actor_may_act_exactly_where_both_allow_it(had: list[Appointment], asked: list[Scope]) -> None:
    left = narrowed(actor(*had), asked)
    for role in ROLES:
        for place in PLACES:
            own = any(a.role == role and not a.deputy_for and covers(a.place, place) for a in had)
            carried = any(one.role == role and covers(one.place, place) for one in asked)
            may = any(covers(each, place) for each in left.places_of(role))
            assert may == (own and carried)
