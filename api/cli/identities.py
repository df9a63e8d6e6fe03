"""`identity`: pairs that may be one person: list, show, judge, confirm."""

from typing import get_args

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import PLACE
from domain.identity_link import PairStatus, Verdict
from domain.names import zh
from ledger.checks.identity_model import shipped_model
from ledger.checks.likeness import Likeness, bits, explained
from ledger.commands import identity_links
from ledger.views import identity_queries
from ledger.views.identity_pairs import PairRow


@click.group()
def identity() -> None:
    """身份比对:提示由人判断,从不合并。 Pairs that may be one person; people judge, nothing is merged."""


@identity.command("suggest")
@click.option("--place", type=PLACE, help="地区,默认账套所在地。 Place; default: the book's.")
@writes("身份比对")
def suggest(session: Session, place: str | None) -> None:
    """比对身份登记,提示可能是同一人的两项。 Compare the register of identities and suggest pairs to people."""
    from ledger.commands.compare_identities import CompareIdentities, compare_identities

    request, command = session.request(), CompareIdentities(place=place or session.book.place)
    session.receipt(compare_identities(session.book, session.evidence, command, request))


@identity.command("list")
@click.option("--status", type=click.Choice([each.value for each in PairStatus]), help="状态。 Of one status.")
@reads
def listed(session: Session, status: str | None) -> None:
    """列出比对提示,权重大的在前。 List pairs, the heaviest first."""
    found = identity_queries.identity_pairs(session.book, status=status)
    headings = ("比对 pair", "当事人 party", "当事人 party", "权重(比特) bits", "状态 status")
    rows = ((row.id, row.left, row.right, bits(row.weight), zh(row.status)) for row in found)
    session.answer({"pairs": found}, screen.table("身份比对 identity pairs", headings, rows, right=(3,)))


@identity.command("show")
@click.argument("pair")
@reads
def show(session: Session, pair: str) -> None:
    """显示一项比对及其理由。 Show a pair, and what speaks for and against it."""
    row = identity_queries.identity_pair(session.book, pair)
    rows = [
        ("当事人 parties", f"{row.left}\n{row.right}"),
        ("权重(比特) bits", bits(row.weight)),
        ("理由 grounds", "\n".join(_grounds(row))),
        ("状态 status", zh(row.status)),
        ("判断 judged", f"{row.judged_on or ''} {row.judged_by} {row.confirmed_by}".strip()),
        ("说明 ground", row.ground),
    ]
    session.answer({"pair": row}, screen.table(row.id, ("项 item", "值 value"), rows))


@identity.command("judge")
@click.argument("pair")
@click.option("--verdict", type=click.Choice(get_args(Verdict)), required=True, help="判断。 What the pair is.")
@click.option("--ground", required=True, help="理由。 Why.")
@writes("判断身份比对")
def judge(session: Session, pair: str, verdict: Verdict, ground: str) -> None:
    """判断;「同一人」须另一人复核。 Say what a pair is; that it is one person, a second officer confirms."""
    command = identity_links.Judge(pair=pair, verdict=verdict, ground=ground)
    session.receipt(identity_links.judge(session.book, command, session.request()))


@identity.command("confirm")
@click.argument("pair")
@click.option("--ground", required=True, help="理由。 Why.")
@writes("复核身份比对")
def confirm(session: Session, pair: str, ground: str) -> None:
    """由另一人复核认定同一人。 Confirm, as another officer, that both are one person."""
    command = identity_links.Confirm(pair=pair, ground=ground)
    session.receipt(identity_links.confirm(session.book, command, session.request()))


def _grounds(row: PairRow) -> list[str]:
    """The grounds in words, where the model is still the one that weighed them; else as they were kept."""
    model = shipped_model()
    if row.model != model.digest:
        return list(row.grounds)
    parts = (ground.split(":") for ground in row.grounds)
    words = [
        explained(Likeness(column=column, level=level, weight=int(weight)), model) for column, level, weight in parts
    ]
    return [f"{each.zh} {each.en}" for each in words]
