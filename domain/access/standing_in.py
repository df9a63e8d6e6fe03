"""What an officer decides about their own account: lend a role to a deputy for a time, take it back, declare kin."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, get_args

from domain.access import events as e
from domain.access import refusals as r
from domain.access.acts import ROLE as ADMINISTRATOR
from domain.access.acts import as_appointments, must_administer
from domain.access.authority import must_be_open
from domain.access.incompatible import must_be_compatible
from domain.access.state import Account, Delegation
from domain.act import Act
from domain.actor import Appointment, authorise
from domain.events import Event
from domain.identity.credit_code import is_credit_code, parse_uscc
from domain.party import is_pseudonym
from domain.places import covers, parse_place
from domain.wording import clean, identifier

LONGEST_DELEGATION: Final = 180
"""Days. No document gives a limit: half a year covers the longest leave (98 days of maternity leave and what provinces
add to it); who is away for longer is replaced by an appointment."""


def delegate(
    state: Account,
    deputy: Account,
    *,
    role: str,
    place: str,
    first_day: date,
    last_day: date,
    ground: str,
    borrowed: Iterable[Delegation],
    act: Act,
) -> tuple[e.Delegated, e.Deputised]:
    """Lend a role of one's own to a deputy; `borrowed` are the delegations that the deputy has already.

    The first event is the principal's, the second the deputy's.
    """
    _own(state, "delegation", act)
    if deputy.id == state.id:
        raise r.DeputyIsOneself(field="to", actor=state.id)
    must_be_open(deputy)
    if not state.holds(role, parse_place(place)):
        raise r.NotOnesOwnRole(field="role", actor=state.id)
    # A key that carries less than its account lends no more than it carries.
    authorise(act.actor, "delegation", role, place)
    _must_be_bounded(first_day, last_day, act.today)
    _not_lent_already(state, role, place, first_day, last_day)
    lent = Appointment(role=role, place=place, deputy_for=state.id)
    must_be_compatible(deputy.id, (*deputy.appointments, *as_appointments(borrowed)), lent)
    number = state.delegations + 1
    return (
        e.Delegated(
            number=number,
            role=role,
            place=place,
            to=deputy.id,
            first_day=first_day,
            last_day=last_day,
            ground=clean(ground, "ground"),
        ),
        e.Deputised(principal=state.id, number=number, role=role, place=place, first_day=first_day, last_day=last_day),
    )


def end_delegation(state: Account, *, number: int, act: Act) -> Event:
    """End a delegation: by the one who lent the role, by the deputy who does not want it, or by an administrator."""
    found = next((each for each in state.lent if each.number == number), None)
    if found is None:
        raise r.NoSuchDelegation(field="number", account=state.id, number=number)
    if act.actor.id not in (state.id, found.deputy):
        authorise(act.actor, "delegation", ADMINISTRATOR, found.place)
    return e.DelegationEnded(number=number, to=found.deputy)


def declare_interest(state: Account, *, party: str, relation: str, act: Act) -> Event:
    """Declare to be close to a party; an administrator may say so of an officer who does not (公务员法 art. 77)."""
    if act.actor.id != state.id:
        must_administer(state, "interest_declaration", act)
    party = _party(party)
    found: e.Relation | None = next((known for known in get_args(e.Relation) if known == relation), None)
    if found is None:
        raise r.UnknownRelation(field="relation", relation=relation, known=", ".join(get_args(e.Relation)))
    if party in state.interests:
        raise r.InterestKnown(field="party", account=state.id, party=party)
    return e.InterestDeclared(party=party, relation=found)


def _party(text: str) -> str:
    if is_credit_code(text):
        return parse_uscc(text)
    if not is_pseudonym(identifier(text, "party")):
        raise r.NotAParty(field="party")
    return text


def _own(state: Account, name: str, act: Act) -> None:
    if act.actor.id != state.id:
        raise r.NotOnesOwnAccount(field="actor", actor=act.actor.id, act=name)
    must_be_open(state)


def _not_lent_already(state: Account, role: str, place: str, first_day: date, last_day: date) -> None:
    """One role has one deputy at a time: two could both sign by the authority of one."""
    for each in state.lent:
        overlap = covers(each.place, place) or covers(place, each.place)
        if each.role == role and overlap and each.first_day <= last_day and first_day <= each.last_day:
            raise r.LentAlready(field="role", role=role, place=each.place, number=each.number, deputy=each.deputy)


def _must_be_bounded(first_day: date, last_day: date, today: date) -> None:
    longest = timedelta(days=LONGEST_DELEGATION)
    if not today <= first_day <= last_day < first_day + longest:
        raise r.DelegationDays(
            field="first_day", first_day=first_day, last_day=last_day, today=today, longest=LONGEST_DELEGATION
        )
