"""The published reference of the downloads."""

from pathlib import Path

from ledger.exports.reference import exports_markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"


def test_the_reference_of_the_downloads_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == exports_markdown(), "write ledger.exports.reference.exports_markdown()"
