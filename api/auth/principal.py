"""Who asks: an account with its authority of today, and how it showed who it is."""

from dataclasses import dataclass
from typing import Literal

from domain.actor import Actor
from domain.places import covers

Method = Literal["session", "key"]


@dataclass(frozen=True)
class Principal:
    """An account that authenticated. `actor` carries its appointments of the day, `credential` is no secret."""

    actor: Actor
    method: Method
    credential: str

    @property
    def roles(self) -> frozenset[str]:
        """Every role that is held somewhere."""
        return frozenset(each.role for each in self.actor.appointments)

    def places(self, roles: frozenset[str]) -> tuple[str, ...]:
        """Where any of the roles is held; places that lie within another are left out."""
        held = {each.place for each in self.actor.appointments if each.role in roles}
        return tuple(
            sorted(place for place in held if not any(other != place and covers(other, place) for other in held))
        )
