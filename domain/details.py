"""What is sealed in the vault about a person or an employer; checked here, never stored in an event."""

import msgspec

from domain.errors import Refusal
from domain.identity import (
    certificate_matches,
    parse_account,
    parse_disability_certificate,
    parse_resident_id,
    parse_uscc,
)


class NameMissing(Refusal):
    """「{field}」不能为空。

    "{field}" must not be blank.
    """


class _Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """Details that do not show themselves, not even in a traceback."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class PersonDetails(_Sealed, frozen=True, kw_only=True):
    """A person with disabilities, as on the certificate and the social-security card.

    `account` is blank for somebody whom an employer only names: what nobody is paid by is not collected.
    """

    resident_id: str
    name: str
    certificate: str
    account: str = ""
    phone: str = ""


class EmployerDetails(_Sealed, frozen=True, kw_only=True):
    """An employer and its basic deposit account."""

    uscc: str
    name: str
    account: str
    phone: str = ""


Details = PersonDetails | EmployerDetails


def checked(details: Details, *, paid: bool = True) -> Details:
    """The details in canonical form; refuses numbers that are wrong or do not belong together.

    Whoever may be `paid` needs an account.
    """
    if not details.name.strip():
        raise NameMissing(field="name")
    account = parse_account(details.account, field="account") if paid or details.account else ""
    if isinstance(details, EmployerDetails):
        uscc = parse_uscc(details.uscc, field="uscc")
        return msgspec.structs.replace(details, uscc=uscc, account=account, name=details.name.strip())
    resident = parse_resident_id(details.resident_id, field="resident_id")
    certificate = parse_disability_certificate(details.certificate, field="certificate")
    certificate_matches(certificate, resident, field="certificate")
    return msgspec.structs.replace(
        details,
        resident_id=resident.number,
        certificate=certificate.number,
        account=account,
        name=details.name.strip(),
    )
