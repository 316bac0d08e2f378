"""Many chats at once, each about a programme of its own: made-up notices that share no name, sum or
day (the canaries), those who ask, and the chat model that they are put to.

Who asks and the model run in processes of their own: they must not share the server's interpreter.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
from fake_model import Body, FakeModel, Reply, faithful, last_user, late, lines, quotes_of

Kind = Literal["first", "follow-up"]

_FIRST = "가온 나래 다솜 라온 마루 바론 새솔 아람".split()
_SECOND = "골 내 들 뫼 벌 섬 숲 터".split()
NAMES = [first + second for first in _FIRST for second in _SECOND]  # 64
_NAMED = re.compile("|".join(NAMES))

_NOTICE = """\
# 2031년 {name} 지원사업 공고 (지어낸 공고)

{name} 지원사업은 지어낸 기업을 돕는 지어낸 사업이다.

## 지원 내용

기업당 최대 {sum}을 지원한다.

## 신청 기간

신청은 {day}까지 받는다.
"""
_RECORD = "programmes:\n  - id: p{n}\n    names: {{ko: {name} 지원사업, en: Programme P{n}}}\n"


def sum_of(chat: int) -> str:
    return f"{2100 + 13 * chat}만 원"  # 2100 to 2919: none holds another


def day_of(chat: int) -> str:
    return f"2031년 {chat // 8 + 1}월 {chat % 8 + 11}일"


def write_notices(folder: Path, chats: int) -> Path:
    for n, name in enumerate(NAMES[:chats]):
        (folder / f"p{n}").mkdir(parents=True)
        notice = _NOTICE.format(name=name, sum=sum_of(n), day=day_of(n))
        (folder / f"p{n}" / "notice.ko.md").write_text(notice, encoding="utf-8")
        record = _RECORD.format(n=n, name=name)
        (folder / f"p{n}" / "record.yaml").write_text(record, encoding="utf-8")
    return folder


def chats_in(text: str) -> set[int]:
    """The chats whose name, sum or day stands in a text."""
    own = {NAMES.index(name) for name in _NAMED.findall(text)}
    return own | {n for n in range(len(NAMES)) if sum_of(n) in text or day_of(n) in text}


# --- who asks


@dataclass(frozen=True, slots=True)
class Heard:
    """What one question of one chat got."""

    chat: int
    kind: Kind
    seconds: float
    status: int  # HTTP
    text: str  # of the answer
    rest: str  # the response as it came: sources, programmes, errors

    @property
    def fault(self) -> str:
        """What is wrong with it; empty: nothing."""
        if self.status != 200:
            return f"{self.status}: {self.rest[:200]}"
        if (
            due := sum_of(self.chat) if self.kind == "first" else day_of(self.chat)
        ) not in self.text:
            return f"{self.kind} of {NAMES[self.chat]} without {due!r}: {self.text[:200]}"
        if chats_in(self.text + self.rest) != {self.chat}:
            return f"{NAMES[self.chat]} heard of another: {self.text[:200]}"
        return ""


def ask_at_once(
    address: str, keys: Sequence[str], questions: int, seconds: float = 0.0
) -> list[Heard]:
    """Chat n with key n, all at once: questions and follow-ups by turns, each as soon as the one
    before is answered, at least `questions` of each chat and none begun after `seconds`."""
    until = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=len(keys))
    with (
        httpx.Client(base_url=address, timeout=120, limits=limits, verify=False) as client,
        ThreadPoolExecutor(len(keys)) as threads,
    ):

        def talk(chat: int) -> list[Heard]:
            heard: list[Heard] = []
            while len(heard) < questions or time.monotonic() < until:
                before: list[dict[str, str]] = []
                asked = f"{NAMES[chat]} 지원사업은 최대 얼마까지 지원하나요?"
                if len(heard) % 2:
                    before = [_said("user", asked), _said("assistant", heard[-1].text)]
                    asked = "그럼 신청은 언제까지인가요?"
                messages = [*before, _said("user", asked)]
                # Streamed or not: each chat asks both kinds both ways.
                streamed = (chat + len(heard) // 2) % 2 == 0
                heard.append(_asked(client, keys[chat], chat, messages, streamed))
            return heard

        return [one for heard in threads.map(talk, range(len(keys))) for one in heard]


def _said(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def _asked(
    client: httpx.Client, key: str, chat: int, messages: list[dict[str, str]], streamed: bool
) -> Heard:
    body = {"model": "giljabi", "messages": messages, "stream": streamed}
    kind: Kind = "follow-up" if len(messages) > 1 else "first"
    began = time.monotonic()
    try:
        response = client.post(
            "/v1/chat/completions", json=body, headers={"authorization": f"Bearer {key}"}
        )
        status, rest = response.status_code, response.text
    except httpx.HTTPError as error:
        status, rest = 0, repr(error)
    taken = time.monotonic() - began
    text = ""
    if status == 200:
        text = _streamed_text(rest) if streamed else _text_of(json.loads(rest), "message")
    return Heard(chat, kind, taken, status, text, rest)


def _text_of(sent: dict[str, Any], part: str) -> str:
    return str(sent["choices"][0][part].get("content") or "")


def _streamed_text(events: str) -> str:
    """Nothing of a stream that has not ended whole."""
    found = re.findall(r"^data: (\{.*\})$", events, re.MULTILINE)
    rows = [json.loads(row) for row in found]
    if not events.endswith("data: [DONE]\n\n") or any("error" in row for row in rows):
        return ""
    return "".join(_text_of(row, "delta") for row in rows)


# --- the model


def serve_model(address: Path, stop: Path, before: float) -> list[str]:
    """A model that answers after `before` seconds, until `stop` is there; its address goes into a
    file. What each request held besides the system's words."""
    with FakeModel(late(_saying_back, before)) as fake:
        address.with_suffix(".part").write_text(fake.base_url)
        address.with_suffix(".part").replace(address)
        while not stop.exists():
            time.sleep(0.05)
        return [seen.asked for seen in fake.chats]


def _saying_back(body: Body) -> Reply:
    """Faithful, and says back whose request it was: so a reply that reaches another chat shows,
    where the composer lets it. Makes follow-ups whole."""
    asked = last_user(body)
    named = _NAMED.search(asked)
    name = named[0] if named else ""
    if "last question" in asked:
        question = {"question": f"{name} 지원사업 신청은 언제까지인가요?"}
        return Reply(json.dumps(question, ensure_ascii=False))
    said = faithful(body).text.split("\n")
    numbers = list(quotes_of(body))[:1]
    return Reply("\n".join([lines([(f"{name} 지원사업입니다.", numbers)]).split("\n")[0], *said]))
