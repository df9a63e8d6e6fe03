"""Checks of the log itself: nothing missing, nothing changed, nothing in it that may not be there."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import func, select

from domain.identity import is_credit_code, is_resident_id
from domain.wording import PERSONAL_NUMBER
from ledger.audit.probe import Probe, Seen, Tables
from ledger.codec import leaf_hash
from ledger.store.standing import CLOCK_TOLERANCE
from ledger.tables import book_head, events, idempotency
from ledger.views.view import CHINA

_IN_TEXT = re.compile(r"(?<![0-9A-Za-z_])" + PERSONAL_NUMBER)
_IN_BYTES = re.compile((r"(?:(?<![0-9A-Za-z_])|(?<=\\[bfnrt]))" + PERSONAL_NUMBER).encode())

_LARGEST_AMOUNT = 10**15


class Positions(Probe):
    """Positions count from 1 to the head."""

    code = "positions-without-gaps"
    zh = "事件位置自 1 起连续,直到账套末尾"
    en = "positions run from 1 to the head of the book without gaps"

    def see(self, seen: Seen) -> None:
        self.counted += 1
        if seen.row.position != self.counted:
            zh, en = f"应为第 {self.counted} 号", f"position {self.counted} was expected"
            self.fault(seen.row.position, seen.row.stream, zh, en)
            self.counted = seen.row.position

    def end(self, tables: Tables) -> None:
        if self.counted != tables.position:
            zh, en = f"账套末尾应为 {tables.position}", f"the head of the book says {tables.position}"
            self.fault(self.counted, "book_head", zh, en)
        last, head = _ends(tables)
        if last > head:
            zh, en = f"末尾 {head} 之后还有事件", f"there are events behind the head, {head}"
            self.fault(last, "book_head", zh, en)


def _ends(tables: Tables) -> tuple[int, int]:
    """The last position that is stored and the one that the head gives, at the same moment."""
    place = tables.book.place
    last = select(func.max(events.c.position)).where(events.c.book == place).scalar_subquery()
    asked = select(last, book_head.c.position).where(book_head.c.book == place)
    with tables.book.database.snapshot() as connection:
        found, head = connection.execute(asked).one()
    return int(found or 0), int(head)


class Versions(Probe):
    """Versions count from 1 in each stream."""

    code = "versions-without-gaps"
    zh = "每个事件流的版本自 1 起连续"
    en = "versions run from 1 in every stream without gaps"

    def __init__(self) -> None:
        super().__init__()
        self._versions: dict[str, int] = {}

    def see(self, seen: Seen) -> None:
        row = seen.row
        self.counted += 1
        expected = self._versions.get(row.stream, 0) + 1
        if row.version != expected:
            zh, en = f"版本 {row.version},应为 {expected}", f"version {row.version} where {expected} was expected"
            self.fault(row.position, row.stream, zh, en)
        self._versions[row.stream] = row.version


class Bytes(Probe):
    """Stored bytes are canonical and say what the columns say."""

    code = "bytes-as-written"
    zh = "存储的字节是规范 JSON,且与各列一致"
    en = "stored bytes are canonical JSON and agree with their columns"

    def see(self, seen: Seen) -> None:
        row = seen.row
        self.counted += 1
        try:
            content = msgspec.json.decode(row.state)
        except msgspec.DecodeError:
            content = None
        if not isinstance(content, dict) or msgspec.json.encode(content, order="sorted") != row.state:
            self.fault(row.position, row.stream, "不是规范 JSON", "not canonical JSON")
            return
        named = (content.get("stream"), content.get("version"), content.get("topic"))
        if named != (row.stream, row.version, row.topic):
            self.fault(row.position, row.stream, "字节与各列不符", "the bytes do not agree with the columns")


class Hashes(Probe):
    """Leaf hashes are those of the bytes."""

    code = "leaf-hashes"
    zh = "叶哈希与存储的字节相符"
    en = "every leaf hash is the hash of the stored bytes"

    def see(self, seen: Seen) -> None:
        self.counted += 1
        if leaf_hash(seen.row.state) != seen.row.leaf_hash:
            self.fault(seen.row.position, seen.row.stream, "叶哈希不符", "the leaf hash is another")


class Readable(Probe):
    """Every event decodes and fits what happened before it."""

    code = "events-readable"
    zh = "每个事件都能读取,属于本账套,并与此前的事件衔接"
    en = "every event decodes, belongs to this book and fits what happened before it"

    def see(self, seen: Seen) -> None:
        self.counted += 1
        if seen.problem:
            self.fault(seen.row.position, seen.row.stream, f"无法读取:{seen.problem}", f"unreadable: {seen.problem}")


class Times(Probe):
    """Recorded times go forward, value dates do not lie ahead."""

    code = "times-in-order"
    zh = "记录时间不倒退,生效日不晚于记录之日"
    en = "recorded times do not go back, and no value date lies after the day of recording"

    def __init__(self) -> None:
        super().__init__()
        self._latest: datetime | None = None

    def see(self, seen: Seen) -> None:
        if seen.recorded is None:
            return
        self.counted += 1
        meta = seen.recorded.meta
        if self._latest is not None and meta.recorded_at < self._latest - CLOCK_TOLERANCE:
            self.fault(seen.row.position, seen.row.stream, "记录时间倒退", "the recorded time goes back")
        if meta.effective_on > meta.recorded_at.astimezone(CHINA).date():
            self.fault(seen.row.position, seen.row.stream, "生效日在记录之日以后", "the value date lies ahead")
        self._latest = max(self._latest, meta.recorded_at) if self._latest else meta.recorded_at


class Answers(Probe):
    """Every command is answered once, at its last event."""

    code = "commands-answered-once"
    zh = "每个操作编号对应一次操作,位置为其最后一个事件"
    en = "every idempotency key stands for one command and points to its last event"

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[str, int] = {}

    def see(self, seen: Seen) -> None:
        if seen.recorded is not None:
            self._last[seen.recorded.meta.command_id] = seen.row.position

    def end(self, tables: Tables) -> None:
        stored = _answers(tables)
        self.counted = len(stored)
        for key in sorted(self._last.keys() | stored.keys()):
            is_at, should = stored.get(key, 0), self._last.get(key, 0)
            if is_at != should:
                zh, en = f"编号指向 {is_at},应为 {should}", f"the key points to {is_at} instead of {should}"
                self.fault(should, key, zh, en)


def _answers(tables: Tables) -> dict[str, int]:
    """The position that each key points to; without those of commands that came in after the verified position."""
    at, head = idempotency.c, book_head.c
    come_in = at.position.between(tables.position + 1, head.position)
    asked = select(at.key, at.position).where(at.book == tables.book.place, head.book == at.book, ~come_in)
    with tables.book.database.snapshot() as connection:
        return {row.key: row.position for row in connection.execute(asked)}


class PersonalNumbers(Probe):
    """No event holds a resident ID, a bank card or a mobile number."""

    code = "no-personal-numbers"
    zh = "事件中没有身份证号、银行卡号和手机号"
    en = "no event holds a resident ID, bank card or mobile number"

    def see(self, seen: Seen) -> None:
        self.counted += 1
        if all(is_credit_code(found.group().decode()) for found in _IN_BYTES.finditer(seen.row.state)):
            return
        # It may still be an amount of money, which only the JSON can tell from text.
        try:
            content = msgspec.json.decode(seen.row.state)
        except msgspec.DecodeError:
            content = seen.row.state.decode(errors="replace")
        if any(_personal(name, value) for name, value in _values("", content)):
            self.fault(seen.row.position, seen.row.stream, "疑似含有个人号码", "it seems to hold a personal number")


def _values(name: str, content: Any) -> Iterator[tuple[str, str | int]]:
    """Every text and number in a JSON value with the name it stands under, names included."""
    match content:
        case str() | int():
            yield name, content
        case dict():
            for key, value in content.items():
                yield "", key
                yield from _values(key, value)
        case list():
            for value in content:
                yield from _values(name, value)


def _personal(name: str, value: str | int) -> bool:
    if isinstance(value, int):
        return abs(value) >= _LARGEST_AMOUNT
    if name == "reference":
        return is_resident_id(value)
    return any(not is_credit_code(found.group()) for found in _IN_TEXT.finditer(value))


LOG_PROBES: tuple[type[Probe], ...] = (
    Positions,
    Versions,
    Bytes,
    Hashes,
    Readable,
    Times,
    Answers,
    PersonalNumbers,
)
