"""Certified person-months for another book to compare: blind under a key that the books share, naming nobody.

A pseudonym means something in its own book only. Two books that were given the same exchange key can each write down
their certified person-months as keyed digests of resident ID and month, and see which of them the other has too.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256

import msgspec

from domain.certification.state import Certification
from domain.details import PersonDetails
from domain.errors import Refusal
from ledger.book import Book
from ledger.commands.load import load_certification, load_party
from ledger.vault import Vault
from ledger.views.quota_queries import certifications

LEAST_KEY = 32
"""How many bytes an exchange key has at least: with less, resident IDs could be tried out one by one."""


class ExchangeKeyTooShort(Refusal):
    """交换密钥至少 {least} 字节,现有 {length} 字节。

    An exchange key has at least {least} bytes, not {length}.
    """


class ExchangeOfOwnBook(Refusal):
    """这是本账套({book})自己导出的文件,没有可比对的。

    This file was written by this book ({book}) itself; there is nothing to compare.
    """


class ExchangedMonth(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One certified person-month: a digest in the place of the person, the employer (credit code), the weight."""

    digest: str
    month: str
    employer: str
    weight: int


class ExchangeFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a book gives to another: its certified person-months of a year, by digest."""

    book: str
    year: int
    months: tuple[ExchangedMonth, ...]


class Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """A person-month that both books count: our pseudonym and employer, and theirs."""

    person: str
    month: str
    employer: str
    other_book: str
    other_employer: str


def export(book: Book, vault: Vault, year: int, key: bytes) -> ExchangeFile:
    """The certified person-months of a year, sorted by digest so that the order tells nothing either."""
    months = [
        ExchangedMonth(digest=digest, month=month, employer=employer, weight=weight)
        for _, digest, month, employer, weight in _blinded(book, vault, year, key)
    ]
    return ExchangeFile(book=book.place, year=year, months=tuple(sorted(months, key=lambda each: each.digest)))


def overlaps(book: Book, vault: Vault, other: ExchangeFile, key: bytes) -> tuple[Overlap, ...]:
    """The person-months of ours that the other book counts too."""
    if other.book == book.place:
        raise ExchangeOfOwnBook(field="file", book=book.place)
    theirs = {each.digest: each for each in other.months}
    found = (
        Overlap(
            person=person, month=month, employer=ours, other_book=other.book, other_employer=theirs[digest].employer
        )
        for person, digest, month, ours, _ in _blinded(book, vault, other.year, key)
        if digest in theirs
    )
    return tuple(sorted(found, key=lambda each: (each.person, each.month)))


def _blinded(book: Book, vault: Vault, year: int, key: bytes) -> Iterable[tuple[str, str, str, str, int]]:
    """Person, digest, month, employer and weight of every person-month that stands certified."""
    if len(key) < LEAST_KEY:
        raise ExchangeKeyTooShort(field="exchange_key", least=LEAST_KEY, length=len(key))
    for certification in _standing(book, year):
        for each in certification.counted:
            digest = _digest(key, _resident_id(book, vault, each.person), str(each.month))
            yield each.person, digest, str(each.month), certification.employer, each.weight


def _standing(book: Book, year: int) -> Iterable[Certification]:
    for row in certifications(book, year=year):
        state, _ = load_certification(book, row.id)
        if state.stands:
            yield state


def _resident_id(book: Book, vault: Vault, person: str) -> str:
    party, _ = load_party(book, person)
    details = vault.open(person, party.details_version if party else 1)
    if not isinstance(details, PersonDetails):
        raise TypeError(person)
    return details.resident_id


def _digest(key: bytes, resident_id: str, month: str) -> str:
    return hmac.new(key, f"person-month:{resident_id}:{month}".encode(), sha256).hexdigest()
