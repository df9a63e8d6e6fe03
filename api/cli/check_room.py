"""Where a command carries checks out; nothing of it is loaded before a book has checks to carry out."""

from typing import TYPE_CHECKING

from api.cli.session import Session
from ledger.commands.base import CHINA
from ledger.commands.screening import Screen
from ledger.views.check_queries import holding_on

if TYPE_CHECKING:
    from ledger.checks.running import CheckRoom


def room_of(session: Session) -> "CheckRoom":
    """Where the checks of the book are carried out; needs the key file and the evidence."""
    from ledger.checks.running import CheckRoom

    return CheckRoom(session.book, session.vault, session.evidence)


def gate_of(session: Session) -> Screen | None:
    """What looks at a case before it is paid; none where no check stops payments in this book today."""
    if not holding_on(session.book, session.now().astimezone(CHINA).date()):
        return None
    from ledger.checks.gate import Gate

    return Gate(room_of(session))
