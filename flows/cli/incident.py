"""`tollbook incident`: what the record says of one incident, and why its claims are taken to speak of it."""

import click

from flows.cli import _incidents


@click.command()
@click.argument("incident", metavar="INCIDENT")
def command(incident: str) -> None:
    """Show an incident: its numbers, its grade, and why each claim was linked to it.

    INCIDENT is an incident_id, or its beginning. `tollbook cite` prints the sentences.
    """
    row, claims = _incidents.find(incident)
    click.echo(f"Incident {row['incident_id']}")
    click.echo(f"  what       {row['event_type']}")
    click.echo(f"  when       {_incidents.days(row)}")
    click.echo(f"  where      {_incidents.place(row)} ({row['place_precision']})")
    if row["actors_alleged"]:
        click.echo(f"  alleged    {', '.join(row['actors_alleged'])}")
    for outcome in ("killed", "injured", "captured", "missing", "displaced"):
        if row[f"{outcome}_best"] is not None or row[f"{outcome}_high"] is not None:
            best = row[f"{outcome}_best"]
            range_ = _incidents.number(row[f"{outcome}_low"], row[f"{outcome}_high"])
            click.echo(f"  {outcome:<10} {'?' if best is None else best} (low to high: {range_})")
    click.echo(f"  grade      {row['grade']}: {row['grade_reason']}")
    click.echo(f"  told by    {row['articles']} articles, {row['independent_sources']} independent voices")
    click.echo(f"  reported   {row['first_reported_on']} to {row['last_reported_on']}")
    if row["split_from"]:
        click.echo(f"  split from {row['split_from']}")
    for claim in claims:
        what = claim["outcome"] or claim["event_type"]
        if claim["kind"] == "casualty":
            what += " " + _incidents.number(claim["count_low"], claim["count_high"])
        click.echo(f"\n{claim['claim_id']}  {what}: {claim['role']}, {claim['source']} {claim['published_on']}")
        click.echo(f"  linked with {claim['score']:.2f}: {'; '.join(claim['reasons'])}")
