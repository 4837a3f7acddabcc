"""Tables of the machinery: what was refused, and what was run."""

from warehouse.contracts.table import Column, Table

STAGES = ("ingest", "clean", "segment", "extract", "link", "publish")

quarantine = Table(
    name="quarantine",
    grain="one input that was refused",
    key=("quarantine_id",),
    partition="published_on",
    columns=(
        Column("quarantine_id", "text", "hash of stage, origin, reason and bytes"),
        Column("published_on", "date", "day under which it was refused; the partition"),
        Column("stage", "text", "stage that refused it", values=STAGES),
        Column("article_id", "text", "its id, where it had one", nullable=True),
        Column("origin", "text", "file name (and line) that it came from"),
        Column("reason", "text", "short name of the reason, such as cut_json or empty_text"),
        Column("detail", "text", "what was wrong, and what to do about it"),
        Column("size_bytes", "integer", "size of the input", unit="bytes", low=0),
        Column("sha256", "text", "of the input, hex"),
        Column("kept_at", "text", "where its bytes are kept, below the data folder", nullable=True),
    ),
)

runs = Table(
    name="runs",
    grain="one stage executed for one day",
    key=("run_id", "started_at"),
    partition="started_month",
    partition_by="month",
    columns=(
        Column("run_id", "text", "hash of stage, day, inputs and versions: the same work has the same id"),
        Column("started_month", "date", "first day of the month of `started_at`; the partition"),
        Column("started_at", "moment", "when it started"),
        Column("seconds", "number", "how long it took", unit="seconds", low=0),
        Column("stage", "text", "stage", values=STAGES),
        Column("day", "date", "logical day", nullable=True),
        Column(
            "outcome",
            "text",
            "what came of it; unchanged: executed, and the same rows came out (a skipped day has no row here)",
            values=("done", "failed", "unchanged"),
        ),
        Column("rows_in", "integer", "rows read", low=0),
        Column("rows_out", "integer", "rows written", low=0),
        Column("rows_quarantined", "integer", "inputs refused", low=0),
        Column("inputs_hash", "text", "of all input partitions"),
        Column("outputs_hash", "text", "of all output partitions", nullable=True),
        Column("code_version", "text", "of the stage's code and lexicons"),
        Column("model_version", "text", "of the language model and the gazetteer", nullable=True),
        Column("reason", "text", "why it was run, as given to the backfill", nullable=True),
        Column("error", "text", "what failed", nullable=True),
    ),
)
