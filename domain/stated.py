"""Counts and digests as a command states them."""

import re

from domain.errors import Refusal

_DIGEST = re.compile(r"[0-9a-f]{64}")


class CountNotPositive(Refusal):
    """数量必须大于零,现为 {count}。

    The number must be greater than zero, not {count}.
    """


class CountNegative(Refusal):
    """「{field}」不能小于零,现为 {count}。

    "{field}" is {count}; it must not be negative.
    """


class NotADigest(Refusal):
    """文件摘要应为 64 位十六进制的 SHA-256,字母小写。

    The digest of a file is a SHA-256 of 64 hexadecimal digits in lower case.
    """


def positive(count: int, field: str = "count") -> None:
    """Refuse zero and less; raises CountNotPositive."""
    if count <= 0:
        raise CountNotPositive(field=field, count=count)


def not_negative(count: int, field: str) -> None:
    """Refuse less than zero; raises CountNegative."""
    if count < 0:
        raise CountNegative(field=field, count=count)


def sha256_of_file(text: str, field: str = "digest") -> str:
    """The digest as stated; raises NotADigest."""
    if not _DIGEST.fullmatch(text):
        raise NotADigest(field=field)
    return text
