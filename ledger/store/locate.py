"""From an address to its database."""

from ledger.store.database import Database
from ledger.store.postgres import PostgresDatabase
from ledger.store.schema import NoBook
from ledger.store.sqlite import SqliteDatabase
from ledger.store.url import PostgresAddress, SqliteAddress, parse_address


def database_at(url: str, *, create: bool = False) -> Database:
    """The database at an address; nothing is connected yet, and no file is made unless `create`."""
    match parse_address(url):
        case PostgresAddress() as server:
            return PostgresDatabase(server)
        case SqliteAddress() as file:
            if not create and not file.path.exists():
                raise NoBook(field="url", url=file.shown)
            return SqliteDatabase(file, create=create)
