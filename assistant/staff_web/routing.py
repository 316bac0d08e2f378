"""The desk's door: the one way in, for every path below /staff and every method.

What may be done stands in `ways.WAYS`, with the role it takes; what does not stand there is not there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import quote as url_quote
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from assistant.accounts import Account
from assistant.errors import FaqError, GiljabiError, StorageError
from assistant.schema import Language
from assistant.staff_web import signing
from assistant.staff_web.office import Office
from assistant.staff_web.pages import filled
from assistant.staff_web.visit import Form, Reply, Upload, Visit, missing, page
from assistant.staff_web.ways import Way, allowed_methods, find
from assistant.staff_wording import Sayings, reason_of
from assistant.wording import preferred_language

log = logging.getLogger(__name__)

COOKIE = "giljabi_staff"
LANGUAGE_COOKIE = "giljabi_staff_language"
T = TypeVar("T")


class _Caller:
    """Whose browser it is: the number in its cookie, and the account if that is a session."""

    def __init__(self, number: str, account: Account | None) -> None:
        self.number = number
        self.account = account


class Door:
    """Takes every request below /staff (ASGI)."""

    def __init__(self, office: Office) -> None:
        self._office = office
        # Its own threads: the chat must not wait for the desk.
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="staff-page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        nobody = _Caller(request.cookies.get(COOKIE, ""), None)
        try:
            response = await self._answered(request)
        except HTTPException:  # a body that is no form
            response = self._written(request, nobody, page("stale.html", status=400))
        except StorageError as error:
            log.error("%s", error)
            response = self._written(request, nobody, page("broken.html", status=503))
        except Exception:  # a page that fails says so, and nothing of the inside
            log.exception("A page of the desk failed")
            response = self._written(request, nobody, page("broken.html", status=500))
        await response(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        way, numbers = find(_method(request), request.url.path)
        number = request.cookies.get(COOKIE, "")
        account = await self._apart(self._office.sessions.account, number) if number else None
        caller = _Caller(number, account)
        if way is not None and way.role is None:
            return await self._sign_in(request, caller, way)
        if account is None:
            return self._written(
                request, caller, signing.asked(self._office, 401, _wanted(request))
            )
        if way is None:
            allowed = allowed_methods(request.url.path)
            if not allowed:
                return self._written(request, caller, missing())
            response = self._written(request, caller, page("missing.html", status=405))
            response.headers["Allow"] = ", ".join(allowed)
            return response
        if not account.may(way.role or "admin"):
            await self._note(account, way, _target(numbers), "refused: role")
            return self._written(
                request, caller, page("forbidden.html", status=403, needs=way.role)
            )
        form = Form()
        if way.method == "POST":
            form = await _form(request) if _is_from_here(request) else Form()
            if not self._office.sessions.is_form_token(number, form.one("token")):
                await self._note(account, way, _target(numbers), "refused: form")
                return self._written(request, caller, page("stale.html", status=403))
        query = dict(request.query_params)
        visit = Visit(self._office, account, _language(request), numbers, query, form)
        reply = await self._apart(_tried, way, visit)
        if way.audited:
            await self._note(account, way, reply.target or _target(numbers), reply.outcome)
        if way.action == "sign_out":
            await self._apart(self._office.sessions.end, number)
            response = self._written(request, _Caller("", None), reply)
            response.delete_cookie(COOKIE, path="/staff")
            return response
        return self._written(request, caller, reply)

    async def _sign_in(self, request: Request, caller: _Caller, way: Way) -> Response:
        office = self._office
        if caller.account is not None and way.method == "GET":
            return self._written(request, caller, Reply(location="/staff", status=303))
        if way.method == "GET":
            return self._written(request, caller, signing.asked(office, 200, "/staff"))
        form = await _form(request) if _is_from_here(request) else Form()
        if not office.sessions.is_form_token(caller.number, form.one("token")):
            return self._written(request, caller, signing.asked(office, 403, "/staff", "stale"))
        address = request.client.host if request.client is not None else ""
        reply, number = await self._apart(signing.tried, office, form, address)
        if number:
            office.sessions.end(caller.number)
            caller = _Caller(number, None)
        response = self._written(request, caller, reply)
        if number:
            _set_cookie(request, response, COOKIE, number)
        return response

    def _written(self, request: Request, caller: _Caller, reply: Reply) -> Response:
        """The reply as a response that no cache keeps."""
        language, number, account = _language(request), caller.number, caller.account
        response: Response
        if reply.download is not None:
            response = Response(reply.download.content, media_type=reply.download.media_type)
            name = url_quote(reply.download.name)
            response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        elif reply.location:
            response = RedirectResponse(reply.location, status_code=303)
        else:
            fresh = "" if number else self._office.sessions.fresh()
            is_get = _method(request) == "GET"
            other: Language = "en" if language == "ko" else "ko"
            place = request.url.path if is_get else "/staff"
            asked = {k: v for k, v in request.query_params.items() if k != "lang"} if is_get else {}
            values: dict[str, Any] = {
                "language": language,
                "other": other,
                "say": Sayings(language),
                "token": self._office.sessions.form_token(number or fresh),
                "account": account,
                "place": place,
                "here": {**asked, "lang": other},
                "refresh": 0,
                **reply.values,
            }
            response = HTMLResponse(filled(reply.template, values), status_code=reply.status)
            if fresh:
                _set_cookie(request, response, COOKIE, fresh)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"  # else a form's Origin would be null
        if request.query_params.get("lang") in ("ko", "en"):
            _set_cookie(request, response, LANGUAGE_COOKIE, language)
        return response

    async def _apart(self, work: Callable[..., T], *given: Any) -> T:
        """In a thread, so that no other page waits for it."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)

    async def _note(self, account: Account, way: Way, target: str, outcome: str) -> None:
        audit = self._office.audit
        await self._apart(audit.note, account.name, account.role, way.action, target, outcome)


def _tried(way: Way, visit: Visit) -> Reply:
    try:
        return way.answer(visit)
    except StorageError:
        raise
    except GiljabiError as error:  # its words say what may be done
        kind = "FaqError" if isinstance(error, FaqError) else type(error).__name__
        reason, spoken = reason_of(error).said(visit.language)
        return Reply(
            template="refused.html",
            values={"reason": reason, "spoken": spoken},
            status=422,
            outcome=f"refused: {kind}",
        )


def _method(request: Request) -> str:
    return "GET" if request.method == "HEAD" else request.method


def _target(numbers: dict[str, int]) -> str:
    return " ".join(map(str, numbers.values()))


def _wanted(request: Request) -> str:
    """Where to go after the sign-in: a page of ours that was asked for, else the first."""
    way, _ = find("GET", request.url.path)
    if _method(request) != "GET" or way is None or way.role is None:
        return "/staff"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _language(request: Request) -> Language:
    asked = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    return preferred_language(asked or request.headers.get("accept-language", ""))


def _is_from_here(request: Request) -> bool:
    """Whether a form was sent from a page of this very address: browsers say so, in one header or
    in two; what says nothing is not taken."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is None and origin is None:
        return False
    if site is not None and site != "same-origin":
        return False
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _form(request: Request) -> Form:
    fields: dict[str, list[str]] = {}
    files: list[Upload] = []
    async with request.form(max_files=50, max_fields=2000) as given:
        for name, value in given.multi_items():
            if isinstance(value, UploadFile):
                if value.filename:
                    files.append(Upload(value.filename, await value.read()))
            else:
                fields.setdefault(name, []).append(value)
    return Form(fields, tuple(files))


def _set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        path="/staff",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
