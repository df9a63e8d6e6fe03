"""Pytest plugin: how property tests search, the same on every machine and repeatable in CI."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ledger",
    database=None,
    deadline=None,
    # A slow machine is not a broken property.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("ledger-ci", settings.get_profile("ledger"), derandomize=True, print_blob=True)
settings.load_profile("ledger-ci" if os.environ.get("CI") else "ledger")
