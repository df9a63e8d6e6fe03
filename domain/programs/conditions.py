"""Conditions that the law states as a flag: cited where they hold, and a ground of refusal where they are not met."""

from domain.working import Working


def require(working: Working, label: str, key: str, *, met: bool, code: str, zh: str, en: str) -> None:
    """Cite the flag `key`; refuse where it is set and not met. Raises NoProvisionInForce where none is in force."""
    clause = working.uses(label, key)
    if clause.flag and not met:
        working.refuse(code, zh, en, by=clause)


def require_where_asked(working: Working, label: str, key: str, *, met: bool, code: str, zh: str, en: str) -> None:
    """The same for a condition that only some places state: nothing is asked where nothing is in force."""
    if working.law.find(key, working.law_day) is not None:
        require(working, label, key, met=met, code=code, zh=zh, en=en)


def require_certificate(working: Working, *, valid: bool) -> None:
    """The applicant's own disability certificate must be valid."""
    require(
        working,
        "须持有有效残疾人证",
        "certificate_required",
        met=valid,
        code="certificate_not_valid",
        zh="申请时残疾人证无效",
        en="the disability certificate is not valid",
    )
