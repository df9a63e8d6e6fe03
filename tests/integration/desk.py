"""A desk with a terminal: officers who type commands, on days that the test sets."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from api.cli import main
from api.forms.reference import example_of
from api.schemas.catalogue import form_of
from ledger.book import Book
from tests.factories import bank_card, disability_certificate, resident_id, uscc

LEVY = "employment_security_fund"
ACCOUNT = "ZFZH-1"
ROLES = {
    "budget": "budget_officer",
    "data": "data_officer",
    "second-data": "data_officer",
    "intake": "intake_officer",
    "first": "first_reviewer",
    "site": "site_inspector",
    "second": "second_reviewer",
    "approver": "approver",
    "finance": "finance_officer",
    "appeal": "appeal_officer",
    "privacy": "privacy_officer",
}


class Desk:
    """One book in a folder; every command is typed by the officer who is on duty, a minute after the one before."""

    def __init__(self, folder: Path, place: str = "330500", mode: str = "demo") -> None:
        self.folder = folder
        self.place = place
        self.url = f"sqlite:///{folder / 'book.sqlite'}"
        self.demo = mode == "demo"
        self.on("2024-03-01")
        self.done("book", "init", self.url, "--place", place, "--mode", mode, officer="budget")

    def on(self, day: str) -> None:
        """Let it be the morning of another day."""
        self.now = datetime.fromisoformat(f"{day}T09:00:00+08:00")

    def type(self, *words: object, officer: str = "", role: str = "", as_json: bool = True) -> Result:
        """Type a command and look at what comes back."""
        self.now += timedelta(minutes=1)
        before = ["--book", self.url] + (["--json"] if as_json else [])
        if officer:
            roles = (role or ROLES[officer]).split()
            before += ["--actor", f"{self.place}-{officer}", *(word for one in roles for word in ("--role", one))]
            before += ["--now", self.now.isoformat()] if self.demo else []
        return CliRunner().invoke(main, [*before, *map(str, words)], catch_exceptions=False)

    def done(self, *words: object, officer: str, role: str = "") -> dict[str, Any]:
        """Type a command that must succeed; what it answered."""
        result = self.type(*words, officer=officer, role=role)
        assert result.exit_code == 0, result.output
        answer: dict[str, Any] = json.loads(result.stdout)
        return answer

    def read(self, *words: object) -> Any:
        """Type a question; what it answered."""
        result = self.type(*words)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def refused(self, *words: object, officer: str, role: str = "") -> dict[str, Any]:
        """Type a command that must be refused, as JSON and for people; nothing is written."""
        length = self.length
        shown = self.type(*words, officer=officer, role=role, as_json=False)
        result = self.type(*words, officer=officer, role=role)
        assert (result.exit_code, shown.exit_code, shown.stdout) == (1, 1, "")
        error: dict[str, Any] = json.loads(result.stdout)["error"]
        assert error["zh"]
        assert error["en"]
        assert error["zh"] in shown.stderr
        assert error["en"] in shown.stderr
        assert self.length == length
        return error

    @property
    def length(self) -> int:
        """How long the log is."""
        with Book.open(self.url) as book:
            return book.head.position

    def budget(self, programme: str, amount: str, fund: str = LEVY) -> None:
        """Make budget available on one line."""
        year = self.now.year
        common = ("--fund", fund, "--year", year, "--amount", amount)
        self.done("fund", "appropriate", *common, "--document", "财社〔演示〕1号", officer="budget")
        line = ("--programme", programme, "--place", self.place, "--document", "残联〔演示〕2号")
        self.done("fund", "allot", *common, *line, officer="budget")

    def form(self, programme: str, number: int = 0, **facts: Any) -> Path:
        """A right form of somebody who does not exist, with other facts where the test says so."""
        data = example_of(form_of(programme))
        data |= {"applied_on": f"{self.now:%Y-%m-%d}", "place": self.place}
        data["applicant"] |= applicant(number, employer="uscc" in data["applicant"])
        if "business_uscc" in data["facts"]:
            data["facts"]["business_uscc"] = uscc(100 + number)
        data["facts"] |= facts
        return self.file(data)

    def file(self, data: object) -> Path:
        """A JSON file."""
        path = self.folder / "form.json"
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return path

    def submitted(self, programme: str, number: int = 0, **facts: Any) -> str:
        """A case that was handed in."""
        form = self.form(programme, number, **facts)
        return str(self.done("application", "submit", "--form", form, officer="intake")["subject"])

    def published(self, programme: str, number: int = 0, **facts: Any) -> str:
        """A case whose notice begins today."""
        case = self.submitted(programme, number, **facts)
        self.done("application", "accept", case, officer="intake")
        self.done("application", "review", case, "--opinion", "属实", officer="first")
        visit = ("--visited-on", f"{self.now:%Y-%m-%d}", "--finding", "在营")
        self.done("application", "check-site", case, *visit, officer="site")
        self.done("application", "notice", case, "--contact", "0572-0000000", officer="first")
        return case

    def approved(self, programme: str, number: int = 0, **facts: Any) -> str:
        """A case that was approved after its notice; applied for on 2024-03-01, approved on 2024-03-11."""
        case = self.published(programme, number, **facts)
        self.on("2024-03-11")
        self.done("application", "second-review", case, "--opinion", "同意", officer="second")
        self.done("application", "approve", case, officer="approver")
        return case

    def settled(self, programme: str, amount: str, number: int = 0, **facts: Any) -> str:
        """A payment that the bank has booked."""
        case = self.approved(programme, number, **facts)
        payment = str(self.done("payment", "instruct", case, officer="finance")["subject"])
        self.done("payment", "settle", payment, *self.booked("0001", amount), officer="finance")
        return payment

    def booked(self, reference: str, amount: str) -> tuple[str, ...]:
        """A line of today's bank statement, as options."""
        day = f"{self.now:%Y-%m-%d}"
        return ("--account", ACCOUNT, "--reference", reference, "--booked-on", day, "--amount", amount)


def applicant(number: int, *, employer: bool = False) -> dict[str, str]:
    """The numbers of somebody who does not exist."""
    if employer:
        return {"uscc": uscc(number), "name": f"用人单位{number}", "account": f"33050000{number:08d}"}
    identity = resident_id(f"199{number}0315")
    return {
        "resident_id": identity,
        "name": f"申请人{number}",
        "certificate": disability_certificate(identity),
        "account": bank_card(number),
    }
