"""Who acts: an officer with roles and a jurisdiction; never a person's name."""

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


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """An officer's account: an id, the roles it holds and the place (GB/T 2260) it acts for."""

    id: str
    roles: tuple[str, ...]
    place: str

    def __post_init__(self) -> None:
        identifier(self.id, "actor")
        for role in self.roles:
            identifier(role, "role")


def authorise(actor: Actor, act: str, role: str, place: str) -> None:
    """Refuse unless the actor holds the role and its jurisdiction covers the place (default deny)."""
    if role not in actor.roles:
        raise RoleNotAllowed(field="role", actor=actor.id, role=role, act=act)
    if not covers(actor.place, place):
        raise OutsideJurisdiction(field="place", actor=actor.id, jurisdiction=actor.place, place=place)
