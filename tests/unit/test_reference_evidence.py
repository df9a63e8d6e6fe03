"""The reference of evidence says what the descriptions say."""

from pathlib import Path

from ledger.evidence.reference import evidence_markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "evidence.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == evidence_markdown(), (
        "write ledger.evidence.reference.evidence_markdown() to the page"
    )
