"""`tollbook cite`: every claim of an incident, ready to be cited."""

import click

from flows.cli import _incidents


@click.command()
@click.argument("incident", metavar="INCIDENT")
def command(incident: str) -> None:
    """Print every claim of an incident with outlet, date, address and sentence.

    INCIDENT is an incident_id, or its beginning.
    """
    row, claims = _incidents.find(incident)
    click.echo(f"Incident {row['incident_id']}: {row['event_type']}, {_incidents.days(row)}, {_incidents.place(row)}")
    for claim in claims:
        what = claim["outcome"] or claim["event_type"]
        if claim["kind"] == "casualty":
            what += " " + _incidents.number(claim["count_low"], claim["count_high"])
        said = f", said by {claim['source_text']}" if claim["source_text"] else ""
        click.echo(f"\n{what} ({claim['role']}, {claim['certainty']}{said})")
        click.echo(f'  "{" ".join(claim["sentence"].split())}"')
        title = f", {claim['title']!r}" if claim["title"] else ""
        click.echo(f"  {claim['source']}, {claim['published_on']}{title}")
        click.echo(f"  {claim['url'] or claim['article_id']} (characters {claim['start']} to {claim['end']})")
