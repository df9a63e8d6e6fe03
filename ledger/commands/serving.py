"""Commands of the service register: what is done for a person, and the hand-over between bodies."""

from domain.act import Act
from domain.events import Event
from domain.service import serving
from domain.service.events import CourseMode, CourseType, Outcome, Provider, Result
from domain.service.state import File
from ledger.book import Book
from ledger.commands.base import Receipt, Request
from ledger.commands.services import OnFile, on_file, provision_of


class Serve(OnFile, frozen=True, kw_only=True):
    """Which service, by whom, with which reference to its record."""

    kind: str
    provider: Provider
    reference: str


class ToEmployer(OnFile, frozen=True, kw_only=True):
    """A post of an employer (credit code)."""

    employer: str
    post: str


class AnswerReferral(OnFile, frozen=True, kw_only=True):
    """What came of a referral."""

    number: int
    result: Result


class Train(OnFile, frozen=True, kw_only=True):
    """A course that the person attended."""

    course: str
    type: CourseType
    mode: CourseMode
    provider: Provider
    outcome: Outcome


class AssessSkills(OnFile, frozen=True, kw_only=True):
    """Whether the assessment found skills lacking, by which document."""

    lacking: bool
    document: str


class Referenced(OnFile, frozen=True, kw_only=True):
    """An act with a reference to its record."""

    reference: str


def serve(book: Book, command: Serve, request: Request) -> Receipt:
    """Write down a service."""

    def decide(state: File, act: Act) -> Event:
        return serving.serve(state, kind=command.kind, provider=command.provider, reference=command.reference, act=act)

    return on_file(book, "service_serve", command, request, decide)


def offer(book: Book, command: ToEmployer, request: Request) -> Receipt:
    """Offer a post."""
    return on_file(
        book,
        "service_offer",
        command,
        request,
        lambda state, act: serving.offer(state, employer=command.employer, post=command.post, act=act),
    )


def refer(book: Book, command: ToEmployer, request: Request) -> Receipt:
    """Refer the person to an employer."""
    return on_file(
        book,
        "service_refer",
        command,
        request,
        lambda state, act: serving.refer(state, employer=command.employer, post=command.post, act=act),
    )


def answer_referral(book: Book, command: AnswerReferral, request: Request) -> Receipt:
    """Write down what came of a referral."""
    return on_file(
        book,
        "service_answer",
        command,
        request,
        lambda state, act: serving.answer(state, number=command.number, result=command.result, act=act),
    )


def train(book: Book, command: Train, request: Request) -> Receipt:
    """Write down a course."""

    def decide(state: File, act: Act) -> Event:
        return serving.train(
            state,
            course=command.course,
            type=command.type,
            mode=command.mode,
            provider=command.provider,
            outcome=command.outcome,
            act=act,
        )

    return on_file(book, "service_train", command, request, decide)


def assess_skills(book: Book, command: AssessSkills, request: Request) -> Receipt:
    """Write down what the last assessment found about the skills."""
    return on_file(
        book,
        "service_assess_skills",
        command,
        request,
        lambda state, act: serving.assess_skills(state, lacking=command.lacking, document=command.document, act=act),
    )


def hand_over(book: Book, command: Referenced, request: Request) -> Receipt:
    """Hand the person over to human resources and social security."""

    def decide(state: File, act: Act) -> Event:
        pool = provision_of(book, state, "handover.pool", act)
        return serving.hand_over(state, reference=command.reference, pool=pool, act=act)

    return on_file(book, "service_hand_over", command, request, decide)


def receive(book: Book, command: Referenced, request: Request) -> Receipt:
    """Take a person over who was handed over."""
    return on_file(
        book,
        "service_receive",
        command,
        request,
        lambda state, act: serving.receive(state, reference=command.reference, act=act),
    )
