"""Files of applications in the small world: one confirmed, one discarded, one that nobody confirmed, one that waits."""

from datetime import timedelta

from api.forms.staging import confirm_file, stage_file
from ledger.commands import imports
from tests.integration.world import PLACE, STARTUP, World
from tests.sheets import csv_bytes, lines, row


def sheet(*numbers: int, **cells: str) -> bytes:
    """A file of right applications for the start-up grant, by persons of these numbers (0 to 9)."""
    return csv_bytes(lines(STARTUP, [row(STARTUP, number, **cells) for number in numbers]))


def staged(world: World, content: bytes, officer: str = "intake", place: str = PLACE) -> str:
    """The import of a file that waits for a second person."""
    request = world.request(officer)
    return stage_file(world.book, world.vault, content, programme=STARTUP, place=place, request=request).subject


def confirmed(world: World, file: str, officer: str = "second-intake") -> dict[str, str]:
    """The case of every line of a file that a second person confirms."""
    command = imports.Confirm(file=file)
    return confirm_file(world.book, world.vault, command, world.request(officer)).outcome


def discarded(world: World, file: str, officer: str = "intake") -> None:
    """Take a file away again."""
    imports.discard(world.book, imports.Discard(file=file, ground="重复收件"), world.request(officer))


def imported(world: World) -> None:
    """Every end that a file may have, and one that waits still."""
    confirmed(world, staged(world, sheet(0, 1)))
    discarded(world, staged(world, sheet(2)))
    staged(world, sheet(3))
    world.today += timedelta(days=16)
    staged(world, sheet(4, 5))
