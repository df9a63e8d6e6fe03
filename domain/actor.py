"""Who acts: an officer with roles and a jurisdiction; never a person's name."""

from collections.abc import Iterable

import msgspec

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

    def is_one_of(self, accounts: Iterable[str]) -> bool:
        """Whether the officer, or an account that counts as the same person, is among these."""
        return any(each == self.id or each in self.counts_as for each in accounts)


def authorise(actor: Actor, act: str, role: str, place: str) -> None:
    """Refuse unless the actor holds the role and its jurisdiction covers the place (default deny)."""
    must_hold(actor, act, role)
    held = actor.places_of(role)
    if not any(covers(each, place) for each in held):
        raise OutsideJurisdiction(field="place", actor=actor.id, jurisdiction=", ".join(held), place=place)


def must_hold(actor: Actor, act: str, role: str) -> None:
    """Refuse unless the actor holds the role, wherever that is: what the act touches is judged place by place."""
    if not actor.places_of(role):
        raise RoleNotAllowed(field="role", actor=actor.id, role=role, act=act)
