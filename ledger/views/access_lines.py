"""One line per kind of event of access: who came in, who was turned away, which credentials changed hands."""

from typing import Final

ACCESS_LINES: Final[dict[str, tuple[str, str]]] = {
    "access.LoggedIn": ("账号 {account} 登录({method:zh})", "{account} signed in ({method})"),
    "access.LoginFailed": (
        "账号 {account} 连续第 {failures} 次登录失败",
        "{account}: failed sign-in {failures} in a row",
    ),
    "access.LockedOut": (
        "账号 {account} 连续 {failures} 次登录失败,锁定至 {until}",
        "{account} locked until {until} after {failures} failures in a row",
    ),
    "access.Unlocked": ("账号 {account} 解除锁定", "{account} unlocked"),
    "access.LoggedOut": ("账号 {account} 退出登录({session})", "{account} signed out ({session})"),
    "access.Denied": (
        "账号 {account} 在 {place} 办理「{endpoint}」被拒({rule})",
        "{account} was denied {endpoint} at {place} ({rule})",
    ),
    "access.Exported": (
        "账号 {account} 导出「{what}」({format})共 {rows} 行",
        "{account} exported {what} ({format}): {rows} rows",
    ),
    "access.EnrolmentIssued": (
        "账号 {account} 领取设置密码的一次性口令,{expires_at} 前有效",
        "{account}: one-time token to set a password, good until {expires_at}",
    ),
    "access.PasswordChanged": ("账号 {account} 更换密码({cause:zh})", "{account}: password changed ({cause})"),
    "access.KeyIssued": (
        "账号 {account} 签发 API 密钥 {key}({purpose}),{expires_at} 前有效",
        "{account}: API key {key} issued ({purpose}), good until {expires_at}",
    ),
    "access.KeyRevoked": ("账号 {account} 吊销 API 密钥 {key}", "{account}: API key {key} revoked"),
    "access.IdentityLinked": (
        "账号 {account} 关联统一身份({issuer},{link})",
        "{account}: identity {link} at {issuer} linked",
    ),
    "access.IdentityUnlinked": (
        "账号 {account} 解除统一身份关联({issuer},{link})",
        "{account}: identity {link} at {issuer} unlinked",
    ),
}
"""Topic → the line in Chinese and in English."""
