"""The address of a receiver: https, a plain host, and nothing in it that is secret or personal."""

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from domain.errors import Refusal
from domain.wording import without_personal_number

LONGEST: Final = 500

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
"""The hosts that a demonstration may reach without encryption, on the machine itself."""

_CHARACTERS = re.compile(r"[!-~]+")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?|\[[0-9a-f:.]+\]")


class NotAnAddress(Refusal):
    """接收地址应为不含空格的完整网址,如 https://example.gov.cn/events,不超过 {longest} 个字符。

    The address of a receiver is a whole URL without spaces, such as https://example.gov.cn/events, of at most {longest}
    characters.
    """


class NotEncrypted(Refusal):
    """接收地址必须使用 https;只有演示账套可用 http 推送到本机。

    The address of a receiver begins with https; only a demonstration may use http, and to this machine alone.
    """


class SecretInAddress(Refusal):
    """接收地址会记入事件日志,不得带有用户名、密码、查询参数或片段。

    The address stands in the log, so it takes no user name, password, query or fragment.
    """


def receiver(url: str, *, demo: bool) -> str:
    """The address, if it may be written into the log and delivered to."""
    parts = _parts(url)
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise SecretInAddress(field="url")
    if parts.scheme != "https" and not (demo and parts.scheme == "http" and host_of(parts) in LOOPBACK):
        raise NotEncrypted(field="url")
    if not _HOST.fullmatch(host_of(parts)):
        raise NotAnAddress(field="url", longest=LONGEST)
    return without_personal_number(url, "url")


def host_of(parts: SplitResult) -> str:
    """The host as it stands in the address, in small letters, an IPv6 address in its brackets."""
    host = (parts.hostname or "").lower()
    return f"[{host}]" if ":" in host else host


def _parts(url: str) -> SplitResult:
    refusal = NotAnAddress(field="url", longest=LONGEST)
    if len(url) > LONGEST or not _CHARACTERS.fullmatch(url) or "\\" in url:
        raise refusal
    try:
        parts = urlsplit(url)
        usable = parts.port != 0
    except ValueError:
        raise refusal from None
    if not usable or not url.startswith(("https://", "http://")):
        raise NotEncrypted(field="url") if "://" in url and usable else refusal
    return parts
