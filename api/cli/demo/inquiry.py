"""What is played around sham placements: evidence comes in, checks run, a ring is drawn, parties are heard."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from api.cli.demo.evidence import written
from api.cli.demo.stage import Stage, evidence_of
from domain.alert import EvidenceRow
from domain.calendar import Month
from domain.check_policy import PolicyMode
from domain.innocence import reasons
from domain.investigation.events import Measure, Title
from domain.money import shown
from ledger.checks import warehouse
from ledger.checks.evidence_held import held_in, texts_behind
from ledger.checks.gate import Gate
from ledger.checks.network import Network, network
from ledger.checks.picture import picture
from ledger.checks.registry import check_of
from ledger.checks.running import CheckRoom, Found
from ledger.checks.sentence import sentence, short_key
from ledger.commands import check_policies, findings, holds, investigations
from ledger.commands.alerts import record_hits
from ledger.commands.import_evidence import command_of, import_evidence
from ledger.commands.load import load_alert, load_hold, load_investigation
from ledger.evidence.dataset import datasets
from ledger.evidence.source_file import open_source
from ledger.evidence.store import EvidenceStore

SOURCE = "demo-exchange"
PERIOD = Month(2024, 2), Month(2024, 9)


class Inquiry:
    """The analyst, the reviewer and the officer for data, at work on a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.store = EvidenceStore(stage.book, evidence_of(stage.path))
        self.room = CheckRoom(stage.book, stage.vault, self.store)

    def bring(self, rows: Mapping[str, Sequence[Mapping[str, str]]], folder: Path) -> None:
        """Write the files of evidence, and import them."""
        told = [
            f"{datasets()[name].zh} {self._import(name, written(folder, name, some))} 行" for name, some in rows.items()
        ]
        self.stage.say(f"导入证据({folder.name}/*.csv):{'、'.join(told)}")

    def _import(self, dataset: str, file: Path) -> str:
        first, last = PERIOD if datasets()[dataset].sort == "monthly" else (None, None)
        stage, request = self.stage, self.stage.request("data", "部门数据交换")
        command = command_of(
            stage.vault,
            file,
            dataset=dataset,
            source=SOURCE,
            place=stage.place,
            first_month=first,
            last_month=last,
        )
        receipt = import_evidence(
            stage.book, stage.vault, self.store, command, open_source(file), request, lambda: request.now
        )
        return receipt.outcome["rows"]

    def adopt(self, checks: Sequence[str], mode: PolicyMode) -> None:
        """The analyst proposes that checks run; the reviewer agrees. From now on they look at every payment."""
        stage = self.stage
        for check in checks:
            proposal = check_policies.Propose(check=check, mode=mode, from_on=stage.today)
            check_policies.propose(stage.book, proposal, stage.request("analyst", "启用检查"))
            decision = check_policies.Decide(check=check)
            check_policies.approve(stage.book, decision, stage.request("reviewer", "同意启用"))
        titles = "、".join(f"{check} {check_of(check).title.zh}" for check in checks)
        stage.say(f"分析员提出、复核员同意:支付前运行检查 {titles}")
        stage.screen = Gate(self.room)

    def run(self) -> Found:
        """Run every check over everything, and record what they say."""
        stage = self.stage
        found = self.room.everything(self.room.adopted(stage.today), stage.today)
        record_hits(stage.book, found.ran, found.hits, stage.request("analyst", "全量核查"))
        for check in sorted({hit.check for hit in found.hits}):
            hits = [hit for hit in found.hits if hit.check == check]
            stage.say(f"全量核查 {check} {check_of(check).title.zh}:{len(hits)} 条疑点")
        return found

    def draw(self, ring: int, file: Path) -> None:
        """Draw a ring, and tell its ties, the strongest first."""
        held = held_in(self.stage.book, self.store)
        path = warehouse.built(held.holdings, self.store.folder / "warehouse")
        engine = warehouse.over_everything(path, {})
        members = network(engine, ring).members
        units = [node.key for node in members if node.kind == "employer"]
        texts = texts_behind(held, self.store, {"employer": units})
        drawn = network(engine, ring, lambda kind, key: texts.get((kind, key)) or short_key(kind, key))
        file.write_text(picture(drawn), encoding="utf-8")
        self.stage.say(f"关系网:{_counted(drawn)},图见 {file}")
        for tie in drawn.ties:
            self.stage.say(
                f"  强度 {tie.strength} │ {tie.sentence.zh} │ {_rows(held.cited(row) for row in tie.evidence)}"
            )

    def explain(self, hold: str) -> None:
        """Say why a payment is held, and which rows of evidence show it."""
        for alert in self.grounds(hold):
            hit = load_alert(self.stage.book, alert)[0].hit
            self.stage.say(f"  {hit.check}:{sentence(check_of(hit.check), hit.facts).zh}")
            self.stage.say(f"  证据:{_rows(hit.evidence)}")

    def grounds(self, hold: str) -> tuple[str, ...]:
        """The alerts that hold a payment."""
        state, _ = load_hold(self.stage.book, hold.removeprefix("hold:"))
        return tuple(ground.alert for ground in state.grounds)

    def open(self, title: Title, alerts: Sequence[str]) -> str:
        """The analyst begins to look into alerts, and takes them in hand; returns the investigation."""
        stage = self.stage
        command = investigations.Open(place=stage.place, title=title, alerts=tuple(alerts))
        opened = investigations.open_(stage.book, command, stage.request("analyst", "立案核查")).subject
        request = stage.request("analyst", "承办")
        investigations.assign(
            stage.book, investigations.Assign(investigation=opened, analyst=request.actor.id), request
        )
        stage.say(f"{opened} 立案核查,{len(alerts)} 条疑点")
        return opened

    def ask(self, investigation: str, party: str, question: str, document: str) -> None:
        """Ask a party."""
        command = investigations.Ask(investigation=investigation, party=party, questions=(question,), document=document)
        investigations.ask(self.stage.book, command, self.stage.request("analyst", "听取陈述"))

    def answer(self, investigation: str, party: str, reference: str) -> None:
        """The party is heard; what it said is in the record."""
        command = investigations.Answered(investigation=investigation, party=party, reference=reference)
        investigations.answer(self.stage.book, command, self.stage.request("analyst", "陈述笔录"))

    def silent(self, investigation: str, party: str) -> None:
        """The party let its term pass."""
        command = investigations.Silent(investigation=investigation, party=party)
        investigations.no_statement(self.stage.book, command, self.stage.request("analyst", "逾期未陈述"))

    def clear(self, investigation: str, alerts: Sequence[str], code: str, note: str) -> None:
        """It was innocent."""
        command = investigations.Clear(investigation=investigation, alerts=tuple(alerts), code=code, note=note)
        investigations.clear(self.stage.book, command, self.stage.request("analyst", "排除疑点"))
        self.stage.say(f"{investigation} 排除疑点({reasons()[code].zh}):{note}")

    def release(self, hold: str, ground: str) -> None:
        """The reviewer lets the money go."""
        payment = hold.removeprefix("hold:")
        command = holds.Release(hold=payment, ground=ground)
        holds.release(self.stage.book, command, self.stage.request("reviewer", "解除暂缓"))
        self.stage.say(f"{payment} 复核员解除暂缓:{ground}")

    def find(
        self, investigation: str, *, amount: int, measures: tuple[Measure, ...], cases: tuple[str, ...], why: str
    ) -> None:
        """The analyst proposes that it is fraud, in all that is looked into."""
        state, _ = load_investigation(self.stage.book, investigation)
        command = findings.Propose(
            investigation=investigation,
            alerts=tuple(each.joined.alert for each in state.alerts),
            finding="fraud",
            amount=amount,
            measures=measures,
            cases=cases,
            reasons=why,
        )
        findings.propose(self.stage.book, command, self.stage.request("analyst", "认定建议"))
        self.stage.say(f"{investigation} 分析员建议认定骗取补贴 {shown(amount)}:{why}")

    def confirm(self, investigation: str, officer: str = "reviewer") -> None:
        """Another person confirms."""
        command = findings.Confirm(investigation=investigation, number=1)
        findings.confirm(self.stage.book, command, self.stage.request(officer, "复核认定"))
        self.stage.say(f"{investigation} 复核员另行复核,认定成立")

    def suspend(self, investigation: str, case: str) -> None:
        """The officer who is competent for the case carries out what was found."""
        command = findings.CarryOut(investigation=investigation, measure="suspend", case=case)
        findings.carry_out(self.stage.book, command, self.stage.request("second", "执行认定"))
        self.stage.say(f"{case} 按认定暂停")

    def recover(self, investigation: str, case: str, payment: str, amount: int, clause: str) -> None:
        """What was paid is to come back."""
        command = findings.CarryOut(
            investigation=investigation, measure="recover", case=case, payment=payment, amount=amount, clause=clause
        )
        findings.carry_out(self.stage.book, command, self.stage.request("finance", "执行认定"))
        self.stage.say(f"{payment} 按认定追回 {shown(amount)}")

    def refer(self, investigation: str, body: str, document: str) -> None:
        """Another body is told."""
        command = findings.Refer(investigation=investigation, body=body, document=document)
        findings.refer(self.stage.book, command, self.stage.request("reviewer", "移送"))
        self.stage.say(f"{investigation} 线索移送公安机关({document})")


def _counted(drawn: Network) -> str:
    kinds = {"person": "人", "employer": "个单位", "agent": "名介绍人"}
    return "、".join(f"{sum(node.kind == kind for node in drawn.members)}{zh}" for kind, zh in kinds.items())


def _rows(cited: Iterable[EvidenceRow]) -> str:
    """Rows by dataset, runs of lines together."""
    lines: defaultdict[str, set[int]] = defaultdict(set)
    for row in cited:
        lines[row.dataset].add(row.line)
    return "、".join(f"{datasets()[name].zh}第{_runs(sorted(some))}行" for name, some in sorted(lines.items()))


def _runs(lines: Sequence[int]) -> str:
    runs = ([line for _, line in run] for _, run in groupby(enumerate(lines), key=lambda at: at[1] - at[0]))
    return ",".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
