"""The Chinese names of codes."""

from collections import Counter

from domain.access_names import ACCESS_NAMES
from domain.actor import OutsideJurisdiction
from domain.alert_names import ALERT_NAMES
from domain.document_names import DOCUMENT_NAMES
from domain.errors import Refusal
from domain.hold_names import HOLD_NAMES
from domain.identity_names import IDENTITY_NAMES
from domain.inspection_names import INSPECTION_NAMES
from domain.names import OWN_NAMES, ZH, zh
from domain.programs.registry import PROGRAMMES
from domain.register_names import REGISTER_NAMES
from domain.relief_names import RELIEF_NAMES


class _Sentence(Refusal):
    """不能办理「{act}」。

    Not possible: {act}.
    """


def test_a_programme_has_one_name_everywhere() -> None:
    assert {code: ZH[code] for code in PROGRAMMES} == {code: known.name_zh for code, known in PROGRAMMES.items()}


def test_a_key_is_read_part_by_part() -> None:
    assert zh("cost:p_x:startup_grant:once") == "费用:p_x:一次性创业补贴:终身一次"


def test_an_account_id_is_no_code() -> None:
    assert OutsideJurisdiction(actor="intake", place="330500", jurisdiction="330502").zh.startswith("intake ")


def test_amounts_are_in_yuan_in_either_language() -> None:
    refusal = _Sentence(act="1,000.00 元")
    assert (refusal.zh, refusal.en) == ("不能办理「1,000.00 元」。", "Not possible: 1,000.00 yuan.")


def test_a_refusal_names_codes_in_chinese_and_keeps_them_in_english() -> None:
    refusal = _Sentence(act="second_review")
    assert (refusal.zh, refusal.en) == ("不能办理「复审」。", "Not possible: second_review.")


def test_no_code_has_two_names() -> None:
    """Of two names for a code the later table would win in silence."""
    tables = (
        OWN_NAMES,
        DOCUMENT_NAMES,
        REGISTER_NAMES,
        RELIEF_NAMES,
        ACCESS_NAMES,
        ALERT_NAMES,
        HOLD_NAMES,
        INSPECTION_NAMES,
        IDENTITY_NAMES,
    )
    counted = Counter(code for table in tables for code in table)
    assert [code for code, count in counted.items() if count > 1] == []
