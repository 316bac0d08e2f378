"""Who may work at the desk: accounts in a file, and what it takes to be let in.

The file is written by a command and read anew whenever it has changed: who is taken out of it, or
given another password, is out at the next request.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hmac import compare_digest
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AccountError
from assistant.private_file import PrivateFile, row_name

ACCOUNTS = "accounts.json"
Role = Literal["author", "reviewer", "admin"]
ROLES: tuple[Role, ...] = ("author", "reviewer", "admin")  # each may do all of the one before
PASSWORD_CHARS = 12
PASSWORD_CHARS_MOST = 200
RESERVED = ("ingest", "nobody")  # names that stand in the history for no person


@dataclass(frozen=True, slots=True)
class Cost:
    """Of scrypt: 128 · n · r bytes of memory, p times over."""

    n: int = 2**14
    r: int = 8
    p: int = 5


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    role: Role
    salt: str  # hex
    password_hash: str  # hex
    cost: Cost
    changed: str  # UTC, ISO: when it was made, or its password last set

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


def account_name(written: str) -> str:
    """The one form of a name. AccountError: not a name."""
    name = row_name(written)
    if name is None or name in RESERVED:
        raise AccountError(
            f"{written[:60]!r} cannot be an account's name. Use 2 to 60 letters, digits, "
            f"'.', '-', '_' or '@'; not {' or '.join(RESERVED)}."
        )
    return name


def hashed(password: str, salt: str, cost: Cost) -> str:
    text = unicodedata.normalize("NFC", password)[:PASSWORD_CHARS_MOST].encode()
    room = 2 * 128 * cost.r * (cost.n + cost.p)
    return hashlib.scrypt(
        text, salt=bytes.fromhex(salt), n=cost.n, r=cost.r, p=cost.p, maxmem=room
    ).hex()


class Accounts:
    """The accounts of a data directory. Any thread and any process may use them."""

    def __init__(
        self,
        data_dir: Path,
        cost: Cost | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        lost = (
            "Nobody can sign in until it is put back from a copy, or deleted and the accounts made "
            "anew."
        )
        self._file = PrivateFile(data_dir / ACCOUNTS, _account, lost, "accounts")
        self._cost = cost or Cost()
        self._now = now
        # Whoever asks for a name that is not there waits as long as for one that is.
        salt, no_hash = secrets.token_hex(16), secrets.token_hex(64)
        self._nobody = Account("nobody", "author", salt, no_hash, self._cost, "")

    @property
    def path(self) -> Path:
        return self._file.path

    def every(self) -> list[Account]:
        """By name. StorageError: the file cannot be read."""
        return sorted(self._file.rows().values(), key=lambda account: account.name)

    def one(self, name: str) -> Account | None:
        return self._file.rows().get(name)

    def check(self, name: str, password: str) -> Account | None:
        """The account, if the password is its own."""
        accounts = self._file.rows()
        try:
            found = accounts.get(account_name(name))
        except AccountError:
            found = None
        against = found or self._nobody
        same = compare_digest(hashed(password, against.salt, against.cost), against.password_hash)
        return found if same else None

    def add(self, name: str, role: Role, password: str) -> Account:
        name = account_name(name)
        with self._file.changing() as accounts:
            if name in accounts:
                raise AccountError(f"There is an account {name!r} already. Give it another name.")
            accounts[name] = self._made(name, role, password)
            return accounts[name]

    def remove(self, name: str) -> None:
        with self._file.changing() as accounts:
            del accounts[self._known(accounts, name).name]

    def set_role(self, name: str, role: Role) -> None:
        with self._file.changing() as accounts:
            account = self._known(accounts, name)
            accounts[account.name] = replace(account, role=role)

    def set_password(self, name: str, password: str) -> None:
        with self._file.changing() as accounts:
            account = self._known(accounts, name)
            accounts[account.name] = self._made(account.name, account.role, password)

    def _known(self, accounts: dict[str, Account], name: str) -> Account:
        found = accounts.get(account_name(name))
        if found is None:
            known = ", ".join(sorted(accounts)) or "none"
            raise AccountError(f"There is no account {name!r}. There are: {known}.")
        return found

    def _made(self, name: str, role: Role, password: str) -> Account:
        if role not in ROLES:
            raise AccountError(f"{role!r} is no role. Roles are: {', '.join(ROLES)}.")
        if not PASSWORD_CHARS <= len(password) <= PASSWORD_CHARS_MOST:
            raise AccountError(
                f"A password has {PASSWORD_CHARS} to {PASSWORD_CHARS_MOST} characters. "
                "A few words in a row are easy to keep."
            )
        if name in password.casefold() or len(set(password)) < 5:
            raise AccountError(
                "This password is too easy to guess: it holds the account's name, or fewer than "
                "five different characters. Choose another."
            )
        salt = secrets.token_hex(16)
        changed = self._now().astimezone(UTC).isoformat(timespec="seconds")
        return Account(name, role, salt, hashed(password, salt, self._cost), self._cost, changed)


def _account(stored: dict[str, Any]) -> Account:
    """ValueError, KeyError, TypeError: not what was written."""
    account = Account(**{**stored, "cost": Cost(**stored["cost"])})
    if account.role not in ROLES or not account.password_hash:
        raise ValueError(account.name)
    bytes.fromhex(account.salt + account.password_hash)
    return account
