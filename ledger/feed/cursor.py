"""A cursor: where a reader of the feed stopped, as a word that only we read."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from re import compile as pattern

from domain.errors import Refusal

_SHAPE = pattern(r"v1:([0-9]{6}):(0|[1-9][0-9]{0,17})")


class NotACursor(Refusal):
    """游标无效;请原样使用上一页返回的 next,或从头读取。

    This is no cursor: use the `next` of the last page as it was given, or begin without one.
    """


class CursorOfAnotherBook(Refusal):
    """游标属于账套 {other},不能用于账套 {book}。

    The cursor belongs to the book {other}; it cannot be used in the book {book}.
    """


def cursor_of(book: str, position: int) -> str:
    """The cursor behind which the next page of a book begins."""
    return urlsafe_b64encode(f"v1:{book}:{position}".encode()).decode().rstrip("=")


def position_of(book: str, cursor: str) -> int:
    """The position that a cursor stands for; an empty one is the beginning."""
    if not cursor:
        return 0
    try:
        text = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
    except ValueError:
        raise NotACursor(field="cursor") from None
    found = _SHAPE.fullmatch(text)
    if found is None or cursor_of(found[1], int(found[2])) != cursor:
        raise NotACursor(field="cursor")
    if found[1] != book:
        raise CursorOfAnotherBook(field="cursor", other=found[1], book=book)
    return int(found[2])
