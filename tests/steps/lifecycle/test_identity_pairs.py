"""Pairs that may be one person: suggested by linkage, judged by people, two of them where it is one person."""

from pytest_bdd import scenarios, step, then

from domain.identity_link import Completed, Verdict, stream_of
from domain.names import zh
from ledger.audit.verify import verify
from ledger.commands import identity_links
from ledger.views import identity_queries
from tests.integration.world_identities import MODEL, likely
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/identity_pairs.feature")

VERDICTS: dict[str, Verdict] = {
    zh("same_person"): "same_person",
    zh("different_persons"): "different_persons",
    zh("identity_unclear"): "identity_unclear",
}


@step(says("{who:Who}登记比对提示「{left:Text}」与「{right:Text}」"))
def suggests(world: World, who: str, left: str, right: str) -> None:
    command = identity_links.Suggest(place=world.place, model=MODEL, entries=2, pairs=(likely(left, right),))
    world.does(who, lambda request: identity_links.suggest(world.book, command, request))


@step(says("{who:Who}以「{ground:Text}」为由判断「{left:Text}」与「{right:Text}」为「{verdict:Text}」"))
def judges(world: World, who: str, ground: str, left: str, right: str, verdict: str) -> None:
    command = identity_links.Judge(pair=stream_of(left, right), verdict=VERDICTS[verdict], ground=ground)
    world.does(who, lambda request: identity_links.judge(world.book, command, request))


@step(says("{who:Who}复核「{left:Text}」与「{right:Text}」是同一人"))
def confirms(world: World, who: str, left: str, right: str) -> None:
    command = identity_links.Confirm(pair=stream_of(left, right), ground="核对户籍底册和照片")
    world.does(who, lambda request: identity_links.confirm(world.book, command, request))


@then(says("「{left:Text}」与「{right:Text}」的比对状态为「{status:Text}」"))
def the_pair_is(world: World, left: str, right: str, status: str) -> None:
    assert zh(identity_queries.identity_pair(world.book, stream_of(left, right)).status) == status


@then(says("「{party:Text}」的同一人有「{other:Text}」"))
def shown_with(world: World, party: str, other: str) -> None:
    assert identity_queries.same_persons(world.book, party) == [other]


@then(says("「{party:Text}」没有同一人"))
def shown_alone(world: World, party: str) -> None:
    assert identity_queries.same_persons(world.book, party) == []


@then(says("最近一次比对新提示 {suggested:Number} 对,原已提示 {known:Number} 对"))
def the_last_run_found(world: World, suggested: int, known: int) -> None:
    runs = [recorded.event for recorded in world.log() if isinstance(recorded.event, Completed)]
    assert (runs[-1].suggested, runs[-1].known) == (suggested, known)


@then("账本核验通过")
def the_book_holds(world: World) -> None:
    report = verify(world.book, vault=world.vault)
    assert report.ok
    assert report.check("identities-by-two").counted
