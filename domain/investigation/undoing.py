"""What is undone where a finding falls: suspensions and recoveries that rest on no other finding."""

from collections.abc import Iterable
from typing import Final

from domain.investigation import events as e
from domain.investigation import refusals as r
from domain.investigation.state import Investigation, Taken

UNDOES: Final[dict[e.Task, e.Undoing]] = {"suspend": "resume", "recover": "give_back"}
"""Which measure is undone by what; a hold is released at once, and nothing calls a referral back."""


def to_undo(state: Investigation, number: int) -> tuple[Taken, ...]:
    """What was done on a finding that falls, but for what another finding asks for that stands.

    One suspension is enough for several findings: it falls with the last of them, whichever was the first.
    """
    return (*suspensions(state, number), *_recoveries(state, number))


def suspensions(state: Investigation, number: int) -> tuple[Taken, ...]:
    """The cases that were suspended, of which no other finding asks that."""
    done = {each.case: each for found in state.findings for each in found.taken if each.measure == "suspend"}
    asking = {case: [found.number for found in state.findings if found.asks("suspend", case)] for case in done}
    return tuple(each for case, each in done.items() if asking[case] == [number])


def must_not_ask_to_suspend(state: Investigation, case: str) -> None:
    """Refuse that a case goes on while a finding stands that asks for its suspension, whoever suspended it."""
    for found in state.findings:
        if found.asks("suspend", case):
            raise r.SuspendedByFinding(field="case", case=case, investigation=state.id, number=found.number)


def orders(state: Investigation, number: int, taken: Iterable[Taken]) -> tuple[e.Order, ...]:
    """The orders to undo what was taken; each once, and none that stands already."""
    standing = {(each.measure, each.case) for each in state.orders}
    wanted = dict.fromkeys((UNDOES[each.measure], each.case) for each in taken)
    return tuple(
        e.Order(number=number, measure=measure, case=case)
        for measure, case in wanted
        if (measure, case) not in standing
    )


def to_give_back(state: Investigation, case: str) -> tuple[str, ...]:
    """The recoveries in a case of which only fallen findings are left."""
    fallen = [each for found in state.findings if found.revoked for each in found.taken]
    kept = {each.stream for found in state.findings if not found.revoked for each in found.taken}
    mine = (each.stream for each in fallen if (each.measure, each.case) == ("recover", case))
    return tuple(stream for stream in dict.fromkeys(mine) if stream not in kept)


def undone(measure: e.Undoing, case: str, stream: str, *, amount: int = 0, left: int = 0) -> e.MeasureTaken:
    """Note that it was undone, by whoever did that; `left` (fen) are the other recoveries that are to be given back.

    Its value date is that of the thing done, whatever the investigation did since: the bank says when money left.
    """
    return e.MeasureTaken(measure=measure, case=case, stream=stream, amount=amount, left=left)


def _recoveries(state: Investigation, number: int) -> tuple[Taken, ...]:
    kept = {each for found in state.findings if found.number != number and not found.revoked for each in found.taken}
    mine = (each for found in state.findings if found.number == number for each in found.taken)
    return tuple(each for each in mine if each.measure == "recover" and each not in kept)
