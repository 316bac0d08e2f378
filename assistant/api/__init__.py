"""An API below /v1 that OpenAI's clients can speak to: the page's answers, for an agency's own site
or bot. Nothing of it is there without a key."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.routing import Route

from assistant.api.routing import Door
from assistant.api_keys import ApiKeys
from assistant.conversations import Desk


def add_api(web: FastAPI, desk: Desk, data_dir: Path) -> None:
    """Serve the API below /v1 for the keys of a data directory."""
    door = Door(desk, ApiKeys(data_dir))
    # An ASGI application as endpoint takes every method: none falls through to what is mounted at "/".
    web.router.routes.append(Route("/v1", door))
    web.router.routes.append(Route("/v1/{rest:path}", door))
