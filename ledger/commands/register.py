"""Register a party, or change its details: the vault takes the data, the log only the commitment."""

from domain import party
from domain.act import Act
from domain.actor import authorise
from domain.application.filing import INTAKE_ROLE
from domain.details import Details, PersonDetails, checked
from domain.events import Event
from domain.party import AlreadyRegistered
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, run
from ledger.commands.load import load_party
from ledger.vault import Row, Vault


class RegisterParty(Command, frozen=True, kw_only=True):
    """A person or an employer with the details to seal; `fingerprint` stands for them in the idempotency digest."""

    party: str
    fingerprint: str


def register(book: Book, vault: Vault, details: Details, request: Request) -> Receipt:
    """Register a party or take over changed details; refused where nothing is new."""
    known = checked(details)
    command = RegisterParty(party=vault.party_id(known), fingerprint=vault.fingerprint(known))

    def decide(act: Act) -> Plan:
        authorise(act.actor, "intake", INTAKE_ROLE, book.place, command.party)
        change, rows = registration(book, vault, known)
        if change is None:
            raise AlreadyRegistered(field="party", party=command.party)
        return Plan(subject=command.party, changes=(change,), rows=tuple(rows))

    return run(book, "register", command, request, decide)


def registration(book: Book, vault: Vault, details: Details) -> tuple[Change | None, list[Row]]:
    """The change and vault rows that bring the party's details into the book; None where they are there already."""
    party_id = vault.party_id(details)
    state, version = load_party(book, party_id)
    if state is not None and vault.open(party_id, state.details_version) == details:
        return None, []
    details_version = 1 if state is None else state.details_version + 1
    commitment, rows = vault.seal(details, details_version)
    event = _event(party_id, details, commitment, details_version)
    return Change(stream=f"party:{party_id}", version=version, events=(event,)), rows


def _event(party_id: str, details: Details, commitment: str, details_version: int) -> Event:
    if details_version > 1:
        return party.DetailsChanged(party=party_id, commitment=commitment, details_version=details_version)
    return party.Registered(
        party=party_id,
        kind="person" if isinstance(details, PersonDetails) else "employer",
        commitment=commitment,
        details_version=details_version,
    )
