"""The rules of the five government plans, each with its exact sentence; and those that nothing here can carry out.

The one module beside the statute loader and the table of places that reads packaged files.
"""

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec

from domain.errors import Refusal

ROOT: Final = Path(__file__).parent

MONEY_AND_DUTY: Final = frozenset("TQHLRSIFDEPUXMO")
"""Types of rules that must be executable unless they only encourage: targets, quotas, head-counts, levy, rewards,
subsidies, interest, fees, income, eligibility, publication, fund use, fraud, monitoring, sanctions."""


class PlanRule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of a plan; `types` are the letters of the catalogue, `sentences` the numbers of its sentences."""

    id: str
    plan: int
    section: str
    sentences: str
    subject: str
    strength: Literal["HARD", "MED", "SOFT"]
    types: tuple[str, ...]
    quote: str
    beneficiary: str
    lead_body: str
    all_bodies: str
    stated: str
    not_stated: str

    @property
    def must_be_executable(self) -> bool:
        """True for a figure, formula, absolute duty or prohibition, and for duties about money or counting."""
        return self.strength == "HARD" or (self.strength == "MED" and not MONEY_AND_DUTY.isdisjoint(self.types))


class NotExecutable(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing here can carry a rule out: it only promotes, or it orders what another body organises."""

    rules: tuple[str, ...]
    ground: Literal["promotion", "organisation", "other_body"]
    zh: str
    en: str


class UnknownPlanRule(Refusal):
    """计划条目目录中没有「{rule_id}」({where})。

    The catalogue of the plans has no rule "{rule_id}" ({where}).
    """


class ReasonGivenTwice(Refusal):
    """计划条目「{rule_id}」写了两条不可执行的理由。

    Two reasons are recorded why the rule "{rule_id}" cannot be carried out.
    """


@cache
def plan_rules() -> dict[str, PlanRule]:
    """Every rule by its id, in the order of the plans."""
    text = (ROOT / "catalogue.tsv").read_text(encoding="utf-8")
    return {row["id"]: _rule(row) for row in csv.DictReader(text.splitlines(), delimiter="\t")}


def _rule(row: dict[str, str]) -> PlanRule:
    return msgspec.convert(
        {
            **{name: row[name] for name in PlanRule.__struct_fields__ if name in row},
            "plan": int(row["plan"]),
            "sentences": row["sids"],
            "types": tuple(row["types"].split(",")),
            "quote": row["quote_zh"],
        },
        PlanRule,
    )


@cache
def not_executable() -> dict[str, NotExecutable]:
    """The recorded reason of every rule that cannot be carried out, by the rule's id."""
    rows = tomllib.loads((ROOT / "not_executable.toml").read_text(encoding="utf-8")).get("reason", [])
    found: dict[str, NotExecutable] = {}
    for reason in msgspec.convert(rows, list[NotExecutable]):
        for rule_id in reason.rules:
            if rule_id not in plan_rules():
                raise UnknownPlanRule(field="rules", rule_id=rule_id, where="not_executable.toml")
            if rule_id in found:
                raise ReasonGivenTwice(field="rules", rule_id=rule_id)
            found[rule_id] = reason
    return found
