"""Views in memory: the rows that a run of events adds or changes, before anything is stored."""

from collections.abc import Iterable
from typing import Any

from ledger.views.catalogue import VIEWS
from ledger.views.places import STREAM_PLACES, place_of
from ledger.views.view import Entry, Key, Row, View


class Draft:
    """The rows of all views as a run of events leaves them.

    `known` has the rows that follow something, by view and id; `changed` what has to be stored, by view and key.
    """

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = {view.name: {} for view in VIEWS}
        self.changed: dict[str, dict[Key, Row]] = {view.name: {} for view in VIEWS}

    def fold(self, entry: Entry) -> None:
        """Let every view take up an event: all of them or, where one of them raises, none."""
        placed = entry._replace(place=place_of(self.known[STREAM_PLACES.name], entry.recorded))
        folded = [(view, list(view.fold(self.known[view.name], placed))) for view in VIEWS]
        for view, rows in folded:
            self._keep(view, rows)

    def missing(self, entries: Iterable[Entry]) -> dict[str, list[str]]:
        """The ids, by view, whose rows the events need."""
        wanted: dict[str, dict[str, None]] = {view.name: {} for view in VIEWS if view.needs}
        for entry in entries:
            for view in VIEWS:
                if view.needs:
                    wanted[view.name].update(dict.fromkeys(view.needs(entry)))
        return {name: [id for id in ids if id not in self.known[name]] for name, ids in wanted.items()}

    def learn(self, view: View[Any], rows: Iterable[Row]) -> None:
        """Take over rows that are stored already."""
        self.known[view.name].update({str(view.key_of(row)[0]): row for row in rows})

    def take(self, view: View[Any]) -> dict[Key, Row]:
        """The changed rows of a view, to be stored; from here on they count as unchanged."""
        changed, self.changed[view.name] = self.changed[view.name], {}
        return changed

    def _keep(self, view: View[Any], rows: list[Row]) -> None:
        changed = self.changed[view.name]
        for row in rows:
            key = view.key_of(row)
            changed[key] = row
            if view.needs:
                self.known[view.name][str(key[0])] = row
