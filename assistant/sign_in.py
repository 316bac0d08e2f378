"""Signing in: how often it may be tried, and how long it holds. All of it in memory.

A restart of the page ends every session and forgets every wrong password.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from assistant.accounts import Account, Accounts

WINDOW_SECONDS = 15 * 60
WRONG_BY_NAME = 5
WRONG_BY_ADDRESS = 20
IDLE_SECONDS = 60 * 60
LONGEST_SECONDS = 12 * 60 * 60
_KEPT = 10_000  # names and addresses; sessions

Clock = Callable[[], float]  # seconds, never going back


class Attempts:
    """Wrong passwords of the last quarter of an hour, by name and by address.

    A name that no account has counts like any other: else the limit would tell which there are.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, name: str, address: str) -> int:
        """Seconds to wait before the next try; 0: this one may be made, and counts as wrong until
        `right` is said. Counted before the password is looked at, so that tries made at once
        cannot slip through together."""
        with self._lock:
            now, waits = self._clock(), [0]
            kinds = ((("name", name), WRONG_BY_NAME), (("address", address), WRONG_BY_ADDRESS))
            for key, most in kinds:
                times = self._wrong.get(key, deque())
                while times and times[0] <= now - WINDOW_SECONDS:
                    times.popleft()
                if len(times) >= most:
                    waits.append(math.ceil(times[-most] + WINDOW_SECONDS - now))
            if max(waits) == 0:
                for key, _ in kinds:
                    self._wrong.setdefault(key, deque()).append(now)
                    self._wrong.move_to_end(key)
                while len(self._wrong) > _KEPT:
                    self._wrong.popitem(last=False)
            return max(waits)

    def right(self, name: str, address: str) -> None:
        """The try that was taken last was none of the wrong ones: the name begins anew."""
        with self._lock:
            self._wrong.pop(("name", name), None)
            if times := self._wrong.get(("address", address)):
                times.pop()


@dataclass(slots=True)
class Session:
    name: str  # the account's
    password_hash: str  # as it was at sign-in: another one ends the session
    began: float
    seen: float


class Sessions:
    """Who is signed in. A session is known by a long random number, kept in the browser's cookie;
    here only its hash is kept."""

    def __init__(self, accounts: Accounts, clock: Clock = time.monotonic) -> None:
        self._accounts = accounts
        self._clock = clock
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()
        self._secret = secrets.token_bytes(32)

    def begin(self, account: Account) -> str:
        """The new session's number."""
        number, now = self.fresh(), self._clock()
        with self._lock:
            self._sessions[_hash(number)] = Session(account.name, account.password_hash, now, now)
            while len(self._sessions) > _KEPT:
                self._sessions.popitem(last=False)
        return number

    def account(self, number: str) -> Account | None:
        """Whose session it is, with the role of this moment; None once it has ended."""
        with self._lock:
            session, now = self._sessions.get(_hash(number)), self._clock()
            if session is None:
                return None
            account = self._accounts.one(session.name)
            if (
                account is None
                or account.password_hash != session.password_hash
                or now - session.seen > IDLE_SECONDS
                or now - session.began > LONGEST_SECONDS
            ):
                del self._sessions[_hash(number)]
                return None
            session.seen = now
            return account

    def end(self, number: str) -> None:
        with self._lock:
            self._sessions.pop(_hash(number), None)

    @staticmethod
    def fresh() -> str:
        """A number that is nobody's session: what a form for signing in is tied to."""
        return secrets.token_urlsafe(32)

    def form_token(self, number: str) -> str:
        """What a form must bring along, that only a page of ours could have written into it."""
        return hmac.new(self._secret, number.encode(), hashlib.sha256).hexdigest()

    def is_form_token(self, number: str, token: str) -> bool:
        return hmac.compare_digest(self.form_token(number).encode(), token.encode())


def _hash(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()
