"""Runs the checks of a book: over everything, over some cases; and says what they found as alerts say it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Final, Literal

import msgspec

from domain.alert import Hit as Told
from domain.calendar import Month
from domain.check_run import Omitted, RunRecord
from ledger.book import Book
from ledger.checks import carrying, warehouse
from ledger.checks.adopted import Adopted, Changed, adoption
from ledger.checks.book_tables import BookReader, BookRows
from ledger.checks.carrying import Carried
from ledger.checks.check import Check
from ledger.checks.engines.duck import arrow_of
from ledger.checks.engines.elsewhere import lay_out
from ledger.checks.engines.engine import Engine
from ledger.checks.evidence_held import Held, LatestHeld, texts_behind
from ledger.checks.hit import MONTHS_IN_YEAR, Hit
from ledger.checks.law_tables import Row as LawRow
from ledger.checks.law_tables import law_rows
from ledger.checks.linked import Linked, Links, filed
from ledger.checks.narrowed import Batch, OneCase, Others
from ledger.checks.preparing import alone, folder_of
from ledger.checks.sentence import KEYS, kind_of, short_key
from ledger.checks.tables import forms
from ledger.evidence.store import EvidenceStore
from ledger.evidence.values import day_number, month_number
from ledger.law import statutes_of
from ledger.vault import Vault
from ledger.views.cases import CaseRow

LOOKED_BACK_YEARS: Final = 6
"""For so many years before today the law is laid out."""

Scope = Literal["all", "batch", "case"]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: what each check answered, its hits as alerts tell them, and the run."""

    carried: tuple[Carried, ...]
    hits: tuple[Told, ...]
    ran: RunRecord


class CheckRoom:
    """Where the checks of one book are carried out. One thread at a time looks at a case."""

    def __init__(self, book: Book, vault: Vault, store: EvidenceStore) -> None:
        self._book = book
        self._vault = vault
        self._store = store
        self._evidence = LatestHeld(book, store)
        self._look: tuple[Path, OneCase] | None = None
        self._law: tuple[date, dict[str, list[LawRow]]] | None = None
        self._lock = Lock()

    def adopted(self, day: date, only: Sequence[str] = ()) -> list[Adopted]:
        """The checks that the book runs on a day, those on trial too."""
        return list(adoption(self._book, day, only).able)

    def changed(self, day: date, only: Sequence[str] = ()) -> tuple[Changed, ...]:
        """The checks that the book should run on a day, and that are not here as two persons agreed on them."""
        return adoption(self._book, day, only).changed

    def everything(self, adopted: Sequence[Adopted], today: date, on: Engine | None = None) -> Found:
        """Carry checks out over all evidence and the whole book, on DuckDB or another engine; raises RunInProgress."""
        with alone(self._folder):
            return self._everything(adopted, today, on)

    def _everything(self, adopted: Sequence[Adopted], today: date, on: Engine | None) -> Found:
        position = self._book.head.position
        held, rows = self._evidence.at(position), self._read(None)
        path = warehouse.built(held.holdings, self._folder)
        others = self._law_of(today) | rows.tables
        engine = _laid_out(path, others, on)
        chosen = [each.chosen for each in adopted]
        carried = carrying.over_everything(engine, chosen, held.holdings, day_number(today))
        return self._found("all", engine.dialect, adopted, carried, held, rows, position, path)

    def about(
        self, cases: Sequence[CaseRow], adopted: Sequence[Adopted], today: date, parties: Sequence[str] = ()
    ) -> Found:
        """Carry checks out about the parties of some cases and the persons for whom these claim: one case as fast as
        one looks, more of them as a batch.

        `parties` are persons and employers about whom evidence may speak, whether the book knows a case or not.
        """
        with self._lock:
            position = self._book.head.position
            held, rows = self._evidence.at(position), self._read(cases, parties)
            path = warehouse.built(held.holdings, self._folder)
            others = self._law_of(today) | rows.tables
            start = _start(rows)
            holdings = held.at({case.place for case in cases} | ({self._book.place} if parties else set()))
            one = len(cases) + len(parties) == 1
            narrowed = self._looking(path) if one else Batch(path)
            carried = carrying.over_scope(
                narrowed,
                "sqlite" if one else "duckdb",
                [each.chosen for each in adopted],
                start,
                others,
                holdings,
                day_number(today),
            )
        scope: Scope = "case" if one else "batch"
        return self._found(scope, "sqlite" if one else "duckdb", adopted, carried, held, rows, position, path)

    @property
    def _folder(self) -> Path:
        return folder_of(self._store)

    def _looking(self, path: Path) -> OneCase:
        if self._look is None or self._look[0] != path:
            if self._look is not None:
                self._look[1].close()
            self._look = path, OneCase(path)
        return self._look[1]

    def _read(self, cases: Sequence[CaseRow] | None, parties: Sequence[str] = ()) -> BookRows:
        return BookReader(self._book, self._vault).read(cases, parties)

    def _law_of(self, today: date) -> dict[str, list[LawRow]]:
        if self._law is None or self._law[0] != today:
            last = month_number(Month.of(today))
            months = range(last - LOOKED_BACK_YEARS * MONTHS_IN_YEAR, last + 1)
            self._law = today, law_rows(statutes_of(self._book), self._book.place, months, today)
        return self._law[1]

    def _found(
        self,
        scope: Scope,
        engine: str,
        adopted: Sequence[Adopted],
        carried: Sequence[Carried],
        held: Held,
        rows: BookRows,
        position: int,
        path: Path,
    ) -> Found:
        answers = _matched(adopted, carried)
        texts = texts_behind(held, self._store, _keys_in(answers)) | rows.texts
        said = [(each, hit) for each, answer in answers for hit in answer.hits]
        links = Links(self._book, path, rows, lambda keys: texts_behind(held, self._store, keys))
        linked = links.of([(each.chosen.check, hit) for each, hit in said])
        telling = _Telling(self._book.place, held, texts, _cases_of(rows))
        ran = RunRecord(
            place=self._book.place,
            scope=scope,
            engine=engine,
            position=position,
            evidence=held.used,
            checks=tuple(each.version for each, answer in answers if answer.done),
            omitted=tuple(omitted for each, answer in answers for omitted in _omitted(answer)),
        )
        hits = [telling.told(each, hit, others) for (each, hit), others in zip(said, linked, strict=True)]
        return Found(carried=tuple(carried), hits=filed(self._book, hits), ran=ran)


