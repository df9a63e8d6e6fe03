"""`checks propose`, `approve`, `reject`, `tune`: how checks run, and what another threshold would do."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, get_args

import click
import msgspec

from api import clock
from api.cli import screen
from api.cli.root import REFUSED
from api.cli.session import Session, reads, writes
from api.cli.values import DAY, Value, one_of
from domain.check_policy import PolicyMode
from domain.errors import Refusal
from domain.interval import Share
from ledger.commands.base import Receipt, Request
from ledger.views.check_queries import checks_in

_SET = re.compile(r"([a-z_]+)=(-?\d+)")
_RANGE = re.compile(r"([a-z_]+)=(\d+)\.\.(\d+)")
_CHECKS = click.argument("check_ids", metavar="[CHECK]...", nargs=-1)
_ALL = click.option("--all", "every", is_flag=True, help="全部检查。 Every check.")
CHECK = click.argument("check_id", metavar="CHECK")


class ThresholdNotPlain(Refusal):
    """阈值「{text}」须写作 名称=整数,如 months=3。

    The threshold "{text}" is written name=number, like months=3.
    """


class RangeNotPlain(Refusal):
    """阈值范围「{text}」须写作 名称=下限..上限,均为整数,下限不大于上限。

    The range "{text}" is written name=low..high: whole numbers, low not above high.
    """


class ChecksNotSaid(click.UsageError):
    """Which checks is not known."""

    def __init__(self) -> None:
        super().__init__("请列出检查,或用 --all,二者取一。 Name checks, or say --all; one of both.")


def _set(text: str, field: str) -> tuple[str, int]:
    if (found := _SET.fullmatch(text)) is None:
        raise ThresholdNotPlain(field=field, text=text)
    return found[1], int(found[2])


def _range(text: str, field: str) -> tuple[str, int, int]:
    found = _RANGE.fullmatch(text)
    if found is None or int(found[2]) > int(found[3]):
        raise RangeNotPlain(field=field, text=text)
    return found[1], int(found[2]), int(found[3])


@click.command("propose")
@_CHECKS
@_ALL
@click.option("--mode", type=one_of(*get_args(PolicyMode)), required=True, help="方式。 What its hits do.")
@click.option("--set", "thresholds", type=Value("name=value", _set), multiple=True, help="阈值,可多次。 Threshold.")
@click.option("--from", "from_on", type=DAY, required=True, help="起始日。 From this day on.")
@writes("提出检查设置")
def propose(
    session: Session,
    check_ids: tuple[str, ...],
    every: bool,
    mode: Any,
    thresholds: tuple[tuple[str, int], ...],
    from_on: date,
) -> None:
    """提出检查如何运行;由另一人同意。 Ask that checks run so; another person agrees."""
    from ledger.checks.registry import checks
    from ledger.commands import check_policies as commands

    def each(check: str, request: Request) -> Receipt:
        command = commands.Propose(check=check, mode=mode, from_on=from_on, thresholds=dict(thresholds))
        return commands.propose(session.book, command, request)

    _each(session, _meant(check_ids, every, checks), each)


@click.command("approve")
@_CHECKS
@_ALL
@writes("同意检查设置")
def approve(session: Session, check_ids: tuple[str, ...], every: bool) -> None:
    """同意所提的设置。 Agree with what another person proposed."""
    from ledger.commands import check_policies as commands

    def each(check: str, request: Request) -> Receipt:
        return commands.approve(session.book, commands.Decide(check=check), request)

    _each(session, _meant(check_ids, every, lambda: _proposed(session)), each)


@click.command("reject")
@_CHECKS
@_ALL
@writes("不同意检查设置")
def reject(session: Session, check_ids: tuple[str, ...], every: bool) -> None:
    """不同意所提的设置。 Do not agree."""
    from ledger.commands import check_policies as commands

    def each(check: str, request: Request) -> Receipt:
        return commands.reject(session.book, commands.Decide(check=check), request)

    _each(session, _meant(check_ids, every, lambda: _proposed(session)), each)


@click.command("tune")
@CHECK
@click.option("--set", "threshold", type=Value("name=lo..hi", _range), required=True, help="范围。 Range to try.")
@click.option("--as-of", type=DAY, help="以哪一天计(默认今天)。 On this day; default: today.")
@reads
def tune(session: Session, check_id: str, threshold: tuple[str, int, int], as_of: date | None) -> None:
    """试一段阈值:每千人疑点数,对照已处理疑点的准确率和召回率。 Try a range: alerts, precision and recall."""
    from ledger.checks.registry import check_of
    from ledger.checks.tuning import tuned, values_of

    name, low, high = threshold
    found = tuned(
        session.book,
        session.vault,
        session.evidence,
        check_of(check_id),
        as_of or clock.today(),
        name=name,
        values=values_of(low, high),
    )
    cells = (
        (
            f"{each.value}{' *' if each.set else ''}",
            each.hits,
            f"{each.per_mille // 100}.{each.per_mille % 100:02}",
            *_share(each.precision),
            *_share(each.recall),
        )
        for each in found.tried
    )
    headings = (name, "命中 hits", "每千人 per 1,000", "属实 right", "95%", "召回 recall", "95%")
    trial = ((row.text_digest[:8], row.both, row.only_trial, row.only_now) for row in found.trials)
    session.answer(
        {"tuning": found},
        screen.table(f"{found.check}(* 现行 as it runs;{found.persons} 人 persons)", headings, cells, right=range(7)),
        screen.table(
            "试运行 on trial",
            ("版本 text", "都有 both", "仅试运行 trial only", "仅现行 now only"),
            trial,
            right=(1, 2, 3),
        ),
        *(f"未能运行 not carried out: {gap}" for gap in found.gaps),
    )


POLICIES: Final = (propose, approve, reject, tune)


def _meant(ids: tuple[str, ...], every: bool, known: Callable[[], Iterable[str]]) -> tuple[str, ...]:
    if bool(ids) is every:
        raise ChecksNotSaid()
    return tuple(known()) if every else ids


def _proposed(session: Session) -> list[str]:
    return [id for id, state in checks_in(session.book).items() if state.proposed is not None]


def _each(session: Session, ids: tuple[str, ...], act: Callable[[str, Request], Receipt]) -> None:
    """Act on one check after the other; one that is refused leaves the others be, and the exit code says so."""
    request = session.request()
    done: list[dict[str, Any]] = []
    for id in ids:
        own = request if len(ids) == 1 else msgspec.structs.replace(request, key=f"{request.key}-{id}")
        try:
            receipt = act(id, own)
        except Refusal as refusal:
            if len(ids) == 1:
                raise
            done.append({"check": id, "error": refusal.as_dict()})
        else:
            done.append({"check": id, "events": receipt.events})
    cells = ((row["check"], *_became(row)) for row in done)
    session.answer(
        {"checks": done, "key": session.settings.key},
        screen.table("已办理 done", ("检查 check", "事件 events"), cells),
    )
    if any("error" in row for row in done):
        click.get_current_context().exit(REFUSED)


def _became(row: dict[str, Any]) -> tuple[str]:
    if error := row.get("error"):
        return (f"拒绝 refused: {error['zh']}\n{error['en']}",)
    return ("\n".join(row["events"]),)


def _share(share: Share) -> tuple[str, str]:
    low, high = (f"{bound // 10}.{bound % 10}%" for bound in (share.low, share.high))
    return f"{share.part}/{share.whole}", f"{low}–{high}"
