"""Signing in and out."""

from __future__ import annotations

import math

from assistant.accounts import account_name
from assistant.errors import AccountError
from assistant.staff_web.office import Office
from assistant.staff_web.visit import Form, Reply, Visit, go, page


def asked(office: Office, status: int, then: str, problem: str = "", minutes: int = 0) -> Reply:
    """The page to sign in on. problem: a key of the wording, "" for none."""
    return page(
        "sign_in.html",
        status=status,
        then=then,
        problem=problem,
        minutes=minutes,
        none_yet=not office.accounts.every(),
    )


def tried(office: Office, form: Form, address: str) -> tuple[Reply, str]:
    """A try with a name and a password: the reply, and the session's number if it was right."""
    written, password, then = form.one("name", 60), _password(form), _below_staff(form.one("then"))
    try:
        name = account_name(written)
    except AccountError:
        name = written.casefold()
    if wait := office.attempts.take(name, address):
        return asked(office, 429, then, "wait", math.ceil(wait / 60)), ""
    account = office.accounts.check(name, password)
    if account is None:
        # A name that nobody has may be a password in the wrong box: it is not written down.
        known = name if office.accounts.one(name) is not None else ""
        office.audit.note(known, "", "sign_in", f"from {address}", "refused")
        return asked(office, 401, then, "wrong"), ""
    office.attempts.right(name, address)
    office.audit.note(account.name, account.role, "sign_in", f"from {address}", "done")
    return go(then), office.sessions.begin(account)


def out(visit: Visit) -> Reply:
    return go("/staff/sign-in?done=signed_out")


def _password(form: Form) -> str:
    given = form.fields.get("password") or [""]
    return given[0]


def _below_staff(then: str) -> str:
    """Only ever to the desk's own pages."""
    inside = then == "/staff" or then.startswith(("/staff/", "/staff?"))
    return then if inside and not any(c in then for c in "\\\r\n") else "/staff"
