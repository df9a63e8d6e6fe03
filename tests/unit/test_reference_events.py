"""The published event reference."""

from pathlib import Path

from ledger.reference import events_markdown

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "events.md"


def test_the_event_reference_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == events_markdown(), "write ledger.reference.events_markdown() to the page"
