"""Random inspection lists: drawn by an analyst, looked at by people who had no hand in the items."""

from typing import Any, Final, get_args

from api.auth.policy import AUDITOR, one_of
from api.http.at import At
from api.http.inputs import ActBody, Code, Count, Name, Words
from api.http.kinds import SAMPLE
from api.http.lists import PageQuery, answered, asked_place, shown
from api.http.resource import Resource
from api.http.shapes import page_of, shape_of
from api.schemas.fields import Day
from api.schemas.texts import PlaceCode
from domain.inspection_population import Kind
from domain.inspection_sample import DRAWER_ROLE, INSPECTOR_ROLES, Finding
from domain.names import zh
from ledger.commands import inspections as commands
from ledger.commands.base import Receipt, Request
from ledger.views import inspection_queries, listing
from ledger.views.inspection_queries import Estimate
from ledger.views.inspections import SAMPLES, SampleItemRow, SampleRow

inspections: Final = Resource("inspections", "随机抽查:抽取、登记结果。 Random inspection of what no check suspects.")

READERS: Final = one_of(DRAWER_ROLE, "fraud_reviewer", AUDITOR, *INSPECTOR_ROLES)
KINDS: Final = {kind: zh(kind) for kind in get_args(Kind)}
FINDINGS: Final = {finding: zh(finding) for finding in get_args(Finding)}

SAMPLE_SHAPE: Final = shape_of(SampleRow)
ITEM_SHAPE: Final = shape_of(SampleItemRow, without="id sample last_position")
ESTIMATE_SHAPE: Final = shape_of(Estimate, name="InspectionEstimate")


class SamplesQuery(PageQuery):
    """Which lists."""

    kind = Code("类别", KINDS, example="case", default=None)
    place = asked_place()


class DrawBody(ActBody):
    """From what to draw, and how many: either a share or a number."""

    kind = Code("类别", KINDS, example="case")
    place = PlaceCode("地区", example="330500")
    first = Day("期间开始日", example="2024-01-01")
    last = Day("期间结束日", example="2024-12-31")
    share_pct = Count("抽查比例(%)", example=5, default=0)
    number = Count("抽查数", example=0, default=0)
    seed = Name("种子", example="20240301", note="不填的,取账本末尾事件的摘要 the last event's digest", default="")


class RecordBody(ActBody):
    """What was found on an item."""

    item = Name("编号", example="A2024-330500-ABCDEFGHIJ")
    finding = Code("结果", FINDINGS, example="in_order")
    note = Words("说明", example="现场核查记录〔2024〕1号")


@inspections.reads(SAMPLE.path, page_of(SAMPLE_SHAPE), roles=READERS, query=SamplesQuery)
def list_samples(at: At, asked: dict[str, Any]) -> Any:
    """抽查单清单;同一范围抽过几次,这里看得出。 Every list that was drawn."""
    return answered(at, listing.samples, asked)


@inspections.reads(SAMPLE.one, SAMPLE_SHAPE, roles=READERS, tells_version=True)
def show_sample(at: At, sample: str) -> Any:
    """一张抽查单。 One list."""
    return shown(at, SAMPLES, SAMPLE, sample)


@inspections.reads(f"{SAMPLE.one}/items", page_of(ITEM_SHAPE), roles=READERS, query=PageQuery)
def list_sample_items(at: At, asked: dict[str, Any], sample: str) -> Any:
    """抽查单各件和结果。 The items of a list in the order of the draw, and what was found."""
    at.must_see(SAMPLE.place_of(at.book, sample), SAMPLE.name, sample)
    return answered(at, listing.sample_items, asked | {"sample": sample})


@inspections.reads(f"{SAMPLE.one}/estimate", ESTIMATE_SHAPE, roles=READERS)
def estimate_of_sample(at: At, sample: str) -> Any:
    """由抽查结果推断全部(千分比,95% 区间)。 What the findings say about the whole (per mille, 95 % interval)."""
    at.must_see(SAMPLE.place_of(at.book, sample), SAMPLE.name, sample)
    row = inspection_queries.sample(at.book, sample)
    return inspection_queries.estimate(at.book, row, inspection_queries.sample_items(at.book, sample))


@inspections.makes(SAMPLE.path, SAMPLE, roles=one_of(DRAWER_ROLE), body=DrawBody, reason="随机抽查")
def draw_sample(at: At, request: Request, **what: Any) -> Receipt:
    """从全部支付、案件或安置中抽取。 Draw from all payments, cases or placements."""
    return commands.draw(at.book, commands.Draw(**what), request)


@inspections.acts(SAMPLE, "record", roles=one_of(*INSPECTOR_ROLES), body=RecordBody, reason="登记抽查结果")
def record_finding(at: At, request: Request, sample: str, **what: Any) -> Receipt:
    """登记一件的抽查结果;由未参与办理的人。 Record what was found, by somebody who had no hand in the item."""
    return commands.record(at.book, commands.Record(sample=sample, **what), request)
