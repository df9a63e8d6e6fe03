"""The law book: static pages that need no script, no network and no mouse."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.law.chapters import Chapter, ended, plain
from api.law.coverage import Covered
from domain.errors import Refusal
from domain.plans.implementer import Implementer
from domain.statutes.book import StatuteBook

GRADES: Final = {
    "A": "法律、政府、法院或审计网站 law or official site",
    "B": "报刊或专业网站 press or professional site",
    "C": "转载 repost",
    "D": "公开知识库对官方页面的摘要 summary of an official page",
    "R": "未经证实 unconfirmed",
    "demo": "演示值:没有文件规定 no document gives it",
}
OUTCOMES: Final = {
    "passed": ("通过", "passed"),
    "failed": ("未通过", "failed"),
    "not_run": ("未运行", "not run"),
    "changed": ("运行后已改动", "changed since it was run"),
}
STATUSES: Final = {
    "executable": ("可执行", "executable"),
    "recorded": ("已记明不可执行", "recorded as not executable"),
    "no_scenario": ("没有场景", "no scenario shows it"),
    "no_implementer": ("没有实现", "nothing carries it out"),
    "missing": ("缺", "missing"),
    "contradictory": ("自相矛盾", "contradictory"),
}
PLANS: Final = ("", "国家 national", "湖州 Huzhou", "山西 Shanxi", "湖南 Hunan", "金华 Jinhua")
STYLE: Final = "book.css"

_PAGES: Final = Environment(
    loader=PackageLoader("api.law"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_PAGES.globals.update(grades=GRADES, outcomes=OUTCOMES, statuses=STATUSES, plans=PLANS, ended=ended, plain=plain)


class FolderNotABook(Refusal):
    """{folder} 不是空文件夹,也不是以前生成的法规手册;请另选文件夹。

    {folder} is neither empty nor a law book written before; choose another folder.
    """


def pages(statutes: StatuteBook, chapters: Iterable[Chapter], covered: Iterable[Covered]) -> dict[str, bytes]:
    """Every file of the book by name; the same law, features and results give the same bytes."""
    chapters, covered = tuple(chapters), tuple(covered)
    common = {"chapters": chapters, "digest": statutes.digest, "sentences": _sentences(covered)}
    own = {each.code: each.file for each in chapters if each.kind in ("programme", "relief")}

    def address_of(by: Implementer) -> str:
        return own.get(by.code) or f"kind-{by.kind}.html#{by.code}"

    files = {
        "index.html": _page("index.html", **common),
        "plans.html": _page("plans.html", covered=covered, address_of=address_of, **common),
        STYLE: (Path(__file__).parent / "templates" / STYLE).read_bytes(),
    }
    return files | {each.file: _page("chapter.html", chapter=each, **common) for each in chapters}


def _page(template: str, **content: Any) -> bytes:
    return _PAGES.get_template(template).render(**content).encode()


def _sentences(covered: tuple[Covered, ...]) -> dict[str, str]:
    """The first rule that quotes a sentence of the plans: where a value's source can be read."""
    found: dict[str, str] = {}
    for each in covered:
        for sentence in each.rule.sentences.replace(",", " ").split():
            found.setdefault(sentence, each.rule.id)
    return found


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the book; pages of an older one that are not in it any more are taken away."""
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / STYLE).exists())):
        raise FolderNotABook(field="html", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.html"):
        if stale.name not in files:
            stale.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
