"""The command `accounts`: who may work at the staff desk. Passwords are asked for, never given."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from assistant.accounts import ROLES, Accounts, Role, account_name
from assistant.commands import AsJson, Data, noted, print_json, say
from assistant.config import settings
from assistant.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="Accounts of the staff desk (/staff).")
Name = Annotated[str, typer.Argument(help="The account's name.")]


@app.command()
def add(
    name: Name,
    role: Annotated[str, typer.Option(help="author, reviewer or admin.")] = "author",
    data: Data = settings().data_dir,
) -> None:
    """Make an account. The password is asked for, or read from standard input."""
    name = account_name(name)
    Accounts(data).add(name, _role(role), _password())
    noted(data, "add_account", f"{name} ({role})")
    say(f"{name} may sign in as {role}.")


@app.command()
def remove(name: Name, data: Data = settings().data_dir) -> None:
    """Take an account away; its sessions end at once."""
    Accounts(data).remove(name)
    noted(data, "remove_account", account_name(name))
    say(f"{account_name(name)} can no longer sign in.")


@app.command()
def role(
    name: Name,
    role: Annotated[str, typer.Argument(help="author, reviewer or admin.")],
    data: Data = settings().data_dir,
) -> None:
    """Give an account another role."""
    Accounts(data).set_role(name, _role(role))
    noted(data, "set_role", f"{account_name(name)} ({role})")
    say(f"{account_name(name)} is now {role}.")


@app.command()
def password(name: Name, data: Data = settings().data_dir) -> None:
    """Set an account's password; its sessions end at once."""
    accounts = Accounts(data)
    if accounts.one(account_name(name)) is None:
        raise UsageError(f"There is no account {name!r}. Make it with: accounts add {name}")
    accounts.set_password(name, _password())
    noted(data, "set_password", account_name(name))
    say(f"{account_name(name)} has a new password.")


@app.command("list")
def list_accounts(data: Data = settings().data_dir, as_json: AsJson = False) -> None:
    """The accounts, their roles and when their password was set."""
    rows = [
        {"name": account.name, "role": account.role, "changed": account.changed}
        for account in Accounts(data).every()
    ]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            print(f"{row['name']:<24} {row['role']:<9} {row['changed']}")
        if not rows:
            say("No accounts. Make one with: python -m assistant accounts add NAME --role admin")


def _role(written: str) -> Role:
    for known in ROLES:
        if written == known:
            return known
    raise UsageError(f"{written!r} is no role. Roles are: {', '.join(ROLES)}.")


def _password() -> str:
    """From the terminal, twice; else one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise UsageError("The two passwords differ. Nothing was changed.")
    return first
