"""`tollbook serve`: the schedule and the UI."""

import signal
import sys

import click


@click.command()
@click.option("--with-server", is_flag=True, help="Start Prefect's server and its UI too.")
def command(with_server: bool) -> None:
    """Serve the deployments "nightly" (on its schedule) and "backfill" to Prefect, until Ctrl-C.

    With --with-server the UI is at http://127.0.0.1:4200 (setting `port`): it lists past runs, and Deployments >
    backfill > Run > Custom run is the form for past days. Without it, PREFECT_API_URL names a server that runs.
    """
    from flows import serve
    from warehouse.settings import current

    settings = current()
    # a stopped service unwinds as after Ctrl-C: its runs and its server end with it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        serve.run(settings, with_server)
    except serve.ServerError as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        pass
    click.echo("Stopped. The schedule stays as it is; `tollbook serve` takes it up again.", err=True)
