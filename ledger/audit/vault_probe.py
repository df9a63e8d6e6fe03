"""Check of the vault: what is sealed is what the events committed to; an erased person is not a fault."""

from sqlalchemy import select

from domain import party
from domain.errors import NotFound, Refusal
from ledger.audit.probe import Probe, Seen, Tables
from ledger.book import Book
from ledger.tables import vault_details, vault_keys
from ledger.vault import Vault


class Commitments(Probe):
    """Commitments in events are those of the sealed text."""

    code = "commitments-open"
    zh = "当事人事件中的承诺值与保险库密封的信息一致"
    en = "the commitments in party events are those of the sealed details"

    def __init__(self, book: Book, vault: Vault | None) -> None:
        super().__init__()
        self._vault = vault
        # What was sealed before the last position was read has its event before that position.
        self._sealed = _sealed(book) if vault else set()
        self._committed: dict[tuple[str, int], tuple[int, str]] = {}

    def see(self, seen: Seen) -> None:
        match seen.recorded.event if seen.recorded else None:
            case party.Registered() | party.DetailsChanged() as event:
                self._committed[event.party, event.details_version] = (seen.row.position, event.commitment)

    def end(self, tables: Tables) -> None:
        if self._vault is None:
            self.remarks.append("未提供密钥,未核对 not checked: no keys were given")
            return
        keys = _keys(tables.book)
        for (who, version), (position, commitment) in self._committed.items():
            self.counted += 1
            if who not in keys:
                self.remarks.append(f"{who} v{version}: 密钥已销毁 erased")
            else:
                self._compare(self._vault, who, version, position, commitment)
        for who, version in sorted(self._sealed - self._committed.keys()):
            self.fault(0, who, f"第 {version} 版没有对应事件", f"no event commits to version {version}")

    def _compare(self, vault: Vault, who: str, version: int, position: int, commitment: str) -> None:
        try:
            sealed = vault.commitment(who, version)
        except NotFound:
            self.fault(position, who, f"第 {version} 版的密封信息缺失", f"the sealed details {version} are missing")
        except Refusal:
            self.fault(position, who, f"第 {version} 版无法解封", f"the sealed details {version} do not open")
        else:
            if sealed != commitment:
                self.fault(
                    position, who, f"第 {version} 版与承诺值不符", f"version {version} is not what was committed"
                )


def _keys(book: Book) -> set[str]:
    """Who has a key."""
    with book.database.snapshot() as connection:
        return set(connection.execute(select(vault_keys.c.party).where(vault_keys.c.book == book.place)).scalars())


def _sealed(book: Book) -> set[tuple[str, int]]:
    """Which versions of whose details are sealed."""
    at = vault_details.c
    with book.database.snapshot() as connection:
        found = connection.execute(select(at.party, at.version).where(at.book == book.place))
        return {(row.party, row.version) for row in found}
