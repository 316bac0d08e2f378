"""The staff desk's pages, below /staff: rendered here, without scripts, apart from the public page."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.routing import Route

from assistant.accounts import Cost
from assistant.conversations import Desk
from assistant.staff.store import Store
from assistant.staff_web.office import Office
from assistant.staff_web.routing import Door


def add_staff(web: FastAPI, desk: Desk, store: Store, cost: Cost | None = None) -> Office:
    """Serve the desk below /staff. cost: of the accounts' passwords."""
    office = Office(desk, store, cost)
    door = Door(office)
    # An ASGI application as endpoint takes every method: none falls through to what is mounted at "/".
    web.router.routes.append(Route("/staff", door))
    web.router.routes.append(Route("/staff/{rest:path}", door))
    return office
