"""An office with a server: officers with an account and an API key each, on days that the test sets."""

from collections.abc import Mapping
from copy import copy
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from flask import Flask
from werkzeug.test import TestResponse

from api.app import create_app
from api.hosting import Hosted, Hosts
from api.http.entrance import NAME, Entrance
from api.http.rates import Rates
from domain.access import audit
from domain.access.scope import Scope
from domain.actor import Actor
from ledger.authority import actor_of
from ledger.commands import access, accounts
from ledger.commands.base import Request
from ledger.commands.open_book import create_book
from ledger.credentials import keys
from ledger.documents.store import DocumentStore
from ledger.evidence.store import EvidenceStore
from ledger.vault import Vault
from tests.integration.world import ROLES as OFFICERS
from tests.integration.world import World

PLACE = "330500"
MANY = 1_000_000
OPENING = datetime(2024, 1, 2, 1, tzinfo=UTC)
AFTERWARDS = datetime(2025, 4, 1, 1, tzinfo=UTC)
"""After everything that happens in the world."""
ROLES: Mapping[str, str] = {**OFFICERS, "auditor": "auditor"}
"""The officers by short name, each with one role for the whole book; `admin` is the administrator."""


@cache
def _application() -> Flask:
    """The application without a book. Its addresses are compiled, which takes longer than many a test."""
    return create_app(Hosts([]), lambda: OPENING)


def _behind(entrance: Entrance) -> Flask:
    """The same application with an entrance of its own, which is all that it knows of its books."""
    app = copy(_application())
    app.extensions = {**app.extensions, NAME: entrance}
    return app


class Caller:
    """A client that sends one account's key, and a new idempotency key with every write."""

    def __init__(self, office: "Office", headers: Mapping[str, str]) -> None:
        self._office = office
        self.headers = dict(headers)

    def get(self, path: str, **query: Any) -> TestResponse:
        """Read."""
        return self._office.app.test_client(use_cookies=False).get(
            self._office.url(path), query_string=query, headers=self.headers
        )

    def post(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        version: int | None = None,
        key: str = "",
        **also: str,
    ) -> TestResponse:
        """Write; `version` is what If-Match says."""
        headers = {**self.headers, "Idempotency-Key": key or self._office.key(), **also}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        client = self._office.app.test_client(use_cookies=False)
        return client.post(self._office.url(path), json=dict(body or {}), headers=headers)

    def send(
        self,
        path: str,
        content: BinaryIO,
        *,
        query: Mapping[str, str],
        key: str = "",
        media_type: str = "",
        length: int | None = None,
        digest: str = "",
        in_pieces: bool = False,
    ) -> TestResponse:
        """Send a file as it is, over a line that ends as that of the server does; `length` is what is announced."""
        announced = {} if length is None else {"CONTENT_LENGTH": str(length)}
        announced |= {"HTTP_TRANSFER_ENCODING": "chunked"} if in_pieces else {}
        return self._office.app.test_client(use_cookies=False).post(
            self._office.url(path),
            input_stream=content,
            query_string=dict(query),
            headers={
                **self.headers,
                "Idempotency-Key": key or self._office.key(),
                **({"Content-Type": media_type} if media_type else {}),
                **({"Repr-Digest": digest} if digest else {}),
            },
            environ_overrides={"wsgi.input_terminated": True, **announced},
        )

    def done(self, path: str, body: Mapping[str, Any] | None = None, *, version: int | None = None) -> Any:
        """Write what must be taken; the receipt."""
        response = self.post(path, body, version=version)
        assert response.status_code in (200, 201), response.text
        return response.json

    def read(self, path: str, **query: Any) -> Any:
        """Read what must be there."""
        response = self.get(path, **query)
        assert response.status_code == 200, response.text
        return response.json


