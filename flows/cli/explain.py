"""`tollbook explain`: why a sentence makes the claims that it makes."""

from datetime import datetime

import click


@click.command()
@click.argument("sentence")
@click.option("--published", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="What its dates count from.")
@click.option("--model", metavar="NAME", help="spaCy model.  [default: setting `model`]")
def command(sentence: str, published: datetime | None, model: str | None) -> None:
    """Show what each part of the extraction sees in a SENTENCE: gate, parse, people, triggers, claims and their rules.

    Example: tollbook explain "Five people died in Jadariya on Wednesday." --published 2020-02-06
    """
    from tasks.extract.explain import explain
    from warehouse.settings import current

    seen = explain(sentence, published.date() if published else None, model or current().model)
    click.echo(f"Gate      {', '.join(seen.gate) or 'closed: no word here can carry a casualty claim'}")
    click.echo("Parse     " + " ".join(f"{text}/{tag}/{relation}>{head}" for text, tag, relation, head in seen.tokens))
    for title, rows in (("People", seen.phrases), ("Triggers", seen.triggers)):
        click.echo(title)
        for words, reading in rows or [("none", "")]:
            click.echo(f"  {words}{'  ' + reading if reading else ''}")
    click.echo(f"Claims    {len(seen.claims)}")
    for claim in seen.claims:
        low, high = ("?" if claim[key] is None else claim[key] for key in ("count_low", "count_high"))
        what = claim["outcome"] or claim["stance"] or claim["event_type"]
        click.echo(f"  {claim['kind']}: {what}, {sentence[claim['start'] : claim['end']]!r}")
        click.echo(f"    rule {claim['rule']}; confidence {claim['confidence']}")
        if claim["kind"] == "casualty":
            click.echo(
                f"    count {low} to {high}, {claim['count_qualifier']}; {claim['victim_role']}; {claim['scope']}"
            )
        for name in ("event_type", "place_name", "date_start", "date_end", "actor_text", "source_text", "certainty"):
            if claim[name] is not None:
                click.echo(f"    {name} {claim[name]}")
        for name in ("subset_of", "repeat_of"):
            if claim[name] is not None:
                click.echo(f"    {name} claim {[c['claim_id'] for c in seen.claims].index(claim[name]) + 1}")
