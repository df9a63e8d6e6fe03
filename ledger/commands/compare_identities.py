"""The comparing command: whoever may has identities compared, and pairs are suggested; once for a key."""

from typing import Final

from domain.actor import authorise
from domain.identity_link import ANALYST, SUGGESTING
from ledger.book import Book
from ledger.checks.identity_model import shipped_model
from ledger.checks.preparing import alone, folder_of
from ledger.checks.whole_evidence import WholeEvidence
from ledger.commands.base import Command, Receipt, Request, answered, run
from ledger.commands.identity_links import Suggest, suggesting
from ledger.commands.place import must_lie_within
from ledger.evidence.store import EvidenceStore

NAME: Final = "compare_identities"


class CompareIdentities(Command, frozen=True, kw_only=True):
    """Of which place the entries are compared, with all below it."""

    place: str


def compare_identities(book: Book, store: EvidenceStore, command: CompareIdentities, request: Request) -> Receipt:
    """Compare the register of identities with itself, and suggest the pairs that were not suggested before.

    Nothing is compared before the actor is known to be allowed to suggest, and nothing is held meanwhile. Raises
    RunInProgress.
    """
    known = answered(book, NAME, command, request)
    if known is not None:
        return known
    must_lie_within(book, command.place)
    authorise(request.act().actor, SUGGESTING, ANALYST, command.place)
    model = shipped_model()
    with alone(folder_of(store)):
        found = WholeEvidence(book, store).compared(model, command.place)
    told = Suggest(place=command.place, model=model.digest, entries=found.entries, pairs=found.pairs)
    return run(book, NAME, command, request, lambda act: suggesting(book, told, request, act))
