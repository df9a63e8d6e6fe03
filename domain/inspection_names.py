"""The Chinese names of random inspection: what is done, drawn and found."""

from typing import Final

INSPECTION_NAMES: Final = {
    "inspection_drawing": "抽取随机抽查单",
    "inspection_finding": "登记抽查结果",
    "in_order": "无误",
    "error": "有差错",
    "fraud_suspected": "疑似骗取",
}
"""Added to the table of `names`."""
