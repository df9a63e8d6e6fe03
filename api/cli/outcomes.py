"""What a receipt says beside subject and events, by its Chinese and its English name."""

from typing import Final

HEADINGS: Final = {
    "after": "调整后",
    "amount": "金额",
    "api_key": "密钥编号",
    "before": "调整前",
    "carried_forward": "结转",
    "counted_average": "全年平均计入人数",
    "counted_months": "计入人月",
    "cut": "减少",
    "details_version": "信息版本",
    "digest": "摘要",
    "due_on": "缴费期限",
    "expires_at": "有效至",
    "fingerprint": "指纹",
    "granted": "是否批准",
    "held": "暂缓支付,依据",
    "key_id": "密钥编号",
    "known": "已有",
    "lapsed": "失效",
    "last_day": "公示截止日",
    "fewer": "减少的编号",
    "gone": "不再命中",
    "levy": "其中残保金",
    "more": "补缴",
    "number": "编号",
    "out": "文件",
    "overpaid": "其中多缴",
    "priority": "是否优先",
    "raised": "新增",
    "recovered": "追回",
    "refreshed": "更新",
    "reopened": "重开",
    "rows": "条数",
    "secret": "密钥(只显示一次)",
    "sha256": "SHA-256",
    "still_overpaid": "尚待退还",
    "suggested": "新提示",
    "suppressed": "搁置",
    "surcharge": "其中滞纳金",
    "token": "一次性口令(只显示一次)",
    "told": "说明",
    "unchanged": "不变",
    "uncounted_months": "不计入人月",
    "until": "最后一日",
    "webhook": "推送",
    "withheld": "扣回",
}
MONEY: Final = frozenset(
    "after amount before carried_forward cut lapsed levy more overpaid recovered"
    " still_overpaid surcharge withheld".split()
)
_WORDS: Final = {"yes": "是 yes", "no": "否 no"}


def heading(name: str) -> str:
    """The heading; a line of an imported sheet by its number."""
    if name.isdecimal():
        return f"第 {name} 行 line"
    return f"{HEADINGS.get(name, '')} {name.replace('_', ' ')}".strip()


def said(name: str, value: str) -> str:
    """The value: amounts with their unit, yes and no in both languages."""
    return f"{value} 元" if name in MONEY else _WORDS.get(value, value)
