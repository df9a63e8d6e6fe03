"""A book with an administrator, officers and a service, whose credentials cost nothing to hash."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from domain.access.audit import stream_of
from domain.access.scope import Scope
from domain.actor import Actor
from domain.events import Event
from ledger.authority import actor_of
from ledger.commands import access, accounts, credentials
from ledger.commands.base import CHINA, Request
from ledger.commands.open_book import create_book
from ledger.commands.passwords import set_password
from ledger.credentials import passwords
from ledger.credentials.sessions import Begun

PLACE = "330500"
ADMINISTRATOR = "330500-admin"
OFFICER = "330500-intake"
SERVICE = "330500-onecard"
PASSWORD = "七只灰鹭 from under the bridge"
OTHER = "nine brown owls above a well"
NOW = datetime(2024, 3, 1, 1, tzinfo=UTC)
DOCUMENT = "湖残联人〔2024〕1号"
INTAKE = Scope(role="intake_officer", place=PLACE)

_keys = count(1)


def light_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost nothing, where it is not tested how hard they are."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class Gatehouse:
    """The book, and who may come in: one administrator, one officer of intake, one service that takes in."""

    def __init__(self, url: str, folder: Path) -> None:
        operator = Actor(id="operator", roles=(), place=PLACE)
        opening = Request(actor=operator, now=NOW, key="open", reason="开立账套")
        self.book, _ = create_book(url, place=PLACE, mode="demo", key_file=folder / "book.key", request=opening)
        first = accounts.Bootstrap(account=ADMINISTRATOR, unit="市残联", document=DOCUMENT)
        accounts.bootstrap(self.book, first, self.request(operator))
        self.open(OFFICER, "officer")
        self.open(SERVICE, "service")

    def request(self, actor: Actor, now: datetime = NOW) -> Request:
        return Request(actor=actor, now=now, key=f"gate-{next(_keys)}", reason="依规定办理")

    def by(self, account: str, now: datetime = NOW) -> Request:
        return self.request(actor_of(self.book, account, now.astimezone(CHINA).date()), now)

    def open(self, account: str, kind: str, place: str = PLACE) -> None:
        opened = accounts.OpenAccount(
            account=account, kind="service" if kind == "service" else "officer", unit="市残联", place=place
        )
        accounts.open_account(self.book, opened, self.by(ADMINISTRATOR))
        self.appoint(account, "intake_officer", place)

    def appoint(self, account: str, role: str, place: str = PLACE) -> None:
        appointment = accounts.Appoint(account=account, role=role, place=place, document=DOCUMENT)
        accounts.appoint(self.book, appointment, self.by(ADMINISTRATOR))

    def dismiss(self, account: str, role: str, place: str = PLACE) -> None:
        appointment = accounts.Appoint(account=account, role=role, place=place, document=DOCUMENT)
        accounts.end_appointment(self.book, appointment, self.by(ADMINISTRATOR))

    def suspend(self, account: str) -> None:
        accounts.suspend(self.book, accounts.Standing(account=account, ground="调离"), self.by(ADMINISTRATOR))

    def token(self, account: str = OFFICER, now: datetime = NOW) -> str:
        command = credentials.OfAccount(account=account)
        return credentials.issue_enrolment(self.book, command, self.by(ADMINISTRATOR, now))[1]

    def enrol(self, password: str = PASSWORD, account: str = OFFICER, now: datetime = NOW) -> None:
        set_password(self.book, account=account, token=self.token(account, now), password=password, now=now)

    def sign_in(self, password: str = PASSWORD, now: datetime = NOW, account: str = OFFICER) -> Begun:
        return access.sign_in(self.book, account=account, password=password, now=now)

    def service_key(self, *scope: Scope, days: int = 30) -> str:
        command = credentials.IssueKey(account=SERVICE, purpose="一卡通代收", scope=scope or (INTAKE,), days=days)
        return credentials.issue_key(self.book, command, self.by(ADMINISTRATOR))[1]

    def events(self, account: str = OFFICER) -> list[Event]:
        return [recorded.event for recorded in self.book.events(stream_of(account))]

    def topics(self, account: str = OFFICER) -> list[str]:
        return [event.topic for event in self.events(account)]


MINUTE = timedelta(minutes=1)
