"""Investigation commands: open, join, assign, ask, answer, clear; what is found is in `findings`."""

from collections.abc import Callable, Sequence

from domain import alert
from domain.act import Act
from domain.actor import authorise
from domain.alert import Alert
from domain.events import Event
from domain.investigation import acts
from domain.investigation.events import Joined, Title
from domain.investigation.state import Investigation
from domain.places import covers
from ledger.book import Book
from ledger.commands.base import Change, Command, Plan, Receipt, Request, filed, new_id, run
from ledger.commands.load import load_alert, load_case, load_document, load_investigation
from ledger.commands.place import must_lie_within
from ledger.law import law_for


class Open(Command, frozen=True, kw_only=True):
    """Which alerts are looked into together, where, and what is suspected."""

    place: str
    title: Title
    alerts: tuple[str, ...]


class Join(Command, frozen=True, kw_only=True):
    """Which alerts are looked into with those of an investigation."""

    investigation: str
    alerts: tuple[str, ...]


class AddCase(Command, frozen=True, kw_only=True):
    """Which case is looked into as well."""

    investigation: str
    case: str


class Assign(Command, frozen=True, kw_only=True):
    """Who has it in hand."""

    investigation: str
    analyst: str


class Ask(Command, frozen=True, kw_only=True):
    """Which party is asked what, by which paper."""

    investigation: str
    party: str
    questions: tuple[str, ...]
    document: str


class Answered(Command, frozen=True, kw_only=True):
    """What a party said: documents of the book, or the reference of the record that was made."""

    investigation: str
    party: str
    documents: tuple[str, ...] = ()
    reference: str = ""


class Silent(Command, frozen=True, kw_only=True):
    """Which party let its term pass."""

    investigation: str
    party: str


class Clear(Command, frozen=True, kw_only=True):
    """Which alerts were innocent, and why."""

    investigation: str
    alerts: tuple[str, ...]
    code: str
    note: str


def open_(book: Book, command: Open, request: Request) -> Receipt:
    """Begin to look into alerts."""

    def decide(act: Act) -> Plan:
        must_lie_within(book, command.place)
        stream = new_id("investigation:", book, request, command.place, act.on.year)
        found = _alerts(book, command.alerts, act)
        joined = _joined(book, [state for state, _ in found])
        severity = acts.gravest(state.hit.severity for state, _ in found) if found else ""
        event = acts.open_(place=command.place, title=command.title, severity=severity, alerts=joined, act=act)
        opened = Change(stream=stream, version=0, events=(event,))
        return Plan(subject=stream, changes=(opened, *_joining(found, stream)))

    return run(book, "open_investigation", command, request, decide)


def join(book: Book, command: Join, request: Request) -> Receipt:
    """Look into more alerts with the others."""

    def decide(act: Act) -> Plan:
        state, version = load_investigation(book, command.investigation)
        found = _alerts(book, command.alerts, act)
        joined = _joined(book, [each for each, _ in found])
        severity = acts.gravest((state.severity, *(each.hit.severity for each, _ in found)))
        event = acts.join(state, severity=severity, alerts=joined, act=act)
        more = Change(stream=state.id, version=version, events=(event,))
        return Plan(subject=state.id, changes=(more, *_joining(found, state.id)))

    return run(book, "join_investigation", command, request, decide)


def add_case(book: Book, command: AddCase, request: Request) -> Receipt:
    """Look into a case that no alert names; its applicant, who stays the same, is heard like any party."""

    def event(state: Investigation, act: Act) -> Event:
        case = load_case(book, command.case)[0]
        return acts.add_case(state, case=case.id, party=case.applicant, place=case.place, act=act)

    return upon(book, "add_case", command, command.investigation, request, event)


def assign(book: Book, command: Assign, request: Request) -> Receipt:
    """Give it to an analyst; the term of its severity begins."""

    def event(state: Investigation, act: Act) -> Event:
        law = law_for(book, acts.CODE, state.place, act.today)
        return acts.assign(state, analyst=command.analyst, law=law, act=act)

    return upon(book, "assign_investigation", command, command.investigation, request, event)


