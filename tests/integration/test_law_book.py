"""The law book: every programme has its page, every demonstration value its mark, every link its end."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from api.cli import main
from api.law.book import FolderNotABook, write
from api.law.results import FeatureRuns, Results, ResultsUnreadable, Runs, read_results
from domain.programs.registry import PROGRAMMES
from domain.reliefs.registry import RELIEFS
from domain.statutes.loader import load_statutes

VOID = {"meta", "link", "br"}
LANDMARKS = {"header": 1, "main": 1, "h1": 1}


class Page(HTMLParser):
    """A page as its tags: what is opened is closed, in order; ids, links and what stands beside the tables."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.loaded: list[str] = []
        self.unscoped = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag == "link":
            self.loaded.append(str(given["href"]))
        self.unscoped += tag == "th" and "scope" not in given
        self.faults += [f"{tag} loads {name}" for name in given if name in ("src", "srcset", "style", "onclick")]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


@cache
def written() -> dict[str, Page]:
    """The book as the command line writes it, without any results."""
    with TemporaryDirectory() as name:
        words = ["law", "book", "--html", f"{name}/book", "--results", f"{name}/none"]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return {path.name: Page(path.read_text(encoding="utf-8")) for path in Path(name, "book").glob("*.html")}


def every_page() -> Iterator[tuple[str, Page]]:
    yield from written().items()


def test_every_programme_has_a_page_that_the_index_names() -> None:
    for code, known in PROGRAMMES.items():
        assert f"programme-{code}.html" in written()
        assert f"programme-{code}.html" in written()["index.html"].links
        assert known.name_zh in written()[f"programme-{code}.html"].text


def test_every_relief_has_a_page() -> None:
    assert {f"relief-{code}.html" for code in RELIEFS} <= set(written()["index.html"].links)


def test_every_value_of_the_law_is_in_the_book() -> None:
    rows = load_statutes(demo=True).provisions
    assert {row.programme for row in rows} <= {name.partition("-")[2].removesuffix(".html") for name in written()}
    shown = sum(page.text.count("<td><time datetime=") for _, page in every_page())
    assert shown == 2 * len(rows)


def test_every_demonstration_value_is_marked_in_words() -> None:
    demo = sum(row.is_demo for row in load_statutes(demo=True).provisions)
    pages = [page.text for name, page in every_page() if name not in ("index.html", "plans.html")]
    assert sum(page.count('<tr class="demo">') for page in pages) == demo
    assert sum(page.count('<strong class="badge demo">演示值') for page in pages) == demo


@pytest.mark.parametrize("name", ["index.html", "plans.html", "programme-lease_subsidy.html", "law-cross_use.html"])
def test_a_page_says_what_it_is_to_a_screen_reader(name: str) -> None:
    page = written()[name]
    assert '<html lang="zh-CN">' in page.text
    assert '<a class="skip" href="#content">' in page.text
    assert {tag: page.tags[tag] for tag in LANDMARKS} == LANDMARKS
    assert page.tags["caption"] == page.tags["table"]
    assert page.unscoped == 0


def test_every_page_is_well_formed_and_asks_nobody_for_anything() -> None:
    for name, page in every_page():
        assert (page.faults, page.open) == ([], []), name
        assert page.loaded == ["book.css"], name
        assert page.tags["script"] == page.tags["img"] == 0, name
        assert [each for each, count in Counter(page.ids).items() if count > 1] == [], name


def test_every_link_inside_the_book_ends_somewhere() -> None:
    pages = written()
    for name, page in every_page():
        for link in page.links:
            if link.startswith(("http://", "https://")):
                continue
            file, _, anchor = link.partition("#")
            assert not anchor or anchor in pages[file or name].ids, (name, link)
            assert (file or name) in pages, (name, link)


def test_every_rule_of_the_plans_is_quoted() -> None:
    assert len([each for each in written()["plans.html"].ids if re.fullmatch(r"P[1-5]-\d{3}", each)]) == 268


def test_without_results_no_scenario_is_said_to_have_passed() -> None:
    assert not any('class="outcome passed"' in page.text for _, page in every_page())
    assert 'class="outcome not_run"' in written()["programme-lease_subsidy.html"].text


# --- results ---


@pytest.fixture
def features(tmp_path: Path) -> Path:
    (tmp_path / "a.feature").write_text("功能", encoding="utf-8")
    return tmp_path


def results(features: Path, *, passed: int, failed: int, digest: str = "another") -> Results:
    counted = {"甲": Runs(passed=passed, failed=failed)}
    return Results({"a.feature": FeatureRuns(sha256=digest, on="2024-03-01", scenarios=counted)}, features)


def digest_of(features: Path) -> str:
    return sha256((features / "a.feature").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("passed", "failed", "outcome"), [(2, 0, "passed"), (2, 1, "failed"), (0, 1, "failed"), (0, 0, "not_run")]
)
def test_one_failed_example_is_a_failed_scenario(features: Path, passed: int, failed: int, outcome: str) -> None:
    found = results(features, passed=passed, failed=failed, digest=digest_of(features)).of("a.feature", "甲")
    assert found.outcome == outcome


def test_a_result_of_another_text_says_nothing(features: Path) -> None:
    assert results(features, passed=1, failed=0).of("a.feature", "甲").outcome == "changed"


def test_a_scenario_that_was_never_run_is_said_not_to_have_been(features: Path) -> None:
    assert results(features, passed=1, failed=0, digest=digest_of(features)).of("a.feature", "乙").outcome == "not_run"
    assert read_results(features / "none.json", features).of("a.feature", "甲").outcome == "not_run"


def test_a_file_of_results_that_cannot_be_read_is_refused(features: Path) -> None:
    broken = features / "broken.json"
    broken.write_text(json.dumps({"a.feature": {"passed": 1}}), encoding="utf-8")
    with pytest.raises(ResultsUnreadable):
        read_results(broken, features)


# --- where it is written ---


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("-", encoding="utf-8")
    with pytest.raises(FolderNotABook):
        write(tmp_path, {"index.html": b"-"})
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("-", encoding="utf-8")
    with pytest.raises(FolderNotABook):
        write(tmp_path / "book", {"index.html": b"-"})


def test_pages_that_are_not_in_the_book_any_more_are_taken_away(tmp_path: Path) -> None:
    write(tmp_path / "book", {"old.html": b"-", "book.css": b"-"})
    write(tmp_path / "book", {"index.html": b"-", "book.css": b"-"})
    assert sorted(path.name for path in (tmp_path / "book").iterdir()) == ["book.css", "index.html"]
