"""What a password must be: long, not common, not about its account; counted after NFKC, never by kinds of characters.

NIST SP 800-63B-4 §3.1.1.2 asks for 15 characters where a password stands alone, for a list of common ones, and forbids
rules of composition. GB/T 22239-2019 §8.1.4.1 a) asks for 复杂度 and 定期更换 and says neither which nor how often:
length, variety and the list are the complexity, `LONGEST_USE` the period.
"""

import re
import unicodedata
from datetime import datetime, timedelta
from typing import Final

from domain.errors import Refusal

SHORTEST: Final = 15
"""NIST SP 800-63B-4 §3.1.1.2, item 1: a password that is the only factor."""

LONGEST: Final = 128
"""NIST asks for at least 64; an end is needed, for hashing megabytes would stop the server."""

VARIETY: Final = 6
"""How many different characters there must be: a run of one sign or a short pattern is no length."""

REMAINDER: Final = 6
"""How many characters must be left when what everybody tries is taken out."""

LONGEST_USE: Final = timedelta(days=180)
"""GB/T 22239-2019 §8.1.4.1 a) asks for a change from time to time and names no period; half a year is ours."""

COMMON: Final = (
    *(
        "password",
        "passw0rd",
        "p@ssw0rd",
        "p@ssword",
        "welcome",
        "letmein",
        "iloveyou",
        "administrator",
        "admin",
        "root",
    ),
    *("qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "zxcvbn", "1qaz2wsx3edc", "1qaz2wsx", "qazwsxedc"),
    *("1q2w3e4r5t", "1q2w3e4r", "abcdefgh", "abcd1234", "abc123", "a123456", "changeme", "default", "secret", "test"),
    *("01234567890", "0123456789", "1234567890", "123456789", "12345678", "1234567", "123456", "87654321", "654321"),
    *("5201314", "1314520", "woaini", "aini1314", "zhongguo", "beijing", "mima", "caonima", "nihao", "wodemima"),
    *("subsidyledger", "subsidy", "ledger", "canlian", "chanlian", "butie", "密码", "口令", "管理员", "我爱你", "残联"),
    *("残疾人联合会", "补贴", "账本", "中华人民共和国", "人民", "中国"),
)
"""The beginnings of every list of guesses, Chinese ones among them, and the words of this very system."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_COMMON = re.compile("|".join(re.escape(word) for word in sorted(COMMON, key=len, reverse=True)))


class PasswordTooShort(Refusal):
    """密码至少 {shortest} 个字符;可用几个不相干的词连成一句。

    A password has at least {shortest} characters; a few unrelated words in a row will do.
    """

    rule = "NIST SP 800-63B-4 §3.1.1.2; GB/T 22239-2019 §8.1.4.1 a)"


class PasswordTooLong(Refusal):
    """密码不能超过 {longest} 个字符。

    A password has at most {longest} characters.
    """


class PasswordTooCommon(Refusal):
    """密码过于常见,或重复、变化太少,容易被猜中。

    The password is too common, or repeats itself too much: it would be guessed.
    """

    rule = "NIST SP 800-63B-4 §3.1.1.2; GB/T 22239-2019 §8.1.4.1 a)"


class PasswordHoldsAccount(Refusal):
    """密码不得包含账号名。

    The password must not contain the account's own name.
    """

    rule = "NIST SP 800-63B-4 §3.1.1.2"


class PasswordUnchanged(Refusal):
    """新密码与现用密码相同。

    The new password is the one in use.
    """


def normalised(password: str) -> str:
    """The password as it is hashed: full-width and composed signs made one (NFKC), whatever keyboard typed them."""
    return unicodedata.normalize("NFKC", password)


def fit(password: str, account: str) -> str:
    """The normalised password, if it may be used for the account; the refusals never hold it."""
    if len(password) > LONGEST:
        raise PasswordTooLong(field="password", longest=LONGEST)
    text = normalised(password)
    if len(text) < SHORTEST:
        raise PasswordTooShort(field="password", shortest=SHORTEST)
    folded, name = text.casefold(), normalised(account).casefold()
    if name in folded:
        raise PasswordHoldsAccount(field="password")
    if len(set(folded)) < VARIETY or len(_remainder(folded)) < REMAINDER:
        raise PasswordTooCommon(field="password")
    return text


def _remainder(folded: str) -> str:
    """What is left without common words, years, blanks and signs, and without saying the same thing twice."""
    plain = "".join(sign for sign in folded if sign.isalnum() or sign == "@")
    rest = _YEAR.sub("", _COMMON.sub("", plain))
    return _once(rest)


def _once(text: str) -> str:
    """The pattern of a text that only repeats it, else the text."""
    at = (text + text).find(text, 1)
    return text[:at] if text else text


def due_for_change(changed_at: datetime, now: datetime) -> bool:
    """Whether a password is too old to be used again."""
    return now - changed_at >= LONGEST_USE