class Office:
    """One book behind a server, and its officers; a new book, or that of a world in which everything happened."""

    def __init__(self, url: str, folder: Path, world: World | None = None) -> None:
        self.now = OPENING
        self._keys = count(1)
        if world is None:
            self.book, book_keys = create_book(
                url, place=PLACE, mode="demo", key_file=folder / "keys.json", request=self.request("admin")
            )
            self.vault = Vault(self.book, book_keys)
        else:
            self.book, self.vault, self.now = world.book, world.vault, AFTERWARDS
        self.documents = DocumentStore(self.book, self.vault, folder / "documents")
        self.evidence = EvidenceStore(self.book, folder / "evidence")
        first = accounts.Bootstrap(account=account_of("admin"), unit="市残联", document="湖残联〔演示〕1号")
        accounts.bootstrap(self.book, first, self.request("admin"))
        hosts = Hosts([Hosted(self.book, self.vault, self.documents, self.evidence)])
        self.entrance = Entrance(hosts, lambda: self.now, Rates(requests=MANY, strangers=MANY))
        self.app = _behind(self.entrance)
        self.callers = {"admin": self.caller(account_of("admin"))}

    def on(self, day: str) -> None:
        """Let it be the morning of another day."""
        self.now = datetime.fromisoformat(f"{day}T09:00:00+08:00").astimezone(UTC)

    def key(self) -> str:
        """An idempotency key that nobody used yet; the clock goes on by a second."""
        self.now += timedelta(seconds=1)
        return f"key-{next(self._keys):05d}"

    def url(self, path: str) -> str:
        """A path below the book, or as it is where it names the version."""
        return path if path.startswith("/v1/") else f"/v1/books/{PLACE}{path}"

    def request(self, officer: str) -> Request:
        """A request of the ledger, by somebody without an account yet or by the administrator."""
        actor = Actor(id=account_of(officer), roles=("budget_officer", "account_administrator"), place=PLACE)
        return Request(actor=actor, now=self.now, key=self.key(), reason="依规定办理")

    def appoint(self, officer: str, *roles: str, place: str = PLACE) -> Caller:
        """Open an account with roles for a place, and give it a key that carries them."""
        account = account_of(officer)
        administrator = actor_of(self.book, account_of("admin"), self.now.date())
        opening = accounts.OpenAccount(account=account, kind="officer", unit="演示单位", place=place)
        accounts.open_account(self.book, opening, self._by(administrator))
        for role in roles:
            what = accounts.Appoint(account=account, role=role, place=place, document="湖残联〔演示〕2号")
            accounts.appoint(self.book, what, self._by(administrator))
        self.callers[officer] = self.caller(account)
        return self.callers[officer]

    def move(self, officer: str, role: str, other: str) -> Caller:
        """Take a role from an officer and give another one instead."""
        account = account_of(officer)
        request = self._by(actor_of(self.book, account_of("admin"), self.now.date()))
        what = accounts.Appoint(account=account, role=role, place=PLACE, document="湖残联〔演示〕3号")
        accounts.end_appointment(self.book, what, request)
        accounts.appoint(self.book, msgspec.structs.replace(what, role=other), self._by(request.actor))
        self.callers[officer] = self.caller(account)
        return self.callers[officer]

    def caller(self, account: str) -> Caller:
        """A client with a new key that carries all that the account holds."""
        actor = actor_of(self.book, account, self.now.date())
        scope = tuple(Scope(role=held.role, place=held.place) for held in actor.appointments)
        issued = keys.prepare(self.book, account=account, purpose="test", scope=scope, days=366, now=self.now)
        fact = audit.KeyIssued(
            account=account,
            key=issued.key.key,
            purpose="test",
            scope=scope,
            expires_at=issued.key.expires_at,
            commitment=keys.commitment(issued.row[1]),
        )
        access.note(self.book, account, fact, now=self.now, reason="测试", rows=(issued.row,))
        return Caller(self, {"Authorization": f"Bearer {issued.text}"})

    def as_(self, officer: str) -> Caller:
        """The client of an officer, who is appointed when first needed."""
        if officer not in self.callers:
            self.appoint(officer, ROLES[officer])
        return self.callers[officer]

    def version(self, stream: str) -> int:
        """The version that a stream has."""
        return self.book.version(stream)

    def _by(self, actor: Actor) -> Request:
        return Request(actor=actor, now=self.now, key=self.key(), reason="任职")


def account_of(officer: str) -> str:
    """The account of an officer by short name."""
    return f"{PLACE}-{officer}"