def ask(book: Book, command: Ask, request: Request) -> Receipt:
    """Ask a party what it says."""

    def event(state: Investigation, act: Act) -> Event:
        law = law_for(book, acts.CODE, state.place, act.today)
        asked = {"party": command.party, "questions": command.questions, "document": command.document}
        return acts.ask(state, **asked, law=law, act=act)  # type: ignore[arg-type]

    return upon(book, "ask_party", command, command.investigation, request, event)


def answer(book: Book, command: Answered, request: Request) -> Receipt:
    """Put on file what a party said."""

    def event(state: Investigation, act: Act) -> Event:
        documents = tuple(load_document(book, document)[0].id for document in command.documents)
        return acts.answer(state, party=command.party, documents=documents, reference=command.reference, act=act)

    return upon(book, "answer_party", command, command.investigation, request, event)


def no_statement(book: Book, command: Silent, request: Request) -> Receipt:
    """Note that a party let its term pass."""
    return upon(
        book,
        "note_silence",
        command,
        command.investigation,
        request,
        lambda state, act: acts.no_statement(state, party=command.party, act=act),
    )


def clear(book: Book, command: Clear, request: Request) -> Receipt:
    """Dispose of alerts as innocent; the last one closes the investigation."""

    def decide(act: Act) -> Plan:
        state, version = load_investigation(book, command.investigation)
        alerts = tuple(dict.fromkeys(command.alerts))
        event = acts.clear(state, alerts=alerts, code=command.code, note=command.note, act=act)
        cleared = alert.Cleared(investigation=state.id, code=event.code, note=event.note)
        own = Change(stream=state.id, version=version, events=(event, *acts.closing(state, alerts)))
        return Plan(subject=state.id, changes=(own, *disposing(book, alerts, cleared)))

    return run(book, "clear_alerts", command, request, decide)


def upon(
    book: Book,
    name: str,
    command: Command,
    investigation: str,
    request: Request,
    event: Callable[[Investigation, Act], Event],
) -> Receipt:
    """An act that files one event on an investigation."""

    def decide(act: Act) -> Plan:
        state, version = load_investigation(book, investigation)
        return filed(state.id, version, event(state, act))

    return run(book, name, command, request, decide)


def disposing(book: Book, alerts: Sequence[str], *events: Event) -> tuple[Change, ...]:
    """The same events on each of some alerts."""
    return tuple(Change(stream=each, version=load_alert(book, each)[1], events=events) for each in alerts)


def _alerts(book: Book, ids: Sequence[str], act: Act) -> list[tuple[Alert, int]]:
    """Alerts with their versions; an analyst takes them only from where he or she has authority."""
    found = [load_alert(book, id) for id in dict.fromkeys(ids)]
    for state, _ in found:
        if covers(book.place, state.hit.place):
            authorise(act.actor, "investigation_join", alert.ROLE, state.hit.place, state)
    return found


def _joined(book: Book, alerts: Sequence[Alert]) -> tuple[Joined, ...]:
    """The alerts as they join; applicants of their cases, who stay the same, and whom they lead to become parties."""
    cases = dict.fromkeys(case for each in alerts for case in each.hit.cases)
    applicants = {case: load_case(book, case)[0].applicant for case in cases}
    return tuple(
        Joined(
            alert=each.id,
            subject=each.hit.subject,
            parties=_parties(each, applicants),
            cases=each.hit.cases,
            amount=each.hit.amount,
            applicants=tuple(applicants[case] for case in each.hit.cases),
        )
        for each in alerts
    )


def _parties(state: Alert, applicants: dict[str, str]) -> tuple[str, ...]:
    subject = (state.hit.subject,) if state.hit.subject_kind in alert.PARTIES else ()
    return tuple(dict.fromkeys((*subject, *(applicants[case] for case in state.hit.cases), *state.hit.parties)))


def _joining(found: Sequence[tuple[Alert, int]], investigation: str) -> tuple[Change, ...]:
    return tuple(
        Change(stream=state.id, version=version, events=(alert.join(state, investigation),)) for state, version in found
    )
