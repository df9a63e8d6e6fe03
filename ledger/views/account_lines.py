"""One line per kind of event of accounts, in both languages; how fields are shown: `summaries`."""

from typing import Final

ACCOUNT_LINES: Final[dict[str, tuple[str, str]]] = {
    "account.Opened": ("开立账号 {account}({place})", "account {account} opened ({place})"),
    "account.Appointed": ("任命为 {place} 的{role:zh}", "appointed {role} for {place}"),
    "account.AppointmentEnded": (
        "免去 {place} 的{role:zh},{delegations_ended:count} 项代理随之终止",
        "no longer {role} for {place}; {delegations_ended:count} delegations ended with it",
    ),
    "account.Delegated": (
        "第 {number} 号代理:{to} 自 {first_day} 至 {last_day} 代行 {place} 的{role:zh}",
        "delegation {number}: {to} is {role} for {place} from {first_day} to {last_day}",
    ),
    "account.DelegationEnded": ("第 {number} 号代理({to})提前终止", "delegation {number} to {to} ended early"),
    "account.Deputised": (
        "受 {principal} 委托,自 {first_day} 至 {last_day} 代行 {place} 的{role:zh}",
        "deputy of {principal} as {role} for {place} from {first_day} to {last_day}",
    ),
    "account.InterestDeclared": (
        "申报与 {party} 有利害关系,予以回避",
        "interest in {party} declared; the officer is recused",
    ),
    "account.InterestEnded": ("与 {party} 的利害关系解除", "interest in {party} ended"),
    "account.Suspended": ("停用账号", "account suspended"),
    "account.Reinstated": ("恢复账号", "account reinstated"),
    "account.Closed": ("注销账号", "account closed"),
}
"""Added to the templates of `summaries`."""
