"""Who stands in a form: the applicant, a person or an employer, and persons whom an employer names."""

from collections.abc import Iterable
from typing import Any

from marshmallow import Schema, validates_schema

from api.schemas.fields import said
from api.schemas.texts import AccountNumber, CertificateNumber, CreditCode, Phone, ResidentNumber, Text
from domain.details import Details, EmployerDetails, PersonDetails
from domain.errors import Refusal
from domain.identity import certificate_matches, parse_disability_certificate, parse_resident_id

CODED = {"unknown": "unknown", "type": "type"}
"""The library's own messages, by names that `problems` turns into refusals."""

EXAMPLE_ID = "330502199003150002"
EXAMPLE_USCC = "91330502000000001X"


class BothOrNeither(Refusal):
    """申请人应填统一社会信用代码(用人单位),或者填公民身份号码和残疾人证号(本人),不能都填或都不填。

    An applicant is an employer (credit code) or a person (resident ID and certificate), never both or neither.
    """


class FormPart(Schema):
    """A part of a form; what it does not know is a mistake."""

    error_messages = CODED


class Certified(FormPart):
    """A person with a disability certificate, which must be the person's own."""

    resident_id = ResidentNumber("公民身份号码", example=EXAMPLE_ID)
    name = Text("姓名", example="申请人甲")
    certificate = CertificateNumber("残疾人证号", example=f"{EXAMPLE_ID}42")

    @validates_schema
    def certificate_is_their_own(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse somebody else's certificate."""
        same_person(data)


class Person(Certified):
    """A person who applies and is paid."""

    account = AccountNumber("收款账号", example="6230000000000000018", note="社会保障卡银行账号")
    phone = Phone("联系电话", example="0572-0000000", default="")


class Employer(FormPart):
    """An employer that applies and is paid."""

    uscc = CreditCode("统一社会信用代码", example=EXAMPLE_USCC)
    name = Text("单位名称", example="用人单位甲")
    account = AccountNumber("收款账号", example="33050000000018", note="单位基本存款账户")
    phone = Phone("联系电话", example="0572-0000000", default="")


class PersonOrEmployer(FormPart):
    """Either of them: a person gives ID and certificate, an employer its code."""

    uscc = CreditCode("统一社会信用代码", example=EXAMPLE_USCC, note="用人单位填写", default="")
    resident_id = ResidentNumber("公民身份号码", example="", note="灵活就业人员本人填写", default="")
    certificate = CertificateNumber("残疾人证号", example="", note="灵活就业人员本人填写", default="")
    name = Text("申请人名称", example="用人单位甲", note="单位名称或本人姓名")
    account = AccountNumber("收款账号", example="33050000000018")
    phone = Phone("联系电话", example="0572-0000000", default="")

    @validates_schema
    def is_one_of_them(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a mixture, and somebody else's certificate."""
        person = (bool(data["resident_id"]), bool(data["certificate"]))
        if person not in ((True, True), (False, False)) or bool(data["uscc"]) is person[0]:
            raise said(BothOrNeither(field="uscc"), "uscc")
        if data["resident_id"]:
            same_person(data)


def details_of(form: dict[str, Any]) -> Details:
    """The details to seal of somebody in a form; a person who is only named has no account."""
    contact = {"name": form["name"], "account": form.get("account", ""), "phone": form.get("phone", "")}
    if form.get("uscc"):
        return EmployerDetails(uscc=form["uscc"], **contact)
    return PersonDetails(resident_id=form["resident_id"], certificate=form["certificate"], **contact)


def named_of(people: Iterable[dict[str, Any]]) -> tuple[PersonDetails, ...]:
    """The details of persons whom a form names, each once."""
    known = (details_of(one) for one in people)
    return tuple({one.resident_id: one for one in known if isinstance(one, PersonDetails)}.values())


def same_person(data: dict[str, Any]) -> None:
    """Refuse a certificate that is not that of the resident ID."""
    try:
        certificate_matches(
            parse_disability_certificate(data["certificate"]),
            parse_resident_id(data["resident_id"]),
            field="certificate",
        )
    except Refusal as refusal:
        raise said(refusal, "certificate") from None
