"""Pairs that may be one person: suggested by record linkage, judged by people."""

from typing import Any, Final, get_args

from api.auth.policy import AUDITOR, one_of
from api.http.at import At
from api.http.inputs import ActBody, Code, Words
from api.http.kinds import IDENTITY_PAIR
from api.http.lists import PageQuery, answered, asked_id, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.schemas.texts import PlaceCode
from domain.identity_link import ANALYST, REVIEWER, PairStatus, Verdict
from domain.names import zh
from ledger.commands import identity_links as commands
from ledger.commands.base import Receipt, Request
from ledger.commands.compare_identities import CompareIdentities, compare_identities
from ledger.views import listing
from ledger.views.identity_pairs import IDENTITY_PAIRS, PairRow

identities: Final = Resource("identities", "身份比对:提示、判断、复核。 Pairs that may be one person; never merged.")

READERS: Final = one_of(ANALYST, REVIEWER, AUDITOR)
PAIR_SHAPE: Final = shape_of(PairRow, name="IdentityPair")


class PairsQuery(PageQuery):
    """Which pairs."""

    status = Code("状态", {each: zh(each) for each in PairStatus}, example="identity_suggested", default=None)
    party = asked_id("当事人")
    place = asked_place()


class SuggestBody(ActBody):
    """Of which place."""

    place = PlaceCode("地区", example="330500", note="默认账套所在地 the book's own unless given", default=None)


class JudgeBody(ActBody):
    """What the pair is, and why."""

    verdict = Code("判断", {verdict: zh(verdict) for verdict in get_args(Verdict)}, example="different_persons")
    ground = Words("理由", example="户籍底册载明系双胞胎")


class ConfirmBody(ActBody):
    """Why it is one person."""

    ground = Words("理由", example="核对户籍底册和照片")


@identities.makes("/identity-suggestions", None, roles=one_of(ANALYST), body=SuggestBody, reason="身份比对")
def suggest_identities(at: At, request: Request, place: str | None) -> Receipt:
    """比对身份登记并提示,完成后才答复。 Compare the register of identities; answered when pairs are suggested."""
    return compare_identities(at.book, at.evidence, CompareIdentities(place=place or at.book.place), request)


@identities.reads(IDENTITY_PAIR.path, page_of(PAIR_SHAPE), roles=READERS, query=PairsQuery)
def list_identity_pairs(at: At, asked: dict[str, Any]) -> Any:
    """身份比对清单。 Pairs that may be one person."""
    return answered(at, listing.identity_pairs, asked)


@identities.reads(IDENTITY_PAIR.one, PAIR_SHAPE, roles=READERS, tells_version=True)
def show_identity_pair(at: At, identity_pair: str) -> Any:
    """一项身份比对。 One pair."""
    return shown(at, IDENTITY_PAIRS, IDENTITY_PAIR, identity_pair)


@identities.acts(IDENTITY_PAIR, "judge", roles=one_of(ANALYST), body=JudgeBody, reason="判断身份比对")
def judge_identity_pair(at: At, request: Request, identity_pair: str, **what: Any) -> Receipt:
    """判断是否同一人。 Say whether both are one person; that they are counts when a second officer confirms it."""
    return commands.judge(at.book, commands.Judge(pair=identity_pair, **what), request)


@identities.acts(IDENTITY_PAIR, "confirm", roles=one_of(REVIEWER), body=ConfirmBody, reason="复核身份比对")
def confirm_identity_pair(at: At, request: Request, identity_pair: str, ground: str) -> Receipt:
    """由另一人复核认定同一人。 Confirm, as another officer, that both are one person."""
    return commands.confirm(at.book, commands.Confirm(pair=identity_pair, ground=ground), request)
