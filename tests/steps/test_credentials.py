"""Passwords, keys and signing in, as their feature says."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import parsers, scenarios, step, then

from domain.access.audit import LockedOut
from domain.access.scope import Scope
from domain.errors import Refusal
from domain.places import covers
from ledger.authority import actor_by_key
from ledger.commands import credentials
from ledger.commands.base import CHINA
from ledger.commands.passwords import set_password
from ledger.credentials import keys
from tests.integration.gatehouse import ADMINISTRATOR, NOW, OFFICER, SERVICE, Gatehouse, light_hashes

scenarios("credentials")

ACCOUNTS = {"管理员": ADMINISTRATOR, "受理人": OFFICER, "系统账号": SERVICE, "不存在的账号": "330500-nobody"}
PLACES = {"吴兴区": "330502", "德清县": "330521"}
ROLES = {"受理": "intake_officer", "审批": "approver"}
UNITS = {"小时": timedelta(hours=1), "分钟": timedelta(minutes=1)}


class Scene:
    """A gatehouse at a moment, what was handed out in it, and why the last act was refused."""

    def __init__(self, folder: Path) -> None:
        self.gate = Gatehouse(f"sqlite:///{folder / 'book.sqlite'}", folder)
        self.now = NOW
        self.token = self.key = self.password = ""
        self.length = 0
        self.refusal: Refusal | None = None

    def tries(self, act: Callable[[], Any]) -> Any:
        """Act; a refusal is kept for what the scenario says of it."""
        self.length = self.gate.book.head.position
        try:
            return act()
        except Refusal as refusal:
            self.refusal = refusal

    def issue(self, account: str, role: str, place: str) -> None:
        """Let the administrator issue a key."""
        scope = (Scope(role=role, place=place),)
        command = credentials.IssueKey(account=account, purpose="对接", scope=scope, days=30)
        request = self.gate.by(ADMINISTRATOR, self.now)
        issued = self.tries(lambda: credentials.issue_key(self.gate.book, command, request))
        self.key = issued[1] if issued else ""

    def may(self, role: str, place: str) -> bool:
        """Whether the key may act in a role at a place now."""
        found = keys.resolve(self.gate.book, self.key, self.now)
        today = self.now.astimezone(CHINA).date()
        actor = actor_by_key(self.gate.book, found, today)
        return any(covers(held, place) for held in actor.places_of(role))


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    light_hashes(monkeypatch)
    here = Scene(tmp_path)
    yield here
    here.gate.book.close()


@step("账套有一名账号管理员、一名受理人和一个系统账号")
def _cast(scene: Scene) -> None:
    assert scene.gate.book.head.position


@step(parsers.re("管理员给(?P<who>管理员|受理人)签发一次性口令"))
def _enrol(scene: Scene, who: str) -> None:
    scene.token = scene.tries(lambda: scene.gate.token(ACCOUNTS[who], scene.now)) or ""


@step(parsers.parse("受理人凭口令设定密码「{password}」"))
def _set(scene: Scene, password: str) -> None:
    scene.password = password
    token, now = scene.token, scene.now
    scene.tries(lambda: set_password(scene.gate.book, account=OFFICER, token=token, password=password, now=now))


@step(parsers.parse("受理人的密码是「{password}」"))
def _has(scene: Scene, password: str) -> None:
    scene.password = password
    scene.gate.enrol(password, now=scene.now)


@step(parsers.re(r"过了 (?P<count>\d+) (?P<unit>小时|分钟)"), converters={"count": int})
def _wait(scene: Scene, count: int, unit: str) -> None:
    scene.now += count * UNITS[unit]


@step(parsers.parse("受理人输错密码 {count:d} 次"))
def _mistype(scene: Scene, count: int) -> None:
    for _ in range(count):
        scene.tries(lambda: scene.gate.sign_in("wrong", scene.now))


@step(parsers.re("(?P<who>受理人|不存在的账号)用「(?P<password>.+)」登录"))
def _sign_in(scene: Scene, who: str, password: str) -> None:
    scene.refusal = None
    scene.tries(lambda: scene.gate.sign_in(password, scene.now, ACCOUNTS[who]))


@step("管理员解除受理人的锁定")
def _unlock(scene: Scene) -> None:
    command = credentials.OfAccount(account=OFFICER)
    credentials.unlock(scene.gate.book, command, scene.gate.by(ADMINISTRATOR, scene.now))


@step(parsers.re("管理员给(?P<who>受理人|系统账号)签发(?P<place>吴兴区)的(?P<role>受理|审批)密钥"))
def _issue(scene: Scene, who: str, place: str, role: str) -> None:
    scene.issue(ACCOUNTS[who], ROLES[role], PLACES[place])


@step("管理员免去系统账号的受理岗位")
def _dismiss(scene: Scene) -> None:
    scene.gate.dismiss(SERVICE, "intake_officer")


@step("管理员吊销该密钥")
def _revoke(scene: Scene) -> None:
    command = credentials.OfCredential(account=SERVICE, id=keys.keys_of(scene.gate.book, SERVICE)[0].key)
    credentials.revoke_key(scene.gate.book, command, scene.gate.by(ADMINISTRATOR, scene.now))


@then("受理人可以登录")
def _signs_in(scene: Scene) -> None:
    assert scene.gate.sign_in(scene.password, scene.now).session.account == OFFICER


@then("日志中没有密码")
def _no_password(scene: Scene) -> None:
    assert not [row for row in scene.gate.book.raw() if scene.password.encode() in row.state]


@then(parsers.parse("被拒绝,理由是「{reason}」"))
def _refused(scene: Scene, reason: str) -> None:
    assert scene.refusal is not None
    assert reason in scene.refusal.zh


@then("日志没有变化")
def _as_before(scene: Scene) -> None:
    assert scene.gate.book.head.position == scene.length


@then("日志记下一次锁定")
def _locked_once(scene: Scene) -> None:
    assert [isinstance(event, LockedOut) for event in scene.gate.events()].count(True) == 1


@then(parsers.re("密钥在(?P<place>吴兴区|德清县)(?P<may>可以|不可以)受理"))
def _may(scene: Scene, place: str, may: str) -> None:
    assert scene.may("intake_officer", PLACES[place]) == (may == "可以")


@then("密钥被拒绝")
def _key_refused(scene: Scene) -> None:
    with pytest.raises(keys.ApiKeyRefused):
        keys.resolve(scene.gate.book, scene.key, scene.now)
