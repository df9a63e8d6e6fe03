"""Which rows of the plans the service register carries out."""

from typing import Final

from domain.plans.implementer import Implementer

IMPLEMENTERS: Final[tuple[Implementer, ...]] = (
    Implementer(
        kind="register",
        code="service_register",
        name_zh="就业服务名册(实名制)",
        name_en="service register (real names)",
        rules=tuple(
            "P1-001 P1-025 P1-030 P1-035 P1-050 P2-005 P2-049 P3-001 P4-001 P4-016 P4-027 P4-032 P5-001 P5-034".split()
        ),
    ),
    Implementer(
        kind="register",
        code="training_on_assessment",
        name_zh="以评估结果为依据的培训登记",
        name_en="courses that rest on an assessment",
        rules=tuple("P1-039 P1-057 P2-045 P4-037".split()),
    ),
    Implementer(
        kind="rule",
        code="service_coverage",
        name_zh="就业服务覆盖要求",
        name_en="duties of service and how far they are met",
        rules=tuple(
            (
                "P1-020 P1-027 P1-034 P2-032 P2-041 P2-043 P2-050 P3-037 P3-047 P4-016 P4-017 P4-025 P4-027"
                " P4-031 P4-032 P4-036 P5-025 P5-032 P5-037"
            ).split()
        ),
    ),
)
