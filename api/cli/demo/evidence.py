"""Files of evidence of the demonstration: a ring of rented certificates, beside an honest sheltered workshop."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Final

import msgspec

from api.cli.demo.people import employer, person
from domain.details import EmployerDetails, PersonDetails
from ledger.documents.private import new_file, new_folder
from ledger.evidence.dataset import datasets

MONTHS: Final = tuple(range(2, 10))
DISTRICT, OTHER_DISTRICT = "330502", "330503"
RECRUITER, RECRUITERS_PHONE = "演示介绍人", "演示号码-介绍人"

Line = Mapping[str, str]


class Worker(msgspec.Struct, frozen=True, kw_only=True):
    """Who is paid by whom, how much a month (yuan), and how much of it goes where two days later."""

    who: PersonDetails
    unit: EmployerDetails
    wage: int
    sent: int = 0
    sent_to: PersonDetails | None = None
    rented: bool = False
    phone: str


def ring_units() -> tuple[EmployerDetails, ...]:
    """Two employers, and the labour-service company that sends them people."""
    return tuple(employer(number, DISTRICT) for number in range(3))


def ring() -> tuple[PersonDetails, ...]:
    """The holders of rented certificates: the first four are on the roll of one employer, the others on the other's."""
    return tuple(person(number, DISTRICT, born=f"1985-0{number + 1}-12") for number in range(8))


def workshop() -> EmployerDetails:
    """The honest sheltered workshop."""
    return employer(0, OTHER_DISTRICT)


def wards() -> tuple[PersonDetails, ...]:
    """Three of its workers, whose guardian keeps their money; nobody has registered the guardian."""
    return tuple(person(number, OTHER_DISTRICT, born=f"199{number}-04-08", category=5) for number in range(3))


def others() -> tuple[PersonDetails, ...]:
    """Its other workers."""
    return tuple(person(number, OTHER_DISTRICT, born=f"198{number}-07-21", category=6) for number in (3, 4, 5))


def guardian() -> PersonDetails:
    """The guardian of the three."""
    return person(6, OTHER_DISTRICT, born="1966-02-19")


def recruiter() -> PersonDetails:
    """Who collects the wages of the ring."""
    return person(8, DISTRICT, born="1979-10-30")


def workers() -> tuple[Worker, ...]:
    """Everybody who is paid."""
    first, second, _ = ring_units()
    hub, keeper = recruiter(), guardian()
    rented = tuple(
        Worker(
            who=one,
            unit=first if number < 4 else second,
            wage=2600,
            sent=2000,
            sent_to=hub,
            rented=True,
            phone=RECRUITERS_PHONE,
        )
        for number, one in enumerate(ring())
    )
    kept = tuple(
        Worker(who=one, unit=workshop(), wage=2300, sent=2000, sent_to=keeper, phone=f"演示号码-{number}")
        for number, one in enumerate(wards())
    )
    own = tuple(
        Worker(who=one, unit=workshop(), wage=2300, phone=f"演示号码-{number}")
        for number, one in enumerate(others(), start=3)
    )
    return rented + kept + own


def evidence() -> dict[str, list[Line]]:
    """The rows of each dataset, as cells by column."""
    return {
        "businesses": list(_businesses()),
        "institutions": [{"employer": workshop().uscc, "address": "演示地址-工场", "kind": "庇护工场"}],
        "dispatch_agreements": list(_agreements()),
        "contracts": [_contract(number, each) for number, each in enumerate(workers())],
        "persons": [_person(number, each) for number, each in enumerate(workers())],
        "accounts": list(_accounts()),
        "wages": [_wage(each, month) for each in workers() for month in MONTHS],
        "insurance_months": [_insured(each, month) for each in workers() for month in MONTHS],
        "transfers": [_sent(each, each.sent_to, month) for each in workers() if each.sent_to for month in MONTHS],
        "visits": [_visit(each) for each in workers()[:2]],
    }


def written(folder: Path, dataset: str, rows: Sequence[Line]) -> Path:
    """A CSV file as a department sends it: Chinese headings, a line for each row."""
    columns = datasets()[dataset].columns
    file = new_folder(folder) / f"{dataset}.csv"
    file.unlink(missing_ok=True)
    with new_file(file) as binary:
        text = TextIOWrapper(binary, encoding="utf-8", newline="")
        sheet = csv.writer(text)
        sheet.writerow(column.zh for column in columns)
        sheet.writerows([row.get(column.name, "") for column in columns] for row in rows)
        text.flush()
    return file


