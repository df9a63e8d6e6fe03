"""A row of the service register as officers write it: who, where, on which ground, and how the person stands."""

from typing import Any, Final, get_args

from marshmallow import validates_schema

from api.schemas.fields import Choice, YesNo, said
from api.schemas.people import EXAMPLE_ID, FormPart, same_person
from api.schemas.refusals import FieldMissing
from api.schemas.texts import CertificateNumber, PlaceCode, ResidentNumber, Text
from domain.names import zh
from domain.service import events

_CERTIFICATE: Final = "disability_certificate"
_UNIVERSITY: Final = {"none": "否", "in_school": "在校", "graduated": "毕业"}


def _choice(heading: str, kind: Any, **how: Any) -> Choice:
    return Choice(heading, {code: zh(code) for code in get_args(kind)}, **how)


class RegisterRow(FormPart):
    """One person; numbers and names go into the vault, the register itself knows a pseudonym."""

    resident_id = ResidentNumber("公民身份号码", example=EXAMPLE_ID)
    name = Text("姓名", example="", note="持残疾人证的填写", default="")
    certificate = CertificateNumber("残疾人证号", example="", note="持残疾人证的填写", default="")
    place = PlaceCode("常住地", example="330502")
    basis = _choice("列入依据", events.Basis, example="残疾人证")
    hukou = PlaceCode("户籍地", example="", default="")
    origin = PlaceCode("生源地", example="", default="")
    employment = _choice("就业状况", events.Employment, example="未就业")
    working_age = YesNo("就业年龄段", example="是")
    able_to_work = YesNo("有就业条件和能力", example="是")
    wants_work = YesNo("有就业需求和意愿", example="是")
    university = Choice("大学生", _UNIVERSITY, example="", default="none")

    @validates_schema
    def the_certificate_is_there_and_their_own(self, data: dict[str, Any], **_: Any) -> None:
        """Whoever is enrolled on a disability certificate gives it, and their name."""
        if data["basis"] != _CERTIFICATE and not data["certificate"]:
            return
        for name in ("certificate", "name"):
            if not data[name]:
                raise said(FieldMissing(field=name), name)
        same_person(data)
