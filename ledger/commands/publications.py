"""Publication commands: make a masked list of cases, and record that it was published."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from io import StringIO

from domain import publication
from domain.act import Act
from domain.details import EmployerDetails
from domain.errors import Refusal
from domain.money import yuan
from domain.places import full_name_of
from domain.programs.registry import programme
from domain.publication import ListKind, PublicationRule
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, run
from ledger.commands.load import load_party
from ledger.commands.place import must_lie_within
from ledger.law import law_for
from ledger.vault import Vault
from ledger.views import queries
from ledger.views.cases import CaseRow

Rows = list[list[str]]


class ListChanged(Refusal):
    """操作编号「{key}」对应的名单已公布,现在的名单与当时不同;请用新的操作编号。

    The list with the key "{key}" was published, and the cases differ now; use a new key.
    """


class PublishList(Command, frozen=True, kw_only=True):
    """Which cases: on notice or granted between two days, at a place and below, of one programme or all."""

    kind: ListKind
    place: str
    first_day: date
    last_day: date
    programme: str = ""
    fields: tuple[str, ...] = ()


class MaskedList:
    """A masked list, ready to be published."""

    def __init__(self, fields: tuple[str, ...], rows: Rows, rule: PublicationRule) -> None:
        self.fields = fields
        self.rows = rows
        self.rule = rule

    @property
    def headings(self) -> list[str]:
        """The columns as the public reads them."""
        return [publication.HEADINGS[name] for name in self.fields]

    @property
    def csv(self) -> bytes:
        """The list as CSV in UTF-8 with a byte order mark, as spreadsheets expect it."""
        text = StringIO()
        csv.writer(text, lineterminator="\r\n").writerows([self.headings, *(map(_inert, row) for row in self.rows)])
        return text.getvalue().encode("utf-8-sig")

    @property
    def digest(self) -> str:
        """The SHA-256 of these bytes."""
        return sha256(self.csv).hexdigest()


def _inert(cell: str) -> str:
    """The cell as spreadsheets show it: what begins like a formula is put behind an apostrophe."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def masked_list(book: Book, vault: Vault, command: PublishList, today: date) -> MaskedList:
    """The list by the rule in force; refuses a field that the rule does not allow, and a row that would leak."""
    must_lie_within(book, command.place)
    rule = _rule(book, command.kind, command.place, today)
    return _masked_by(book, vault, rule, rule.chosen(command.fields), _cases(book, command))


def masked_cases(
    book: Book, vault: Vault, cases: Iterable[CaseRow], kind: ListKind, today: date
) -> list[dict[str, str]]:
    """The cases as the public may read them: of each, the fields that the rule of its own place allows, by name."""
    rules: dict[str, PublicationRule] = {}
    shown = []
    for case in cases:
        if case.place not in rules:
            rules[case.place] = _rule(book, kind, case.place, today)
        rule = rules[case.place]
        made = _masked_by(book, vault, rule, rule.fields, (case,))
        shown.append(dict(zip(made.fields, made.rows[0], strict=True)))
    return shown


def publish_list(book: Book, vault: Vault, command: PublishList, request: Request) -> tuple[Receipt, MaskedList]:
    """Record the publication and hand the list out; nothing is handed out that is not recorded."""
    stream = f"publication:{sha256(f'{book.place}|{request.key}'.encode()).hexdigest()[:16]}"

    made: MaskedList | None = None

    def decide(act: Act) -> Plan:
        nonlocal made
        made = masked_list(book, vault, command, act.today)
        event = publication.publish(
            kind=command.kind,
            place=command.place,
            programme=command.programme,
            first_day=command.first_day,
            last_day=command.last_day,
            fields=made.fields,
            count=len(made.rows),
            digest=made.digest,
            rule=made.rule,
            act=act,
        )
        return filed(stream, 0, event, outcome={"digest": made.digest, "rows": str(len(made.rows))})

    receipt = run(book, "publish_list", command, request, decide)
    made = made or masked_list(book, vault, command, request.act().today)
    if made.digest != receipt.outcome["digest"]:
        raise ListChanged(field="key", key=request.key)
    return receipt, made


def _rule(book: Book, kind: ListKind, place: str, today: date) -> PublicationRule:
    return publication.rule_of(law_for(book, publication.PROGRAMME, place, today), kind, today)


def _masked_by(
    book: Book, vault: Vault, rule: PublicationRule, fields: tuple[str, ...], cases: Iterable[CaseRow]
) -> MaskedList:
    rows = [_masked(book, vault, rule, fields, case) for case in cases]
    publication.must_not_leak(fields, rows)
    return MaskedList(fields, rows, rule)


def _cases(book: Book, command: PublishList) -> Iterator[CaseRow]:
    found = queries.cases(book, programme=command.programme or None, place=command.place)
    return (case for case in found if _listed(case, command))


def _listed(case: CaseRow, command: PublishList) -> bool:
    day = case.notice_last_day if command.kind == "notice" else case.decided_on
    fits = case.status == ("in_review" if command.kind == "notice" else "approved")
    return fits and day is not None and command.first_day <= day <= command.last_day


def _masked(book: Book, vault: Vault, rule: PublicationRule, fields: tuple[str, ...], case: CaseRow) -> list[str]:
    party, _ = load_party(book, case.applicant)
    details = vault.open(case.applicant, party.details_version if party else 1)
    employer = isinstance(details, EmployerDetails)
    cells = {
        "case": case.id,
        "programme": programme(case.programme).name_zh,
        "place": full_name_of(case.place),
        "name": details.name,
        "resident_id": "" if isinstance(details, EmployerDetails) else details.resident_id,
        "uscc": details.uscc if isinstance(details, EmployerDetails) else "",
        "amount": yuan(case.amount),
        "last_day": str(case.notice_last_day or ""),
        "decided_on": str(case.decided_on or ""),
    }
    return publication.masked(rule, fields, cells, person=not employer)
