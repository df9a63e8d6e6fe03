"""RF12, RF14, FT01: established posts, seasonal part-time work, a job in the evening, who pays for whom and why."""

import numpy as np

from benchmarks.fraud.calendar import FIRST, LAST, NONE, WINDOW_BEGIN, Chance, first_day, last_day
from benchmarks.fraud.edits import limit, other_firms, rows_of, span, within
from benchmarks.fraud.honest.crew import crew
from benchmarks.fraud.honest.firms import found_firms
from benchmarks.fraud.world import World


def put(world: World, rng: Chance) -> None:
    """Each differs from the fraud in one fact."""
    _established(world, rng)
    _seasonal(world, rng)
    _evening_job(world, rng)
    _old_contract(world, rng)
    _agency_pays(world, rng)
    _head_office_pays(world, rng)


def _established(world: World, rng: Chance) -> None:
    """An established post has no contract for years; one that was signed for half a year stands in the file."""
    people, contracts, chosen = world.people, world.staff.contracts, world.pick(rng, world.count(4), anywhere=True)
    row = rows_of(contracts, "person", people.person[chosen])
    contracts.drop(np.setdiff1d(contracts.of("person", people.person[chosen]), row))
    contracts.put(row, in_establishment=1, open_ended=1, to_day=NONE, left_day=NONE)
    world.resembles("RF12", "编制内人员", person=people.person[chosen])


def _seasonal(world: World, rng: Chance) -> None:
    """Part-time from May to September, the wage in proportion."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(5), anywhere=True)
    person, begin = people.person[chosen], np.full(len(chosen), FIRST + 4)
    limit((staff.wages, staff.insurance, staff.attendance), staff.contracts, person, begin, begin + 4)
    rows = staff.contracts.of("person", person)
    staff.contracts.put(rows, seasonal=1, full_time=0, to_day=last_day(FIRST + 8), left_day=NONE)
    rows = staff.wages.of("person", person)
    staff.wages.put(rows, full_time=0, paid_fen=staff.wages["paid_fen"][rows] * 45 // 100)
    for red_flag in ("RF12", "RF15", "RF23"):
        world.resembles(red_flag, "季节性非全日制用工", person=person)


def _evening_job(world: World, rng: Chance) -> None:
    """A second, part-time job at another firm, paid by the hour; the first firm insures."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(6), anywhere=True)
    person, other = people.person[chosen], other_firms(rng, world, chosen)
    begin, end = span(rng, len(chosen), 4, 15)
    staff.contracts.copy(
        rows_of(staff.contracts, "person", person),
        employer=other,
        contract=world.new("contract", len(chosen)),
        from_day=first_day(begin),
        to_day=last_day(end),
        signed_day=first_day(begin) - 1,
        open_ended=0,
        left_day=NONE,
        full_time=0,
        wage_fen=80_000,
    )
    rows, at = within(staff.wages, person, begin, end)
    staff.wages.copy(
        rows, employer=other[at], full_time=0, disabled=0, paid_fen=60_000 + rng.integers(0, 400, len(rows)) * 100
    )
    world.resembles("FT01", "业余非全日制兼职", person=person)
    world.resembles("RF15", "业余非全日制兼职,按小时计酬", person=person)


def _old_contract(world: World, rng: Chance) -> None:
    """The contract of the job before would still run on paper, but its holder left before the new one began."""
    people, staff, chosen = world.people, world.staff, world.pick(rng, world.count(6), anywhere=True)
    person, other = people.person[chosen], other_firms(rng, world, chosen)
    began = world.staff.job.first_begin[chosen]
    left = began - rng.integers(1, 40, len(chosen))
    staff.contracts.copy(
        rows_of(staff.contracts, "person", person),
        employer=other,
        contract=world.new("contract", len(chosen)),
        from_day=left - 500,
        signed_day=left - 503,
        to_day=WINDOW_BEGIN + rng.integers(200, 600, len(chosen)),
        left_day=left,
        open_ended=0,
    )
    world.resembles("FT01", "前一份合同未到期但已离职", person=person)


def _agency_pays(world: World, rng: Chance) -> None:
    """An agency pays the insurance under an agreement with the firm, with a licence."""
    people, staff, count = world.people, world.staff, world.count(1)
    chosen = world.pick(rng, 4 * count)
    employers = people.employer[chosen]
    firm = np.unique(employers)
    place = people.place[chosen[np.unique(employers, return_index=True)[1]]]
    agencies = found_firms(world, rng, place, kind="agency", sector=72)
    world.add("licences", agency=agencies.employer, from_day=WINDOW_BEGIN - 900, to_day=NONE, place=place)
    world.add(
        "dispatch_agreements",
        agreement=world.new("agreement", len(firm)),
        agency=agencies.employer,
        user_unit=firm,
        base_is_worksite=0,
        from_day=WINDOW_BEGIN - 400,
        to_day=NONE,
        persons=1,
        fee_fen=20_000,
        saved_levy_fen=2_000_000,
        service_records=24,
        place=place,
    )
    rows, at = within(staff.insurance, people.person[chosen], FIRST, LAST)
    staff.insurance.put(rows, payer=agencies.employer[np.searchsorted(firm, employers)][at])
    world.resembles("RF14", "协议约定由派遣单位缴纳", person=people.person[chosen])


def _head_office_pays(world: World, rng: Chance) -> None:
    """The head office pays for all of a branch, and both say that they are one group."""
    count = max(4, world.persons // 3000)
    staff = crew(world, rng, count, (12, 30), disabled=3)
    offices = found_firms(world, rng, staff.firms.place, group_disclosed=1)
    staff.firms.register.put(np.arange(count), group_disclosed=1)
    staff.firms.shares.put(np.arange(count), holder_person=NONE, holder=offices.employer, share_pct=100)
    frame = staff.insurance
    frame.put(np.arange(len(frame)), payer=offices.employer[np.searchsorted(staff.firms.employer, frame["payer"])])
    mine = staff.people.disabled
    world.resembles(
        "RF14", "总公司为分公司缴纳", person=staff.people.person[mine], employer=staff.people.employer[mine]
    )
