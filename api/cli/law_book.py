"""`law book`: the whole law as static pages, with the scenarios that show it and their last result."""

from pathlib import Path

import click

from api.cli import screen
from api.cli.session import Session, reads
from api.law.book import pages, write
from api.law.chapters import chapters
from api.law.coverage import coverage
from api.law.results import RESULTS, read_results
from api.law.scenarios import ROOT, read_scenarios
from domain.plans.catalogue import not_executable, plan_rules
from domain.plans.implementers import implementers
from domain.statutes.loader import load_statutes
from ledger.law import statutes_of


@click.command("book")
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    required=True,
    help="写入此文件夹(空的,或以前生成的手册)。 Folder to write: empty, or an older book.",
)
@click.option(
    "--features",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=ROOT / "features",
    show_default="features/",
    help="功能文件所在的文件夹。 Where the feature files are.",
)
@click.option(
    "--results",
    type=click.Path(path_type=Path),
    default=RESULTS,
    show_default="var/features.json",
    help="测试留下的场景结果;没有的,写「未运行」。 Results that the tests left; without them, not run.",
)
@reads
def law_book(session: Session, html: Path, features: Path, results: Path) -> None:
    """把全部法规写成网页:条款、历次数值、文件、等级、场景和结果。 Write the whole law as pages.

    没有指明账套或账套为演示时含演示值,逐一标明。 Demonstration values are marked; a production book leaves them out.
    """
    statutes = statutes_of(session.book) if session.settings.book else load_statutes(demo=True)
    written = read_scenarios(features)
    covered = coverage(plan_rules(), implementers(), written, not_executable())
    contents = chapters(statutes, covered, written, read_results(results, features))
    files = pages(statutes, contents, covered)
    write(html, files)
    outcomes = {each.file: {"values": len(each.rows), "demo": each.demo} for each in contents}
    said = f"{html / 'index.html'}: {len(files) - 1} 页 pages, 法规库 statutes {statutes.digest[:12]}"
    session.answer({"index": html / "index.html", "pages": outcomes, "statutes": statutes.digest}, screen.safe(said))
