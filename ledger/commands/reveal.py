"""Show one field of a party's details in full: the act is recorded before anything is shown."""

import msgspec

from domain import party
from domain.act import Act
from domain.actor import authorise
from domain.errors import NotFound, Refusal
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.commands.load import load_party
from ledger.vault import Vault

ROLE = "privacy_officer"


class ShownAlready(Refusal):
    """操作编号「{key}」的查看已经办结;再次查看须另行登记。

    The look with the key "{key}" is over; another look is another act.
    """


class Reveal(Command, frozen=True, kw_only=True):
    """Which field of which party."""

    party: str
    field: str


def reveal(book: Book, vault: Vault, command: Reveal, request: Request) -> tuple[Receipt, str]:
    """Record the look, then return the field in full; a repeated key shows nothing again."""
    recorded = False

    def decide(act: Act) -> Plan:
        nonlocal recorded
        authorise(act.actor, "reveal", ROLE, book.place, command.party)
        state, version = load_party(book, command.party)
        if state is None:
            raise NotFound(field="party", what="party", key=command.party)
        _field(vault, command.party, state.details_version, command.field)
        event = party.Revealed(party=command.party, details_version=state.details_version, field=command.field)
        change = Change(stream=f"party:{command.party}", version=version, events=(event,))
        outcome = {"details_version": str(state.details_version)}
        recorded = True
        return Plan(subject=command.party, changes=(change,), outcome=outcome)

    receipt = run(book, "reveal", command, request, decide)
    if not recorded:
        raise ShownAlready(field="key", key=request.key)
    return receipt, _field(vault, command.party, int(receipt.outcome["details_version"]), command.field)


def _field(vault: Vault, party_id: str, version: int, name: str) -> str:
    details: dict[str, str] = msgspec.to_builtins(vault.open(party_id, version))
    if name not in details:
        raise NotFound(field="field", what="field", key=name)
    return details[name]