class _Telling:
    """Tells hits as alerts do: numbers become ids, rows become citations, and the cases concerned are named."""

    def __init__(
        self,
        place: str,
        held: Held,
        texts: dict[tuple[str, int], str],
        cases: dict[tuple[str, int], list[tuple[str, int, int]]],
    ) -> None:
        self._place = place
        self._held = held
        self._texts = texts
        self._cases = cases

    def told(self, each: Adopted, hit: Hit, linked: Linked) -> Told:
        """One hit; `linked` is whom it leads to where its subject is a thing."""
        check = each.chosen.check
        months = {"from_month": hit.from_month, "to_month": hit.to_month}
        named = {name: self._fact(name, value) for name, value in hit.facts.items()}
        return Told(
            check=check.id,
            check_version=check.version,
            text_digest=each.chosen.digest,
            subject_kind=check.subject,
            subject=self._name(check.subject, hit.subject),
            period=hit.period,
            place=self._place,
            mode=each.mode,
            severity=check.severity,
            amount=max(0, hit.amount),
            facts={**months, "amount_fen": hit.amount, **named},
            evidence=tuple(sorted(self._held.cited(row) for row in hit.evidence)),
            authority=";".join(check.authority),
            cases=linked.cases or self._concerned(check, hit),
            parties=linked.parties,
        )

    def _fact(self, name: str, value: int | str | None) -> int | str | None:
        unit = name.rpartition("_")[2]
        return self._name(kind_of(unit), value) if unit in KEYS and isinstance(value, int) else value

    def _name(self, kind: str, number: int) -> str:
        return self._texts.get((kind, number)) or short_key(kind, number)

    def _concerned(self, check: Check, hit: Hit) -> tuple[str, ...]:
        """The subject's cases; where a period is meant, those that speak of it or were filed up to a year behind it."""
        known = self._cases.get((check.subject, hit.subject), [])
        meant = (id for id, first, last in known
                 if check.period == "ever"
                 or (first - MONTHS_IN_YEAR <= hit.to_month and hit.from_month <= last))  # fmt: skip
        return tuple(sorted(set(meant)))


def _matched(adopted: Sequence[Adopted], carried: Iterable[Carried]) -> list[tuple[Adopted, Carried]]:
    """Each check with its answer, in the order in which they were adopted."""
    by_digest = {(answer.check, answer.digest): answer for answer in carried}
    return [(each, by_digest[each.chosen.check.id, each.chosen.digest]) for each in adopted]


def _omitted(answer: Carried) -> Iterable[Omitted]:
    return (
        Omitted(check=answer.check, version=answer.version, cause=gap.why, source=gap.dataset) for gap in answer.gaps
    )


def _laid_out(path: Path, others: Others, on: Engine | None) -> Engine:
    if on is None:
        return warehouse.over_everything(path, {name: arrow_of(forms()[name], some) for name, some in others.items()})
    lay_out(on, path, others)
    return on


def _start(rows: BookRows) -> dict[str, frozenset[int]]:
    """The parties of whom the book was read, and the cases with which they applied."""
    start: defaultdict[str, set[int]] = defaultdict(set)
    for kind, number in rows.parties:
        start[kind].add(number)
    for case, _, _, person, employer, *_rest in rows.tables["book_cases"]:
        if isinstance(case, int) and not rows.parties.isdisjoint((("person", person), ("employer", employer))):
            start["case"].add(case)
    return {kind: frozenset(keys) for kind, keys in start.items()}


def _cases_of(rows: BookRows) -> dict[tuple[str, int], list[tuple[str, int, int]]]:
    """The cases of each subject with their months: those of applicants, and of the persons for whom they claim."""
    known: defaultdict[tuple[str, int], list[tuple[str, int, int]]] = defaultdict(list)
    place = {field.name: index for index, field in enumerate(forms()["book_cases"].fields)}
    for row in rows.tables["book_cases"]:
        case, first, last = row[place["case_key"]], row[place["from_month"]], row[place["to_month"]]
        if isinstance(case, int) and isinstance(first, int) and isinstance(last, int):
            for kind, key in (("case", case), ("person", row[place["person"]]), ("employer", row[place["employer"]])):
                if isinstance(key, int):
                    known[kind, key].append((rows.texts["case", case], first, last))
    for each in rows.claimed:
        known["person", each.person].append((each.case, each.first, each.last))
    return known


def _keys_in(answers: Iterable[tuple[Adopted, Carried]]) -> dict[str, set[int]]:
    """The persons and employers that hits name, as subjects or as facts."""
    wanted: dict[str, set[int]] = {"person": set(), "employer": set()}
    for each, answer in answers:
        for hit in answer.hits:
            named = {each.chosen.check.subject: hit.subject}
            facts = ((kind_of(name.rpartition("_")[2]), value) for name, value in hit.facts.items())
            for kind, value in (*named.items(), *facts):
                if kind in wanted and isinstance(value, int):
                    wanted[kind].add(value)
    return wanted