def _businesses() -> Iterator[Line]:
    units = (*ring_units(), workshop())
    kinds = ("企业", "企业", "劳务派遣或人力资源", "民办非企业")
    for number, (unit, kind) in enumerate(zip(units, kinds, strict=True)):
        yield {
            "employer": unit.uscc,
            "legal_rep": person(number, "330521", born=f"197{number}-01-15").resident_id,
            "legal_rep_from_day": "2021-03-01",
            "founded_day": "2021-03-01",
            "status": "存续",
            "kind": kind,
            "sector": "7264" if kind == "劳务派遣或人力资源" else "8521",
            "phone": f"演示号码-单位{number}",
            "address": "演示地址-工场" if unit == workshop() else f"演示地址-单位{number}",
            "group_disclosed": "否",
            "platform": "否",
        }


def _agreements() -> Iterator[Line]:
    first, second, agency = ring_units()
    for number, unit in enumerate((first, second), start=1):
        yield {
            "agreement": f"演示协议-{number}",
            "agency": agency.uscc,
            "user_unit": unit.uscc,
            "base_is_worksite": "否",
            "from_day": "2024-02-01",
            "persons": "4",
            "fee_fen": "24000.00",
            "saved_levy_fen": "96000.00",
            "service_records": "0",
        }


def _contract(number: int, each: Worker) -> Line:
    rented = {"agency": ring_units()[2].uscc, "user_unit": each.unit.uscc, "agent": RECRUITER} if each.rented else {}
    return {
        "person": each.who.resident_id,
        "employer": each.unit.uscc,
        "contract": f"演示合同-{number}",
        "kind": "劳动合同",
        "open_ended": "否",
        "from_day": "2024-02-01",
        "to_day": "2026-01-31",
        "signed_day": "2024-01-31",
        "full_time": "是",
        "on_site": "是",
        "in_establishment": "否",
        "seasonal": "否",
        "wage_fen": f"{each.wage}.00",
        "worker_fee_fen": "0",
        **rented,
    }


def _person(number: int, each: Worker) -> Line:
    return {
        "person": each.who.resident_id,
        "sex": "女",
        "birth_day": each.who.resident_id[6:10] + "-" + each.who.resident_id[10:12] + "-" + each.who.resident_id[12:14],
        "residence": each.who.resident_id[:6],
        "address": f"演示地址-{number}",
        "household": f"演示户-{number}",
        "hukou_local": "是",
        "category": each.who.certificate[18],
        "retirement_category": "女职工50岁",
    }


def _accounts() -> Iterator[Line]:
    held = [(each.who, each.phone) for each in workers()]
    held += [(recruiter(), "演示号码-收款"), (guardian(), "演示号码-监护")]
    for who, phone in held:
        yield {
            "account": who.account,
            "person": who.resident_id,
            "phone": phone,
            "opened_day": "2023-12-20",
            "kind": "个人账户",
            "name_matches": "是",
        }


def _wage(each: Worker, month: int) -> Line:
    return {
        "person": each.who.resident_id,
        "employer": each.unit.uscc,
        "month": f"2024-{month:02d}",
        "paid_fen": f"{each.wage}.00",
        "due_pct": "100",
        "paid_day": f"2024-{month:02d}-15",
        "channel": "银行代发",
        "account": each.who.account,
        "full_time": "是",
        "disabled": "是",
    }


def _insured(each: Worker, month: int) -> Line:
    kinds = dict.fromkeys(("pension", "medical", "unemployment", "work_injury", "maternity"), "是")
    return {
        "person": each.who.resident_id,
        "payer": each.unit.uscc,
        "month": f"2024-{month:02d}",
        **kinds,
        "base_fen": "4462.00",
        "posted_day": f"2024-{month:02d}-20",
    }


def _sent(each: Worker, to: PersonDetails, month: int) -> Line:
    """Two days after the wage most of it goes to the one who collects or keeps it."""
    return {
        "from_account": each.who.account,
        "to_account": to.account,
        "from_person": each.who.resident_id,
        "to_person": to.resident_id,
        "amount_fen": f"{each.sent}.00",
        "month": f"2024-{month:02d}",
        "day": f"2024-{month:02d}-17",
        "second": f"2024-{month:02d}-17 10:05:00",
        "kind": "转账",
    }


def _visit(each: Worker) -> Line:
    return {
        "employer": each.unit.uscc,
        "person": each.who.resident_id,
        "month": "2024-09",
        "day": "2024-09-12",
        "found": "否",
        "announced": "否",
    }
