"""What the API says when it does not answer, in the shape that OpenAI's clients read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from fastapi.responses import JSONResponse

_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class Refusal(Exception):
    """A request that gets no answer.

    status: HTTP. code: for programs; message: for the people who wrote them. param: the field that
    it is about. retry_after: seconds.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        param: str | None = None,
        retry_after: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self._code = code
        self._param = param
        self._retry_after = retry_after
        self._headers = headers or {}

    @property
    def body(self) -> dict[str, Any]:
        kind = "server_error" if self.status >= 500 else "invalid_request_error"
        error = {
            "message": str(self),
            "type": _TYPES.get(self.status, kind),
            "param": self._param,
            "code": self._code,
        }
        return {"error": error}

    def response(self) -> JSONResponse:
        headers = dict(self._headers)
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        if self._retry_after is not None:
            headers["Retry-After"] = str(math.ceil(self._retry_after))
        return JSONResponse(self.body, self.status, headers)


def unfit(message: str, param: str | None = None, code: str = "invalid_value") -> Refusal:
    return Refusal(422, code, message, param)


def too_large() -> Refusal:
    return Refusal(413, "request_too_large", "The request is too large: send fewer messages.")
