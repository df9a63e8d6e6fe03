"""The Chinese names of codes, for sentences that people read."""

from typing import Final

ZH: Final = {
    # funds
    "employment_security_fund": "残疾人就业保障金",
    "employment_subsidy_fund": "就业补助资金",
    "inclusive_finance_fund": "普惠金融发展专项资金",
    # programmes
    "startup_grant": "一次性创业补贴",
    "lease_subsidy": "场地租赁补贴",
    "loan_interest_subsidy": "创业担保贷款贴息",
    "social_insurance_subsidy": "社会保险补贴",
    "training_fee_subsidy": "职业培训费补贴",
    "training_living_allowance": "培训期间生活费(含交通费)补贴",
    "skill_assessment_subsidy": "职业技能鉴定费补贴",
    "certificate_subsidy": "取证补贴",
    "over_quota_reward": "超比例安排残疾人就业奖励",
    # claims
    "cost": "费用",
    "count": "计入人数",
    "once": "终身一次",
    "premises_lease": "场地租金",
    "social_insurance": "社会保险费",
    "counted_headcount": "安排残疾人就业人数",
    "training_fee": "职业培训费",
    "training_living": "培训期间生活费",
    "skill_assessment": "职业技能鉴定费",
    "loan_interest": "贷款利息",
    "course": "班次",
    # stages and acts
    "intake": "收件",
    "submit": "提交",
    "amend": "修改",
    "completeness": "受理",
    "first_review": "初审",
    "on_site_check": "现场核查",
    "public_notice": "公示",
    "objection": "异议处理",
    "second_review": "复审",
    "recalculate": "重新测算",
    "approval": "审批",
    "withdraw": "撤回",
    "suspension": "暂停与停发",
    "appeal": "复议",
    "payment": "支付",
    "settlement": "结清",
    "return": "退汇",
    "return with": "附流水退汇",
    "reissue": "重新支付",
    "cancellation": "撤销支付",
    "recovery": "追回",
    "write_off": "核销",
    "appropriation": "批复预算",
    "allotment": "下达额度",
    "year_end": "年终结账",
    "reveal": "查看个人信息",
    # statuses
    "draft": "草稿",
    "submitted": "已提交",
    "returned_for_correction": "退回补正",
    "in_review": "审核中",
    "approved": "已批准",
    "rejected": "不予批准",
    "withdrawn": "已撤回",
    "terminated": "已停发",
    "instructed": "已指令",
    "settled": "已结清",
    "returned": "已退汇",
    "cancelled": "已撤销",
    # roles
    "intake_officer": "受理人",
    "first_reviewer": "初审人",
    "site_inspector": "现场核查人",
    "second_reviewer": "复审人",
    "approver": "审批人",
    "finance_officer": "财务支付人",
    "budget_officer": "预算管理人",
    "appeal_officer": "复议承办人",
    "privacy_officer": "个人信息保护专员",
    # beneficiaries
    "person": "残疾人本人",
    "employer": "用人单位",
}


def zh(value: object) -> str:
    """The value as Chinese text: a known code, or each known part of a key such as `cost:…:startup_grant:once`."""
    return ":".join(ZH.get(part, part) for part in str(value).split(":"))
