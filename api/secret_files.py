"""Secrets of the server, each in a file of its own that only its owner may read."""

from pathlib import Path

from domain.errors import Refusal

SHORTEST = 32
"""Characters: a key of 128 bits in hexadecimal; OpenID Connect Core 16.19 asks for as many octets."""


class SecretUnfit(Refusal):
    """设置「{field}」所指的文件 {path} 不可用:{problem}。

    The file {path} that the setting "{field}" names cannot be used: {problem}.
    """


def secret_in(name: str, field: str) -> str:
    """The secret in a file; refuses a file that others could read, and a secret that could be guessed."""
    path = Path(name)
    if not path.is_file():
        raise SecretUnfit(field=field, path=path, problem="no such file")
    if path.stat().st_mode & 0o077:
        raise SecretUnfit(field=field, path=path, problem="others can read it; set its mode to 0600")
    try:
        secret = path.read_text(encoding="ascii").strip()
    except ValueError:
        raise SecretUnfit(field=field, path=path, problem="not ASCII text") from None
    if len(secret) < SHORTEST:
        raise SecretUnfit(field=field, path=path, problem=f"shorter than {SHORTEST} characters")
    return secret
