"""ZIP packages (OFD, XLSX, DOCX): looked at without unpacking anything, so that no bomb goes off here.

Only the table of contents at the end is read, and only where it is small. What the parts claim to unpack to is bounded,
for the programs of those who will open the file.
"""

from collections.abc import Callable, Iterator
from struct import Struct
from typing import Final, NamedTuple

from domain.errors import Refusal

Read = Callable[[int, int], bytes]
"""From a beginning and an end to the bytes between them."""

LONGEST_TABLE: Final = 1024 * 1024
"""Bytes of the table of contents: some ten thousand parts."""

LARGEST_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes that all parts together may unpack to."""

_END: Final = Struct("<4s4H2LH")
_ENTRY: Final = Struct("<4s6H3L5H2L")
_LONGEST_COMMENT: Final = 0xFFFF
_ENCRYPTED: Final = 0x1


class PackageUnsafe(Refusal):
    """文件是压缩包,但{problem_zh},不能接受。

    The file is a ZIP package that {problem}; it is not taken.
    """


class _Part(NamedTuple):
    name: str
    flags: int
    unpacked: int


def parts_of(read: Read, size: int) -> frozenset[str]:
    """The names of the parts of a package of `size` bytes; refuses a damaged, an encrypted, a bloated one."""
    parts = tuple(_entries(_table(read, size)))
    if any(part.flags & _ENCRYPTED for part in parts):
        raise PackageUnsafe(field="content", problem_zh="已加密", problem="is encrypted")
    if sum(part.unpacked for part in parts) > LARGEST_UNPACKED:
        limit = f"{LARGEST_UNPACKED // 1024 // 1024} MiB"
        raise PackageUnsafe(field="content", problem_zh=f"解压后超过 {limit}", problem=f"unpacks to more than {limit}")
    return frozenset(part.name for part in parts)


def _table(read: Read, size: int) -> bytes:
    """The table of contents, by what the end of the file says of it."""
    tail = read(max(0, size - _END.size - _LONGEST_COMMENT), size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise _damaged()
    *_, length, begin, comment = _END.unpack_from(tail, at)
    if len(tail) - at != _END.size + comment or begin + length > size - _END.size - comment:
        raise _damaged()
    if length > LONGEST_TABLE:
        raise PackageUnsafe(field="content", problem_zh="包含的文件过多", problem="has too many parts")
    return read(begin, begin + length)


def _entries(table: bytes) -> Iterator[_Part]:
    at = 0
    while at < len(table):
        if len(table) - at < _ENTRY.size or table[at : at + 4] != b"PK\x01\x02":
            raise _damaged()
        entry = _ENTRY.unpack_from(table, at)
        flags, unpacked, lengths = entry[3], entry[9], entry[10:13]
        name = table[at + _ENTRY.size : at + _ENTRY.size + lengths[0]]
        yield _Part(name.decode("utf-8", "replace"), flags, unpacked)
        at += _ENTRY.size + sum(lengths)


def _damaged() -> PackageUnsafe:
    return PackageUnsafe(field="content", problem_zh="已损坏", problem="is damaged")
