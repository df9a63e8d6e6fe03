"""The list of roles: each has a Chinese name, and every role that an act or a workflow asks for is on it."""

import re
from pathlib import Path

from domain.names import zh
from domain.roles import ROLES

ROOT = Path(__file__).parents[2]
_ROLE = re.compile(
    r'"(approver|auditor|[a-z_]+_(?:officer|reviewer|inspector|supervisor|approver|recogniser|administrator|analyst))"'
)


def test_every_role_has_a_chinese_name() -> None:
    assert not [role for role in ROLES if zh(role) == role]


def test_every_role_that_is_asked_for_is_listed() -> None:
    files = [path for kind in ("*.py", "*.toml") for path in (ROOT / "domain").rglob(kind)]
    asked = {role for path in files for role in _ROLE.findall(path.read_text(encoding="utf-8"))}
    assert asked == set(ROLES)
