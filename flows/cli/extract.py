"""`tollbook extract`: a file of articles to a file of claims."""

import sys
from contextlib import ExitStack

import click

from flows.cli import FAILED, QUARANTINED
from flows.cli._files import reading, writing


@click.command()
@click.argument("articles", metavar="IN.jsonl")
@click.option("--claims", metavar="OUT.jsonl", default="-", show_default=True, help="Where the claims go.")
@click.option("--mentions", metavar="OUT.jsonl", help="Where the mentions of places, dates and actors go.")
@click.option("--processes", type=click.IntRange(1, 64), help="Worker processes.  [default: setting `processes`]")
@click.option("--model", metavar="NAME", help="spaCy model.  [default: setting `model`]")
def command(articles: str, claims: str, mentions: str | None, processes: int | None, model: str | None) -> None:
    """Extract the claims of a file of articles, without warehouse or Prefect, in constant memory.

    IN.jsonl holds one article a line: {"id", "title", "published" (ISO date or null), "text"}. Offsets in the output
    count characters of "text"; a title is context only. "-" stands for standard input or output; names that end in
    .gz are read and written compressed.

    An article whose "published" is no whole date is read without one. A line that is no article is refused, the rest
    goes on, and the exit code is 3. Both are reported with their numbers on standard error. An output file appears
    when it is whole.
    """
    from flows import standalone
    from warehouse.settings import current

    if claims == mentions:
        raise click.UsageError("--claims and --mentions need two places.")
    settings = current()
    totals = standalone.Totals()
    with ExitStack() as stack:
        source = stack.enter_context(reading(articles))
        claims_file = stack.enter_context(writing(claims))
        mentions_file = stack.enter_context(writing(mentions)) if mentions else None
        results = standalone.extract_lines(
            standalone.read_lines(source, settings.max_article_bytes),
            model=model or settings.model,
            max_bytes=settings.max_article_bytes,
            processes=processes or settings.processes,
            want_mentions=mentions is not None,
        )
        try:
            for chunk in results:
                claims_file.writelines(chunk.claims)
                if mentions_file:
                    mentions_file.writelines(chunk.mentions)
                for number, reason in [*chunk.undated, *chunk.errors]:
                    click.echo(f"line {number}: {reason}", err=True)
                totals.add(chunk)
        except (OSError, EOFError) as error:  # no model, a cut .gz, a full disk
            if isinstance(error, BrokenPipeError):
                raise
            raise click.ClickException(str(error)) from None
    click.echo(f"{totals.articles:,} articles, {totals.claims:,} claims, {totals.errors:,} lines refused", err=True)
    if totals.errors:
        sys.exit(QUARANTINED if totals.articles else FAILED)
