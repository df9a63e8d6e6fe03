"""The Chinese names of what follows from a check: alerts, investigations, suppressions, and who works on them."""

from typing import Final

from domain.innocence import reasons

ALERT_NAMES: Final = {
    # roles
    "fraud_analyst": "疑点分析员",
    "fraud_reviewer": "疑点复核员",
    # what may not be found
    "alert": "疑点",
    "ring": "关系网",
    # acts
    "check": "检查",
    "check_run": "运行疑点规则",
    "check_proposal": "提出检查设置",
    "check_approval": "同意检查设置",
    "check_rejection": "不同意检查设置",
    "off": "停用",
    "investigation_join": "并入核查",
    "investigation_open": "核查中",
    "investigation_assign": "指定分析员",
    "investigation_ask": "要求陈述",
    "investigation_answer": "收取陈述",
    "investigation_silence": "记录逾期未陈述",
    "investigation_clear": "排除疑点",
    "investigation_propose": "提出结论",
    "investigation_confirm": "认定结论",
    "investigation_reject": "不认定结论",
    "investigation_refer": "移送",
    "investigation_add_case": "并入案件",
    "investigation_lift": "解除责成的措施",
    "investigation_appeal": "决定对结论的申诉",
    "investigation": "疑点核查",
    "suppression": "疑点搁置",
    "suppression_request": "申请搁置",
    "suppression_grant": "同意搁置",
    "suppression_refuse": "不同意搁置",
    "suppression_end": "提前结束搁置",
    "suppression_requested": "待决定",
    "suppression_granted": "搁置中",
    "suppression_refused": "不同意搁置",
    "suppression_ended": "已结束",
    # how an investigation stands, and what is suspected
    "investigation_closed": "已办结",
    "sham_placement": "虚假安置",
    "rented_certificate": "证件挂靠",
    "ghost_worker": "空挂人员",
    "returned_wages": "工资回流",
    "double_claim": "重复申领",
    "false_training": "虚假培训",
    "shell_chain": "关联空壳",
    "insider": "内部人员涉案",
    "payment_error": "支付差错",
    # measures
    "suspend": "暂停",
    "recover": "追回",
    "refer": "移送有关部门",
    "resume": "恢复",
    "give_back": "撤销追回并退还",
    "recovery_undoing": "撤销追回",
    # what a hit does
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
    "text": "规则文本与批准的不一致",
    # reasons for innocence
    **{reason.code: reason.zh for reason in reasons().values() if reason.code != "other"},
}
"""Added to the table of `names`; `other` has its name there already."""
