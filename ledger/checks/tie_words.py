"""What a tie of a network says, in Chinese and English: how many share a thing, and how."""

from typing import Final

from ledger.checks.check import Words

TIES: Final = {
    "account": Words("{n}名残疾职工的工资发入账户{thing}", "The wages of {n} workers go into account {thing}"),
    "account_phone": Words(
        "{n}名残疾职工的银行账户预留手机号{thing}", "The accounts of {n} workers carry the telephone {thing}"
    ),
    "unit_phone": Words("{n}个单位登记的电话是{thing}", "{n} units are registered with the telephone {thing}"),
    "legal_rep": Words("{thing}是{n}个单位的法定代表人或经营者", "{thing} legally represents or owns {n} units"),
    "holder": Words("{thing}持有{n}个单位25%以上的股份", "{thing} holds 25% or more of {n} units"),
    "introducer": Words(
        "{n}名残疾职工的合同写明由{thing}介绍或代办", "The contracts of {n} workers name {thing} as introducer or agent"
    ),
    "filing": Words("{n}名残疾职工的申请由{thing}代办", "{thing} filed the applications of {n} workers"),
    "device": Words("{n}名残疾职工的申请在设备{thing}上提交", "The applications of {n} workers came from {thing}"),
    "filing_phone": Words(
        "{n}名残疾职工的申请留手机号{thing}", "The applications of {n} workers give the telephone {thing}"
    ),
    "dispatched": Words("{n}名残疾职工由{thing}派遣", "{thing} sends out {n} of the workers"),
    "used": Words("{n}名残疾职工由{thing}用工", "{n} of the workers are sent to {thing}"),
    "placed": Words("{n}名残疾职工由{thing}发放工资", "{thing} pays {n} of the workers"),
    "agreement": Words("{n}个派遣单位或中介与{thing}订有协议", "{n} agencies have agreements with {thing}"),
    "address": Words("{n}名不同户的残疾职工住在{thing}", "{n} workers of several households live at {thing}"),
    "registrar": Words("{n}个单位由{thing}代理登记", "{thing} registered {n} units"),
    "unit_address": Words("{n}个单位登记在{thing}", "{n} units are registered at {thing}"),
}
"""By the reason of the tie (`why` of links, `via` of ring_members)."""
KINDS: Final = {
    "person": Words("人", "person"),
    "employer": Words("单位", "unit"),
    "agent": Words("介绍人或代办人", "agent"),
    "account": Words("账户", "account"),
    "phone": Words("手机号或电话", "telephone"),
    "device": Words("设备", "device"),
    "address": Words("地址", "address"),
}
"""What stands in a network."""
