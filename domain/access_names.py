"""The Chinese names of what accounts speak of: roles over accounts, acts upon them, relations to a party."""

from typing import Final

ACCESS_NAMES: Final = {
    # roles
    "account_administrator": "账号管理员",
    "auditor": "审计人",
    "integration_officer": "系统对接人",
    # acts
    "account": "账号",
    "account_opening": "开立账号",
    "appointment": "任职和免职",
    "delegation": "代理",
    "account_suspension": "停用和恢复账号",
    "account_closing": "注销账号",
    "interest_declaration": "申报利害关系",
    "interest_end": "解除回避",
    "account_enrolment": "签发设置密码的一次性口令",
    "unlocking": "解除锁定",
    "key_issue": "签发密钥",
    "credential_revocation": "吊销密钥或解除关联",
    "webhook": "推送",
    "subscribe_webhook": "订阅推送",
    "pause_webhook": "暂停推送",
    "resume_webhook": "恢复推送",
    "replay_webhook": "重新推送",
    "rotate_secret": "更换推送密钥",
    "end_webhook": "终止推送",
    # how a webhook stands, and why it rests
    "paused": "已暂停",
    "ended": "已终止",
    "asked": "经办人要求",
    "failing": "持续失败",
    "gone": "接收方已停止接收",
    # why there was no answer
    "address_closed": "地址不在允许范围",
    "no_address": "域名无法解析",
    "timeout": "超时",
    "no_connection": "无法连接",
    "connection_lost": "连接中断",
    "not_http": "答复不是 HTTP",
    # how an account stands
    "active": "启用",
    "suspended": "已停用",
    # relations
    "self": "本人",
    "spouse": "配偶",
    "lineal_kin": "直系血亲",
    "collateral_kin": "三代以内旁系血亲",
    "in_law": "近姻亲",
    "interest": "利害关系",
    "other_interest": "其他可能影响公正的关系",
}
"""Added to the table of `names`."""
