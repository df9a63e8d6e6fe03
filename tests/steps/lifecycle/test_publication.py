"""Public lists: only the fields of the rule, masked; a rule that is too open publishes nothing."""

from datetime import date
from typing import Any

import msgspec
import pytest
from pytest_bdd import parsers, scenarios, step, then

from domain.details import PersonDetails
from domain.publication import PROGRAMME, Published
from domain.statutes.book import StatuteBook
from domain.statutes.loader import load_statutes
from ledger import law
from ledger.commands.publications import MaskedList, PublishList, publish_list
from tests.steps.lifecycle.tables import Table
from tests.steps.lifecycle.world import World

scenarios("lifecycle/publication.feature")

DAY = r"\d{4}-\d\d-\d\d"
TOO_OPEN: dict[str, dict[str, Any]] = {
    "公布银行账号": {"fields": ["name", "account"], "masks": {"name": {"first": 1}}},
    "身份证号显示前十四位": {"fields": ["resident_id"], "masks": {"resident_id": {"first": 14}}},
    "姓名不遮盖": {"fields": ["name"], "masks": {}},
}


@pytest.fixture
def published() -> list[MaskedList]:
    """The lists that went out."""
    return []


@step(parsers.re(rf"(?P<who>\S+?)公布 (?P<first>{DAY}) 至 (?P<last>{DAY}) 的公示名单(,栏目「(?P<name>\w+)」)?"))
def somebody_publishes(
    world: World, published: list[MaskedList], who: str, first: str, last: str, name: str | None
) -> None:
    command = PublishList(
        kind="notice",
        place=world.place,
        first_day=date.fromisoformat(first),
        last_day=date.fromisoformat(last),
        fields=(name,) if name else (),
    )
    answer = world.does(who, lambda request: publish_list(world.book, world.vault, command, request))
    if answer:
        published.append(answer[1])


@step(parsers.re(f"公布规则改为(?P<rule>{'|'.join(TOO_OPEN)})"))
def the_rule_becomes(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = load_statutes(demo=True).provisions
    changed = StatuteBook(
        msgspec.structs.replace(row, value=TOO_OPEN[rule]) if row.programme == PROGRAMME else row for row in rows
    )
    monkeypatch.setattr(law, "load_statutes", lambda *, demo: changed)


@then("名单是")
def the_list_is(published: list[MaskedList], datatable: Table) -> None:
    (made,) = published
    header, *expected = datatable
    columns = [made.fields.index(name) for name in header]
    assert [[row[column] for column in columns] for row in made.rows] == expected


@then("日志记下公布了 1 行,没有任何个人信息")
def the_log_holds_no_person(world: World, published: list[MaskedList]) -> None:
    (recorded,) = [recorded for recorded in world.log() if isinstance(recorded.event, Published)]
    event, details = recorded.event, world.people["申请人甲"]
    assert isinstance(event, Published)
    assert isinstance(details, PersonDetails)
    assert (event.count, event.digest) == (1, published[0].digest)
    for secret in (details.name, details.resident_id, details.resident_id[-4:]):
        assert secret not in str(msgspec.to_builtins(event))
        assert secret not in published[0].csv.decode()
