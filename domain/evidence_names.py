"""The Chinese names of what is done with evidence."""

from typing import Final

EVIDENCE_NAMES: Final = {
    "evidence": "证据",
    "evidence_import": "导入证据",
    "evidence_confirmation": "复核待入库的证据",
    "evidence_discarding": "撤下待复核的证据",
    "evidence_withdrawal": "提请撤回证据",
    "evidence_withdrawal_confirmation": "复核证据的撤回",
    "evidence_keeping": "驳回证据的撤回",
    "imported": "已入库",
    "withdrawal_proposed": "待复核撤回",
}
"""Acts and statuses."""
