"""Which reliefs there are."""

from types import MappingProxyType
from typing import Final

from domain.errors import Refusal
from domain.plans.implementer import Implementer
from domain.reliefs import (
    carrier_fee,
    centralised_fee,
    income_disregard,
    lottery_outlet,
    massage_clinic,
    platform_fee,
    premises_fee,
    procurement,
    tobacco_licence,
    utilities_tariff,
    vat_refund,
)
from domain.reliefs.base import Relief

RELIEFS: Final = MappingProxyType(
    {
        known.code: known
        for known in (
            premises_fee.RELIEF,
            platform_fee.RELIEF,
            carrier_fee.RELIEF,
            centralised_fee.RELIEF,
            utilities_tariff.RELIEF,
            vat_refund.RELIEF,
            income_disregard.RELIEF,
            tobacco_licence.RELIEF,
            lottery_outlet.RELIEF,
            procurement.RELIEF,
            massage_clinic.RELIEF,
        )
    }
)
"""Every relief by its code."""

IMPLEMENTERS: Final[tuple[Implementer, ...]] = tuple(known.implementer for known in RELIEFS.values())
"""The rules of the plans that the reliefs carry out."""


class UnknownRelief(Refusal):
    """未知的减免项目「{relief}」;可用:{known}。

    Unknown relief "{relief}"; known: {known}.
    """


def relief_of(code: str) -> Relief:
    """The relief of that code."""
    if code not in RELIEFS:
        raise UnknownRelief(field="relief", relief=code, known=", ".join(RELIEFS))
    return RELIEFS[code]
