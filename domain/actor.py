"""Who acts: an officer with roles and a jurisdiction; never a person's name."""

from collections.abc import Collection

import msgspec

from domain.concerned import concerns
from domain.errors import Refusal
from domain.places import covers
from domain.wording import identifier


class RoleNotAllowed(Refusal):
    """{actor} 不具备「{role}」角色,无权办理「{act}」。

    {actor} does not hold the role "{role}" that the act "{act}" needs.
    """


class OutsideJurisdiction(Refusal):
    """{actor} 的管辖范围是 {jurisdiction},不能办理 {place} 的事项。

    {actor} acts for {jurisdiction} and has no authority over {place}.
    """


class OfficerRecused(Refusal):
    """{actor} 或其被代理人已申报与当事人 {party} 有利害关系,应当回避,不得办理「{act}」。

    {actor}, or whom they stand in for, has declared an interest in the party {party} and may not do "{act}".
    """

    rule = "《中华人民共和国公务员法》(2018年修订)第七十六条"
    ids = frozenset({"actor", "party"})


class CountsAsTheSame(Refusal):
    """{actor} 与 {other} 互为代理,视为同一人;{other} 已办理前一环节,两者必须由不同的人办理。

    {actor} and {other} stand in for each other and count as one; {other} did what must lie with somebody else.
    """

    ids = frozenset({"actor", "other"})


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    """A role held for a place and all below it; `deputy_for` names the account that lent it for a time."""

    role: str
    place: str
    deputy_for: str = ""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An officer's account: an id, the roles it holds and the place (GB/T 2260) it acts for.

    `appointments` say where each role is held, where that is not `place` for all of them. `counts_as` are accounts that
    count as the same person wherever duties must be separate (deputies and whom they stand in for), `kin` the parties
    that the officer has declared an interest in, `rests_on` the versions of the streams that gave this authority.
    """

    id: str
    roles: tuple[str, ...]
    place: str
    appointments: tuple[Appointment, ...] = ()
    counts_as: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    rests_on: dict[str, int] = {}

    def __post_init__(self) -> None:
        identifier(self.id, "actor")
        for role in self.roles:
            identifier(role, "role")

    def places_of(self, role: str) -> tuple[str, ...]:
        """Where the role is held; empty where it is not held at all."""
        if not self.appointments:
            return (self.place,) if role in self.roles else ()
        return tuple(held.place for held in self.appointments if held.role == role)

    def is_one_of(self, accounts: Collection[str]) -> bool:
        """Whether the officer, or an account that counts as the same person, is among these."""
        return any(each == self.id or each in self.counts_as for each in accounts)


def authorise(actor: Actor, act: str, role: str, place: str, *concerning: object) -> None:
    """Refuse unless the actor holds the role and its jurisdiction covers the place (default deny).

    `concerning` is what the act is about (parties, facts, the state that it changes): whoever declared an interest in a
    party that stands in it is refused.
    """
    must_hold(actor, act, role)
    held = actor.places_of(role)
    if not any(covers(each, place) for each in held):
        raise OutsideJurisdiction(field="place", actor=actor.id, jurisdiction=", ".join(held), place=place)
    must_be_impartial(actor, act, concerning)


def must_hold(actor: Actor, act: str, role: str) -> None:
    """Refuse unless the actor holds the role, wherever that is: what the act touches is judged place by place."""
    if not actor.places_of(role):
        raise RoleNotAllowed(field="role", actor=actor.id, role=role, act=act)


def must_be_impartial(actor: Actor, act: str, concerning: object) -> None:
    """Refuse where a party in which the actor declared an interest is concerned."""
    for party in sorted(actor.kin):
        if concerns(concerning, party):
            raise OfficerRecused(field="actor", actor=actor.id, party=party, act=act)


def must_be_another(actor: Actor, others: Collection[str], refusal: Refusal) -> None:
    """Refuse, in these words, an actor who is one of the others; and one who counts as one of them."""
    if actor.id in others:
        raise refusal
    for other in sorted(actor.counts_as.intersection(others)):
        raise CountsAsTheSame(field="actor", rule=refusal.rule, actor=actor.id, other=other)
