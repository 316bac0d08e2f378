"""The command `keys`: who may use the API. A key is shown once, when it is made."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.api_keys import ApiKeys, key_name
from assistant.commands import AsJson, Data, noted, print_json, say
from assistant.config import settings

app = typer.Typer(no_args_is_help=True, help="Keys of the API (/v1).")
Name = Annotated[str, typer.Argument(help="Whose key: a site, a bot.")]


@app.command()
def add(name: Name, data: Data = settings().data_dir) -> None:
    """Make a key and print it, once: only its hash is kept."""
    written = ApiKeys(data).add(name)
    noted(data, "add_key", key_name(name))
    say(f"The key of {key_name(name)}. Keep it now: it is not shown again.")
    print(written)


@app.command()
def remove(name: Name, data: Data = settings().data_dir) -> None:
    """Take a key away; it stops working at once."""
    ApiKeys(data).remove(name)
    noted(data, "remove_key", key_name(name))
    say(f"The key of {key_name(name)} no longer works.")


@app.command("list")
def list_keys(data: Data = settings().data_dir, as_json: AsJson = False) -> None:
    """Whose keys there are, and since when."""
    rows = [{"name": key.name, "made": key.made} for key in ApiKeys(data).every()]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            print(f"{row['name']:<24} {row['made']}")
        if not rows:
            say("No keys. Make one with: python -m assistant keys add NAME")
