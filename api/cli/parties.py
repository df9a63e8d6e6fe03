"""`party`: register details in the vault, and show one field of them in full."""

from pathlib import Path

import click

from api.cli import screen
from api.cli.session import Session, writes
from api.cli.values import FILE
from api.forms.json_form import read_json
from api.schemas.form import loaded
from api.schemas.people import Employer, Person, details_of
from ledger.commands import register as registering
from ledger.commands import reveal as revealing


@click.group()
def party() -> None:
    """当事人:登记、变更、查看个人信息。 Parties and their sealed details."""


@party.command("register")
@click.option("--form", type=FILE, required=True, help="JSON 文件(- 为标准输入)。 JSON file, - for standard input.")
@writes()
def register(session: Session, form: Path) -> None:
    """登记当事人或变更其信息;个人信息只进保险库。 Register a party or its new details, in the vault only."""
    data = read_json(form)
    details = details_of(loaded(Employer() if "uscc" in data else Person(), data))
    session.receipt(registering.register(session.book, session.vault, details, session.request()))


@party.command("reveal")
@click.argument("party_id", metavar="PARTY")
@click.option("--field", required=True, help="字段,如 resident_id、account。 Field to show.")
@writes()
def reveal(session: Session, party_id: str, field: str) -> None:
    """查看一项个人信息;先留痕,后显示。 Show one field in full; the look is recorded first."""
    command = revealing.Reveal(party=party_id, field=field)
    receipt, value = revealing.reveal(session.book, session.vault, command, session.request())
    content = {"subject": receipt.subject, "field": field, "value": value, "key": session.settings.key}
    rows = (("当事人 party", party_id), (field, value), ("操作编号 key", session.settings.key))
    session.answer(content, screen.table("已留痕 recorded", ("项 item", "值 value"), rows))
