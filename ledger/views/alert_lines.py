"""One line per kind of event of the fraud checks: runs, alerts, investigations, suppressions."""

from typing import Final

ALERT_LINES: Final[dict[str, tuple[str, str]]] = {
    "check.VersionRegistered": (
        "登记检查 {check} 第 {version} 版的查询文本",
        "the text of check {check}, version {version}, registered",
    ),
    "check.PolicyProposed": (
        "拟自 {from_on} 起运行检查 {check} 第 {version} 版({mode:zh})",
        "check {check}, version {version}, proposed from {from_on} ({mode})",
    ),
    "check.PolicySet": (
        "自 {from_on} 起运行检查 {check} 第 {version} 版({mode:zh})",
        "check {check}, version {version}, runs from {from_on} ({mode})",
    ),
    "check.PolicyRejected": ("检查 {check} 的设置未获同意", "what was proposed for check {check} was not agreed to"),
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
    "alert.NoLongerHit": (
        "自 {run} 起不再命中,仍待有权的人处理",
        "no longer hit since {run}; somebody still has to dispose of it",
    ),
    "alert.Joined": ("疑点并入 {investigation}", "alert joined {investigation}"),
    "alert.Suppressed": ("疑点搁置至 {until}({suppression})", "alert put aside until {until} ({suppression})"),
    "alert.Cleared": ("疑点排除:{code:zh}({investigation})", "alert cleared: {code} ({investigation})"),
    "alert.Confirmed": ("疑点认定:{finding:zh}({investigation})", "alert confirmed: {finding} ({investigation})"),
    "alert.Reopened": ("疑点重新待核:{ground:zh}({reference})", "alert open again by {ground} ({reference})"),
    "investigation.Opened": (
        "开始核查「{title:zh}」({place}):{alerts:count} 条疑点",
        "investigation of {title} opened ({place}): {alerts:count} alerts",
    ),
    "investigation.AlertJoined": ("并入 {alerts:count} 条疑点", "{alerts:count} alerts joined"),
    "investigation.CaseAdded": (
        "并入案件 {case},{party} 列为当事人",
        "case {case} joined, {party} is a party",
    ),
    "investigation.Assigned": ("由 {analyst} 核查,限 {due} 前", "assigned to {analyst}, due {due}"),
    "investigation.StatementRequested": (
        "要求 {party} 陈述({document}),限 {until} 前",
        "{party} asked to answer by {until} ({document})",
    ),
    "investigation.StatementReceived": (
        "收到 {party} 的陈述:材料 {documents:count} 份 {reference}",
        "{party} answered: {documents:count} documents {reference}",
    ),
    "investigation.NoStatement": ("{party} 逾期未陈述(限 {until})", "{party} did not answer by {until}"),
    "investigation.Cleared": ("排除 {alerts:count} 条疑点:{code:zh}", "{alerts:count} alerts cleared: {code}"),
    "investigation.FindingProposed": (
        "提出第 {number} 号结论:{finding:zh}{amount:zh_risk}",
        "finding {number} proposed: {finding}{amount:risk}",
    ),
    "investigation.FindingConfirmed": (
        "认定第 {number} 号结论:{finding:zh}{amount:zh_risk},暂停 {suspended:count} 件,责成 {orders:count} 项",
        "finding {number} confirmed: {finding}{amount:risk}; {suspended:count} suspended, {orders:count} ordered",
    ),
    "investigation.FindingRejected": ("不认定第 {number} 号结论:{ground}", "finding {number} not confirmed: {ground}"),
    "investigation.MeasureTaken": (
        "已办理「{measure:zh}」:案件 {case}({stream})",
        "{measure} carried out for the case {case} ({stream})",
    ),
    "investigation.MeasureLifted": (
        "解除第 {number} 号结论责成的「{measure:zh}」:案件 {case}({ground}),责成撤回 {undo:count} 项",
        "{measure} of the case {case}, ordered by finding {number}, lifted: {ground}; {undo:count} to be undone",
    ),
    "investigation.Referred": ("移送 {body}({document})", "referred to {body} ({document})"),
    "investigation.AppealDecided": (
        "第 {number} 号结论的申诉决定:{outcome:zh}({reference}),责成撤回措施 {undo:count} 项",
        "appeal against finding {number}: {outcome} ({reference}); {undo:count} measures to be undone",
    ),
    "investigation.Closed": ("核查办结", "investigation closed"),
    "suppression.Requested": (
        "申请搁置 {subject} 的疑点 {check}:{code:zh},至 {until}",
        "suppression of alerts {check} about {subject} asked for: {code}, until {until}",
    ),
    "suppression.Granted": ("同意搁置,至 {until}", "suppression granted until {until}"),
    "suppression.Refused": ("不同意搁置:{ground}", "suppression refused: {ground}"),
    "suppression.Ended": ("提前结束搁置:{ground}", "suppression ended early: {ground}"),
}
"""Topic → the line in Chinese and in English."""
