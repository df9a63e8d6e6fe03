"""One line per kind of event of webhooks, in both languages; how fields are shown: `summaries`."""

from typing import Final

WEBHOOK_LINES: Final[dict[str, tuple[str, str]]] = {
    "webhook.Subscribed": (
        "订阅推送:{place} 自第 {from_position} 号事件之后,推送到 {url}",
        "webhook to {url} for {place}, from behind event {from_position} on",
    ),
    "webhook.Paused": ("暂停推送({cause:zh})", "webhook paused ({cause})"),
    "webhook.Resumed": ("恢复推送", "webhook resumed"),
    "webhook.Replayed": (
        "自第 {from_position} 号事件之后重新推送",
        "everything behind event {from_position} is sent anew",
    ),
    "webhook.SecretRotated": (
        "更换签名密钥,原密钥 {before} 用至 {until}",
        "secret rotated; {before} signs until {until}",
    ),
    "webhook.Ended": ("终止推送", "webhook ended"),
}
"""Added to the templates of `summaries`."""
