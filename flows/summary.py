"""What came of a run, in words for a person."""

from flows.days import Summary


def summary_lines(summary: Summary) -> list[str]:
    """The totals in the first line; then what to look at: refusals, failures, warnings."""
    lines = [
        f"{len(summary.days):,} days, of which {len(summary.recomputed):,} recomputed: "
        f"{summary.rows('clean'):,} articles, {summary.claims:,} claims, {summary.refused:,} inputs refused"
    ]
    if summary.refused:
        lines.append('What was refused, and why: tollbook sql "select origin, reason, detail from quarantine"')
    if summary.outside:
        lines.append(f"{summary.outside:,} articles of the source are of other days")
    lines += [f"passed over {first} to {last}: no article in more than a year" for first, last in summary.silences]
    lines += [f"FAILED {day}: {reason}" for day, reason in summary.failed.items()]
    if summary.publish_error:
        lines.append(f"NOT PUBLISHED: {summary.publish_error}")
    elif summary.publication:
        lines += [f"warning: {warning}" for warning in summary.publication.warnings]
    return lines
