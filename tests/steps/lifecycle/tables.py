"""Tables of balances as the features write them, and the same of what the book holds."""

from domain.money import fen_from_yuan
from ledger import chart

Table = list[list[str]]

ACCOUNTS = {account.zh: account.code for account in chart.ACCOUNTS}
SIDES = {"借": 1, "贷": -1}


def stated(table: Table) -> dict[tuple[str, ...], int]:
    """The amounts (fen) that a table states, by account code, after the year where it has one; credits are negative."""
    years = table[0][0] == "年度"
    return {(*row[:years], ACCOUNTS[row[years]]): SIDES.get(row[-2], 1) * fen(row[-1]) for row in table[1:]}


def fen(text: str) -> int:
    """An amount as the features write it."""
    return fen_from_yuan(text.replace(",", ""))


def summed(held: dict[tuple[str, str], int], table: Table) -> dict[tuple[str, ...], int]:
    """The same of what the book holds."""
    years = table[0][0] == "年度"
    sums: dict[tuple[str, ...], int] = {}
    for (year, account), amount in held.items():
        key = (year, account) if years else (account,)
        sums[key] = sums.get(key, 0) + amount
    return {key: amount for key, amount in sums.items() if amount}
