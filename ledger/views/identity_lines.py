"""One line per kind of event of identity linkage."""

from typing import Final

IDENTITY_LINES: Final[dict[str, tuple[str, str]]] = {
    "linkage.Completed": (
        "{place} 身份比对完毕:{entries} 条中新提示 {suggested} 对,原已提示 {known} 对",
        "{entries} entries compared ({place}): {suggested} pairs suggested, {known} known before",
    ),
    "identity.Suggested": (
        "身份比对提示:{left} 与 {right} 可能是同一人(权重 {weight} 百分位比特)",
        "{left} and {right} may be one person (weight {weight} hundredths of a bit)",
    ),
    "identity.Judged": ("身份比对判断:{verdict:zh}({ground})", "pair judged: {verdict} ({ground})"),
    "identity.Confirmed": (
        "复核认定 {left} 与 {right} 是同一人({ground})",
        "confirmed: {left} and {right} are one person ({ground})",
    ),
}
"""Topic → the line in Chinese and in English."""
