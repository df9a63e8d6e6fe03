"""One line per kind of event of the fraud checks: runs, alerts, investigations, suppressions."""

from typing import Final

ALERT_LINES: Final[dict[str, tuple[str, str]]] = {
    "run.Completed": (
        "疑点规则运行完毕({scope},{engine}):{checks:count} 条规则,{omitted:count} 条未运行",
        "checks ran ({scope}, {engine}): {checks:count} checks, {omitted:count} not carried out",
    ),
    "alert.Raised": (
        "{check} 提示疑点({mode:zh}):{subject} {period}{amount:zh_risk}",
        "{check} raised an alert ({mode}) about {subject} {period}{amount:risk}",
    ),
    "alert.Refreshed": (
        "{check} 更新疑点:{subject} {period}{amount:zh_risk}",
        "{check} told the alert about {subject} {period} anew{amount:risk}",
    ),
    "alert.Joined": ("疑点并入 {investigation}", "alert joined {investigation}"),
    "alert.Suppressed": ("疑点搁置至 {until}({suppression})", "alert put aside until {until} ({suppression})"),
    "alert.Cleared": ("疑点排除:{code:zh}({investigation})", "alert cleared: {code} ({investigation})"),
    "alert.Confirmed": ("疑点认定:{finding:zh}({investigation})", "alert confirmed: {finding} ({investigation})"),
    "alert.Reopened": ("疑点重新待核:{ground:zh}({reference})", "alert open again by {ground} ({reference})"),
}
"""Topic → the line in Chinese and in English."""
