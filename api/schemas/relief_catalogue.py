"""Which form belongs to which relief."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from api.schemas import relief_fees as fees
from api.schemas import relief_rights as rights
from api.schemas.form import loaded
from api.schemas.people import details_of
from api.schemas.relief_form import ReliefForm
from domain.details import Details
from domain.reliefs.registry import relief_of
from ledger.commands.reliefs import RequestRelief, requesting
from ledger.vault import Vault

RELIEF_FORMS: Final[Mapping[str, type[ReliefForm]]] = MappingProxyType(
    {
        form.code: form
        for form in (
            fees.PremisesFeeForm,
            fees.PlatformFeeForm,
            fees.CarrierFeeForm,
            fees.CentralisedFeeForm,
            fees.UtilitiesTariffForm,
            rights.VatRefundForm,
            rights.IncomeDisregardForm,
            rights.TobaccoLicenceForm,
            rights.LotteryOutletForm,
            rights.ProcurementForm,
            rights.MassageClinicForm,
        )
    }
)
"""Every form by its relief."""


def relief_form_of(code: str) -> ReliefForm:
    """The form of a relief; refuses an unknown one."""
    return RELIEF_FORMS[relief_of(code).code]()


def relief_request(data: Mapping[str, Any], vault: Vault, renews: str) -> tuple[RequestRelief, Details]:
    """The command that a form stands for, and the details to seal with it; every mistake is named at once."""
    schema = relief_form_of(str(data.get("relief", "")))
    form = loaded(schema, data)
    return requesting(
        vault,
        relief=schema.code,
        place=form["place"],
        facts=schema.to_facts(form),
        beneficiary=details_of(form["beneficiary"]),
        renews=renews,
    )
