"""The Chinese names of what is done with holds, and of where they stand."""

from typing import Final

HOLD_NAMES: Final = {
    # acts, and what may not be found
    "hold": "暂缓支付",
    "hold_again": "再次暂缓支付",
    "hold_renewal": "续期暂缓支付",
    "hold_release": "解除暂缓支付",
    "hold_expiry": "登记暂缓支付期满",
    # statuses
    "hold_active": "暂缓支付中",
    "hold_released": "已解除",
    "hold_expired": "已期满",
    "hold_ended": "已终止",
}
