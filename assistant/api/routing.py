"""The API's door: the one way in, for every path below /v1 and every method.

First where it comes from and the key, then everything else: whoever has none learns nothing of
what there is.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time

from fastapi import Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from assistant.api.answers import Answers
from assistant.api.asked import MODEL, read
from assistant.api.limits import PerMinute
from assistant.api.refusing import Refusal, too_large
from assistant.api.streaming import events
from assistant.api_keys import ApiKeys
from assistant.config import settings
from assistant.conversations import Desk
from assistant.errors import StorageError

log = logging.getLogger(__name__)

BODY_SECONDS = 10
WRONG_KEYS_A_MINUTE = 20  # of one address
_HEADERS = re.compile(
    r"authorization|content-type|x-stainless-[a-z-]+"
)  # what OpenAI's clients set


class Door:
    """Takes every request below /v1 (ASGI)."""

    def __init__(self, desk: Desk, keys: ApiKeys) -> None:
        config = settings()
        self._keys = keys
        self._config = config
        self._origins = frozenset(re.split(r"[\s,]+", config.api_origins.strip())) - {""}
        self._requests = PerMinute(config.api_per_minute)
        self._wrong_keys = PerMinute(WRONG_KEYS_A_MINUTE)
        self._answers = Answers(desk, config.api_at_once)
        self._began = int(time.time())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answered(request)
        except Refusal as refusal:
            response = refusal.response()
        except StorageError as error:
            log.error("%s", error)
            response = _broken(503).response()
        except Exception:  # whoever asks gets a sentence, the operator the traceback
            log.exception("A request to the API failed")
            response = _broken(500).response()
        response.headers["Cache-Control"] = "no-store"
        origin = request.headers.get("origin")
        if origin is not None and origin in self._origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = "Retry-After"
        if self._origins:
            response.headers["Vary"] = "Origin"
        await response(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and origin not in self._origins:
            raise Refusal(403, "origin_not_allowed", "Pages of this origin may not use the API.")
        if origin is not None and request.method == "OPTIONS":
            return _preflight(request)  # a browser sends it without the key
        name = self._whose_key(request)
        if wait := self._requests.take(name):
            most = self._config.api_per_minute
            raise Refusal(
                429, "rate_limit_exceeded", f"{most} requests a minute are taken.", retry_after=wait
            )
        place, method = request.path_params.get("rest", ""), request.method
        if place == "models" or place == f"models/{MODEL}":
            _check_method(method, "GET", "HEAD")
            model = {"id": MODEL, "object": "model", "created": self._began, "owned_by": MODEL}
            listed = {"object": "list", "data": [model]}
            return JSONResponse(listed if place == "models" else model)
        if place == "chat/completions":
            _check_method(method, "POST")
            return await self._completed(request, name)
        raise Refusal(404, "not_found", "There are /v1/chat/completions and /v1/models.")

    def _whose_key(self, request: Request) -> str:
        """The name of the key that was sent. Wrong ones alone are counted by address: sites behind
        one proxy share theirs, and who guesses must not shut them out."""
        kind, _, written = request.headers.get("authorization", "").partition(" ")
        found = self._keys.find(written.strip()) if kind.lower() == "bearer" else None
        if found is not None:
            return found.name
        if wait := self._wrong_keys.take(request.client.host if request.client else ""):
            raise Refusal(429, "too_many_wrong_keys", "Too many wrong keys.", retry_after=wait)
        raise Refusal(
            401, "invalid_api_key", "Send a key of this API: Authorization: Bearer <key>."
        )

    async def _completed(self, request: Request, name: str) -> Response:
        body = await _body(request)
        asked = read(body, self._config.question_chars, self._config.session_turns)
        growing = self._answers.completions(name, asked, request)
        completion = await anext(growing)  # a refusal has its status before a stream begins
        if asked.stream:
            return StreamingResponse(
                events(completion, growing),
                media_type="text/event-stream",
                headers={"X-Accel-Buffering": "no"},  # else a proxy may hold it back
            )
        *_, whole = [completion, *[later async for later in growing]]
        return JSONResponse(whole.whole())


async def _body(request: Request) -> bytes:
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await request.body()
    except ClientDisconnect:  # also what the server's gate says past its limit
        raise too_large() from None
    except TimeoutError:
        raise Refusal(408, "slow_request", "The body did not come in time.") from None


def _check_method(method: str, *allowed: str) -> None:
    if method not in allowed:
        headers = {"Allow": ", ".join(allowed)}
        raise Refusal(405, "method_not_allowed", f"Ask with {allowed[0]}.", headers=headers)


def _preflight(request: Request) -> Response:
    asked = request.headers.get("access-control-request-headers", "").lower()
    names = [name for name in re.split(r"[\s,]+", asked) if _HEADERS.fullmatch(name)]
    return Response(
        status_code=204,
        headers={
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": ", ".join(names),
            "Access-Control-Max-Age": "600",
        },
    )


def _broken(status: int) -> Refusal:
    return Refusal(
        status, "internal_error", "The question could not be answered. Try again.", retry_after=5
    )
