"""Why a file of evidence is not imported."""

from collections.abc import Sequence

from domain.errors import Refusal
from ledger.evidence.reading import Problem


class EvidenceInvalid(Refusal):
    """{lines} 行中有 {rejected} 行不能使用({found} 处),没有导入任何内容。

    {rejected} of {lines} lines cannot be used ({found} problems); nothing was imported.
    """

    def __init__(self, *, lines: int, rejected: int, found: int, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        """The first of them, by line."""
        super().__init__(field="file", lines=lines, rejected=rejected, found=found)


class TooManyLeftOut(Refusal):
    """不能使用之处有 {found} 处,超过 {most} 处,不能部分入库;请更正文件后重新导入。

    {found} problems are more than the {most} with which a part of a file may be taken: mend the file.
    """


class FewerThanReplaced(Refusal):
    """此文件将取代的证据有 {known} 个编号,其中 {fewer} 个不在文件中,未导入;确属减少的,须声明并由另一人复核。

    {fewer} of the {known} keys that this file would replace are not in it; nothing was imported. Check its period,
    place and source; where it is meant so, say so, and another person decides.
    """


class LacksMoreByNow(Refusal):
    """待复核期间证据有变动:此文件现少 {fewer} 个编号,提交时载明 {said} 个;请撤下此文件,重新导入。

    Evidence came in since: this file lacks {fewer} keys of what it would replace, and says {said}. Discard it and
    import it again.
    """


class EvidenceMovedOn(Refusal):
    """读取此文件期间,证据有变动。

    Evidence came or went while this file was read.
    """


class PeriodNotSaid(Refusal):
    """「{dataset_zh}」按月导入,须写明期间。

    The dataset "{dataset_en}" grows by months: say for which period the file is.
    """


class SnapshotHasNoPeriod(Refusal):
    """「{dataset_zh}」是某日的全部登记,只写截止日,不写期间。

    The dataset "{dataset_en}" is a register as of a day: say the day, not a period.
    """
