"""`post`: open public-welfare posts, recruit in the plan's order, vacate, close, list, show."""

from typing import Any, Final

import click

from api.cli import screen
from api.cli.session import Session, reads, writes
from api.cli.values import PLACE, OneOf, Value
from domain.errors import Refusal
from domain.register_names import POST_KINDS
from domain.welfare_posts import Candidate
from ledger.commands import welfare_posts
from ledger.commands.load import load_welfare_posts
from ledger.views import registers

_MARKS: Final = {"pwd": "pwd", "difficulty": "difficulty", "unsuitable": "suitable"}


class CandidateUnreadable(Refusal):
    """应聘人员应写作「编号:得分」,其后可加 :pwd(残疾人)、:difficulty(就业困难)、:unsuitable(不符合条件)。

    A candidate is written as id:score, then any of :pwd, :difficulty, :unsuitable.
    """


def candidate_of(text: str, field: str) -> Candidate:
    """A candidate written as `p_…:85:pwd:difficulty`."""
    person, _, rest = text.partition(":")
    score, *marks = rest.split(":")
    if not person or not (score.isascii() and score.isdigit()) or len(score) > 6 or set(marks) - _MARKS.keys():
        raise CandidateUnreadable(field=field)
    return Candidate(
        person=person,
        score=int(score),
        suitable="unsuitable" not in marks,
        pwd="pwd" in marks,
        difficulty="difficulty" in marks,
    )


_CANDIDATE: Final = Value("id:score[:pwd][:difficulty][:unsuitable]", candidate_of)
_PLACE = click.option("--place", type=PLACE, required=True, help="地区。 Place.")
_KIND = click.option("--kind", type=OneOf(list(POST_KINDS)), required=True, help="岗位种类。 Kind of post.")
_EMPLOYER = click.option("--employer", required=True, help="用人单位统一社会信用代码。 Credit code of the employer.")
_PERSON = click.option("--person", required=True, help="人员编号(化名)。 Pseudonym.")
_SEATS = click.option("--seats", type=int, required=True, help="岗位数。 Number of posts.")
_GROUND = click.option("--ground", required=True, help="理由。 Ground.")


@click.group()
def post() -> None:
    """公益性岗位:开发、招录、离岗、撤销。 Public-welfare posts."""


@post.command("open")
@_PLACE
@_KIND
@_EMPLOYER
@_SEATS
@click.option("--document", required=True, help="文号。 Document.")
@click.option("--run-by-grass-roots", is_flag=True, help="由基层政府开发管理。 Run by grass-roots government.")
@click.option("--otherwise-funded", is_flag=True, help="已有其他资金保障。 Paid by another fund.")
@writes("开发公益性岗位")
def open_posts(session: Session, /, **given: Any) -> None:
    """开发岗位;同类岗位有空缺的先用现有岗位。 Open posts; existing ones come first."""
    session.receipt(welfare_posts.open_posts(session.book, welfare_posts.OpenPosts(**given), session.request()))


@post.command("recruit")
@_PLACE
@_KIND
@_EMPLOYER
@_PERSON
@click.option(
    "--candidate", "candidates", type=_CANDIDATE, multiple=True, required=True, help="可重复。 May be repeated."
)
@writes("招录公益性岗位人员")
def recruit(session: Session, /, **given: Any) -> None:
    """招录:应当优先的人不得越过。 Recruit; whoever comes first by the plan may not be passed over."""
    session.receipt(welfare_posts.recruit(session.book, welfare_posts.RecruitForPost(**given), session.request()))


@post.command("vacate")
@_PLACE
@_KIND
@_EMPLOYER
@_PERSON
@_GROUND
@writes("公益性岗位人员离岗")
def vacate(session: Session, /, **given: Any) -> None:
    """离岗。 A holder leaves."""
    session.receipt(welfare_posts.vacate(session.book, welfare_posts.VacatePost(**given), session.request()))


@post.command("close")
@_PLACE
@_KIND
@_EMPLOYER
@_SEATS
@_GROUND
@writes("撤销公益性岗位")
def close(session: Session, /, **given: Any) -> None:
    """撤销空缺的岗位。 Give vacant posts up."""
    session.receipt(welfare_posts.close(session.book, welfare_posts.ClosePosts(**given), session.request()))


@post.command("list")
@click.option("--place", type=PLACE, help="地区(含下级)。 Place and everything below it.")
@reads
def listed(session: Session, place: str | None) -> None:
    """列出岗位。 List posts."""
    found = registers.welfare_posts(session.book, place=place)
    headings = ("地区 place", "种类 kind", "用人单位 employer", "岗位 posts", "在岗 filled", "累计开发 opened")
    rows = ((row.place, POST_KINDS[row.kind], row.employer, row.seats, row.filled, row.opened) for row in found)
    session.answer({"posts": found}, screen.table("公益性岗位 posts", headings, rows, right=(3, 4, 5)))


@post.command("show")
@_PLACE
@_KIND
@reads
def show(session: Session, place: str, kind: str) -> None:
    """一地一类岗位的用人单位和在岗人员。 Employers and holders of a kind at a place."""
    state, _ = load_welfare_posts(session.book, place, kind)
    headings = ("用人单位 employer", "岗位 posts", "在岗人员 holders")
    rows = ((employer, seats, "、".join(state.holders.get(employer, ()))) for employer, seats in state.seats.items())
    session.answer({"posts": state}, screen.table(POST_KINDS[kind], headings, rows, right=(1,)))
