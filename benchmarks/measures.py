"""The measures: rates of ours and of the raw limit, in events or commands a second."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from time import perf_counter
from typing import Any

import msgspec
import sqlalchemy as sa

from benchmarks import files, history, http, lists, postings, world
from benchmarks.places import Place, Row
from domain.events import Meta, Recorded
from domain.party import Registered
from ledger.audit.what_if import what_if
from ledger.book import Book
from ledger.exports.catalogue import FORMATS
from ledger.store.append import Conditions
from ledger.views.catalogue import VIEWS
from ledger.views.projection import BATCH, catch_up
from ledger.views.rebuild import rebuild

BALANCES = 50
"""Guarded balances that a bulk append changes."""

PAGES_READ = 100
"""How often a page is read to be measured."""


class Sizes(msgspec.Struct, frozen=True):
    """How much is measured."""

    commands: int
    bulk: int
    listed: int
    lines: int


class Measure(msgspec.Struct, frozen=True):
    """One figure: per second, ours and raw; `ratio` is ours in parts of the raw limit."""

    store: str
    what: str
    ours: int
    raw: int

    @property
    def ratio(self) -> str:
        """Ours ÷ raw, with two places."""
        return f"{self.ours * 100 // max(self.raw, 1) / 100:.2f}"


def rate(count: int, work: Callable[[], object]) -> int:
    """How many a second."""
    begin = perf_counter()
    work()
    return round(count / (perf_counter() - begin))


def measure(place: Place, sizes: Sizes) -> Iterable[Measure]:
    """All measures on one store."""
    yield from _commands(place, sizes.commands)
    yield from _bulk_and_projection(place, sizes.bulk)
    yield from _what_if(place, sizes.bulk)
    yield from _pages(place, sizes.listed)
    yield from _imports(place, sizes.lines)
    yield from _over_http(place, sizes.commands)
    yield from _postings(place, sizes.listed)


def _commands(place: Place, count: int) -> Iterable[Measure]:
    url = place.address("single")
    book, vault = world.new_book(url, place.folder)
    cases: list[str] = []

    def file_all() -> None:
        cases.extend(world.file_case(book, vault, number) for number in range(3 * count))

    filed = rate(3 * count, file_all)
    raw = _raw_singles(place, book, count)
    alone, threads, processes = cases[:count], cases[count : 2 * count], cases[2 * count :]
    yield Measure(place.store, "draft and submit (claims, sealed details), 1 process", filed, raw)
    single = rate(count, lambda: _accept_all(book, alone))
    yield Measure(place.store, "accept (load, calculate, guard, append), 1 process", single, raw)
    yield Measure(place.store, "accept, 16 threads, group commit", _by_threads(book, threads), raw)
    book.close()
    yield Measure(place.store, "accept, 4 processes", _by_processes(url, processes), raw)


def _by_threads(book: Book, cases: Sequence[str]) -> int:
    with ThreadPoolExecutor(16) as pool:
        return rate(len(cases), lambda: list(pool.map(lambda case: world.accept_case(book, case), cases)))


def _by_processes(url: str, cases: Sequence[str]) -> int:
    parts = [list(cases[number::4]) for number in range(4)]
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(_accept_in_process, [url] * 4, [[]] * 4))
        return rate(len(cases), lambda: list(pool.map(_accept_in_process, [url] * 4, parts)))


def _accept_in_process(url: str, cases: Sequence[str]) -> None:
    with Book.open(url) as book:
        _accept_all(book, cases)


def _accept_all(book: Book, cases: Sequence[str]) -> None:
    for case in cases:
        world.accept_case(book, case)


def _raw_singles(place: Place, book: Book, count: int) -> int:
    """One event row, one balance row and one answer row a transaction: what an accept writes."""
    sample = book.raw(0, 10)[-1]
    place.raw.prepare({"raw_events": 3, "raw_balances": 2, "raw_answers": 2})
    rows: list[dict[str, Row]] = [
        {
            "raw_events": (number, sample.stream, sample.state.decode()),
            "raw_balances": (number, "1000000"),
            "raw_answers": (number, sample.state.decode()[:200]),
        }
        for number in range(count)
    ]
    return rate(count, lambda: place.raw.one_by_one(rows))


def _bulk_and_projection(place: Place, count: int) -> Iterable[Measure]:
    book, _ = world.new_book(place.address("bulk"), place.folder)
    events = [_registered(number) for number in range(2 * count)]
    plain, guarded = events[:count], events[count:]
    bulk = rate(len(plain), lambda: book.append_bulk(plain))
    yield Measure(place.store, f"bulk append of {len(plain):,} events", bulk, _raw_events(place, book, len(plain), {}))
    claims = {f"cost:{event.stream}:bench:once": event.stream for event in guarded}
    guards: Conditions = {"take": claims, "reserve": {f"Bench|{number}": 1 for number in range(BALANCES)}}
    bulk = rate(len(guarded), lambda: book.append_bulk(guarded, **guards))
    raw = _raw_events(place, book, len(guarded), claims)
    yield Measure(place.store, f"bulk append of {len(guarded):,} events, a claim each", bulk, raw)
    yield from _projection(place, book)
    book.close()


def _projection(place: Place, book: Book) -> Iterable[Measure]:
    position = book.head.position
    caught_up = rate(position, lambda: catch_up(book))
    raw = _raw_views(place, book, position)
    yield Measure(place.store, f"views caught up with {position:,} events", caught_up, raw)
    rebuilt = rate(position, lambda: rebuild(book))
    yield Measure(place.store, f"views rebuilt from {position:,} events", rebuilt, raw)


def _what_if(place: Place, count: int) -> Iterable[Measure]:
    """A history recalculated under a proposal, beside reading its rows and decoding each as plain JSON."""
    book, _ = world.new_book(place.address("what_if"), place.folder)
    history.fill(book, count)
    proposal = history.proposal(book)
    raw = rate(count, lambda: _read_all(book))
    ours = rate(count, lambda: what_if(book, proposal, history.TODAY))
    yield Measure(place.store, f"what-if over {count:,} cases", ours, raw)
    book.close()


def _pages(place: Place, count: int) -> Iterable[Measure]:
    """A page far behind, beside the first page of the same list."""
    book, _ = world.new_book(place.address("pages"), place.folder)
    lists.fill(book, count)
    deep = lists.depth(count)
    far = lists.read(book, None, deep)
    first = rate(PAGES_READ, lambda: [lists.read(book, None, 1) for _ in range(PAGES_READ)])
    later = rate(PAGES_READ, lambda: [lists.read(book, far, 1) for _ in range(PAGES_READ)])
    yield Measure(place.store, f"page {deep + 1:,} of a list of {count:,} cases", later, first)
    book.close()


def _postings(place: Place, count: int) -> Iterable[Measure]:
    """Balances beside the sums of a table that holds nothing else; downloads beside the reading of their rows."""
    book, _ = world.new_book(place.address("postings"), place.folder)
    postings.fill(book, count)
    raw = rate(count, lambda: postings.raw_sums(book))
    for what, sums in (
        ("by account, as of a day", postings.by_account),
        ("by account, one county", postings.of_county),
        ("by line, as of a day", postings.by_line),
    ):
        # Once before it is measured: the raw sums were read warm too.
        sums(book)
        yield Measure(place.store, f"balances of {count:,} postings {what}", rate(count, partial(sums, book)), raw)
    raw = rate(count, lambda: postings.raw_rows(book))
    for format_ in FORMATS:
        ours = rate(count, partial(postings.download, book, format_, place.folder / "journal"))
        yield Measure(place.store, f"download of {count:,} postings as {format_}", ours, raw)
    book.close()


def _imports(place: Place, lines: int) -> Iterable[Measure]:
    """Lines of one file, beside loading the rows of the events that a line leaves."""
    book, vault = world.new_book(place.address("imports"), place.folder)
    content, files_staged = files.sheet(lines), list[str]()
    staged = rate(lines, lambda: files_staged.append(files.stage(book, vault, content)))
    before = book.head.position
    confirmed = rate(lines, lambda: files.confirm(book, vault, files_staged[0]))
    per_line = (book.head.position - before) // lines
    raw = _raw_events(place, book, per_line * lines, {}) // per_line
    yield Measure(place.store, f"import of {lines:,} lines: staged", staged, raw)
    yield Measure(place.store, f"import of {lines:,} lines: confirmed in one transaction", confirmed, raw)
    book.close()


def _over_http(place: Place, count: int) -> Iterable[Measure]:
    found = http.measured(place, count)
    yield Measure(
        place.store, "HTTP: accept, 16 clients, beside bare Flask and one insert", found.commands, found.inserts
    )
    yield Measure(
        place.store, "HTTP: one case read, 16 clients, beside bare Flask and one select", found.reads, found.selects
    )


def _read_all(book: Book) -> None:
    for after in range(0, book.head.position, BATCH):
        for row in book.raw(after, BATCH):
            msgspec.json.decode(row.state)


def _raw_events(place: Place, book: Book, count: int, claims: Mapping[str, str]) -> int:
    """The last event rows and their claims, finished and loaded as they are."""
    first = book.head.position - count
    stored = [row for after in range(first, first + count, 20_000) for row in book.raw(after, 20_000)]
    rows: dict[str, Sequence[Row]] = {
        "raw_events": [
            (r.position, r.stream, str(r.version), r.topic, r.state.decode(), r.leaf_hash.hex()) for r in stored
        ],
        "raw_claims": [(number, *claim) for number, claim in enumerate(claims.items())],
    }
    place.raw.prepare({"raw_events": 6, "raw_claims": 3})
    return rate(len(stored), lambda: place.raw.load(rows))


def _raw_views(place: Place, book: Book, position: int) -> int:
    """The rows of all views loaded as they are, without folding anything."""
    rows: dict[str, Sequence[Any]] = {}
    with book.engine.connect() as connection:
        for view in VIEWS:
            found = connection.execute(sa.select(view.table)).all()
            rows[f"raw_{view.table.name}"] = [
                (number, *(None if cell is None else str(cell) for cell in row)) for number, row in enumerate(found)
            ]
    place.raw.prepare({name: len(some[0]) if some else 2 for name, some in rows.items()})
    return rate(position, lambda: place.raw.load(rows))


def _registered(number: int) -> Recorded:
    party = f"p_bench{number:08d}"
    event = Registered(party=party, kind="person", commitment=f"{number:064x}", details_version=1)
    meta = Meta(
        book=world.PLACE,
        effective_on=world.NOW.date(),
        recorded_at=world.NOW,
        actor=world.OFFICER.id,
        roles=world.OFFICER.roles,
        reason="压力测试",
        command_id="bulk",
    )
    return Recorded(stream=f"party:{party}", version=1, event=event, meta=meta)
