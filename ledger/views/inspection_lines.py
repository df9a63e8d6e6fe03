"""One line per kind of event of random inspection."""

from typing import Final

INSPECTION_LINES: Final[dict[str, tuple[str, str]]] = {
    "sample.Drawn": (
        "随机抽查:{place} {first} 至 {last} 的「{kind:zh}」{population} 件中抽取 {items:count} 件",
        "random inspection: {items:count} of {population} drawn ({kind}, {place}, {first} to {last})",
    ),
    "sample.FindingRecorded": ("抽查 {item}:{finding:zh}({note})", "{item} inspected: {finding} ({note})"),
}
"""Topic → the line in Chinese and in English."""
