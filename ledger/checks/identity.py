"""Which entries of the register of identities may be the same person: suggestions to people, never a merge."""

from typing import Any, Final

import duckdb
import msgspec
from splink import DuckDBAPI, Linker

from ledger.checks.hit import HitRow
from ledger.checks.identity_model import Model
from ledger.checks.likeness import Likeness

ENTRIES: Final = """
    SELECT person, surname, given_first, given_second, sex, birth_day, residence, phone, address, certificate,
        earlier_certificate, "row",
        year(DATE '1970-01-01' + CAST(birth_day AS INTEGER)) AS birth_year,
        month(DATE '1970-01-01' + CAST(birth_day AS INTEGER)) AS birth_month,
        day(DATE '1970-01-01' + CAST(birth_day AS INTEGER)) AS birth_date
    FROM identities
    QUALIFY row_number() OVER (PARTITION BY person ORDER BY "row" DESC) = 1
"""
"""The newest entry of each resident ID, with the parts of the date of birth."""


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two entries that may be one person: keys, the smaller one first; the weight in hundredths of a bit, the rows."""

    left: int
    right: int
    weight: int
    likenesses: tuple[Likeness, ...]
    evidence: tuple[HitRow, HitRow]


def pairs(connection: duckdb.DuckDBPyConnection, model: Model) -> list[Pair]:
    """Every pair among `identities` whose weight reaches the model's threshold, the heaviest first."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE identity_entries AS {ENTRIES}")
    (many,) = connection.execute("SELECT count(*) FROM identity_entries").fetchall()[0]
    if many < 2:
        return []
    api = DuckDBAPI(connection)
    linker = Linker(api.register("identity_entries"), model.settings(), log_level="ERROR")
    found = linker.inference.predict()
    names = ", ".join(f'"gamma_{column.name}"' for column in model.columns)
    rows = connection.execute(f"""
        SELECT person_l, person_r, l."row", r."row", {names} FROM {found.physical_name}
        JOIN identity_entries l ON l.person = person_l JOIN identity_entries r ON r.person = person_r
    """).fetchall()
    api.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]
    told = (_pair(row, model) for row in rows)
    likely = (pair for pair in told if pair.weight >= model.threshold)
    return sorted(likely, key=lambda pair: (-pair.weight, pair.left, pair.right))


def _pair(row: tuple[Any, ...], model: Model) -> Pair:
    left, right = sorted(((row[0], row[2]), (row[1], row[3])))
    levels = [(column, column.level(number)) for column, number in zip(model.columns, row[4:], strict=True)]
    likenesses = tuple(Likeness(column=column.name, level=level.code, weight=level.weight) for column, level in levels)
    return Pair(
        left=left[0],
        right=right[0],
        weight=model.start + sum(likeness.weight for likeness in likenesses),
        likenesses=likenesses,
        evidence=(HitRow("identities", left[1]), HitRow("identities", right[1])),
    )
