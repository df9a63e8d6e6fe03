"""Checks of imports: a second person confirmed in time, these cases and no others; only files that wait are kept."""

from sqlalchemy import Connection

from domain import imports
from domain.application.events import Drafted
from domain.errors import Refusal
from domain.events import Recorded
from domain.imports import Import, Status
from ledger.audit.probe import Probe, Seen, Tables
from ledger.book import Book
from ledger.staged_files import opened, waiting
from ledger.store.reads import stream_version
from ledger.vault import Vault
from ledger.views.view import CHINA


class ImportsConfirmed(Probe):
    """Whoever confirmed a file did not stage it, came in time, and drafted the cases that the event lists."""

    code = "imports-by-another"
    zh = "批量导入由提交人以外的人在期限内复核,所列案件就是同一操作登记的案件"
    en = "an import was confirmed in time, by another than who staged it, and lists the cases of that very command"

    def __init__(self) -> None:
        super().__init__()
        self._imports: dict[str, Import | None] = {}
        self._command = ""
        self._drafted: set[str] = set()

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        if seen.recorded.meta.command_id != self._command:
            self._command, self._drafted = seen.recorded.meta.command_id, set()
        if isinstance(seen.recorded.event, Drafted):
            self._drafted.add(seen.row.stream)
        if seen.recorded.event.topic.startswith("import."):
            self._follow(seen.recorded)

    def _follow(self, recorded: Recorded) -> None:
        self.counted += 1
        before = self._imports.get(recorded.stream)
        self._imports[recorded.stream] = imports.evolve(before, recorded)
        if isinstance(recorded.event, imports.Staged):
            return
        if before is None or before.status is not Status.STAGED:
            self.fault(recorded.position, recorded.stream, "没有待复核的文件", "no file was waiting")
        elif isinstance(recorded.event, imports.Confirmed):
            self._compare(recorded, recorded.event, before)

    def _compare(self, recorded: Recorded, event: imports.Confirmed, before: Import) -> None:
        actor, day = recorded.meta.actor, recorded.meta.recorded_at.astimezone(CHINA).date()
        if actor == before.staged_by:
            self.fault(recorded.position, recorded.stream, f"均为 {actor}", f"{actor} did both")
        if day > before.last_day:
            self.fault(recorded.position, recorded.stream, f"期限是 {before.last_day}", f"it was due {before.last_day}")
        if {each.case for each in event.cases} != self._drafted:
            self.fault(recorded.position, recorded.stream, "所列案件不符", "it lists other cases than were drafted")


class StagedFiles(Probe):
    """A file is kept sealed exactly as long as it waits, and opens to what was staged."""

    code = "staged-files-kept"
    zh = "待复核的导入文件密封保存且未被改动,已办结的不再保存"
    en = "files that wait to be confirmed are kept sealed and unchanged, and no others are kept"

    def __init__(self, vault: Vault | None) -> None:
        super().__init__()
        self._vault = vault
        self._imports: dict[str, tuple[Import | None, int]] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is None or not seen.recorded.event.topic.startswith("import."):
            return
        before, _ = self._imports.get(seen.row.stream, (None, 0))
        self._imports[seen.row.stream] = imports.evolve(before, seen.recorded), seen.row.version

    def end(self, tables: Tables) -> None:
        if self._vault is None:
            self.remarks.append("未提供密钥,未开封 not opened: no keys were given")
        # Versions and files are of one moment; what moved on behind the last event that was read is left out.
        with tables.book.database.snapshot() as connection:
            kept = set(waiting(connection, tables.book))
            for file in sorted(kept | self._imports.keys()):
                state, version = self._imports.get(file, (None, 0))
                if stream_version(connection, tables.book.place, file) == version:
                    self.counted += 1
                    self._compare(connection, tables.book, file, state, is_kept=file in kept)

    def _compare(self, connection: Connection, book: Book, file: str, state: Import | None, *, is_kept: bool) -> None:
        if state is None or state.status is not Status.STAGED:
            if is_kept:
                self.fault(0, file, "文件应已删除", "its file should be gone")
        elif not is_kept:
            self.fault(0, file, "文件缺失", "its file is missing")
        elif self._vault is not None:
            try:
                opened(connection, book, self._vault, file, state.digest)
            except Refusal as refusal:
                self.fault(0, file, refusal.zh, refusal.en)
