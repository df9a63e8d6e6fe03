"""What must be true of the whole book at the end of a run: the model's finances, the verification, and the views."""

from collections import Counter

from ledger.audit.verify import verify
from ledger.book import Book
from ledger.codec import leaf_hash
from ledger.journal import postings
from ledger.vault import Vault
from ledger.views.digest import digest
from ledger.views.projection import catch_up
from ledger.views.rebuild import rebuild
from tests.integration.machine_cast import SYMBOLS
from tests.integration.machine_model import Case, Model, Pool

Sums = Counter[tuple[str, str]]
RIGHT = "Assets:TreasuryRight"


def check_book(book: Book, vault: Vault, model: Model) -> None:
    """Everything that can be said about a book at rest."""
    end = book.head.position
    assert [one.position for one in book.read(limit=end)] == list(range(1, end + 1))
    assert all(row.leaf_hash == leaf_hash(row.state) for row in book.raw(limit=end))
    assert booked(book) == {key: amount for key, amount in expected(model).items() if amount}
    assert sum(case.paid() for case in model.cases) == sum(amount for _, amount in model.bank.values())
    check_views(book)
    check_verification(book, vault)


def check_views(book: Book) -> None:
    """Views that were folded bit by bit are what a rebuild makes of the whole book."""
    catch_up(book, batch=7)
    live = digest(book)
    rebuild(book)
    assert digest(book) == live


def check_verification(book: Book, vault: Vault | None = None) -> None:
    """The book's own verification finds nothing."""
    findings = [finding for check in verify(book, vault=vault).checks for finding in check.findings]
    assert findings == [], findings


def booked(book: Book) -> Sums:
    """What stands on the financial accounts, debit positive, by commodity and account."""
    sums: Sums = Counter()
    for recorded in book.read(limit=book.head.position):
        for posting in postings(recorded):
            if posting.commodity.endswith("F"):
                sums[posting.commodity, posting.account] += posting.amount
    return Counter({key: amount for key, amount in sums.items() if amount})


def expected(model: Model) -> Sums:
    """The same as the model has it."""
    sums: Sums = Counter()
    for (fund, year), pool in model.pools.items():
        sums.update(_of_pool(_commodity(fund, year), pool))
    for case in model.cases:
        if case.line is not None:
            sums.update(_of_case(_commodity(case.line.fund, case.line.year), case))
            sums[_commodity(case.line.fund, case.line.year), RIGHT] += (
                case.reserved + case.approved + case.held() + case.unpaid()
            )
    for debt in model.debts:
        if debt.case.line is not None:
            of = _commodity(debt.case.line.fund, debt.case.line.year)
            sums[of, "Assets:ClawbackReceivable"] += debt.outstanding
            sums[of, "Expenses:WriteOff"] += debt.written_off
    return sums


def _commodity(fund: str, year: int) -> str:
    return f"CNY.{SYMBOLS[fund]}{year - 2000}F"


def _of_pool(of: str, pool: Pool) -> Sums:
    """The right to treasury payment is what is still open, less what is there in cash; it lapses with the budget."""
    return Counter(
        {
            (of, RIGHT): pool.unallotted + sum(pool.lines.values()) - pool.cash + pool.due,
            (of, "Assets:TreasuryCash"): pool.cash,
            (of, "Liabilities:DueToTreasury"): -pool.due,
            (of, "Expenses:Remitted"): pool.due,
            (of, "Income:Appropriation"): pool.lapsed - pool.due - pool.appropriated,
            (of, "Equity:CarryForward"): pool.carried - pool.brought,
        }
    )


def _of_case(of: str, case: Case) -> Sums:
    pays = case.pays.values()
    kept = sum(pay.amount - pay.determined for pay in pays if pay.status != "cancelled")
    return Counter(
        {
            (of, "Liabilities:Payable"): -case.approved,
            (of, "Liabilities:PayableHeld"): -case.held(),
            (of, "Liabilities:InTransit"): -sum(pay.amount for pay in pays if pay.status == "instructed"),
            (of, "Liabilities:ReturnedToReissue"): -sum(pay.amount for pay in pays if pay.status == "returned"),
            (of, "Expenses:Subsidy"): case.approved + case.held() + kept,
        }
    )
