"""The reference of checks says what the checks say."""

from pathlib import Path

from ledger.checks.reference import checks_markdown
from ledger.checks.registry import checks

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == checks_markdown(), (
        "write ledger.checks.reference.checks_markdown() to the page"
    )


def test_what_money_is_held_by_is_law_and_no_report_of_a_case() -> None:
    for check in checks().values():
        for clause in check.authority:
            assert not any(word in clause for word in ("GUIDE", "审计", "新京报", "方案汇编")), (check.id, clause)
        assert check.authority or check.precedents, check.id
