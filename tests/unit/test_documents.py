"""Documents of a case, without a book: who may file, withdraw and read them, and when."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from domain import document
from domain.act import Act, BeforeLastAct
from domain.actor import Actor, Appointment, OfficerRecused, OutsideJurisdiction
from domain.application import endings
from domain.document import Document, EvidenceOfDecision, NoRoleForDocuments, UnknownKind, WithdrawnAlready
from domain.document_names import DOCUMENT_NAMES
from domain.events import Event
from domain.names import zh
from tests.cases import DAY, CaseFile, by, recorded, release

CONTENT: dict[str, Any] = {"kind": "invoice", "media_type": "application/pdf", "size": 1_000, "digest": "0" * 64}


def holding(role: str, place: str = "330500") -> Act:
    actor = Actor(id=f"{place}-{role}", roles=(role,), place=place)
    return Act(actor=actor, on=DAY, today=DAY, reason="依规定办理")


def filed(case: CaseFile) -> Document:
    event = document.file(case.state, act=by("intake"), **CONTENT)
    state = document.evolve(None, recorded("D1", 1, event, by("intake")))
    assert state is not None
    return state


def after(state: Document, event: Event) -> Document:
    changed = document.evolve(state, recorded(state.id, 2, event, by("intake")))
    assert changed is not None
    return changed


def test_a_document_is_filed_for_the_applicant_of_its_case() -> None:
    case = CaseFile().submitted()
    assert filed(case).party == case.state.applicant


@pytest.mark.parametrize("role", ["intake_officer", "first_reviewer", "site_inspector", "appeal_officer"])
def test_whoever_gathers_evidence_may_file_it(role: str) -> None:
    document.file(CaseFile().submitted().state, act=holding(role), **CONTENT)


@pytest.mark.parametrize("role", ["second_reviewer", "approver", "finance_officer", "privacy_officer", "auditor"])
def test_whoever_decides_or_looks_on_does_not_file_evidence(role: str) -> None:
    with pytest.raises(NoRoleForDocuments) as refusal:
        document.file(CaseFile().submitted().state, act=holding(role), **CONTENT)
    assert "受理人、初审人、现场核查人、复议承办人" in refusal.value.zh
    assert "intake_officer, first_reviewer, site_inspector, appeal_officer" in refusal.value.en


def test_a_draft_has_no_workflow_yet_and_takes_documents_from_intake_only() -> None:
    draft = CaseFile().state
    document.file(draft, act=holding("intake_officer"), **CONTENT)
    with pytest.raises(NoRoleForDocuments):
        document.file(draft, act=holding("first_reviewer"), **CONTENT)


def test_evidence_is_filed_at_the_place_of_the_case() -> None:
    case = CaseFile().submitted().state
    document.file(case, act=holding("intake_officer", "330000"), **CONTENT)
    with pytest.raises(OutsideJurisdiction):
        document.file(case, act=holding("intake_officer", "330700"), **CONTENT)


def test_a_role_held_elsewhere_is_not_the_one_held_here() -> None:
    held = (Appointment(role="first_reviewer", place="330700"), Appointment(role="site_inspector", place="330500"))
    actor = Actor(id="two-places", roles=("first_reviewer", "site_inspector"), place="330700", appointments=held)
    document.may_file(CaseFile().submitted().state, actor)


def test_whoever_is_close_to_the_applicant_neither_files_nor_withdraws_nor_reads() -> None:
    case = CaseFile().submitted()
    close = msgspec.structs.replace(by("intake").actor, kin=frozenset({case.state.applicant}))
    act = Act(actor=close, on=DAY, today=DAY, reason="依规定办理")
    state = filed(case)
    with pytest.raises(OfficerRecused):
        document.file(case.state, act=act, **CONTENT)
    with pytest.raises(OfficerRecused):
        document.withdraw(state, case.state, ground="重复提交", act=act)
    with pytest.raises(OfficerRecused):
        document.open_(state, case.state, act)


def test_only_a_listed_kind_is_taken() -> None:
    with pytest.raises(UnknownKind):
        document.file(CaseFile().submitted().state, act=by("intake"), **CONTENT | {"kind": "selfie"})


def test_every_kind_has_a_chinese_name() -> None:
    assert not [kind for kind in document.KINDS if zh(kind) == kind]
    assert len(set(document.KINDS)) == len(document.KINDS)
    assert len(set(DOCUMENT_NAMES.values())) == len(DOCUMENT_NAMES)


def test_no_evidence_is_older_than_its_case() -> None:
    before = by("intake", DAY - timedelta(days=1), today=DAY)
    with pytest.raises(BeforeLastAct):
        document.file(CaseFile().submitted().state, act=before, **CONTENT)


def test_an_ended_case_still_takes_documents() -> None:
    case = CaseFile().accepted()
    case.do(endings.withdraw, by("intake"), release=release(case.state))
    assert filed(case).status == "in_evidence"


def test_a_document_is_withdrawn_once() -> None:
    case = CaseFile().submitted()
    state = filed(case)
    state = after(state, document.withdraw(state, case.state, ground="重复提交", act=by("intake")))
    assert state.status == "withdrawn"
    with pytest.raises(WithdrawnAlready):
        document.withdraw(state, case.state, ground="重复提交", act=by("intake"))


def test_what_a_decision_rests_on_is_not_withdrawn() -> None:
    case = CaseFile().submitted()
    state = filed(case)
    approved = CaseFile().approved().state
    with pytest.raises(EvidenceOfDecision):
        document.withdraw(state, approved, ground="重复提交", act=by("intake"))


def test_a_document_is_not_withdrawn_before_the_day_it_was_filed() -> None:
    case = CaseFile().submitted()
    state = msgspec.structs.replace(filed(case), filed_on=DAY + timedelta(days=2))
    with pytest.raises(BeforeLastAct):
        document.withdraw(state, case.state, ground="重复提交", act=by("intake"))


@pytest.mark.parametrize("role", ["approver", "finance_officer", "second_reviewer", "privacy_officer", "auditor"])
def test_whoever_decides_pays_or_audits_reads_the_evidence(role: str) -> None:
    case = CaseFile().submitted()
    document.open_(filed(case), case.state, holding(role))


@pytest.mark.parametrize("role", ["budget_officer", "statistics_officer", "account_administrator"])
def test_nobody_else_reads_it(role: str) -> None:
    case = CaseFile().submitted()
    with pytest.raises(NoRoleForDocuments):
        document.open_(filed(case), case.state, holding(role))


def test_a_withdrawn_document_can_still_be_read() -> None:
    case = CaseFile().submitted()
    state = filed(case)
    state = after(state, document.withdraw(state, case.state, ground="重复提交", act=by("intake")))
    document.open_(state, case.state, by("first"))
