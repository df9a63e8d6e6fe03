"""Commands killed before each of their statements: the book stays whole, and the same key ends the work once."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ledger.book import Book
from ledger.commands import draft, endings, funds, payments, recoveries, review
from ledger.commands.base import Receipt, Request
from ledger.commands.import_applications import Entry, import_applications
from ledger.commands.open_book import create_book
from ledger.keys import load_keys
from ledger.store.schema import NoBook
from ledger.vault import Vault
from ledger.views.digest import digest
from ledger.views.projection import catch_up
from ledger.views.rebuild import rebuild
from tests.books import dump
from tests.integration.clerks import (
    Order,
    assert_sound,
    deaths,
    die_in_book,
    die_in_folder,
    filing,
    order,
    wait_for_the_dead,
)
from tests.integration.world import (
    CLAUSE,
    PLACE,
    STARTUP,
    World,
    opened,
    person,
    request_of,
    startup_facts,
)
from tests.factories import bank_card
