"""What the timeline says of evidence."""

from typing import Final

EVIDENCE_LINES: Final[dict[str, tuple[str, str]]] = {
    "evidence.Imported": (
        "导入「{dataset:dataset}」证据({source},{place},{first_month} 至 {last_month},截至 {as_of},{rows} 行)",
        "evidence {dataset} of {source} ({place}, {first_month} to {last_month}, as of {as_of}): {rows} rows",
    ),
    "evidence.Staged": (
        "提交「{dataset:dataset}」证据({source},{place},截至 {as_of},{rows} 行),剔除 {rejected} 行,待复核",
        "evidence {dataset} of {source} ({place}, as of {as_of}): {rows} rows wait, {rejected} lines left out",
    ),
    "evidence.Confirmed": ("复核通过,「{dataset:dataset}」证据部分入库", "evidence {dataset} accepted in part"),
    "evidence.Discarded": ("撤下待复核的「{dataset:dataset}」证据", "evidence {dataset} discarded"),
    "evidence.Withdrawn": ("撤回「{dataset:dataset}」证据", "evidence {dataset} withdrawn"),
}
"""Topic → the line in Chinese and in English."""
