"""Check of the views: every row is what a fold of the events in memory gives, and there is no other."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, or_, select

from domain.errors import NotFound
from ledger.audit.probe import Probe, Seen, Tables
from ledger.book import Book
from ledger.views.catalogue import VIEWS, view_positions
from ledger.views.digest import stored
from ledger.views.draft import Draft
from ledger.views.projection import BATCH, Tracked, tracked
from ledger.views.stream import UNUSABLE
from ledger.views.view import Entry, Key, Values, View


class ViewsAsRebuilt(Probe):
    """Views are as a rebuild would make them, up to the position at which they stand."""

    code = "views-as-rebuilt"
    zh = "各视图与由事件重新生成的结果逐字节一致"
    en = "the views are to the byte what a rebuild from the events gives"

    def __init__(self, book: Book, connection: Connection) -> None:
        """`connection` is a snapshot that stays open until the end."""
        super().__init__()
        self._book = book.place
        self._connection = connection
        self._draft = Draft()
        self._compared = self._reached = 0
        self._live = Tracked(position=0, generation=0, newest=0)
        self._stopped = False
        try:
            self._live = tracked(connection, book.place)
        except NotFound:
            self._stopped = True
            self.fault(0, view_positions.name, "视图的位置丢失", "it is lost how far the views have read")

    def see(self, seen: Seen) -> None:
        if self._stopped or seen.recorded is None or seen.row.position > self._live.position:
            return
        try:
            self._draft.fold(Entry(seen.recorded, seen.postings))
        except UNUSABLE as error:
            self._stopped = True
            self.fault(seen.row.position, seen.row.topic, f"无法计入视图:{error}", f"cannot be folded: {error}")
            return
        self._reached = seen.row.position
        if self._reached - self._compared >= BATCH:
            self._compare_added()

    def end(self, tables: Tables) -> None:
        if not self._stopped:
            self._reached = self._live.position
        self._compare_added()
        for view in VIEWS:
            if self._stopped:
                return
            if view.needs:
                self._compare_followed(view)
            else:
                self._no_other(view)

    def _compare_added(self) -> None:
        """Compare the rows of the positions since the last time."""
        for view in VIEWS:
            if view.needs is None:
                at = view.table.c.position
                between = at.between(self._compared + 1, self._reached)
                self._compare(view, self._stored(view, between), self._draft.take(view))
        self._compared = self._reached

    def _compare_followed(self, view: View[Any]) -> None:
        rows = stored(self._connection, view, self._book, self._live.generation)
        self._compare(view, {_key(view, row): row for row in rows}, self._draft.take(view))

    def _compare(self, view: View[Any], live: Mapping[Key, Values], folded: Mapping[Key, Any]) -> None:
        for key in sorted(live.keys() | folded.keys()):
            self.counted += 1
            is_now = live.get(key)
            should = view.values_of(folded[key]) if key in folded else None
            if is_now != should:
                zh, en = _unlike(view, is_now, should)
                self.fault(0, f"{view.name} {'/'.join(map(str, key))}", zh, en)

    def _stored(self, view: View[Any], condition: Any) -> dict[Key, Values]:
        table = view.table
        asked = select(*(table.c[name] for name in view.row.__struct_fields__)).where(
            table.c.book == self._book, table.c.generation == self._live.generation, condition
        )
        return {_key(view, tuple(row)): tuple(row) for row in self._connection.execute(asked)}

    def _no_other(self, view: View[Any]) -> None:
        at = view.table.c.position
        self._compare(view, self._stored(view, or_(at < 1, at > self._live.position)), {})


def _key(view: View[Any], values: Values) -> Key:
    named = dict(zip(view.row.__struct_fields__, values, strict=True))
    return tuple(value for name in view.key if (value := named[name]) is not None)


def _unlike(view: View[Any], is_now: Values | None, should: Values | None) -> tuple[str, str]:
    if is_now is None:
        return "视图中缺少此行", "the row is missing"
    if should is None:
        return "没有事件产生此行", "no event makes this row"
    names = view.row.__struct_fields__
    others = [name for name, one, other in zip(names, is_now, should, strict=True) if one != other]
    return f"不符的列:{'、'.join(others)}", f"columns that differ: {', '.join(others)}"
