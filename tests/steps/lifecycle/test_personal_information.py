"""Personal data: sealed in the vault, never in the log, and no look without a record."""

from pathlib import Path

import msgspec
from pytest_bdd import given, scenarios, step, then, when

from domain.application.events import Drafted
from domain.details import PersonDetails
from domain.party import Revealed
from ledger.commands.register import register
from ledger.commands.reveal import Reveal, reveal
from ledger.keys import create_keys, load_keys
from ledger.vault import Vault
from tests.factories import bank_card
from tests.steps.lifecycle.words import says
from tests.steps.lifecycle.world import World

scenarios("lifecycle/personal_information.feature")

FIELDS = {"身份证号": "resident_id", "收款账户": "account"}


def person(world: World, name: str) -> PersonDetails:
    details = world.people[name]
    assert isinstance(details, PersonDetails)
    return details


def secrets_of(world: World, name: str) -> list[str]:
    """Everything that the vault keeps of somebody."""
    return list(msgspec.to_builtins(person(world, name)).values())


def looks(world: World, who: str, party: str, field: str, reason: str) -> None:
    command = Reveal(party=party, field=FIELDS.get(field, field))
    answer = world.does(who, lambda request: reveal(world.book, world.vault, command, request), reason=reason)
    if answer is not None:
        world.shown = answer[1]


def looks_of(world: World) -> list[Revealed]:
    return [recorded.event for recorded in world.log() if isinstance(recorded.event, Revealed)]


@then(says("事件日志中没有{name:Applicant}的任何个人信息"))
def the_log_holds_nothing_personal(world: World, name: str) -> None:
    stored = b"".join(row.state + row.stream.encode() for row in world.book.raw(limit=10_000))
    assert [secret for secret in secrets_of(world, name) if secret.encode() in stored] == []


@then(says("数据库文件中没有{name:Applicant}的任何个人信息"))
def the_files_hold_nothing_personal(world: World, name: str) -> None:
    stored = b"".join(path.read_bytes() for path in sorted(world.folder.glob("book.sqlite*")))
    assert b"application.Approved" in stored
    assert [secret for secret in secrets_of(world, name) if secret.encode() in stored] == []


@then(says("拒绝的说明中没有{name:Applicant}的任何个人信息"))
def the_refusal_holds_nothing_personal(world: World, name: str) -> None:
    said = repr(world.seen.as_dict()) + repr(world.seen)
    assert [secret for secret in secrets_of(world, name) if secret in said] == []


def pseudonyms(world: World) -> list[str]:
    return [recorded.event.applicant for recorded in world.log() if isinstance(recorded.event, Drafted)]


@then("两个案件的申请人化名相同")
def one_pseudonym(world: World) -> None:
    first, second = pseudonyms(world)
    assert first == second


@then("两个案件的申请人化名不同")
def two_pseudonyms(world: World) -> None:
    first, second = pseudonyms(world)
    assert first != second


@when(says("{name:Applicant}更正了收款账户"))
def the_account_is_mended(world: World, name: str) -> None:
    details = msgspec.structs.replace(person(world, name), account=bank_card(99))
    world.does("受理人", lambda request: register(world.book, world.vault, details, request))


@when(says("{who:Who}再次登记{name:Applicant}的信息"))
def registers_again(world: World, who: str, name: str) -> None:
    world.does(who, lambda request: register(world.book, world.vault, person(world, name), request))


@then(says("保险库中有{name:Applicant}的 2 版信息"))
def two_versions_are_kept(world: World, name: str) -> None:
    party = world.vault.party_id(person(world, name))
    assert world.vault.open(party, 1) == person(world, name)
    assert world.vault.open(party, 2) == msgspec.structs.replace(person(world, name), account=bank_card(99))


@step(says("{who:Who}查看{name:Applicant}的「{field:Text}」,理由是「{reason:Text}」"))
def looks_at(world: World, who: str, name: str, field: str, reason: str) -> None:
    looks(world, who, world.vault.party_id(person(world, name)), field, reason)


@when(says("{who:Who}查看{name:Applicant}的「{field:Text}」,没有写理由"))
def looks_without_a_reason(world: World, who: str, name: str, field: str) -> None:
    looks(world, who, world.vault.party_id(person(world, name)), field, "")


@then(says("看到的是{name:Applicant}的「{field:Text}」"))
def what_was_shown(world: World, name: str, field: str) -> None:
    assert world.shown == getattr(person(world, name), FIELDS[field])


@then("账本记下了谁、何时、为何查看")
def the_look_is_recorded(world: World) -> None:
    last = world.log()[-1]
    assert isinstance(last.event, Revealed)
    assert (last.meta.actor, last.meta.reason) == ("330500-privacy", "复核残疾人证")
    assert last.meta.recorded_at.date() == world.today


@then(says("账本记下了 {count:Number} 次查看"))
def looks_are_recorded(world: World, count: int) -> None:
    assert len(looks_of(world)) == count


@given("换成另一个账套的密钥")
def other_keys(world: World) -> None:
    key_file(world).unlink()
    create_keys(key_file(world))


@given("密钥文件不见了")
def the_key_file_is_gone(world: World) -> None:
    key_file(world).unlink()


@given("密钥文件别人也能读")
def the_key_file_is_open_to_others(world: World) -> None:
    key_file(world).chmod(0o644)


@given("密钥文件少了一半")
def half_the_key_file_is_gone(world: World) -> None:
    text = key_file(world).read_bytes()
    key_file(world).write_bytes(text[: len(text) // 2])


@given("密钥文件换成别的文件")
def another_file_stands_there(world: World) -> None:
    key_file(world).write_text('{"format": "something else", "index": "", "wrapping": ""}')


@when("读取密钥文件")
def the_key_file_is_read(world: World) -> None:
    world.does("个人信息保护专员", lambda _: Vault(world.book, load_keys(key_file(world))))


def key_file(world: World) -> Path:
    return world.folder / "keys.json"
