"""What the timeline says of evidence."""

from typing import Final

EVIDENCE_LINES: Final[dict[str, tuple[str, str]]] = {
    "evidence.Imported": (
        "导入「{dataset:dataset}」证据({source},{place},{first_month} 至 {last_month},截至 {as_of},{rows} 行)",
        "evidence {dataset} of {source} ({place}, {first_month} to {last_month}, as of {as_of}): {rows} rows",
    ),
    "evidence.Staged": (
        "提交「{dataset:dataset}」证据({source},{place},截至 {as_of}),剔除 {rejected} 行,少 {fewer} 个编号,待复核",
        "evidence {dataset} of {source} ({place}, as of {as_of}) waits: {rejected} lines left out, {fewer} keys fewer",
    ),
    "evidence.Confirmed": ("复核通过,「{dataset:dataset}」证据入库", "evidence {dataset} accepted by another"),
    "evidence.Discarded": ("撤下待复核的「{dataset:dataset}」证据", "evidence {dataset} discarded"),
    "evidence.WithdrawalProposed": (
        "提请撤回「{dataset:dataset}」证据,待复核",
        "evidence {dataset}: withdrawal proposed",
    ),
    "evidence.WithdrawalRejected": (
        "「{dataset:dataset}」证据的撤回未获同意,仍然有效",
        "evidence {dataset}: withdrawal rejected, it counts",
    ),
    "evidence.Withdrawn": ("撤回「{dataset:dataset}」证据", "evidence {dataset} withdrawn"),
}
"""Topic → the line in Chinese and in English."""
