"""Who may work at the desk: accounts in a file, and what it takes to be let in.

The file is written by a command and read anew whenever it has changed: who is taken out of it, or
given another password, is out at the next request.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hmac import compare_digest
from pathlib import Path
from typing import Any, Literal

from assistant.errors import AccountError, StorageError

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
    name = unicodedata.normalize("NFKC", written).strip().casefold()
    if not re.fullmatch(r"[\w@.-]{2,60}", name) or name in RESERVED:
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
        self.path = data_dir / ACCOUNTS
        self._cost = cost or Cost()
        self._now = now
        self._read: tuple[tuple[int, ...], dict[str, Account]] = ((), {})
        # Whoever asks for a name that is not there waits as long as for one that is.
        salt, no_hash = secrets.token_hex(16), secrets.token_hex(64)
        self._nobody = Account("nobody", "author", salt, no_hash, self._cost, "")

    def every(self) -> list[Account]:
        """By name. StorageError: the file cannot be read."""
        return sorted(self._all().values(), key=lambda account: account.name)

    def one(self, name: str) -> Account | None:
        return self._all().get(name)

    def check(self, name: str, password: str) -> Account | None:
        """The account, if the password is its own."""
        accounts = self._all()
        try:
            found = accounts.get(account_name(name))
        except AccountError:
            found = None
        against = found or self._nobody
        same = compare_digest(hashed(password, against.salt, against.cost), against.password_hash)
        return found if same else None

    def add(self, name: str, role: Role, password: str) -> Account:
        name = account_name(name)
        with self._changing() as accounts:
            if name in accounts:
                raise AccountError(f"There is an account {name!r} already. Give it another name.")
            accounts[name] = self._made(name, role, password)
            return accounts[name]

    def remove(self, name: str) -> None:
        with self._changing() as accounts:
            del accounts[self._known(accounts, name).name]

    def set_role(self, name: str, role: Role) -> None:
        with self._changing() as accounts:
            account = self._known(accounts, name)
            accounts[account.name] = replace(account, role=role)

    def set_password(self, name: str, password: str) -> None:
        with self._changing() as accounts:
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

    def _all(self) -> dict[str, Account]:
        """By name; read again only when the file was replaced."""
        try:
            found = self.path.stat()
            mark = (found.st_ino, found.st_mtime_ns, found.st_size)
            if self._read[0] != mark:
                self._read = (mark, _accounts_of(json.loads(self.path.read_text("utf-8"))))
        except FileNotFoundError:
            self._read = ((), {})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise StorageError(
                f"{self.path} cannot be read as accounts ({type(error).__name__}). Nobody can sign "
                "in until it is put back from a copy, or deleted and the accounts made anew."
            ) from error
        return dict(self._read[1])

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Account]]:
        """The accounts, to be changed inside; then written whole, or not at all."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(self.path.with_suffix(".lock"), "w") as lock:
                os.fchmod(lock.fileno(), 0o600)
                fcntl.flock(lock, fcntl.LOCK_EX)
                accounts = self._all()
                yield accounts
                self._write(accounts)
        except OSError as error:
            raise StorageError(
                f"{self.path} cannot be written ({error}). The accounts are as they were. "
                "Make room, or see who owns the data directory."
            ) from error

    def _write(self, accounts: dict[str, Account]) -> None:
        rows = {name: asdict(account) for name, account in sorted(accounts.items())}
        text = json.dumps({"accounts": rows}, ensure_ascii=False, indent=2)
        # Made for its owner alone (mode 600) from its first byte.
        number, unfinished = tempfile.mkstemp(dir=self.path.parent, prefix=".accounts-")
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(unfinished, self.path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _accounts_of(stored: dict[str, Any]) -> dict[str, Account]:
    """ValueError, KeyError, TypeError: not what `_write` wrote."""
    accounts = {}
    for name, row in stored["accounts"].items():
        account = Account(**{**row, "cost": Cost(**row["cost"])})
        if account.name != name or account.role not in ROLES or not account.password_hash:
            raise ValueError(name)
        bytes.fromhex(account.salt + account.password_hash)
        accounts[name] = account
    return accounts
