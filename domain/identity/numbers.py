"""What all numbers of persons and employers share: plain characters, and a masked form for people to see."""

import msgspec

from domain.errors import Refusal


class NotPlainCharacters(Refusal):
    """号码中有空格、全角字符或不可见字符,请用半角字符连续填写。

    The number holds spaces, full-width or invisible characters: write half-width characters without gaps.
    """


def plain_upper(text: str, field: str) -> str:
    """The text in upper case; refused, never cleaned, where it holds anything but visible half-width characters."""
    if " " in text or not (text.isascii() and text.isprintable()):
        raise NotPlainCharacters(field=field)
    return text.upper()


def masked(text: str) -> str:
    """The number with stars for most of it, as long as before.

    Of 16 to 19 characters (resident ID, bank card) the first and last four stay. Of a longer one only the first four
    stay, since a disability certificate ends in the category and grade. Of a shorter one the last two stay.
    """
    if len(text) < 16:
        head, tail = 0, 2 if len(text) >= 8 else 0
    else:
        head, tail = 4, 4 if len(text) <= 19 else 0
    hidden = len(text) - head - tail
    return text[:head] + "*" * hidden + text[len(text) - tail :]


class PersonalNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A number of a person; its representation is masked, so that no log and no traceback shows it."""

    number: str

    def __repr__(self) -> str:
        return f"{type(self).__name__}({masked(self.number)})"

    def __rich_repr__(self) -> list[tuple[str, str]]:
        return [("number", masked(self.number))]
