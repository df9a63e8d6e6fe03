"""`serve`: answer HTTP for some books until told to stop."""

from pathlib import Path
from typing import Any

import click

from api.cli import screen
from api.cli.settings import Settings, json_only
from api.plain import plain

_OPTIONS = ("host", "port", "workers", "threads", "path_prefix")


@click.command("serve")
@click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), envvar="SUBSIDY_LEDGER_CONFIG", help="设置文件。 TOML."
)
@click.option(
    "--book",
    "books",
    multiple=True,
    metavar="URL[=FILE.key]",
    help="账套地址和密钥文件,可重复,代替设置文件中的账套。 A book and its key file; may be repeated.",
)
@click.option("--host", help="监听地址。 Address to listen on.")
@click.option("--port", type=int, help="监听端口。 Port to listen on.")
@click.option("--workers", type=int, help="进程数。 Processes.")
@click.option("--threads", type=int, help="每个进程同时办理的请求数。 Requests that a process answers at once.")
@click.option("--path-prefix", help="地址前缀,如 /ledger。 Path below which everything lies.")
@click.option("--tls-certificate", help="证书(PEM)。 Certificate chain.")
@click.option("--tls-key", help="私钥(PEM)。 Private key.")
@click.option("--check", is_flag=True, help="只检查设置和账套,不提供服务。 Only check the settings and the books.")
@json_only
@click.pass_context
def serve(context: click.Context, /, config: Path | None, books: tuple[str, ...], check: bool, **said: Any) -> None:
    """提供 HTTP 服务,直到收到停止信号。 Answer HTTP until told to stop.

    设置见 docs/reference/server.md;命令行优先于设置文件。 The command line goes before the settings file.
    """
    from api.config import book_said, settings_in, settings_of
    from api.hosting import open_books
    from api.secret_files import secret_in
    from api.server import run

    found = settings_in(config) if config else {}
    common = context.ensure_object(Settings)
    if books or (common.book and "books" not in found):
        found["books"] = [book_said(text) for text in books] or [_common_book(common)]
    found |= {name: said[name] for name in _OPTIONS if said[name] is not None}
    if tls := {name: said[f"tls_{name}"] for name in ("certificate", "key") if said[f"tls_{name}"]}:
        found["tls"] = found.get("tls", {}) | tls
    settings = settings_of(found)
    if settings.metrics_token_file:
        secret_in(settings.metrics_token_file, "metrics_token_file")
    if settings.oidc:
        secret_in(settings.oidc.client_secret_file, "oidc.client_secret_file")
    hosts = open_books(settings.books)
    places = [hosted.book.place for hosted in hosts]
    hosts.close()
    if not check:
        run(settings)
    elif common.json:
        screen.document(plain({"books": places, "host": settings.host, "port": settings.port}))
    else:
        screen.show(f"设置和账套({', '.join(places)})均可用。 The settings and the books can be used.")


def _common_book(common: Settings) -> dict[str, str]:
    given = {"url": common.book, "key_file": common.key_file, "place": common.book_place}
    return {name: value for name, value in given.items() if value}
