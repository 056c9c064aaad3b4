"""`ordinance serve`: the page for people who never open a terminal, on this machine."""

from __future__ import annotations

import webbrowser
from datetime import date
from importlib.util import find_spec
from threading import Timer

import click

from ordinance.cli.shared import DateType, library_of, today
from ordinance.errors import BadChoice

_MISSING = 'the page needs an extra that is not installed: in the checkout, pip install ".[web]"'


@click.command("serve", epilog="Example:  ordinance serve --open")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; the default is this machine alone."
)
@click.option(
    "--public-host",
    "public",
    metavar="NAME[:PORT]",
    multiple=True,
    help="A name under which browsers ask for the page, behind a proxy. Repeat for more.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="How many processes share the port.")
@click.option("--date", "on", type=DateType(), help="The day whose law counts, YYYY-MM-DD; today otherwise, day by day.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@click.pass_context
def command(
    ctx: click.Context, /, port: int, host: str, public: tuple[str, ...], workers: int, on: date | None, show: bool
) -> None:
    """Serve the page on this machine: find a place, choose, fill in, and take a Word file away.

    Nothing that anybody types is kept: no accounts, no cookies, no log. docs/hosting.md tells how to serve it to others.
    """
    if not (find_spec("flask") and find_spec("waitress")):
        raise BadChoice(_MISSING)
    from ordinance.web.app import create_app
    from ordinance.web.security import own_hosts
    from ordinance.web.serving import server_of, warm
    from ordinance.web.workers import own_socket, run_several

    app = create_app(library_of(ctx), (lambda: on) if on else today, own_hosts(port, host, public))
    try:
        own_socket(host, port).close()
        alone = server_of(app, host, port) if workers == 1 else None
    except OSError as error:
        raise BadChoice(f"--port {port}: {error.strerror or error}; take another, such as --port {port % 65535 + 1}") from None
    click.echo("Reading the library …", err=True)
    warm(app.extensions["ordinance"])
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"The page is at {address}\nStop it with Ctrl-C.")
    if show:
        Timer(0.3, webbrowser.open, (address,)).start()
    try:
        if alone:
            alone.run()
        else:
            run_several(lambda listening: server_of(app, host, port, listening).run(), host, port, workers)
    except KeyboardInterrupt:
        if alone:
            alone.close()
