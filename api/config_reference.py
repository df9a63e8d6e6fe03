"""The reference of the settings of a server, written from the settings themselves."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta
from msgspec.structs import fields

from api.auth.oidc.settings import OidcSettings
from api.config import BookSettings, ServerSettings, TlsSettings

_TABLES: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("", ServerSettings),
    ("[[books]]", BookSettings),
    ("[tls]", TlsSettings),
    ("[oidc]", OidcSettings),
)


def settings_markdown() -> str:
    """A table of settings for each table of the file."""
    return "\n".join(line for heading, group in _TABLES for line in _table(heading, group)).rstrip() + "\n"


def _table(heading: str, group: type[msgspec.Struct]) -> Iterator[str]:
    if heading:
        yield f"### `{heading}`\n"
        yield " ".join((group.__doc__ or "").split()) + "\n"
    yield "| setting | takes | default | meaning |"
    yield "|---|---|---|---|"
    hints = get_type_hints(group, include_extras=True)
    for field in fields(group):
        if not _is_table(hints[field.name]):
            kind, metas = _parts(hints[field.name])
            default = "must be said" if field.required else _shown(field.default)
            yield f"| `{field.name}` | {_takes(kind, metas)} | {default} | {_description(metas)} |"
    yield ""


def _is_table(hint: Any) -> bool:
    """A setting that is a table of its own further down."""
    kind, _ = _parts(hint)
    return any(isinstance(each, type) and issubclass(each, msgspec.Struct) for each in get_args(kind))


def _parts(hint: Any) -> tuple[Any, tuple[Meta, ...]]:
    """The type, and everything that is said of it."""
    kind, *said = get_args(hint) if hasattr(hint, "__metadata__") else (hint,)
    return kind, tuple(each for each in said if isinstance(each, Meta))


def _description(metas: tuple[Meta, ...]) -> str:
    return next(meta.description for meta in metas if meta.description)


def _takes(kind: Any, metas: tuple[Meta, ...]) -> str:
    if get_origin(kind) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(kind))
    if get_origin(kind) is tuple:
        return "a list of texts"
    if kind is str:
        return "a text"
    least = next((meta.ge for meta in metas if meta.ge is not None), None)
    most = next((meta.le for meta in metas if meta.le is not None), None)
    return f"{least} to {most}" if most is not None else f"{least} or more"


def _shown(default: object) -> str:
    match default:
        case "" | ():
            return ""
        case tuple():
            return ", ".join(f"`{each}`" for each in default)
    return f"`{default}`"
