"""What a command shows once: a secret that it made, of which the book keeps too little to show it again."""

from domain.errors import Refusal


class SecretShownAlready(Refusal):
    """操作编号「{key}」已为 {issued} 签发,其内容只显示一次;如已遗失,请作废后重新签发。

    What was issued for {issued} under the key "{key}" was shown once; if it is lost, make it void and issue another.
    """

    ids = frozenset({"issued"})
