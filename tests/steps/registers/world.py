"""A scenario's world with the officers of the registers, and people who do not exist."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from domain import names
from domain.actor import Actor
from domain.errors import Refusal
from domain.service.events import Situation
from domain.service.kinds import KINDS
from ledger.commands import services, serving
from ledger.commands.base import Receipt, Request
from tests.factories import uscc
from tests.steps.lifecycle.world import World

T = TypeVar("T")

POSTS = {
    "名册登记人": "register_officer",
    "就业困难认定人": "difficulty_recogniser",
    "就业服务人员": "service_officer",
    "人社接收人": "hrss_officer",
    "数据交换管理人": "data_officer",
    "载体管理人": "facility_officer",
    "载体认定人": "facility_recogniser",
    "岗位管理人": "jobs_officer",
    "公益性岗位管理人": "post_officer",
    "招录经办人": "recruitment_officer",
}
EVERYBODY = "身兼数职的人员"
PLACES = {
    "全国": "000000",
    "湖州市": "330500",
    "安吉县": "330523",
    "德清县": "330521",
    "芙蓉区": "430102",
    "衢州市": "330800",
    "金华市": "330700",
    "长沙市": "430100",
    "太原市": "140100",
    "小店区": "140105",
    "清徐县": "140121",
    "浙江省": "330000",
    "湖南省": "430000",
    "山西省": "140000",
}
PEOPLE = {name: f"p_{code}" for name, code in zip("甲乙丙丁戊己庚", "jia yi bing ding wu ji geng".split(), strict=True)}
SERVICES = {names.zh(code): code for code in KINDS}
WORDS: dict[str, dict[str, Any]] = {
    "未就业": {"employment": "unemployed"},
    "已就业": {"employment": "employed"},
    "灵活就业": {"employment": "flexible"},
    "在学": {"employment": "studying"},
    "有需求": {"wants_work": True},
    "无需求": {"wants_work": False},
    "有能力": {"able_to_work": True},
    "无能力": {"able_to_work": False},
    "就业年龄段": {"working_age": True},
    "非就业年龄段": {"working_age": False},
    "在校大学生": {"university": "in_school"},
    "高校毕业生": {"university": "graduated"},
}
BASES: dict[str, Any] = {
    "工伤伤残职工": "work_injured",
    "残疾军人": "disabled_soldier_certificate",
    "监测对象家庭成员": "family_of_monitored",
}


def situation(words: str) -> Situation:
    """The situation that words such as `未就业、有需求` describe; unsaid: of age, able, unemployed, wishing to work."""
    facts: dict[str, Any] = {
        "employment": "unemployed",
        "working_age": True,
        "able_to_work": True,
        "wants_work": True,
    }
    for word in words.split("、"):
        facts |= WORDS.get(word, {})
    return Situation(**facts)


class Registers(World):
    """What the officers of the registers do; a refusal waits until a step asks about it."""

    def act(self, who: str, verb: Callable[[Request], T], *, place: str = "", on: date | None = None) -> T | None:
        """Let the holder of a post do something."""
        assert self.refusal is None, f"refused, and nobody asked: {self.refusal}"
        self.before = self.kept()
        where = place or self.place
        roles = tuple(POSTS.values()) if who == EVERYBODY else (POSTS[who],)
        actor = Actor(
            id=f"{where}-{'-'.join(roles[:1])}" if len(roles) == 1 else f"{where}-all", roles=roles, place=where
        )
        try:
            return verb(self.request(actor, on=on))
        except Refusal as refusal:
            self.refusal = refusal
            return None

    def enrol(
        self,
        name: str,
        place: str,
        words: str,
        *,
        who: str = "名册登记人",
        on: date | None = None,
        officer_of: str = "",
    ) -> None:
        """Take somebody onto the register."""
        said = words.split("、")
        home = {
            key: PLACES[word.removeprefix(zh)]
            for zh, key in (("户籍", "hukou"), ("生源", "origin"))
            for word in said
            if word.startswith(zh)
        }
        command = services.Enrol(
            person=PEOPLE[name],
            place=PLACES[place],
            basis=next((BASES[word] for word in said if word in BASES), "disability_certificate"),
            situation=situation(words),
            **home,
        )
        self.act(who, lambda request: services.enrol(self.book, command, request), on=on, place=officer_of)

    def serve(
        self,
        name: str,
        kinds: str,
        *,
        provider: Any = "dpf",
        on: date | None = None,
        who: str = "就业服务人员",
        place: str = "",
    ) -> None:
        """Let somebody have one service after the other."""
        for kind in kinds.split("、"):
            command = serving.Serve(
                person=PEOPLE[name], kind=SERVICES.get(kind, kind), provider=provider, reference="台账1号"
            )
            self.does_for(who, serving.serve, command, on=on, place=place)

    def does_for(
        self, who: str, verb: Callable[[Any, Any, Request], Receipt], command: services.OnFile, **how: Any
    ) -> Receipt | None:
        """Let somebody do one of the other acts on a file."""
        return self.act(who, lambda request: verb(self.book, command, request), **how)


def employer(seed: int) -> str:
    """The credit code of an employer that does not exist."""
    return uscc(500 + seed)
