"""What a download is made from: the table, the book and its position, and the question."""

import msgspec

from ledger.exports.table import Table


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where the rows come from. `position` is that of the last event that they contain."""

    table: Table
    book: str
    position: int
    question: str

    def facts(self) -> dict[str, str]:
        """The same as text, for the file itself."""
        return {
            "table": self.table.name,
            "book": self.book,
            "position": str(self.position),
            "question": self.question,
        }
