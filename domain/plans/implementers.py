"""Everything that carries out a rule of the plans, taken from where it is defined."""

from collections.abc import Iterator
from typing import Final

from domain import exchange, headcount, job_demands, public_body, welfare_posts
from domain.application import endings
from domain.certification import acts as certification
from domain.cross_use import judge as cross_use
from domain.duties import schedule
from domain.facility import standing as facility_standing
from domain.levy import assessment as levy_assessment
from domain.levy import credit as levy_credit
from domain.levy import honours as levy_honours
from domain.levy import uses as levy_uses
from domain.placement import counted
from domain.plans.implementer import Implementer
from domain.programs.registry import PROGRAMMES
from domain.quota import bodies, centralised, recruitment, reserved
from domain.quota import status as quota_status
from domain.reliefs import registry as reliefs
from domain.service import implementers as service
from domain.targets import goals

SOURCES: Final[tuple[tuple[Implementer, ...], ...]] = (
    cross_use.IMPLEMENTERS,
    endings.IMPLEMENTERS,
    levy_assessment.IMPLEMENTERS,
    levy_uses.IMPLEMENTERS,
    levy_credit.IMPLEMENTERS,
    levy_honours.IMPLEMENTERS,
    service.IMPLEMENTERS,
    counted.IMPLEMENTERS,
    exchange.IMPLEMENTERS,
    welfare_posts.IMPLEMENTERS,
    certification.IMPLEMENTERS,
    reliefs.IMPLEMENTERS,
    facility_standing.IMPLEMENTERS,
    quota_status.IMPLEMENTERS,
    bodies.IMPLEMENTERS,
    recruitment.IMPLEMENTERS,
    centralised.IMPLEMENTERS,
    reserved.IMPLEMENTERS,
    public_body.IMPLEMENTERS,
    headcount.IMPLEMENTERS,
    job_demands.IMPLEMENTERS,
)
"""The registers, targets, duties and rules that are no programmes."""


def implementers() -> tuple[Implementer, ...]:
    """All of them, sorted by kind and code."""
    return tuple(
        sorted(
            (
                *_programmes(),
                *schedule.implementers(),
                *goals.implementers(),
                *(each for source in SOURCES for each in source),
            )
        )
    )


def _programmes() -> Iterator[Implementer]:
    for known in PROGRAMMES.values():
        if known.rules:
            yield Implementer(
                kind="programme", code=known.code, name_zh=known.name_zh, name_en=known.name_en, rules=known.rules
            )
