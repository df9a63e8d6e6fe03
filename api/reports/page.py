"""A report as a page: plain HTML that a screen reader and a printer get through."""

from decimal import Decimal
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.reports.tables import Cell, facts_of, tables_of, title_of
from ledger.views.yearly import YearlyReport

_PAGES: Final = Environment(
    loader=PackageLoader("api.reports"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _shown(cell: Cell) -> str:
    return f"{cell:,.2f}" if isinstance(cell, Decimal) else str(cell)


_PAGES.filters["shown"] = _shown


def page_bytes(report: YearlyReport) -> bytes:
    """The page in UTF-8."""
    page = _PAGES.get_template("yearly.html")
    return page.render(title=title_of(report), facts=facts_of(report), tables=tables_of(report)).encode()
