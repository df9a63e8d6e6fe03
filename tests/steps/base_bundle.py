"""What one base of Jinhua states for each of its four benefits."""

from typing import Any

import msgspec

from domain.calendar import Month, month_range
from tests.factories import uscc

RUNS = {"base_uscc": uscc(1), "still_running": True, "certificate_valid": True}


def led(number: int, contract_from: str, months: int) -> dict[str, Any]:
    """Somebody who was brought into work, insured from the first month of the contract on."""
    first = Month.parse(contract_from[:7])
    return {
        "person": f"p_{number}",
        "contract_from": contract_from,
        "insured_months": msgspec.to_builtins(month_range(first, first.plus(months - 1))),
    }


def facts_of_the_bundle() -> dict[str, dict[str, Any]]:
    """What one base states for each of the four, beside the three conditions."""
    return {
        "base_creation_grant": RUNS
        | {"kind": "employment_startup_base", "recognised_on": "2023-06-01", "pwd_employed": 6},
        "job_creation_subsidy": RUNS
        | {"counted_on": "2024-02-01", "led": [led(number, "2023-01-01", 12) for number in range(1, 7)]},
        "lease_subsidy": {
            "lease_begins_on": "2023-01-01",
            "lease_ends_on": "2025-12-31",
            "months": [{"month": {"year": 2024, "month": 1}, "rent_paid": 150_000}],
            "certificate_valid": True,
            "still_running": True,
            "own_premises": False,
            "related_landlord": False,
        },
        "loan_interest_subsidy": {
            "contract_signed_on": "2023-03-21",
            "lent_on": "2023-03-21",
            "due_on": "2026-03-21",
            "borrower": "individual",
            "loan": 10_000_000,
            "rate_bp": 415,
            "reference_rate_bp": 365,
            "earlier_loans": 0,
            "certificate_valid": True,
            "as_base": True,
            "periods": [
                {
                    "first_day": "2023-03-21",
                    "last_day": "2023-06-18",
                    "principal": 10_000_000,
                    "interest_paid": 103_750,
                }
            ],
        },
    }
