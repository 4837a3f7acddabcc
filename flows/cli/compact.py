"""`tollbook compact`: the data folder without what nothing refers to any more."""

import click


@click.command()
def command() -> None:
    """Free disk space in the data folder.

    Bytes of inputs that the quarantine names no more, remains of runs that were killed, and old snapshots go; no
    article, claim or incident does.
    """
    from flows.runs import compact
    from warehouse.settings import current
    from warehouse.storage import StorageError

    try:
        click.echo(str(compact(current())))
    except StorageError as error:
        raise click.ClickException(str(error)) from None
