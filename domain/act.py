"""One act of an officer: who, on which value date, known on which day, and why."""

from datetime import date

import msgspec

from domain.actor import Actor
from domain.errors import Refusal


class EffectiveInFuture(Refusal):
    """生效日 {on} 晚于今天({today}),不得预先办理。

    The value date {on} lies after today ({today}); an act cannot be done ahead of its day.
    """


class BeforeLastAct(Refusal):
    """生效日 {on} 早于上一步的日期 {last}。

    The value date {on} lies before the last act on the same thing ({last}).
    """


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """`on` is the value date, `today` the day in China on which the act is recorded; `on` may not lie after it."""

    actor: Actor
    on: date
    today: date
    reason: str

    def __post_init__(self) -> None:
        if self.on > self.today:
            raise EffectiveInFuture(field="on", on=self.on, today=self.today)

    def must_not_precede(self, last: date) -> None:
        """Refuse a value date before that of the last act on the same thing."""
        if self.on < last:
            raise BeforeLastAct(field="on", on=self.on, last=last)
