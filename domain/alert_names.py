"""The Chinese names of what follows from a check: alerts, investigations, suppressions, and who works on them."""

from typing import Final

ALERT_NAMES: Final = {
    # roles
    "fraud_analyst": "疑点分析员",
    "fraud_reviewer": "疑点复核员",
}
"""Added to the table of `names`."""
