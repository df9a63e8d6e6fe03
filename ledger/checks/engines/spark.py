"""Spark: the same texts over a national data set; in local mode it needs a Java runtime and nothing else."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from ledger.checks.dialects import Dialect
from ledger.checks.engines.duck import arrow_of
from ledger.checks.engines.engine import Cell
from ledger.checks.forms import TableForm

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_FEW: int = 8
"""Partitions of a shuffle in local mode: Spark's own default is made for a cluster."""


_MEMORY: str = "4g"
"""What the heap of a local session may grow to: it is driver and executor in one, and 1 GB was full of plans alone."""

_NO_HISTORY: dict[str, str] = {
    "spark.ui.enabled": "false",
    "spark.ui.retainedJobs": "1",
    "spark.ui.retainedStages": "1",
    "spark.ui.retainedTasks": "1",
    "spark.sql.ui.retainedExecutions": "1",
    "spark.sql.maxPlanStringLength": "0",
}
"""A local session shows no pages; the plans of some hundred long queries kept for them would fill its heap."""

_FEW_ROWS: dict[str, str] = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
    "spark.shuffle.compress": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.autoBroadcastJoinThreshold": "10485760",
    "spark.sql.sources.parallelPartitionDiscovery.parallelism": "1",
}


class SparkEngine:
    """Tables as temporary views of a session."""

    dialect: Dialect = "spark"

    def __init__(self, session: "SparkSession") -> None:
        self._session = session
        self._folder = TemporaryDirectory(prefix="checks-")

    @property
    def folder(self) -> Path:
        """Where files of this session may lie; they go with it."""
        return Path(self._folder.name)

    @classmethod
    def local(cls, threads: int = 2, partitions: int = _FEW, *, few_rows: bool = False) -> "SparkEngine":
        """A session on this machine; whoever makes it closes it. Over `few_rows` nothing is compiled or re-planned."""
        from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra: only who runs on Spark needs it

        builder = SparkSession.builder.master(f"local[{threads}]").appName("subsidy-ledger-checks")
        settings = {
            "spark.driver.memory": _MEMORY,
            "spark.sql.shuffle.partitions": str(partitions),
            "spark.sql.session.timeZone": "UTC",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.ui.showConsoleProgress": "false",
            "spark.default.parallelism": str(threads),
        }
        settings |= _NO_HISTORY
        settings |= _FEW_ROWS if few_rows else {}
        for name, value in settings.items():
            builder = builder.config(name, value)
        return cls(builder.getOrCreate())

    def put(self, form: TableForm, rows: Iterable[tuple[Cell, ...]]) -> None:
        """Let a table hold these rows and no others."""
        with NamedTemporaryFile(suffix=".parquet", dir=self._folder.name, delete=False) as file:
            pq.write_table(arrow_of(form, rows), file.name)
        self.put_parts(form, [Path(file.name)])

    def put_parts(self, form: TableForm, parts: Sequence[Path]) -> None:
        """Let a table be the parts of a dataset, read where they lie."""
        frame = self._session.read.schema(self._schema(form)).parquet(*(str(path) for path in parts))
        frame.createOrReplaceTempView(form.name)

    def make(self, form: TableForm, query: str) -> None:
        """Let a table hold what a query answers."""
        self._session.sql(query).localCheckpoint().createOrReplaceTempView(form.name)

    def answer(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return [tuple(row) for row in self._session.sql(query).collect()]

    def close(self) -> None:
        """End the session."""
        self._session.stop()
        self._folder.cleanup()

    def _schema(self, form: TableForm) -> str:
        return ", ".join(f"`{field.name}` {'STRING' if field.text else 'BIGINT'}" for field in form.fields)
