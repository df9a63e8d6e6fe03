"""Whether a server was told to stop, known to all of its workers; and what a worker answers with."""

import ctypes
from collections.abc import Callable, Iterable
from multiprocessing import RawValue
from typing import Any

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Stopping:
    """Whether the server was told to stop, in memory that all of its workers see."""

    def __init__(self) -> None:
        self._told = RawValue(ctypes.c_bool, False)

    def tell(self) -> None:
        """The server is to stop."""
        self._told.value = True

    def told(self) -> bool:
        """Whether it is."""
        return bool(self._told.value)
