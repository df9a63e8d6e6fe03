"""The Chinese names of what is done with evidence."""

from typing import Final

EVIDENCE_NAMES: Final = {
    "evidence": "证据",
    "evidence_import": "导入证据",
    "evidence_confirmation": "复核证据的部分入库",
    "evidence_discarding": "撤下待复核的证据",
    "evidence_withdrawal": "撤回证据",
    "imported": "已入库",
}
"""Acts and statuses."""
