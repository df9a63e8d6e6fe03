"""Every derived table, in the order in which they are made."""

from typing import Final

from ledger.checks.vocabulary.account_links import ACCOUNT_LINKS
from ledger.checks.vocabulary.allied_units import ALLIED_UNITS
from ledger.checks.vocabulary.attendance_rolls import ATTENDANCE_ROLLS
from ledger.checks.vocabulary.away_spans import AWAY_SPANS
from ledger.checks.vocabulary.back_payments import BACK_PAYMENTS
from ledger.checks.vocabulary.base_rosters import BASE_ROSTERS
from ledger.checks.vocabulary.business_claims import BUSINESS_CLAIMS
from ledger.checks.vocabulary.cards_together import CARDS_TOGETHER
from ledger.checks.vocabulary.cash_rolls import CASH_ROLLS
from ledger.checks.vocabulary.chain_ties import CHAIN_TIES
from ledger.checks.vocabulary.contract_spans import CONTRACT_SPANS
from ledger.checks.vocabulary.contract_units import CONTRACT_UNITS
from ledger.checks.vocabulary.controlled_phones import CONTROLLED_PHONES
from ledger.checks.vocabulary.credited_wages import CREDITED_WAGES
from ledger.checks.vocabulary.derived import Derived
from ledger.checks.vocabulary.double_bookings import DOUBLE_BOOKINGS
from ledger.checks.vocabulary.double_months import DOUBLE_MONTHS
from ledger.checks.vocabulary.employer_edges import UNIT_EDGES
from ledger.checks.vocabulary.emptied_cards import EMPTIED_CARDS
from ledger.checks.vocabulary.evidence_until import EVIDENCE_UNTIL
from ledger.checks.vocabulary.flat_rosters import FLAT_ROSTERS
from ledger.checks.vocabulary.ghost_trainees import GHOST_TRAINEES
from ledger.checks.vocabulary.grade_raises import GRADE_RAISES
from ledger.checks.vocabulary.insured_elsewhere import INSURED_ELSEWHERE
from ledger.checks.vocabulary.job_claims import JOB_CLAIMS
from ledger.checks.vocabulary.links import LINKS
from ledger.checks.vocabulary.money_cycles import MONEY_CYCLES
from ledger.checks.vocabulary.money_rounds import MONEY_ROUNDS
from ledger.checks.vocabulary.month_buckets import MONTH_BUCKETS
from ledger.checks.vocabulary.new_owners import NEW_OWNERS
from ledger.checks.vocabulary.owner_jobs import OWNER_JOBS
from ledger.checks.vocabulary.paid_placements import PAID_PLACEMENTS
from ledger.checks.vocabulary.passed_transfers import PASSED_TRANSFERS
from ledger.checks.vocabulary.payees import PAYEES
from ledger.checks.vocabulary.payroll_spells import PAYROLL_SPELLS
from ledger.checks.vocabulary.person_edges import ARRANGED_EDGES, MONEY_EDGES, NEAR_EDGES
from ledger.checks.vocabulary.personal_accounts import PERSONAL_ACCOUNTS
from ledger.checks.vocabulary.post_terms import POST_TERMS
from ledger.checks.vocabulary.provider_passes import PROVIDER_PASSES
from ledger.checks.vocabulary.receipt_twins import RECEIPT_TWINS
from ledger.checks.vocabulary.redispatches import REDISPATCHES
from ledger.checks.vocabulary.register_spans import REGISTER_SPANS
from ledger.checks.vocabulary.returned_wages import RETURNED_WAGES
from ledger.checks.vocabulary.ring_members import RING_MEMBERS
from ledger.checks.vocabulary.ring_placements import RING_PLACEMENTS
from ledger.checks.vocabulary.rotations import ROTATIONS
from ledger.checks.vocabulary.startup_grants import STARTUP_GRANTS
from ledger.checks.vocabulary.underpaid_dispatches import UNDERPAID_DISPATCHES
from ledger.checks.vocabulary.unit_ties import UNIT_TIES
from ledger.checks.vocabulary.village_certificates import VILLAGE_CERTIFICATES
from ledger.checks.vocabulary.wages_sent_on import WAGES_SENT_ON
from ledger.checks.vocabulary.worked_months import WORKED_MONTHS
from ledger.checks.vocabulary.worked_spans import WORKED_SPANS
from ledger.checks.vocabulary.worksites import WORKSITES

DERIVED: Final[tuple[Derived, ...]] = (
    MONTH_BUCKETS,
    ACCOUNT_LINKS,
    WAGES_SENT_ON,
    RETURNED_WAGES,
    CARDS_TOGETHER,
    WORKSITES,
    PAID_PLACEMENTS,
    ARRANGED_EDGES,
    NEAR_EDGES,
    MONEY_EDGES,
    UNIT_EDGES,
    LINKS,
    RING_MEMBERS,
    RING_PLACEMENTS,
    WORKED_MONTHS,
    INSURED_ELSEWHERE,
    REGISTER_SPANS,
    UNIT_TIES,
    ALLIED_UNITS,
    CONTRACT_SPANS,
    CONTRACT_UNITS,
    PAYEES,
    PERSONAL_ACCOUNTS,
    DOUBLE_MONTHS,
    CASH_ROLLS,
    POST_TERMS,
    WORKED_SPANS,
    GRADE_RAISES,
    VILLAGE_CERTIFICATES,
    DOUBLE_BOOKINGS,
    JOB_CLAIMS,
    AWAY_SPANS,
    GHOST_TRAINEES,
    PROVIDER_PASSES,
    STARTUP_GRANTS,
    RECEIPT_TWINS,
    EVIDENCE_UNTIL,
    CONTROLLED_PHONES,
    ATTENDANCE_ROLLS,
    BACK_PAYMENTS,
    CHAIN_TIES,
    REDISPATCHES,
    ROTATIONS,
    BASE_ROSTERS,
    PASSED_TRANSFERS,
    MONEY_ROUNDS,
    MONEY_CYCLES,
    BUSINESS_CLAIMS,
    OWNER_JOBS,
    NEW_OWNERS,
    EMPTIED_CARDS,
    CREDITED_WAGES,
    FLAT_ROSTERS,
    PAYROLL_SPELLS,
    UNDERPAID_DISPATCHES,
)
"""A table stands behind those that it is made from."""
