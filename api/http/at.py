"""Where a request is: the book, who asks, when, and what may be seen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app

from api.auth.policy import EVERY_ROLE, Policy
from api.auth.principal import Principal
from api.hosting import Hosted
from api.http.refusals import NoDocumentsHere, NoEvidenceHere
from domain.actor import Actor
from domain.errors import NotFound, Refusal
from domain.places import covers
from ledger.book import Book
from ledger.checks.running import CheckRoom
from ledger.commands import access
from ledger.commands.base import CHINA, Request
from ledger.documents.store import DocumentStore
from ledger.evidence.store import EvidenceStore
from ledger.vault import Vault
from ledger.views.jurisdiction import sees_whole


@dataclass(frozen=True)
class At:
    """One request of an account to one book, at one moment (UTC)."""

    hosted: Hosted
    principal: Principal
    policy: Policy
    now: datetime

    @property
    def book(self) -> Book:
        """The book."""
        return self.hosted.book

    @property
    def vault(self) -> Vault:
        """The personal data of the book."""
        return self.hosted.vault

    @property
    def documents(self) -> DocumentStore:
        """The documents of the book; refused where the server keeps none."""
        if self.hosted.documents is None:
            raise NoDocumentsHere()
        return self.hosted.documents

    @property
    def evidence(self) -> EvidenceStore:
        """The evidence of the book; refused where the server keeps none."""
        if self.hosted.evidence is None:
            raise NoEvidenceHere()
        return self.hosted.evidence

    @property
    def room(self) -> CheckRoom:
        """Where checks are carried out; refused where the server keeps no evidence."""
        if self.hosted.room is None:
            raise NoEvidenceHere()
        return self.hosted.room

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.principal.actor

    @property
    def today(self) -> date:
        """The day in China."""
        return self.now.astimezone(CHINA).date()

    @property
    def sees(self) -> tuple[str, ...]:
        """The places whose things this endpoint may show to the account."""
        return self.principal.places(self.policy.roles or EVERY_ROLE)

    def must_see(self, place: str, what: str, key: str) -> None:
        """Answer as if a thing did not exist where it lies outside of what the account may see."""
        if not sees_whole(self.book, self.sees) and not any(covers(outer, place) for outer in self.sees):
            raise NotFound(field="id", what=what, key=key)

    def request(self, body: dict[str, Any], key: str, default_reason: str, seen: dict[str, int]) -> Request:
        """The request to the ledger; takes value date and reason out of the body."""
        return Request(
            actor=self.actor,
            now=self.now,
            key=key,
            reason=body.pop("reason", "") or default_reason,
            on=body.pop("on", None),
            seen=seen,
        )

    def note_denied(self, refusal: Refusal, endpoint: str) -> None:
        """Put on record that the account was denied something: an auditor asks who tried what.

        A denial that cannot be put on record is still one; the server's own log says what became of the record.
        """
        try:
            access.note_denied(
                self.book,
                account=self.actor.id,
                endpoint=endpoint,
                place=self.book.place,
                rule=refusal.code,
                now=self.now,
            )
        except Refusal as unrecorded:
            current_app.logger.error("a denial was not recorded: %s", unrecorded.code)
