"""Fictitious numbers that pass every check and belong to nobody: sequence code 000, organisation 00000…, BIN 000000."""

from stdnum import luhn

from domain.identity import check_character, uscc_check_character


def resident_id(birth: str = "19800101", region: str = "330502") -> str:
    """A resident ID of somebody who does not exist: the sequence code 000 (a woman's, being even) is never issued."""
    first_17 = f"{region}{birth}000"
    return first_17 + check_character(first_17)


def disability_certificate(resident_id: str, category: int = 4, grade: int = 2, reissue: int = 0) -> str:
    """The certificate number of the holder of `resident_id`; `reissue` 1 is B1."""
    return f"{resident_id}{category}{grade}{f'B{reissue}' if reissue else ''}"


def uscc(seed: int = 1, region: str = "330502") -> str:
    """The credit code of a company that does not exist, one for each seed from 0 to 9999."""
    first_17 = f"91{region}00000{seed:04d}"
    return first_17 + uscc_check_character(first_17)


def bank_card(seed: int = 1) -> str:
    """A 19-digit card of no bank (BIN 000000), one for each seed from 0 to 999,999,999,999."""
    first_18 = f"000000{seed:012d}"
    return first_18 + luhn.calc_check_digit(first_18)
