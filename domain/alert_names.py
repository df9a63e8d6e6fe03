"""The Chinese names of what follows from a check: alerts, investigations, suppressions, and who works on them."""

from typing import Final

from domain.innocence import reasons

ALERT_NAMES: Final = {
    # roles
    "fraud_analyst": "疑点分析员",
    "fraud_reviewer": "疑点复核员",
    # what may not be found
    "alert": "疑点",
    # acts
    "check_run": "运行疑点规则",
    "investigation_join": "并入核查",
    # what a hit does
    "hold": "暂缓支付",
    "review": "核查",
    "sample": "抽查",
    "shadow": "试运行",
    # how an alert stands, and by what it is open again
    "alert_open": "待核",
    "alert_cleared": "已排除",
    "alert_confirmed": "已认定",
    "facts": "事实变化",
    # findings
    "fraud": "骗取",
    "claimant_error": "申领人差错",
    "official_error": "经办差错",
    # why a check was not carried out
    "stale": "数据过期",
    "missing": "数据缺失",
    # reasons for innocence
    **{reason.code: reason.zh for reason in reasons().values() if reason.code != "other"},
}
"""Added to the table of `names`; `other` has its name there already."""
