"""RF19: the phone number on a worker's account is the employer's, or stands on the accounts of several households."""

import ibis
import ibis.expr.types as ir

from ledger.checks.check import Check, Parameters, Threshold, Words
from ledger.checks.forms import Tables
from ledger.checks.words import cite


def hits(t: Tables, p: Parameters) -> ir.Table:
    """Workers with such an account; the time is that of their wages."""
    phones, worked = t["controlled_phones"], t["worked_months"]
    held = phones.filter(phones["employer"].notnull() | (phones["holders"] >= p["persons"]))
    person = held.group_by("person").agg(
        account=held["account"].max(),
        phone=held["phone"].max(),
        employer=held["employer"].max(),
        holders=held["holders"].max(),
    )
    span = worked.group_by("person").agg(from_month=worked["month"].min(), to_month=worked["month"].max())
    found = person.join(span, "person")
    return found.mutate(subject=found["person"], amount_fen=ibis.literal(0)).drop("person")


def cites(t: Tables, h: ir.Table, p: Parameters) -> list[ir.Table]:
    """The accounts, and the entry of the employer in the business register."""
    phones = t["controlled_phones"]
    units = phones["unit_row"].notnull()
    return [
        cite(h, phones, "person", row="account_row", source="accounts"),
        cite(h, phones, "person", where=units, row="unit_row", source="businesses"),
    ]


CHECK = Check(
    id="RF19",
    version=1,
    group="work",
    subject="person",
    period="ever",
    severity="HIGH",
    title=Words("工资卡或手机号由他人控制", "Card or phone held by another"),
    sentence=Words(
        "账户{account}预留的手机号{phone}同时预留在{holders}户人的账户上;为其用人单位电话的,单位是:{employer}。",
        "The number {phone} on account {account} stands on the accounts of {holders} households; "
        "employer whose own number it is: {employer}.",
    ),
    innocent=(
        Words("登记的监护人或同户家人的手机号", "the number of a registered guardian, or of the family"),
        Words("托养机构代管", "a care home keeps the accounts"),
    ),
    authority=("财办〔2020〕37号:任何单位和个人不得违规代持或借他人名义办卡",),
    precedents=("「套卡、借卡、扣卡」(GUIDE X31)",),
    sources=("accounts", "businesses"),
    thresholds=(
        Threshold(name="persons", unit="persons", low=2, high=50, zh="同号户数", en="households with the number"),
    ),
    hits=hits,
    cites=cites,
)
