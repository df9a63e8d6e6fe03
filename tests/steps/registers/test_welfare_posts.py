"""Public-welfare posts: existing ones first, and nobody is passed over whom the plan puts first."""

from pytest_bdd import scenarios, step, then, when

from domain.register_names import POST_KINDS
from domain.welfare_posts import Candidate
from ledger.commands import welfare_posts
from ledger.views import registers
from tests.steps.registers.words import says
from tests.steps.registers.world import PEOPLE, Registers, employer

scenarios("registers/welfare_posts.feature")

KINDS = {name: code for code, name in POST_KINDS.items()}


def candidate(words: str) -> Candidate:
    """Somebody described as `甲 60 残疾人 就业困难`."""
    name, score, *marks = words.split()
    return Candidate(
        person=PEOPLE[name],
        score=int(score),
        suitable="不符合条件" not in marks,
        pwd="残疾人" in marks,
        difficulty="就业困难" in marks,
    )


def open_posts(world: Registers, unit: int, kind: str, seats: int, *, basic: bool = False, paid: bool = False) -> None:
    command = welfare_posts.OpenPosts(
        place=world.place,
        kind=KINDS[kind],
        employer=employer(unit),
        seats=seats,
        document="湖人社〔演示〕1号",
        run_by_grass_roots=basic,
        otherwise_funded=paid,
    )
    world.act("公益性岗位管理人", lambda request: welfare_posts.open_posts(world.book, command, request))


def recruit(
    world: Registers, unit: int, kind: str, person: str, *candidates: Candidate, who: str = "招录经办人"
) -> None:
    command = welfare_posts.RecruitForPost(
        place=world.place,
        kind=KINDS[kind],
        employer=employer(unit),
        person=PEOPLE[person],
        candidates=candidates,
    )
    world.act(who, lambda request: welfare_posts.recruit(world.book, command, request))


@step(says("单位{unit:Number}开发「{kind:Text}」岗位 {seats:Number} 个"))
def opens(world: Registers, unit: int, kind: str, seats: int) -> None:
    open_posts(world, unit, kind, seats)


@when(
    says(
        "单位{unit:Number}开发「{kind:Text}」岗位 {seats:Number} 个,由基层政府开发管理「{basic:Text}」,"
        "已有其他资金保障「{paid:Text}」"
    )
)
def opens_auxiliary(world: Registers, unit: int, kind: str, seats: int, basic: str, paid: str) -> None:
    open_posts(world, unit, kind, seats, basic=basic == "是", paid=paid == "是")


@step(says("单位{unit:Number}招录「{kind:Text}」岗位{person:Person},应聘的有「{candidates:Text}」"))
def recruits(world: Registers, unit: int, kind: str, person: str, candidates: str) -> None:
    recruit(world, unit, kind, person, *map(candidate, candidates.split("、")))


@when(says("{who:Who}为单位{unit:Number}招录「{kind:Text}」岗位{person:Person}"))
def recruits_in_a_role(world: Registers, who: str, unit: int, kind: str, person: str) -> None:
    recruit(world, unit, kind, person, Candidate(person=PEOPLE[person], score=80, pwd=True), who=who)


@when(says("{person:Person}离开单位{unit:Number}的「{kind:Text}」岗位"))
def leaves(world: Registers, person: str, unit: int, kind: str) -> None:
    command = welfare_posts.VacatePost(
        place=world.place, kind=KINDS[kind], employer=employer(unit), person=PEOPLE[person], ground="本人辞去"
    )
    world.act("公益性岗位管理人", lambda request: welfare_posts.vacate(world.book, command, request))


@when(says("单位{unit:Number}撤销「{kind:Text}」岗位 {seats:Number} 个"))
def closes(world: Registers, unit: int, kind: str, seats: int) -> None:
    command = welfare_posts.ClosePosts(
        place=world.place, kind=KINDS[kind], employer=employer(unit), seats=seats, ground="任务完成"
    )
    world.act("公益性岗位管理人", lambda request: welfare_posts.close(world.book, command, request))


@then(says("「{kind:Text}」岗位共 {seats:Number} 个,在岗 {filled:Number} 人"))
def there_are(world: Registers, kind: str, seats: int, filled: int) -> None:
    assert world.refusal is None, world.refusal
    found = [row for row in registers.welfare_posts(world.book, place=world.place) if row.kind == KINDS[kind]]
    assert (sum(row.seats for row in found), sum(row.filled for row in found)) == (seats, filled)
