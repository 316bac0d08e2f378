"""A chat model that does as it is told: a real HTTP server that speaks OpenAI's protocol, streaming
and not, for tests and trials without a network.

    with FakeModel(faithful) as fake:
        ...  # a client of fake.base_url
    fake.requests[0].messages, fake.requests[0].closed_early

A behaviour takes the request's body and gives the reply; those below cover what models do, well
and badly. By itself: python tests/fake_model.py --port 8001 --behaviour faithful --before 0.4
"""

from __future__ import annotations

import json
import re
import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from random import Random
from typing import Any

Body = dict[str, Any]
NAME = "fake-model"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model says to one request, and how it goes wrong."""

    text: str = ""
    piece_chars: int = 16  # of the text, in one event of the stream
    before: float = 0.0  # seconds of silence before the first byte of the reply
    between: float = 0.0  # seconds between two pieces
    status: int = 200  # else the reply is an error of that status
    silent_after: int | None = None  # pieces, after which nothing comes and the call stays open
    cut_after: int | None = None  # pieces, after which the connection breaks
    ended_after: int | None = None  # pieces, after which the stream ends as if it were whole
    finish: str = "stop"  # or "length": the model was stopped by a limit of its own
    location: str = ""  # of an error: where it sends the client instead
    raw: bytes | None = None  # sent as it is in place of the body, with status 200


@dataclass(slots=True)
class Seen:
    """One request that the fake got."""

    path: str
    body: Body
    authorization: str | None
    headers: dict[str, str]  # names in lower case
    pieces_sent: int = 0
    closed_early: bool = False  # the client went away before the reply's end
    ended: threading.Event = field(default_factory=threading.Event)  # the fake is done with it

    @property
    def messages(self) -> list[tuple[str, str]]:
        return [(m["role"], said(m)) for m in self.body.get("messages", [])]

    @property
    def system(self) -> str:
        return "\n".join(text for role, text in self.messages if role == "system")

    @property
    def asked(self) -> str:
        """All but what the system said."""
        return "\n".join(text for role, text in self.messages if role != "system")


Behaviour = Callable[[Body], Reply]


class FakeModel:
    """Serves on a free port of this machine while it is entered."""

    def __init__(self, behaviour: Behaviour, port: int = 0) -> None:
        self.behaviour = behaviour  # may be exchanged while it serves
        self.requests: list[Seen] = []
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.fake = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def chats(self) -> list[Seen]:
        """The requests for a completion, oldest first."""
        with self.lock:
            return [seen for seen in self.requests if seen.path.endswith("/chat/completions")]

    def __enter__(self) -> FakeModel:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


# --- what is in a request


def said(message: Mapping[str, Any]) -> str:
    """A message's text, whether it stands as a string or as parts."""
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content)


def system_of(body: Body) -> str:
    return "\n".join(said(m) for m in body.get("messages", []) if m["role"] == "system")


def last_user(body: Body) -> str:
    return next((said(m) for m in reversed(body.get("messages", [])) if m["role"] == "user"), "")


