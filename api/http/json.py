"""JSON as it is answered: UTF-8 as it is written, in the order in which the fields are declared."""

from typing import Any

import msgspec
from flask.json.provider import JSONProvider


class ExactJson(JSONProvider):
    """Encodes plain data; there is no float in it to be rounded."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """The text."""
        return msgspec.json.encode(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """The value."""
        return msgspec.json.decode(s)
