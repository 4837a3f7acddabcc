"""`tollbook link`: which articles of a file tell of one incident, without a warehouse."""

import json
import sys

import click

from flows.cli import QUARANTINED
from flows.cli._files import reading, writing


@click.command()
@click.argument("articles", metavar="ARTICLES.jsonl")
@click.option("--incidents", metavar="OUT.jsonl", default="-", show_default=True, help="Where the incidents go.")
@click.option("--model", metavar="NAME", help="spaCy model.  [default: setting `model`]")
@click.option("--processes", type=click.IntRange(1, 64), help="Worker processes.  [default: setting `processes`]")
def command(articles: str, incidents: str, model: str | None, processes: int | None) -> None:
    """Say of each article of a file which incident it is mainly about.

    ARTICLES.jsonl holds one article a line, as for `tollbook extract`. OUT.jsonl gets one line an article, in the
    same order: {"article_id", "incident_id"}. Articles of one incident have the same incident_id; the order of the
    articles does not matter. Holds the beginnings of all articles in memory.
    """
    from flows import standalone
    from warehouse.settings import current

    settings = current()
    with reading(articles) as source:
        lines = standalone.read_lines(source, settings.max_article_bytes)
        found = standalone.link_lines(
            lines,
            model=model or settings.model,
            max_bytes=settings.max_article_bytes,
            processes=processes or settings.processes,
        )
    for number, reason in found.errors:
        click.echo(f"line {number}: {reason}", err=True)
    with writing(incidents) as out:
        out.writelines(
            json.dumps({"article_id": article_id, "incident_id": incident_id}) + "\n"
            for article_id, incident_id in found.incidents.items()
        )
    click.echo(f"{len(found.incidents):,} articles, {len(set(found.incidents.values())):,} incidents", err=True)
    if found.errors:
        sys.exit(QUARANTINED)
