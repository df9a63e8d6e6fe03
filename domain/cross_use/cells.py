"""The exclusion matrix as data: its cells, read from the statute book and refused where they contradict each other."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final, Literal

import msgspec

from domain.errors import Refusal
from domain.programs.registry import PROGRAMMES
from domain.statutes.book import Provision, StatuteBook

CODE: Final = "cross_use"
"""The name of the statute files that hold cells."""

SAME_ITEM: Final = "same_cost_item"
"""Any cost item against itself: what the claims of a book enforce for every programme."""

ITEMS: Final = frozenset(
    """premises_lease social_insurance counted_headcount training_fee training_living skill_assessment certificate
    loan_interest post_subsidy internship internship_insurance internship_retention""".split()
)
"""The cost items that a cell may name in place of a programme."""

OUTSIDE: Final = frozenset(
    {SAME_ITEM, "public_welfare_post", "other_fund", "vat_refund", "other_employment_vat_policy"}
)
"""What a cell may name though no programme pays it: posts, other funds, taxes."""

Scope = Literal["person", "employer", "household", "site"]
Relation = Literal["exclusive", "max", "complement", "once", "lock"]
Span = Literal["month", "year", "course", "ever"]

_FORBIDDING: Final = frozenset({"exclusive", "once", "lock"})


class CellMalformed(Refusal):
    """{place} 的交叉使用规定「{key}」不符合格式:{problem}。

    The cross-use cell "{key}" of {place} is malformed: {problem}.
    """


class CellOfUnknownProgramme(Refusal):
    """{place} 的交叉使用规定「{key}」指向未知的项目或费用「{code}」。

    The cross-use cell "{key}" of {place} names an unknown programme or cost item "{code}".
    """


class CellMirrored(Refusal):
    """{place} 的交叉使用规定「{key}」应写作「{wanted}」:同一对项目只写一次,按代码排序。

    The cross-use cell "{key}" of {place} must be "{wanted}": a pair is written once, in the order of its codes.
    """


class CellsContradict(Refusal):
    """{place} 的交叉使用规定相互矛盾:「{key}」允许同时享受,「{other}」不允许。

    The cross-use cells of {place} contradict each other: "{key}" allows what "{other}" forbids.
    """


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The value of a cell: two programmes or cost items, whose they are, how they relate, over which span.

    `months` is how long a choice binds; only of `lock`.
    """

    first: str
    second: str
    scope: Scope
    relation: Relation
    span: Span
    months: int = 0

    @property
    def key(self) -> str:
        """The key under which such a cell stands in the statute book."""
        return f"{self.first}.{self.second}.{self.scope}"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell of the matrix with the provision that gives it."""

    terms: Terms
    provision: Provision

    def names(self, code: str) -> bool:
        """Whether the cell speaks of that programme or cost item."""
        return code in (self.terms.first, self.terms.second)


def cell_of(provision: Provision) -> Cell:
    """The cell that a provision holds; refuses one that cannot be carried out."""
    place, key = provision.place, provision.key
    try:
        terms = msgspec.convert(provision.table, Terms)
    except msgspec.ValidationError as error:
        raise CellMalformed(field=key, place=place, key=key, problem=error) from error
    for code in (terms.first, terms.second):
        if code not in PROGRAMMES and code not in ITEMS and code not in OUTSIDE:
            raise CellOfUnknownProgramme(field=key, place=place, key=key, code=code)
    first, second = sorted((terms.first, terms.second))
    wanted = f"{first}.{second}.{terms.scope}"
    if (terms.key, key) != (wanted, wanted):
        raise CellMirrored(field=key, place=place, key=key, wanted=wanted)
    if (terms.relation == "lock") != (terms.months > 0 and first != second):
        problem = "锁定须有月数和两个项目 a lock, and only a lock, has months"
        raise CellMalformed(field=key, place=place, key=key, problem=problem)
    return Cell(terms=terms, provision=provision)


@lru_cache(maxsize=8)
def matrix(statutes: StatuteBook) -> tuple[Cell, ...]:
    """Every cell of the statute book, whenever and wherever it holds; refuses cells that contradict each other."""
    cells = tuple(cell_of(row) for row in statutes.provisions if row.programme == CODE)
    for one, other in _permitted_and_forbidden(cells):
        place, key = one.provision.place, one.provision.key
        raise CellsContradict(field=key, place=place, key=key, other=other.provision.key)
    return cells


def _permitted_and_forbidden(cells: Iterable[Cell]) -> Iterator[tuple[Cell, Cell]]:
    """Cells of one pair, place and time of which one allows and one forbids, whatever their scopes."""
    by_pair: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in cells:
        by_pair.setdefault((cell.provision.place, cell.terms.first, cell.terms.second), []).append(cell)
    for group in by_pair.values():
        allowing = [cell for cell in group if cell.terms.relation == "complement"]
        forbidding = [cell for cell in group if cell.terms.relation in _FORBIDDING]
        yield from ((a, f) for a in allowing for f in forbidding if _at_once(a.provision, f.provision))


def _at_once(one: Provision, other: Provision) -> bool:
    return one.key != other.key and max(one.valid_from, other.valid_from) <= min(
        one.valid_to or date.max, other.valid_to or date.max
    )


@lru_cache(maxsize=512)
def cells_in_force(statutes: StatuteBook, place: str, day: date, known_on: date) -> tuple[Cell, ...]:
    """The cells that hold at a place on a day, as published by `known_on`: the nearest place decides cell by cell."""
    keys = dict.fromkeys(cell.provision.key for cell in matrix(statutes))
    found = (statutes.find(CODE, key, day, place, known_on) for key in keys)
    return tuple(cell_of(provision) for provision in found if provision is not None)
