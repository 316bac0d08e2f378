"""Accounts, sign-in attempts and sessions: the rules, without a page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.accounts import ACCOUNTS, Accounts, Cost, account_name
from assistant.errors import AccountError, StorageError
from assistant.sign_in import (
    IDLE_SECONDS,
    LONGEST_SECONDS,
    WINDOW_SECONDS,
    WRONG_BY_ADDRESS,
    WRONG_BY_NAME,
    Attempts,
    Sessions,
)
from assistant.staff.audit import Audit
from assistant.staff.store import Store

ROOT = Path(__file__).parent.parent
CHEAP = Cost(n=16, r=1, p=1)
PASSWORD = "correct horse 42"


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    made = Accounts(tmp_path, CHEAP)
    made.add("kim", "author", PASSWORD)
    return made


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


# --- The file ----------------------------------------------------------------------------------


def test_the_file_is_its_owners_alone_and_holds_no_password(accounts: Accounts):
    assert accounts.path.stat().st_mode & 0o777 == 0o600
    text = accounts.path.read_text("utf-8")
    assert PASSWORD not in text
    row = json.loads(text)["accounts"]["kim"]
    assert len(bytes.fromhex(row["salt"])) == 16
    accounts.add("lee", "author", PASSWORD)
    rows = json.loads(accounts.path.read_text("utf-8"))["accounts"]
    assert rows["lee"]["password_hash"] != rows["kim"]["password_hash"]  # the salts differ
    assert [path.name for path in accounts.path.parent.iterdir() if path.suffix != ".lock"] == [
        ACCOUNTS
    ]


def test_only_the_right_password_of_the_right_name_is_let_in(accounts: Accounts):
    found = accounts.check("kim", PASSWORD)
    assert found is not None and found.role == "author"
    assert accounts.check(" KIM ", PASSWORD) is not None  # names are one whatever their case
    for name, password in [("kim", PASSWORD + "x"), ("kim", ""), ("lee", PASSWORD), ("", "")]:
        assert accounts.check(name, password) is None


def test_an_unknown_name_costs_as_much_work_as_a_known_one(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
):
    import hashlib

    made: list[tuple[int, int, int]] = []
    scrypt = hashlib.scrypt

    def counted(password: bytes, **given: int) -> bytes:
        made.append((given["n"], given["r"], given["p"]))
        return scrypt(password, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(hashlib, "scrypt", counted)
    for name in ("kim", "nobody-of-that-name", "!", "ingest"):
        accounts.check(name, "a wrong password")
    assert made == [(16, 1, 1)] * 4


@pytest.mark.parametrize("password", ["short", "kim-kim-kim-kim", "aaaaaaaaaaaaaaaa", "x" * 201])
def test_a_password_that_is_easy_to_guess_is_refused(accounts: Accounts, password: str):
    with pytest.raises(AccountError):
        accounts.set_password("kim", password)
    assert accounts.check("kim", PASSWORD) is not None


@pytest.mark.parametrize("name", ["", "a", "x" * 61, "a b", "ingest", "nobody", "../kim", "<b>"])
def test_a_name_that_could_be_taken_for_something_else_is_refused(name: str):
    with pytest.raises(AccountError):
        account_name(name)


def test_an_account_that_is_there_is_not_made_again_and_one_that_is_not_is_named(
    accounts: Accounts,
):
    with pytest.raises(AccountError, match="already"):
        accounts.add("Kim", "admin", PASSWORD)
    for change in (
        lambda: accounts.remove("lee"),
        lambda: accounts.set_role("lee", "admin"),
        lambda: accounts.set_password("lee", PASSWORD),
    ):
        with pytest.raises(AccountError, match="kim"):
            change()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"accounts": {"kim": {}}}', '{"accounts": {"kim": 1}}', '"x"']
)
def test_a_damaged_file_lets_nobody_in_and_is_not_written_over(accounts: Accounts, text: str):
    accounts.path.write_text(text)
    with pytest.raises(StorageError, match="copy"):
        accounts.check("kim", PASSWORD)
    with pytest.raises(StorageError):
        accounts.add("lee", "admin", PASSWORD)
    assert accounts.path.read_text() == text


def test_accounts_made_at_once_are_all_kept(tmp_path: Path):
    names = [f"user{number}" for number in range(12)]
    threads = [
        threading.Thread(target=lambda n=n: Accounts(tmp_path, CHEAP).add(n, "author", PASSWORD))
        for n in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {account.name for account in Accounts(tmp_path, CHEAP).every()} == set(names)


def test_a_write_that_fails_leaves_the_file_as_it_was(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
):
    before = accounts.path.read_bytes()

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StorageError):
        accounts.set_role("kim", "admin")
    assert accounts.path.read_bytes() == before
    assert not list(accounts.path.parent.glob(".accounts-*"))


def test_each_role_may_do_what_the_one_before_may(accounts: Accounts):
    order = ["author", "reviewer", "admin"]
    for held in order:
        accounts.set_role("kim", held)  # type: ignore[arg-type]
        account = accounts.one("kim")
        assert account is not None
        may = [account.may(role) for role in order]  # type: ignore[arg-type]
        # author: T F F; reviewer: T T F; admin: T T T
        assert may == [index <= order.index(held) for index in range(3)]


# --- Attempts ----------------------------------------------------------------------------------


def test_after_five_wrong_tries_a_name_waits_and_then_may_try_again():
    clock = Clock()
    attempts = Attempts(clock)
    for second in range(WRONG_BY_NAME):
        clock.now = 1000.0 + second
        assert attempts.take("kim", f"10.0.0.{second}") == 0
    # The first was at 1000, it is 1004: the window of 900 s ends in 896 s.
    assert attempts.take("kim", "10.0.0.9") == WINDOW_SECONDS - 4
    assert attempts.take("lee", "10.0.0.9") == 0
    clock.now = 1000.0 + WINDOW_SECONDS
    assert attempts.take("kim", "10.0.0.9") == 0
    assert attempts.take("kim", "10.0.0.9") == 1  # the second of the five is a second younger


def test_an_address_that_tries_many_names_waits_too():
    attempts = Attempts(Clock())
    tried = [attempts.take(f"name{number}", "10.0.0.1") for number in range(WRONG_BY_ADDRESS)]
    assert tried == [0] * WRONG_BY_ADDRESS
    assert attempts.take("another", "10.0.0.1") == WINDOW_SECONDS
    assert attempts.take("another", "10.0.0.2") == 0


def test_the_right_password_clears_the_name_and_counts_not_against_the_address():
    attempts = Attempts(Clock())
    for _ in range(50):
        assert attempts.take("kim", "10.0.0.1") == 0
        attempts.right("kim", "10.0.0.1")
    for _ in range(WRONG_BY_NAME):
        assert attempts.take("kim", "10.0.0.1") == 0
    assert attempts.take("kim", "10.0.0.1") > 0


def test_tries_made_at_once_do_not_slip_through_together():
    attempts = Attempts(Clock())
    let_through: list[int] = []
    threads = [
        threading.Thread(target=lambda: let_through.append(attempts.take("kim", "10.0.0.1")))
        for _ in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert let_through.count(0) == WRONG_BY_NAME


# --- Sessions ----------------------------------------------------------------------------------


def begun(accounts: Accounts) -> tuple[Sessions, str, Clock]:
    clock = Clock()
    sessions, account = Sessions(accounts, clock), accounts.one("kim")
    assert account is not None
    return sessions, sessions.begin(account), clock


def test_a_session_ends_when_it_is_idle_and_at_the_latest_after_a_day_of_work(accounts: Accounts):
    sessions, number, clock = begun(accounts)
    clock.now += IDLE_SECONDS
    assert sessions.account(number) is not None
    clock.now += IDLE_SECONDS + 1
    assert sessions.account(number) is None
    clock.now -= IDLE_SECONDS + 1
    assert sessions.account(number) is None  # once ended, it stays ended
    sessions, number, clock = begun(accounts)
    for _ in range(int(LONGEST_SECONDS // IDLE_SECONDS)):
        clock.now += IDLE_SECONDS
        assert sessions.account(number) is not None
    clock.now += 1
    assert sessions.account(number) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda accounts: accounts.remove("kim"),
        lambda accounts: accounts.set_password("kim", "another password 7"),
        # Set anew to the same words: whoever sets it wants the others out.
        lambda accounts: accounts.set_password("kim", PASSWORD),
    ],
)
def test_a_removed_account_or_a_new_password_ends_its_sessions(
    accounts: Accounts, tmp_path: Path, change: Callable[[Accounts], None]
):
    sessions, number, _ = begun(accounts)
    assert sessions.account(number) is not None
    change(Accounts(tmp_path, CHEAP))  # as a command does: from elsewhere
    assert sessions.account(number) is None


def test_another_role_holds_from_the_next_request(accounts: Accounts, tmp_path: Path):
    sessions, number, _ = begun(accounts)
    Accounts(tmp_path, CHEAP).set_role("kim", "admin")
    account = sessions.account(number)
    assert account is not None and account.role == "admin"


def test_a_number_that_is_no_session_is_nobody_and_has_a_form_token_of_its_own(
    accounts: Accounts,
):
    sessions, number, _ = begun(accounts)
    fresh = sessions.fresh()
    assert sessions.account(fresh) is None and sessions.account("") is None
    assert sessions.is_form_token(number, sessions.form_token(number))
    assert not sessions.is_form_token(number, sessions.form_token(fresh))
    assert not sessions.is_form_token(number, "") and not sessions.is_form_token(number, "가")
    # Another start of the page has another secret.
    assert not Sessions(accounts).is_form_token(number, sessions.form_token(number))


# --- The command -------------------------------------------------------------------------------


def command(data: Path, *arguments: str, password: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "accounts", *arguments, "--data", str(data)],
        input=password,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )


def test_accounts_are_kept_by_command_with_the_password_from_standard_input(tmp_path: Path):
    made = command(tmp_path, "add", "kim", "--role", "reviewer", password=PASSWORD + "\n")
    assert made.returncode == 0, made.stderr
    account = Accounts(tmp_path).check("kim", PASSWORD)
    assert account is not None and account.role == "reviewer"
    assert command(tmp_path, "role", "kim", "admin").returncode == 0
    listed = json.loads(command(tmp_path, "list", "--json").stdout)
    assert [(row["name"], row["role"]) for row in listed] == [("kim", "admin")]
    assert "hash" not in str(listed)
    refused = command(tmp_path, "password", "kim", password="short\n")
    assert refused.returncode == 2 and "12" in refused.stderr
    assert command(tmp_path, "remove", "kim").returncode == 0
    assert Accounts(tmp_path).every() == []
    # What was done is in the audit, and no password is.
    entries = Audit(Store(tmp_path)).entries()
    assert [entry.action for entry in entries] == ["remove_account", "set_role", "add_account"]
    assert PASSWORD not in str(entries)


def test_a_password_is_no_argument_of_any_command():
    for name in ("add", "password"):
        help_text = command(ROOT, name, "--help").stdout
        assert "--password" not in help_text
