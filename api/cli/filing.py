"""`application`: draft, amend, submit, return, resubmit, accept."""

from pathlib import Path
from typing import Final

import click

from api.cli.session import Session, writes
from api.cli.values import FILE
from api.forms.json_form import read_json
from api.schemas.catalogue import form_for
from api.schemas.form import read
from domain.details import Details
from ledger.commands import draft as drafting
from ledger.commands import review
from ledger.commands import submit as submitting

_FORM = "申请表 JSON 文件(- 为标准输入)。 Form as a JSON file, - for standard input."


class CaseOrForm(click.UsageError):
    """Both a case and a form were named, or neither."""

    def __init__(self) -> None:
        super().__init__(
            "请指明已有案件,或用 --form 给出申请表,二者选一。"
            " Name a drafted case, or give a form with --form: one of them."
        )


def _filled(session: Session, form: Path) -> tuple[drafting.DraftApplication, tuple[Details, ...]]:
    """The command and the details that a form stands for."""
    data, vault = read_json(form), session.vault
    filled = read(form_for(data), data, session.book, vault)
    return drafting.application(
        vault,
        programme=filled.programme,
        place=filled.place,
        applied_on=filled.applied_on,
        facts=filled.facts,
        applicant=filled.applicant,
        named=filled.named,
    )


@click.command("draft")
@click.option("--form", type=FILE, required=True, help=_FORM)
@writes("窗口收件")
def draft(session: Session, form: Path) -> None:
    """录入申请草稿。 Write an application down."""
    command, details = _filled(session, form)
    session.receipt(drafting.draft(session.book, session.vault, command, details, session.request()))


@click.command("amend")
@click.argument("case")
@click.option("--form", type=FILE, required=True, help=_FORM)
@writes()
def amend(session: Session, case: str, form: Path) -> None:
    """按新的申请表修改草稿或退回的申请。 Change a draft or a returned application by a new form."""
    command, details = _filled(session, form)
    session.receipt(drafting.amend_by_form(session.book, session.vault, case, command, details, session.request()))


@click.command("submit")
@click.argument("case", required=False)
@click.option("--form", type=FILE, help=_FORM)
@writes("窗口收件")
def submit(session: Session, case: str | None, form: Path | None) -> None:
    """提交草稿,或用 --form 录入并提交。 Submit a draft, or draft and submit a form."""
    if case and not form:
        receipt = submitting.submit(session.book, submitting.OnCase(case=case), session.request())
    elif form and not case:
        command, details = _filled(session, form)
        receipt = submitting.draft_and_submit(session.book, session.vault, command, details, session.request())
    else:
        raise CaseOrForm()
    session.receipt(receipt)


@click.command("return")
@click.argument("case")
@click.option("--finding", multiple=True, required=True, help="需补正的内容,可重复。 What to mend; may be repeated.")
@writes("材料不齐,退回补正")
def give_back(session: Session, case: str, finding: tuple[str, ...]) -> None:
    """退回补正。 Return an application for correction."""
    command = submitting.ReturnForCorrection(case=case, findings=finding)
    session.receipt(submitting.return_for_correction(session.book, command, session.request()))


@click.command("resubmit")
@click.argument("case")
@writes("补正后重新提交")
def resubmit(session: Session, case: str) -> None:
    """补正后重新提交。 Hand a corrected application in again."""
    session.receipt(submitting.resubmit(session.book, submitting.OnCase(case=case), session.request()))


@click.command("accept")
@click.argument("case")
@click.option("--fund", default="", help="可由多项资金列支时指明。 Fund, where several could pay.")
@writes("受理登记")
def accept(session: Session, case: str, fund: str) -> None:
    """受理并测算,预占额度。 Accept, calculate and pre-encumber."""
    session.receipt(review.accept(session.book, review.Accept(case=case, fund=fund), session.request()))


COMMANDS: Final = (draft, amend, submit, give_back, resubmit, accept)
