"""The reference of checks says what the checks say."""

from pathlib import Path

from ledger.checks.reference import checks_markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == checks_markdown(), (
        "write ledger.checks.reference.checks_markdown() to the page"
    )