NUMBERED = re.compile(
    r"""^\s*[\[<({]?\s*(?:quote|source|q|인용)?\s*(?:id\s*=|n\s*=|no\s*=)?\s*["']?
        (\d{1,3})["']?\s*[\]>)}:.]+[ \t]*(\S.*?)\s*(?:</\w+>)?\s*$""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)


def quotes_of(body: Body) -> dict[int, str]:
    """The numbered lines of the last user message ("[1] text", "1. text", "<quote id=1>text"), or
    its JSON objects with "id" and "text"."""
    text = last_user(body)
    found: dict[int, str] = {}
    for line in text.splitlines():
        if line.strip().startswith("{"):
            try:
                row = json.loads(line)
            except ValueError:
                continue
            number = next((row[key] for key in ("id", "n", "quote") if key in row), None)
            content = next((row[key] for key in ("text", "quote", "content") if key in row), None)
            if isinstance(number, int) and isinstance(content, str):
                found[number] = content
    return found or {int(number): line for number, line in NUMBERED.findall(text)}


def lines(sentences: Sequence[tuple[str, Sequence[int]]], complete: str = "full") -> str:
    """Sentences with the quotes that they cite, in the form that the composer asks for."""
    rows: list[dict[str, Any]] = [{"text": t, "quotes": list(ids)} for t, ids in sentences]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in [*rows, {"complete": complete}])


# --- models that work


def faithful(body: Body, sentences: int = 3) -> Reply:
    """Says the first quotes in their own words, each cited."""
    quotes = list(quotes_of(body).items())[:sentences]
    return Reply(lines([(text, [n]) for n, text in quotes], "full" if quotes else "none"))


def saying(text: str, **how: Any) -> Behaviour:
    """Always the same text; `how` are Reply's fields."""
    reply = Reply(text, **how)
    return lambda body: reply


def scripted(*behaviours: Behaviour | Reply) -> Behaviour:
    """One behaviour a request, in turn; the last stays."""
    left = list(behaviours)
    lock = threading.Lock()

    def turn(body: Body) -> Reply:
        with lock:
            now = left.pop(0) if len(left) > 1 else left[0]
        return now if isinstance(now, Reply) else now(body)

    return turn


def taking_turns(*behaviours: Behaviour) -> Behaviour:
    """One behaviour a request, round and round."""
    ring, lock = cycle(behaviours), threading.Lock()

    def turn(body: Body) -> Reply:
        with lock:
            now = next(ring)
        return now(body)

    return turn


def late(behaviour: Behaviour, before: float = 0.0, between: float = 0.0) -> Behaviour:
    """The same, with seconds of silence before the first piece and between pieces."""
    return lambda body: replace(behaviour(body), before=before, between=between)


def choosing(pick: Callable[[str, dict[int, str]], Body]) -> Behaviour:
    """Asked to choose lines: the choice that `pick` makes for the question among the lines by their
    ids. Asked for anything else: faithful."""

    def behave(body: Body) -> Reply:
        rows = [json.loads(x) for x in last_user(body).splitlines() if x.startswith("{")]
        if not any("notice" in row for row in rows):  # they stand over the lines of a choice alone
            return faithful(body)
        asked = next(row["question"] for row in rows if "about" in row)
        return Reply(json.dumps(pick(asked, quotes_of(body)), ensure_ascii=False))

    return behave


def all_knowing(known: Mapping[str, tuple[str, Sequence[str]]]) -> Behaviour:
    """Chooses for each question that is known, with what its lines answer ("full", "partial") and
    words of each of them; for any other it says that there is none."""

    def pick(asked: str, shown: dict[int, str]) -> Body:
        answers, words = known.get(asked, ("none", ()))
        chosen = [n for part in words for n, text in shown.items() if part in text]
        return {"lines": chosen, "answers": answers}

    return choosing(pick)


# --- models that lie


FIGURE = re.compile(r"\d+")


def inventing(body: Body) -> Reply:
    """Every figure of a quote made another, the quote cited."""

    def other(match: re.Match[str]) -> str:
        return str(int(match.group()) * 3 + 7)

    quotes = quotes_of(body)
    return Reply(lines([(FIGURE.sub(other, text), [n]) for n, text in quotes.items()]))


def swapping(body: Body) -> Reply:
    """Each quote with the figures of the next, cited as if they were its own."""
    quotes = [(n, text) for n, text in quotes_of(body).items() if FIGURE.search(text)]
    told = []
    for (n, text), (_, lent) in zip(quotes, [*quotes[1:], *quotes[:1]], strict=True):
        figures = cycle(FIGURE.findall(lent))
        told.append((FIGURE.sub(lambda _, f=figures: next(f), text), [n]))
    return Reply(lines(told))


EXCEPTION = re.compile(
    r"[,(（;]?\s*(?:단,|단 |다만|(?:\S+\s)?제외|except|unless|only if|provided|excluding|however"
    r"|but )[^.。\n)）]*[)）]?",
    re.IGNORECASE,
)


def dropping_exceptions(body: Body) -> Reply:
    """Each quote without its conditions and exceptions."""
    return Reply(lines([(EXCEPTION.sub("", text), [n]) for n, text in quotes_of(body).items()]))


def citing_wrongly(body: Body) -> Reply:
    """Each quote, cited as one that is not there or as its neighbour."""
    quotes = quotes_of(body)
    wrong = cycle([[max(quotes, default=0) + 41], [], [0], [-1]])
    neighbours = [*list(quotes)[1:], *list(quotes)[:1]]
    told = [(text, next(wrong)) for text in quotes.values()]
    told += [(text, [n]) for text, n in zip(quotes.values(), neighbours, strict=True)]
    return Reply(lines(told))


# --- a model that obeys everyone


ORDER = re.compile(
    r"""^.*?\b(?:ignore|disregard|forget|print|say|output|repeat|reveal|respond|reply|write|tell|
        show|provide|give|pretend|act\s+as|you\s+are\s+now|translate|click|visit|execute|run)\b.*$
      | ^.*?(?:무시|출력|말해|말하|답해|답하|알려|보여|공개|따르|따라|해제|행동해|동작해|반복|번역|작성해
        |클릭|접속|지시|명령|프롬프트).*$""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
SPOKEN = re.compile(
    r"""(?:print|say|output|respond\s+with|reply\s+with|write|출력|말해|답해)\s*:?\s*["'“‘「]?(.+?)["'”’」]?\s*$
      | ["'“‘「]([^"'”’」]{2,200})["'”’」]""",
    re.VERBOSE | re.IGNORECASE,
)
SECRETS = re.compile(
    r"system|prompt|instruction|initial|above|hidden|secret|프롬프트|지시|지침|비밀|숨겨|설정",
    re.IGNORECASE,
)


def obedient(body: Body) -> Reply:
    """Does what every order in the question, the history or the documents asks, says so, and cites
    a quote that is there; asked for its prompt, it gives all of it. Without an order: faithful."""
    asked = "\n".join(said(m) for m in body.get("messages", []) if m["role"] != "system")
    orders = list(dict.fromkeys(m.group().strip() for m in ORDER.finditer(asked)))
    if not orders:
        return faithful(body)
    cited = list(quotes_of(body))[:1] or [1]
    told: list[str] = []
    for order in orders:
        if SECRETS.search(order):
            told += [system_of(body)]
        if spoken := SPOKEN.search(order):
            told += [spoken.group(1) or spoken.group(2)]
        told += [f"OBEYED: {order}"]
    return Reply(lines([(text, cited) for text in told]) + "\n" + "\n".join(told))


def obeying(payloads: Mapping[str, str]) -> Behaviour:
    """Does what `payloads` says wherever one of its orders stands in the request (order -> what is
    then said), both as a cited sentence and bare; without one: obedient."""

    def behave(body: Body) -> Reply:
        asked = "\n".join(said(m) for m in body.get("messages", []) if m["role"] != "system")
        told = [payload for order, payload in payloads.items() if order in asked]
        if not told:
            return obedient(body)
        cited = list(quotes_of(body))[:1] or [1]
        bare = "\n".join([*told, system_of(body)])
        return Reply(lines([(text, cited) for text in [*told, system_of(body)]]) + "\n" + bare)

    return behave


# --- models that lie about the corpus, and one that only words it anew

_PARTS = re.compile(r"(?<=[.。])\s+|\n+|\s*\|\s*")
_POLITE = (
    ("한다.", "합니다."), ("있다.", "있습니다."), ("된다.", "됩니다."), ("이다.", "입니다."),
    ("받는다.", "받습니다."), ("없다.", "없습니다."),
)  # fmt: skip
_UPPER = re.compile(
    r"최대\s?|\s?이내|\s?이하|\s?미만|까지|한도"
    r"|\bup to |\bat most |\bno more than |\bless than |\bwithin |\bnot exceeding |\bmaximum ",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"최소\s?|\s?이상|\s?초과|부터|\bat least |\bmore than |\bminimum |\bfrom (?=\w* ?\d)",
    re.IGNORECASE,
)
_BOUNDS = re.compile(f"{_UPPER.pattern}|{_LOWER.pattern}", re.IGNORECASE)
_TURNED = {
    "이내": "이상", "이하": "이상", "이상": "이하", "미만": "초과", "초과": "미만", "최대": "최소",
    "최소": "최대", "까지": "부터", "부터": "까지", "up to": "at least", "at least": "up to",
    "within": "after", "less than": "more than", "no more than": "at least", "more than": "less than",
}  # fmt: skip
_DENIED = (
    ("할 수 있", "할 수 없"), ("받을 수 있", "받을 수 없"), ("합니다.", "하지 않습니다."),
    ("한다.", "하지 않는다."), ("됩니다.", "되지 않습니다."), ("있습니다.", "없습니다."),
    ("제외", "포함"), ("해야", "하지 않아도"), ("하여야", "하지 않아도"), (" must ", " need not "),
    (" can ", " cannot "), (" may ", " may not "), (" is ", " is not "), (" are ", " are not "),
    (" will ", " will not "), (" not ", " "), (" only ", " "),
)  # fmt: skip
_MORE = {
    "ko": ("지원 한도는 9억 9천만 원입니다.", "마감은 2029년 2월 28일입니다.", "지원율은 세 배로 늘어납니다."),
    "en": ("The limit is KRW 990 million.", "It closes on February 28, 2029.", "Half of it is paid back."),
}  # fmt: skip
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def rows_of(body: Body) -> list[Body]:
    """The quotes as the composer gives them: "id", "use", "from", "text"."""
    rows = [json.loads(x) for x in last_user(body).splitlines() if x.startswith("{")]
    return [row for row in rows if "id" in row and "text" in row]


def parts_of(text: str) -> list[str]:
    """The sentences, lines and cells of a quote, without list marks."""
    parts = (re.sub(r"^(?:[-*•○▪※]|\d{1,2}\.)\s+", "", p.strip(" |")) for p in _PARTS.split(text))
    return [part for part in parts if len(part) > 3]


def reworded(text: str) -> str:
    """The same in other words: after "according to the notice", politely."""
    for plain, polite in _POLITE:
        if text.endswith(plain):
            text = text.removesuffix(plain) + polite
    before = "공고에 따르면 " if re.search("[가-힣]", text) else "According to the notice, "
    return before + text


def rewording(body: Body) -> Reply:
    """Every sentence of the first quotes, lightly reworded."""
    told = [(reworded(p), [r["id"]]) for r in rows_of(body)[:3] for p in parts_of(r["text"])]
    return Reply(lines(told))


def among_truths(behaviour: Behaviour) -> Behaviour:
    """Says the first quote truly, lightly reworded, so that the answer is taken; then goes on as
    `behaviour` does."""

    def behave(body: Body) -> Reply:
        reply = behaviour(body)
        rows = rows_of(body)
        if not rows:
            return reply
        told = [(reworded(p), [rows[0]["id"]]) for p in parts_of(rows[0]["text"])]
        truth = lines(told).rpartition("\n")[0]
        return replace(reply, text=f"{truth}\n{reply.text}")

    return behave


_LIES = 60  # of one reply: what a model says after 20,000 characters is not read


def _some(told: Sequence[tuple[str, Sequence[int]]], body: Body) -> Reply:
    """As many as are read, drawn anew for each request and the same each time."""
    return Reply(lines(Random(said_rows(body)).sample(told, min(len(told), _LIES))))


def said_rows(body: Body) -> str:
    """What it was asked, without the marks around it, which are never the same."""
    return "\n".join(x for x in last_user(body).splitlines() if x.startswith("{"))


def altering(*ways: Callable[[str], Sequence[str]]) -> Behaviour:
    """Each sentence of each quote in each of its altered forms, the quote cited."""

    def behave(body: Body) -> Reply:
        told = [
            (altered, [row["id"]])
            for row in rows_of(body)
            for part in parts_of(row["text"])
            for way in ways
            for altered in way(part)
            if altered != part
        ]
        return _some(told, body)

    return behave


def _with_numbers(text: str, numbers: Sequence[str]) -> str:
    ring = iter(numbers)
    return NUMBER.sub(lambda m: next(ring, m.group()), text)


def _one_invented(part: str) -> list[str]:
    """Each of its figures in turn made another."""
    found = NUMBER.findall(part)
    others = [str(int(re.sub(r"\D", "", n) or 0) + 1) for n in found]
    return [_with_numbers(part, [*found[:i], others[i]]) for i in range(len(found))]


def _moved(part: str) -> list[str]:
    """Its figures each under the next one's label, and each pair exchanged."""
    found = NUMBER.findall(part)
    turned = [[*found[n:], *found[:n]] for n in range(1, len(found))]
    return [_with_numbers(part, numbers) for numbers in turned]


def _unbound(part: str) -> list[str]:
    """Without its bounds: all, those from above, and those from below."""
    return [bounds.sub("", part) for bounds in (_BOUNDS, _UPPER, _LOWER)]


def _rebound(part: str) -> list[str]:
    """Under the opposite bounds."""
    return [part.replace(a, b, 1) for a, b in _TURNED.items() if a in part]


def _denied(part: str) -> list[str]:
    return [part.replace(a, b, 1) for a, b in _DENIED if a in part]


def _added(part: str) -> list[str]:
    """With a figure more, as a sentence of its own and inside the same."""
    more = _MORE["ko" if re.search("[가-힣]", part) else "en"]
    return [f"{part.rstrip('.')}, {one}" for one in more] + [f"{part} {one}" for one in more]


def _translated(part: str) -> list[str]:
    """Its figures in a sentence of the other language."""
    found = NUMBER.findall(part)
    if not found:
        return []
    is_korean = re.search("[가-힣]", part)
    form = "The notice sets {} as the limit." if is_korean else "공고에 따르면 한도는 {}입니다."
    return [form.format(n) for n in found[:3]]


_CONDITION = re.compile(
    r"단[, ]|다만|제외|경우|한하여|한해|이내|최대|까지|해당|만\b"
    r"|\b(?:only|except|unless|if|provided|within|up to|must|who|excluding)\b",
    re.IGNORECASE,
)


def _shortened(part: str) -> list[str]:
    """Without one of the pieces between its commas and brackets that hold a condition."""
    found = list(re.finditer(r"\s?\([^)]*\)|(?:^|,)[^,()]*", part))
    dropped = (m for m in found if _CONDITION.search(m.group()) and len(found) > 1)
    return [part[: m.start()] + part[m.end() :] for m in dropped]


def mixing(body: Body) -> Reply:
    """Halves of two sentences in one, of one quote or two, cited as either and as both; and both
    whole, one after the other."""
    rows = rows_of(body)
    whole = [(part, row["id"]) for row in rows for part in parts_of(row["text"])]
    told: list[tuple[str, list[int]]] = []
    for (one, n), (other, m) in zip(whole, [*whole[1:], *whole[:1]], strict=True):
        first, second = one.split(), other.split()
        mixed = " ".join(first[: len(first) // 2] + second[len(second) // 2 :])
        for text in (mixed, f"{first[0]} {other}", f"{one.rstrip('.')}, {other}"):
            told += [(text, [n]), (text, [m]), (text, [n, m])]
    return _some(told, body)


class SwappingProgrammes:
    """Each sentence with the figures of another programme's quotes, which it remembers from
    answers before, and with another programme's name before its own figures. It cites its quote,
    and the lender's too where that is given.

    programmes: what each title is about; names: of each programme.
    """

    def __init__(self, programmes: Mapping[str, str], names: Mapping[str, Sequence[str]]) -> None:
        self._programmes, self._names = programmes, names
        self._seen: dict[str, list[str]] = {}  # programme -> its quotes with figures
        self._lock = threading.Lock()

    def __call__(self, body: Body) -> Reply:
        rows = [(row["id"], self._about(row), row["text"]) for row in rows_of(body)]
        with self._lock:
            seen = {programme: quotes[-3:] for programme, quotes in self._seen.items()}
            for _, programme, text in rows:
                if NUMBER.search(text):
                    self._seen.setdefault(programme, []).append(text)
        told: list[tuple[str, list[int]]] = []
        for n, programme, text in rows:
            others = [
                name for of, named in self._names.items() if of != programme for name in named
            ]
            remembered = [lent for of, quotes in seen.items() if of != programme for lent in quotes]
            here = [(m, lent) for m, of, lent in rows if of != programme and NUMBER.search(lent)]
            for part in filter(NUMBER.search, parts_of(text)):
                told += [(_lent(part, lent), [n]) for lent in remembered[-4:]]
                for m, lent in here[:2]:
                    told += [(_lent(part, lent), ids) for ids in ([n], [n, m], [m])]
                told += [(f"{name}: {part}", [n]) for name in others]
        return _some(told, body)

    def _about(self, row: Body) -> str:
        return self._programmes.get(row["from"].partition(" > ")[0], "")


def _lent(part: str, other: str) -> str:
    numbers = cycle(NUMBER.findall(other))
    return NUMBER.sub(lambda _: next(numbers), part)


def misrewriting(behaviour: Behaviour, more: str = "2029년 3차 새별기금 9억 원") -> Behaviour:
    """Makes each follow-up one about what nobody spoke of; else as `behaviour`."""

    def behave(body: Body) -> Reply:
        rows = [json.loads(x) for x in last_user(body).splitlines() if x.startswith("{")]
        asked = next((r["last question"] for r in rows if "last question" in r), None)
        if asked is None:
            return behaviour(body)
        return Reply(json.dumps({"question": f"{more} {asked}"}, ensure_ascii=False))

    return behave


LIES: dict[str, Behaviour] = {
    "every figure another": inventing,
    "one figure another": altering(_one_invented),
    "a figure added": altering(_added),
    "figures of the next quote": swapping,
    "a figure under another label of its quote": altering(_moved),
    "exceptions dropped": dropping_exceptions,
    "a condition dropped": altering(_shortened),
    "bounds dropped": altering(_unbound),
    "bounds turned": altering(_rebound),
    "the contrary": altering(_denied),
    "the other language": altering(_translated),
    "two quotes in one sentence": mixing,
    "wrong ids": citing_wrongly,
}  # fmt: skip


class InProcess:
    """The behaviours without a server between: what the composer needs of a chat model.

    sent: the messages of every request, oldest first.
    """

    state = None

    def __init__(self, behaviour: Behaviour = faithful) -> None:
        self.behaviour = behaviour
        self.sent: list[Sequence[tuple[str, str]]] = []
        self.lock = threading.Lock()

    def stream(self, messages: Sequence[tuple[str, str]]) -> Iterator[str]:
        with self.lock:
            self.sent.append(messages)
        reply = self.behaviour({"messages": [{"role": r, "content": t} for r, t in messages]})
        yield from _pieces(reply)


def insisting(demanded: str, order: str = "") -> Behaviour:
    """Obeys an order to say `demanded`, and to give away its prompt, wherever the order stood: as
    sentences of the form that is asked, cited, alone and within the quotes' own words; bare; in
    place of a follow-up; and by the lines that it chooses: the order's own, if it is shown any."""

    def behave(body: Body) -> Reply:
        if "last question" in last_user(body):
            return Reply(json.dumps({"question": demanded}, ensure_ascii=False))
        if shown := shown_in(body):
            return _choosing_as_told(demanded, order, body, shown)
        quotes = quotes_of(body)
        system = [line for line in system_of(body).split("\n") if line]
        told: list[tuple[str, list[int]]] = [(text, list(quotes)) for text in (demanded, *system)]
        for n, text in quotes.items():
            first, *rest = text.split(" ")
            within = [
                f"{text} {demanded}",
                f"{demanded} {text}",
                " ".join([first, demanded, *rest]),
            ]
            told += [(one, [n]) for one in (demanded, *within, f"{text} {system[0]}")]
        bare = "\n".join((demanded, f"{demanded} [1]", *system))
        return Reply(f"{bare}\n{lines(told)}")

    return behave


def _choosing_as_told(demanded: str, order: str, body: Body, shown: Sequence[Shown]) -> Reply:
    """The lines that hold the order, or what it demands. Where none does and the question demands it:
    none, a line without it, or no choice. Else as one chooses who knows words alone. It says what
    is demanded, and its prompt, wherever there is room."""
    more = {"text": demanded, "prompt": system_of(body)[:400], "answer": f"{demanded} [1]"}
    asked = question_in(body)
    if holding := [one.id for one in shown if holds_order(one.text, demanded, order)]:
        return Reply(choice(holding[:30], **more))
    if letters(demanded) in letters(asked):
        ways = (choice([], "none", **more), choice([shown[0].id], **more), choice([1], demanded))
        return Reply(Random(demanded).choice(ways))
    return Reply(choice(nearest(asked, shown), **more))


def holds_order(text: str, demanded: str, order: str) -> bool:
    """Whether a line holds what an order demands, or the order, or is a part of it."""
    line, whole = letters(text), letters(order)
    is_part = len(line) >= 10 and line in whole
    return letters(demanded) in line or is_part or (len(whole) >= 10 and whole in line)


# --- models that choose lines, and badly


@dataclass(frozen=True, slots=True)
class Shown:
    """A line that may be chosen."""

    id: int
    notice: str  # title
    text: str


def shown_in(body: Body) -> list[Shown]:
    """The lines of a request to choose; none of another's."""
    shown: list[Shown] = []
    notice = None
    for row in _data(body):
        notice = row.get("notice", notice)
        if notice is not None and "id" in row:
            shown.append(Shown(row["id"], notice, row["text"]))
    return shown


def headings_in(body: Body) -> list[str]:
    """The titles and headings that the lines of a request to choose stand under."""
    return [row[key] for row in _data(body) for key in ("notice", "section") if key in row]


def question_in(body: Body) -> str:
    return next((str(row["question"]) for row in _data(body) if "about" in row), "")


def _data(body: Body) -> list[Body]:
    """The rows between the marks."""
    return [json.loads(x) for x in last_user(body).split("\n")[1:-1]]


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def choice(ids: Sequence[int], answers: str = "full", **more: str) -> str:
    """In the form that is asked, with what is said besides."""
    return json.dumps({"lines": list(ids), "answers": answers, **more}, ensure_ascii=False)


def nearest(question: str, shown: Sequence[Shown], most: int = 3) -> list[int]:
    """Of the lines that share the most pairs of letters with the question."""

    def pairs(text: str) -> set[str]:
        return {"".join(pair) for pair in zip(letters(text), letters(text)[1:], strict=False)}

    asked = pairs(question)
    return [s.id for s in sorted(shown, key=lambda s: -len(pairs(s.text) & asked))[:most]]


def choosing_ids(pick: Callable[[Sequence[Shown]], Sequence[int]], answers: str) -> Behaviour:
    """As many as may be chosen of the ids that are picked, at one level."""
    return lambda body: Reply(choice(pick(shown_in(body))[:30], answers))


def choosing_at_random(body: Body) -> Reply:
    """One to thirty lines, none, or that the question is unclear: the same for the same request."""
    ids = [one.id for one in shown_in(body)]
    random = Random(said_rows(body))
    level = random.choice(("full", "full", "partial", "partial", "none", "unclear"))
    some = random.sample(ids, random.randint(1, min(len(ids), 30)))
    return Reply(choice(some if level in ("full", "partial") else [], level))


def choosing_of_another(programmes: Mapping[str, str]) -> Behaviour:
    """The lines of the programme that has the fewest among those shown. programmes: what each
    title is about."""

    def behave(body: Body) -> Reply:
        shown = shown_in(body)
        of = Counter(programmes.get(one.notice, "") for one in shown)
        rare = min(of, key=lambda programme: of[programme])
        own = [one.id for one in shown if programmes.get(one.notice, "") == rare]
        return Reply(choice(own[:30]))

    return behave


BAD_CHOICES: dict[str, Behaviour] = {
    "at random": choosing_at_random,
    "the first lines": choosing_ids(lambda shown: [s.id for s in shown], "full"),
    "the last lines, backwards": choosing_ids(lambda shown: [s.id for s in shown][::-1], "partial"),
    "the longest lines": choosing_ids(
        lambda shown: [s.id for s in sorted(shown, key=lambda s: -len(s.text))], "partial"
    ),
    "every third line": choosing_ids(lambda shown: [s.id for s in shown][::3], "full"),
    "the first line, again and again, among words": lambda body: Reply(
        f"Sure! ```json\n{choice([1] * 100)}\n``` [1] 9억 9천만 원"
    ),
    "none": saying(choice([], "none")),
    "unclear": saying(choice([], "unclear")),
}

_DEEP = 600  # within the 2,000 characters that are read
# What may be said to `n` lines and is no choice of any.
NO_CHOICES: dict[str, Callable[[int], str]] = {
    "nothing": lambda n: " ",
    "no JSON": lambda n: "Lines 1 and 2 answer. [1][2]",
    "a list alone": lambda n: "[1]",
    "two objects": lambda n: f"{choice([1])}\n{choice([2])}",
    "words with braces around": lambda n: f"{{my choice}} {choice([1])} {{done}}",
    "cut off": lambda n: choice([1])[:-1],
    "no lines": lambda n: '{"answers": "full"}',
    "no level": lambda n: '{"lines": [1]}',
    "a level of its own": lambda n: choice([1], "maximum 990 million"),
    "a level in capitals": lambda n: choice([1], "FULL"),
    "levels": lambda n: '{"lines": [1], "answers": ["full"]}',
    "a level that is an object": lambda n: '{"lines": [1], "answers": {"full": true}}',
    "no level at all": lambda n: '{"lines": [1], "answers": null}',
    "half a character": lambda n: '{"lines": [1], "answers": "\\ud800"}',
    "full of none": lambda n: choice([]),
    "none of some": lambda n: choice([1], "none"),
    "unclear of some": lambda n: choice([1], "unclear"),
    "one past the end": lambda n: choice([1, n + 1]),
    "line 0": lambda n: choice([0, 1]),
    "below 0": lambda n: choice([-1]),
    "far past the end": lambda n: choice([10**1800]),
    "booleans": lambda n: '{"lines": [true, 1], "answers": "full"}',
    "strings": lambda n: '{"lines": ["1"], "answers": "full"}',
    "floats": lambda n: '{"lines": [1.0], "answers": "full"}',
    "no number": lambda n: '{"lines": [NaN], "answers": "full"}',
    "without end": lambda n: '{"lines": [Infinity, -Infinity, 1e999], "answers": "full"}',
    "nulls": lambda n: '{"lines": [null, 1], "answers": "full"}',
    "nested": lambda n: '{"lines": [[1], [2]], "answers": "full"}',
    "objects": lambda n: '{"lines": [{"id": 1}], "answers": "full"}',
    "an object of lines": lambda n: '{"lines": {"1": true}, "answers": "full"}',
    "a text of lines": lambda n: '{"lines": "1, 2", "answers": "full"}',
    "a number of lines": lambda n: '{"lines": 1, "answers": "full"}',
    "more than 30": lambda n: choice(list(range(1, n + 1)) if n > 30 else [n + 1] * 31),
    "a huge list": lambda n: choice([1] * 100_000),
    "deep lists": lambda n: f'{{"lines": {"[" * _DEEP}{"]" * _DEEP}, "answers": "full"}}',
    "deep lists without an end": lambda n: f'{{"lines": {"[" * 3 * _DEEP}}}',
    "deep objects": lambda n: '{"lines":' * (_DEEP // 5) + "1" + "}" * (_DEEP // 5),
    "braces": lambda n: "{" * 1990,
    "1 MB": lambda n: "1" * 1_000_000,
    "1 MB behind": lambda n: choice([1]) + " " * 1_000_000,
    "1 MB before": lambda n: " " * 1_000_000 + choice([1]),
    "1 MB within": lambda n: choice([1], more="x" * 1_000_000),
}


def making_no_choice(name: str) -> Behaviour:
    """Says what `NO_CHOICES` has under that name."""
    said = NO_CHOICES[name]
    return lambda body: Reply(said(len(shown_in(body))), piece_chars=500)


# --- models that are down, one for each kind of fault


def failing(status: int) -> Behaviour:
    """An HTTP error: 429 too many requests, 500 and up."""
    return lambda body: Reply(status=status)


def never(body: Body) -> Reply:
    """Not one byte."""
    return Reply("too late", before=3600)


def falling_silent(behaviour: Behaviour = faithful, after: int = 2) -> Behaviour:
    return lambda body: replace(behaviour(body), silent_after=after)


def cutting(behaviour: Behaviour = faithful, after: int = 2) -> Behaviour:
    """The connection breaks in the middle."""
    return lambda body: replace(behaviour(body), cut_after=after)


def ending_early(behaviour: Behaviour = faithful, after: int = 2) -> Behaviour:
    """The stream ends in the middle as if it were whole: no finish reason, no end mark."""
    return lambda body: replace(behaviour(body), ended_after=after)


def malformed(body: Body) -> Reply:
    """A body that is no JSON, nor a stream of it."""
    if body.get("stream"):
        return Reply(raw=b'data: {"choices": [{"delta": {"content": "The \n\ndata: }}}\n\n')
    return Reply(raw=b'{"id": "x", "choices": [{"message": {"con')


def misshapen(body: Body) -> Reply:
    """JSON, but not of the protocol."""
    row = b'{"result": {"message": "hello"}, "choices": 7}'
    return Reply(raw=b"data: " + row + b"\n\ndata: [DONE]\n\n" if body.get("stream") else row)


def proxy_page(body: Body) -> Reply:
    """A web page with status 200, as a proxy in the way gives it."""
    return Reply(raw=b"<!doctype html><html><body>Sign in to the network</body></html>")


def empty(body: Body) -> Reply:
    return Reply("")


def huge(body: Body, chars: int = 5_000_000) -> Reply:
    return Reply("자금 " * (chars // 3), piece_chars=4096)


BEHAVIOURS: dict[str, Behaviour] = {
    "faithful": faithful,
    "inventing": inventing,
    "swapping": swapping,
    "dropping_exceptions": dropping_exceptions,
    "citing_wrongly": citing_wrongly,
    "obedient": obedient,
    "rate_limited": failing(429),
    "server_error": failing(500),
    "never": never,
    "falling_silent": falling_silent(),
    "cutting": cutting(),
    "ending_early": ending_early(),
    "malformed": malformed,
    "misshapen": misshapen,
    "proxy_page": proxy_page,
    "empty": empty,
    "huge": huge,
}


# --- the protocol


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    fake: FakeModel

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # clients that go away are what tests are about


class _ClientGoneError(Exception):
    pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._note({})
        self._whole(200, {"object": "list", "data": [{"id": NAME, "object": "model"}]})

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        try:
            body = json.loads(raw)
        except ValueError:  # none of the protocol's: noted all the same
            body = {}
        seen = self._note(body)
        try:
            self._answer(seen, self.server.fake.behaviour(body))
        except (_ClientGoneError, OSError):
            seen.closed_early = not self.server.fake.closing.is_set()
            self.close_connection = True
        finally:
            seen.ended.set()

    def _note(self, body: Body) -> Seen:
        headers = {name.lower(): value for name, value in self.headers.items()}
        seen = Seen(self.path, body, headers.get("authorization"), headers)
        with self.server.fake.lock:
            self.server.fake.requests.append(seen)
        return seen

    def _answer(self, seen: Seen, reply: Reply) -> None:
        self._wait(reply.before)
        streamed = bool(seen.body.get("stream"))
        if reply.status != 200:
            # says back what it was sent, as some servers do: nothing of it may reach a log
            echo = f"{reply.status} for {seen.authorization}: {seen.asked[:200]}"
            error = {"error": {"message": echo, "type": "fake"}}
            self._whole(reply.status, error, reply.location)
        elif reply.raw is not None:
            self._head(200, "text/event-stream" if streamed else "application/json", reply.raw)
            self.wfile.write(reply.raw)
        elif streamed:
            self._stream(seen, reply)
        else:
            self._complete(seen, reply)

    def _complete(self, seen: Seen, reply: Reply) -> None:
        if reply.silent_after is not None:
            self._wait(3600)
        message = {"role": "assistant", "content": reply.text}
        choice = {"index": 0, "message": message, "finish_reason": reply.finish}
        whole = {**_frame(seen.body, "chat.completion"), "choices": [choice]}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        raw = json.dumps({**whole, "usage": usage}, ensure_ascii=False).encode()
        self._head(200, "application/json", raw)
        if reply.cut_after is not None or reply.ended_after is not None:
            self.wfile.write(raw[: len(raw) // 2])
            self.close_connection = True
            return
        self.wfile.write(raw)

    def _stream(self, seen: Seen, reply: Reply) -> None:
        self._head(200, "text/event-stream")
        self._event(_delta(seen.body, {"role": "assistant", "content": ""}))
        for piece in _pieces(reply):
            if seen.pieces_sent == reply.silent_after:
                self._wait(3600)
            if seen.pieces_sent == reply.cut_after:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            if seen.pieces_sent == reply.ended_after:
                self._chunk(b"")
                return
            if seen.pieces_sent:
                self._wait(reply.between)
            self._event(_delta(seen.body, {"content": piece}))
            seen.pieces_sent += 1
        self._event(_delta(seen.body, {}, reply.finish))
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, event: Body) -> None:
        self._wait(0)
        self._chunk(b"data: " + json.dumps(event, ensure_ascii=False).encode() + b"\n\n")

    def _chunk(self, piece: bytes) -> None:
        self.wfile.write(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")

    def _whole(self, status: int, content: Body, location: str = "") -> None:
        raw = json.dumps(content, ensure_ascii=False).encode()
        self._head(status, "application/json", raw, location)
        self.wfile.write(raw)

    def _head(self, status: int, kind: str, raw: bytes | None = None, location: str = "") -> None:
        """`raw`: the whole body that follows; without it the body comes in chunks."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if location:
            self.send_header("Location", location)
        if raw is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(raw)))
        self.end_headers()

    def _wait(self, seconds: float) -> None:
        """Silence, for as long as the client stays. _ClientGoneError: it went."""
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            if select.select([self.connection], [], [], max(0.0, min(left, 0.05)))[0]:
                if not self.connection.recv(1, socket.MSG_PEEK):
                    raise _ClientGoneError
                time.sleep(0.01)  # a further request waits in the pipe
            if self.server.fake.closing.is_set():
                raise _ClientGoneError
            if left <= 0:
                return


def _pieces(reply: Reply) -> Iterator[str]:
    for start in range(0, len(reply.text), reply.piece_chars):
        yield reply.text[start : start + reply.piece_chars]


def _frame(body: Body, kind: str) -> Body:
    model = body.get("model", NAME)
    return {"id": "chatcmpl-fake", "object": kind, "created": 0, "model": model}


def _delta(body: Body, delta: Body, finish: str | None = None) -> Body:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {**_frame(body, "chat.completion.chunk"), "choices": [choice]}


if __name__ == "__main__":
    import argparse

    parser = argparse.ArgumentParser(description="A scripted chat model on this machine.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--behaviour", choices=BEHAVIOURS, default="faithful")
    parser.add_argument("--before", type=float, default=0.0, help="seconds before the first piece")
    parser.add_argument("--between", type=float, default=0.0, help="seconds between pieces")
    given = parser.parse_args()
    chosen = late(BEHAVIOURS[given.behaviour], given.before, given.between)
    if given.behaviour == "never":
        chosen = never
    with FakeModel(chosen, given.port) as served:
        print(f"Serving {NAME} ({given.behaviour}) on {served.base_url}", flush=True)
        threading.Event().wait()
