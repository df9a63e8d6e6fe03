"""One line per kind of event of levies and credit records, in both languages; how fields are shown: `summaries`."""

from typing import Final

TEMPLATES: Final[dict[str, tuple[str, str]]] = {
    "credit.Noticed": (
        "告知拟记入信用记录:{year} 年度欠缴 {outstanding:zh_money}({conduct:zh}),可申辩至 {statement_until}",
        "to be recorded: {outstanding:money} of {year} ({conduct}); statement until {statement_until}",
    ),
    "credit.StatementHeard": (
        "听取陈述申辩({reference}):{upheld:zh_statement}",
        "statement {reference} {upheld:upheld}",
    ),
    "credit.Recorded": (
        "记入信用记录,欠缴 {outstanding:zh_money}({document})",
        "recorded with {outstanding:money} owed ({document})",
    ),
    "credit.Corrected": ("信用修复({document})", "record mended ({document})"),
    "credit.TakenBack": ("撤销失信记录({document})", "record taken back ({document})"),
    "levy.Assessed": (
        "核定 {uscc} {year} 年度残保金 {decision.amount:zh_money},缴费期限 {due_on}",
        "{year} levy of {uscc} assessed at {decision.amount:money}, due on {due_on}",
    ),
    "levy.Reassessed": (
        "重新核定为 {decision.amount:zh_money}:补缴 {more:zh_money},减少 {cut.amount:zh_money}",
        "reassessed at {decision.amount:money}: {more:money} more, {cut.amount:money} less",
    ),
    "levy.Waived": ("{kind:zh} {amount:zh_money}({document})", "{amount:money} waived, {kind} ({document})"),
    "levy.Deferred": ("缓缴至 {until}({document})", "deferred until {until} ({document})"),
    "levy.Received": (
        "入库 {receipt.amount:zh_money},流水 {receipt.key}(滞纳金 {surcharge:zh_money},多缴 {overpaid:zh_money})",
        "{receipt.amount:money} received by {receipt.key} ({surcharge:money} surcharge, {overpaid:money} too much)",
    ),
    "levy.ArrearsNoticed": (
        "责令于 {deadline} 前缴纳 {outstanding:zh_money}({document})",
        "ordered to pay {outstanding:money} by {deadline} ({document})",
    ),
    "levy.SurchargeCharged": (
        "加收滞纳金 {decision.amount:zh_money},计至 {facts.until}",
        "surcharge of {decision.amount:money} charged up to {facts.until}",
    ),
    "levy.Refunded": (
        "退还多缴的 {amount:zh_money},流水 {receipt.key}",
        "{amount:money} refunded by {receipt.key}",
    ),
}
"""Topic → the line in Chinese and in English."""
