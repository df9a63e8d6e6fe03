"""The Chinese names of what is done with two entries that may be one person, and of where they stand."""

from typing import Final

IDENTITY_NAMES: Final = {
    # acts
    "identity_suggesting": "提示身份比对",
    "identity_judging": "判断身份比对",
    "identity_confirming": "复核身份比对",
    # statuses and verdicts
    "identity_suggested": "待判断",
    "same_person_proposed": "拟认同一人,待复核",
    "same_person": "同一人",
    "different_persons": "不是同一人",
    "identity_unclear": "无法判断",
    # what is missing
    "identity_pair": "身份比对",
}
"""Added to the table of `names`."""
