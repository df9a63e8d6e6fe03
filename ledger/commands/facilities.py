"""Facility commands: register, recognise, recheck, withdraw, report, list a course, let in, close."""

from collections.abc import Callable

from domain.act import Act
from domain.events import Event
from domain.facility import entry, registering
from domain.facility.events import EntryRequested, Level, Standard
from domain.facility.standing import PROGRAMME
from domain.facility.state import Facility
from domain.service.events import CourseMode, CourseType
from ledger.book import Book
from ledger.commands.base import Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_facility
from ledger.commands.place import must_lie_within
from ledger.law import law_for


class RegisterFacility(Command, frozen=True, kw_only=True):
    """A carrier: its kind, place, name, operator (credit code or pseudonym), to what it belongs, room for how many."""

    kind: str
    place: str
    name: str
    operator: str = ""
    attached_to: str = ""
    capacity: int = 0


class OnFacility(Command, frozen=True, kw_only=True):
    """A carrier."""

    facility: str


class RecogniseFacility(OnFacility, frozen=True, kw_only=True):
    """Which standard the carrier meets, at which level, with how many stars, by which document."""

    standard: Standard
    level: Level
    document: str
    stars: int = 0


class RecheckFacility(OnFacility, frozen=True, kw_only=True):
    """What a further check found."""

    standard: Standard
    passed: bool
    finding: str


class WithdrawRecognition(OnFacility, frozen=True, kw_only=True):
    """Why a recognition is withdrawn."""

    standard: Standard
    ground: str


class ReportFacility(OnFacility, frozen=True, kw_only=True):
    """How many people the carrier serves, and which posts it has."""

    served: int = 0
    auxiliary_workers: int = 0
    social_work_posts: int = 0
    job_coaches: int = 0


class ListCourse(OnFacility, frozen=True, kw_only=True):
    """A course for the public list; `certificate` says what it leads to."""

    course: str
    title: str
    type: CourseType
    mode: CourseMode
    certificate: str = ""


class RequestEntry(OnFacility, frozen=True, kw_only=True):
    """Who asks to enter (credit code or pseudonym), and with which staff."""

    applicant: str
    disabled_founder: bool
    staff: int
    disabled_staff: int


class OnEntry(OnFacility, frozen=True, kw_only=True):
    """A request to enter, by its number."""

    number: int


class RefuseEntry(OnEntry, frozen=True, kw_only=True):
    """Why a request is refused."""

    ground: str


class CloseFacility(OnFacility, frozen=True, kw_only=True):
    """Why a carrier leaves the register."""

    ground: str


def register(book: Book, command: RegisterFacility, request: Request) -> Receipt:
    """Enter a carrier."""

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        event = registering.register(
            kind=command.kind,
            place=command.place,
            name=command.name,
            operator=command.operator,
            attached_to=command.attached_to,
            capacity=command.capacity,
            act=act,
        )
        return filed(new_id("F", book, request, command.place, act.on.year), 0, event)

    return run(book, "facility_register", command, request, decide)


def recognise(book: Book, command: RecogniseFacility, request: Request) -> Receipt:
    """Recognise that a carrier meets a standard."""

    def decide(state: Facility, act: Act) -> Event:
        return registering.recognise(
            state,
            standard=command.standard,
            level=command.level,
            stars=command.stars,
            document=command.document,
            act=act,
        )

    return _on(book, "facility_recognise", command, request, decide)


def recheck(book: Book, command: RecheckFacility, request: Request) -> Receipt:
    """Check a standard again."""

    def decide(state: Facility, act: Act) -> Event:
        return registering.recheck(
            state, standard=command.standard, passed=command.passed, finding=command.finding, act=act
        )

    return _on(book, "facility_recheck", command, request, decide)


def withdraw(book: Book, command: WithdrawRecognition, request: Request) -> Receipt:
    """Withdraw a recognition."""

    def decide(state: Facility, act: Act) -> Event:
        return registering.withdraw(state, standard=command.standard, ground=command.ground, act=act)

    return _on(book, "facility_withdraw", command, request, decide)


def report(book: Book, command: ReportFacility, request: Request) -> Receipt:
    """Write down what a carrier reports."""

    def decide(state: Facility, act: Act) -> Event:
        return registering.report(
            state,
            served=command.served,
            auxiliary_workers=command.auxiliary_workers,
            social_work_posts=command.social_work_posts,
            job_coaches=command.job_coaches,
            act=act,
        )

    return _on(book, "facility_report", command, request, decide)


def list_course(book: Book, command: ListCourse, request: Request) -> Receipt:
    """Put a course onto the public list."""

    def decide(state: Facility, act: Act) -> Event:
        return registering.list_course(
            state,
            course=command.course,
            title=command.title,
            type=command.type,
            mode=command.mode,
            certificate=command.certificate,
            act=act,
        )

    return _on(book, "facility_course", command, request, decide)


def request_entry(book: Book, command: RequestEntry, request: Request) -> Receipt:
    """Ask to enter; whether the request goes first is decided by the law of the place."""

    def decide(state: Facility, act: Act) -> Event:
        law = law_for(book, PROGRAMME, state.place, act.today)
        return entry.request(
            state,
            applicant=command.applicant,
            disabled_founder=command.disabled_founder,
            staff=command.staff,
            disabled_staff=command.disabled_staff,
            mainly=law.find("entry.mainly_share", act.on),
            act=act,
        )

    return _on(book, "facility_request_entry", command, request, decide)


def admit(book: Book, command: OnEntry, request: Request) -> Receipt:
    """Grant a request."""
    return _on(
        book,
        "facility_admit",
        command,
        request,
        lambda state, act: entry.admit(state, number=command.number, act=act),
    )


def refuse_entry(book: Book, command: RefuseEntry, request: Request) -> Receipt:
    """Refuse a request."""
    return _on(
        book,
        "facility_refuse_entry",
        command,
        request,
        lambda state, act: entry.refuse(state, number=command.number, ground=command.ground, act=act),
    )


def leave(book: Book, command: OnEntry, request: Request) -> Receipt:
    """Write down that somebody went away."""
    return _on(
        book,
        "facility_leave",
        command,
        request,
        lambda state, act: entry.leave(state, number=command.number, act=act),
    )


def close(book: Book, command: CloseFacility, request: Request) -> Receipt:
    """Let a carrier leave the register."""
    return _on(
        book,
        "facility_close",
        command,
        request,
        lambda state, act: registering.close(state, ground=command.ground, act=act),
    )


def _on(
    book: Book, name: str, command: OnFacility, request: Request, decide: Callable[[Facility, Act], Event]
) -> Receipt:
    """Run one act on a carrier."""

    def plan(act: Act) -> Plan:
        state, version = load_facility(book, command.facility)
        event = decide(state, act)
        return filed(command.facility, version, event, outcome=_outcome(event))

    return run(book, name, command, request, plan)


def _outcome(event: Event) -> dict[str, str]:
    """The number under which a request to enter goes on, and whether it goes first."""
    if not isinstance(event, EntryRequested):
        return {}
    return {"number": str(event.number), "priority": "yes" if event.priority else "no"}
