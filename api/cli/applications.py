"""`application`: every act on an application, and the list of cases."""

import click

from api.cli import endings, filing, importing, reviewing, screen
from api.cli.session import Session, reads
from api.cli.values import PLACE, PROGRAMME, one_of
from domain.application.state import Status
from domain.money import shown
from domain.names import zh
from ledger.views import queries


@click.group()
def application() -> None:
    """申请:从收件到批准,以及各种终结。 Applications, from draft to approval and every way out."""


for _command in (*filing.COMMANDS, *reviewing.COMMANDS, *endings.COMMANDS, *importing.COMMANDS):
    application.add_command(_command)


@application.command("list")
@click.option("--programme", type=PROGRAMME, help="补贴项目。 Programme.")
@click.option("--place", type=PLACE, help="地区(含下级)。 Place, with all below it.")
@click.option("--status", type=one_of(*Status), help="状态。 Status.")
@reads
def listed(session: Session, programme: str | None, place: str | None, status: str | None) -> None:
    """列出案件。 List cases."""
    found = queries.cases(session.book, programme=programme, place=place, status=status)
    headings = ("案件 case", "项目 programme", "状态 status", "下一环节 next", "金额 amount", "已付 paid")
    rows = (
        (row.id, zh(row.programme), zh(row.status), zh(row.next_stage), shown(row.amount), shown(row.paid))
        for row in found
    )
    session.answer({"cases": found}, screen.table("案件 cases", headings, rows, right=(4, 5)))
