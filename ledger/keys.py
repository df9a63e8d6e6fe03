"""The key file of a book: one key for the blind index, one that wraps every person's own key."""

import hmac
import os
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_hex

import msgspec

from domain.errors import Refusal

KEY_BYTES = 32


class KeyFileMissing(Refusal):
    """找不到密钥文件 {path};没有它无法读写个人信息,但账目仍可核验。

    The key file {path} is missing; without it personal data can be neither read nor written, yet the accounts verify.
    """


class KeyFileUnsafe(Refusal):
    """密钥文件 {path} 的权限是 {mode},必须仅限本人读写(0600)。

    The key file {path} has mode {mode}; only its owner may read and write it (0600).
    """


class KeyFileDamaged(Refusal):
    """密钥文件 {path} 内容不完整或不是本系统的密钥文件。

    The key file {path} is damaged or is not a key file of this system.
    """


class WrongKeyFile(Refusal):
    """密钥文件不是本账套({book})的:用错密钥会把同一人认作两人。

    The key file is not that of this book ({book}): under a wrong key one person would count as two.
    """


class Keys(msgspec.Struct, frozen=True):
    """Two 32-byte keys. `index` makes pseudonyms, `wrapping` seals the key of each person."""

    index: bytes
    wrapping: bytes

    def __repr__(self) -> str:
        return "Keys(…)"

    def digest(self, kind: str, value: str) -> bytes:
        """The blind index of a value of some kind: 32 bytes, equal for equal ones, and nothing leads back from them."""
        return hmac.digest(self.index, f"{kind}:{value}".encode(), "sha256")

    def check_of(self, place: str) -> str:
        """What the first event of a book holds of its keys: enough to tell them from others, and nothing more."""
        return hmac.new(self.index, b"book:" + place.encode(), sha256).hexdigest()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    index: str
    wrapping: str


FORMAT = "subsidy-ledger-keys-1"


def create_keys(path: Path) -> Keys:
    """Write a new key file that only its owner can read, or read the one that is there (an interrupted init)."""
    keys = Keys(token_bytes(KEY_BYTES), token_bytes(KEY_BYTES))
    text = msgspec.json.encode(_File(FORMAT, b64encode(keys.index).decode(), b64encode(keys.wrapping).decode()))
    draft = path.with_name(f"{path.name}.{token_hex(4)}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return load_keys(path)
    finally:
        draft.unlink()
    return keys


def load_keys(path: Path) -> Keys:
    """Read the key file; refuses one that others could read."""
    if not path.is_file():
        raise KeyFileMissing(field="key_file", path=path)
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise KeyFileUnsafe(field="key_file", path=path, mode=f"{mode:04o}")
    try:
        content = msgspec.json.decode(path.read_bytes(), type=_File)
        keys = Keys(b64decode(content.index, validate=True), b64decode(content.wrapping, validate=True))
    except (msgspec.DecodeError, ValueError) as error:
        raise KeyFileDamaged(field="key_file", path=path) from error
    if content.format != FORMAT or {len(keys.index), len(keys.wrapping)} != {KEY_BYTES}:
        raise KeyFileDamaged(field="key_file", path=path)
    return keys
