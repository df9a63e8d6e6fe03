"""One line per kind of event of a hold."""

from typing import Final

HOLD_LINES: Final[dict[str, tuple[str, str]]] = {
    "hold.Placed": (
        "第 {tranche} 期 {amount:zh_money}{returned:zh_back}暂缓支付至 {until}:{grounds:zh_items}",
        "{amount:money} of tranche {tranche} held{returned:back} until {until}: {grounds:items}",
    ),
    "hold.Renewed": ("暂缓支付续至 {until}", "hold renewed until {until}"),
    "hold.Reduced": (
        "暂缓支付的款项扣回 {amount:zh_money},其余继续暂缓",
        "{amount:money} of what is held is withheld; the rest stays held",
    ),
    "hold.Released": ("解除暂缓支付 {amount:zh_money}", "hold of {amount:money} released"),
    "hold.Expired": ("暂缓支付期满 {amount:zh_money}", "hold of {amount:money} expired"),
    "hold.Ended": (
        "暂缓支付终止 {amount:zh_money}({cause:zh_cause})",
        "hold of {amount:money} ended ({cause})",
    ),
}
