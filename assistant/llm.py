"""A chat model behind any endpoint of OpenAI's protocol (vLLM, Ollama, llama.cpp, an API), through
LangChain. Only a configured model imports this: without one, nothing of it is loaded."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import queue
import threading
import warnings
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Sequence
from contextlib import aclosing
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
import openai
from langchain_openai import ChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr

from assistant.asking import Message
from assistant.breaker import Breaker, ModelState
from assistant.config import Settings
from assistant.errors import ModelReason, ModelUnavailableError, UsageError
from assistant.growing import is_unheard

MOST_CHARS = 20_000  # of one reply; several times what an answer may hold
MOST_BYTES = 8 << 20  # of one reply as it comes in: an event a character, at that
MOST_SECONDS = 28  # that a reply may be given
PAUSE = 0.25  # seconds before the one retry
LISTEN_SECONDS = 0.25  # how often a silent model's caller looks whether anybody waits
WORTH_A_RETRY: frozenset[ModelReason] = frozenset(
    {"refused_connection", "rate_limited", "server_error", "cut_off"}
)
TRIAL: tuple[Message, ...] = (("user", "Say: ready"),)
# Their debug logs hold whole requests, and httpx2's every address.
TALKATIVE = ("openai", "httpx2", "httpcore2", "langchain_openai", "langchain_core", "langsmith")


class ChatModel:
    """The configured model. Safe for threads: each call runs on one loop in a thread of its own,
    so that its limits hold to the moment and closing it hangs up at once."""

    def __init__(self, config: Settings, breaker: Breaker | None = None) -> None:
        """UsageError: the settings cannot be."""
        key = _sound_key(config.llm_key)
        local = _is_local(_sound_host(config))
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        warnings.filterwarnings("ignore", message="Pydantic serializer warnings")  # quote the reply
        self._first_seconds = config.llm_first_seconds
        self._seconds = config.llm_seconds
        self._breaker = breaker or Breaker()
        certificates = httpx2.create_ssl_context()  # those of the environment, where it names any
        # A proxy of the environment leads outside: what is served in this house is not asked for it.
        outward = not local
        self._model = ChatOpenAI(
            base_url=config.llm_base_url,
            model=config.llm_model,
            api_key=SecretStr(
                key or "none"
            ),  # else the client would look for one in OPENAI_API_KEY
            temperature=0,
            max_retries=0,  # the retry is ours
            request_timeout=None,  # so are the limits
            stream_chunk_timeout=None,
            stream_usage=False,  # not every server knows it
            use_responses_api=False,
            http_client=httpx2.Client(verify=certificates, trust_env=outward),
            http_async_client=httpx2.AsyncClient(
                verify=certificates,
                trust_env=outward,
                follow_redirects=False,  # the questions go to the configured place and no other
                headers={"Accept-Encoding": "identity"},  # nothing that unpacks to more than it is
                event_hooks={"response": [_bound]},
                limits=httpx2.Limits(max_connections=None, max_keepalive_connections=16),
            ),
        )
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="chat-model", daemon=True).start()

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The reply in pieces of text. Closing the iterator hangs up, as does that nobody waits for
        the thread's work any more (`growing`): then the reply just ends.

        ModelUnavailableError, with its reason: there is no (further) reply. Before the first piece
        a fault that passes quickly is tried once more, within the same limits.
        """
        ticket = self._breaker.admit()
        if ticket is None:
            self._try_again()
            raise ModelUnavailableError("breaker_open")
        pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        call = asyncio.run_coroutine_threadsafe(self._pour(messages, pieces.put), self._loop)
        call.add_done_callback(lambda _: pieces.put(None))
        try:
            while not is_unheard():
                try:
                    piece = pieces.get(timeout=LISTEN_SECONDS)
                except queue.Empty:
                    continue
                if piece is None:
                    break
                yield piece
            else:
                return
            fault = (
                call.result()
            )  # a fresh error below: none of the client's, which quotes the call
        finally:
            call.cancel()
        self._settle(ticket, fault)
        if fault:
            raise ModelUnavailableError(fault)

    def complete(self, messages: Sequence[Message]) -> str:
        """The whole reply. ModelUnavailableError, with its reason: there is none."""
        return "".join(self.stream(messages))

    @property
    def state(self) -> ModelState:
        return self._breaker.state

    def _settle(self, ticket: int, fault: ModelReason | None) -> None:
        if fault is None:
            self._breaker.succeeded(ticket)
        else:
            self._breaker.failed(ticket, fault)

    def _try_again(self) -> None:
        """Where a trial is due, beside the question that noticed: no one waits for it."""
        ticket = self._breaker.trial()
        if ticket is not None:

            async def trial(ticket: int = ticket) -> None:
                self._settle(ticket, await self._pour(TRIAL, lambda _: None))

            asyncio.run_coroutine_threadsafe(trial(), self._loop)

    async def _pour(
        self, messages: Sequence[Message], put: Callable[[str], None]
    ) -> ModelReason | None:
        """Puts the reply's pieces; the fault that ended it, or None."""
        now = self._loop.time()
        first_by, all_by = now + self._first_seconds, now + self._seconds
        fault, started = await self._attempt(messages, put, first_by, all_by)
        if fault in WORTH_A_RETRY and not started and self._loop.time() + PAUSE < first_by:
            await asyncio.sleep(PAUSE)
            fault, _ = await self._attempt(messages, put, first_by, all_by)
        return fault

    async def _attempt(
        self,
        messages: Sequence[Message],
        put: Callable[[str], None],
        first_by: float,
        all_by: float,
    ) -> tuple[ModelReason | None, bool]:
        """One request: its fault, and whether a piece came. The two limits are times of the loop;
        between two pieces as long a silence is borne as before the first."""
        chars, finish = 0, None
        try:
            async with asyncio.timeout_at(min(first_by, all_by)) as limit:
                with tracing_context(enabled=False):  # whatever the environment says: it sends all
                    reply = cast(AsyncGenerator[Any], self._model.astream(list(messages)))
                    async with aclosing(reply) as chunks:
                        async for chunk in chunks:
                            finish = chunk.response_metadata.get("finish_reason") or finish
                            if not (piece := str(chunk.text)):
                                continue
                            chars += len(piece)
                            if chars > MOST_CHARS:
                                return "too_long", True
                            put(piece)
                            limit.reschedule(min(all_by, self._loop.time() + self._first_seconds))
        except TimeoutError:
            silent = chars and self._loop.time() < all_by
            return "silence" if silent else "timeout", chars > 0
        except Exception as error:  # noqa: BLE001 - what LangChain makes of a bad reply is anything
            return _reason(error), chars > 0
        if finish is None:
            return "cut_off" if chars else "malformed", chars > 0
        if finish == "length":
            return "too_long", True
        return (None if chars else "empty"), chars > 0


class _TooLongError(Exception):
    pass


class _BoundedStream(httpx2.AsyncByteStream):
    """A reply's bytes, up to a limit."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for part in self._stream:
            taken += len(part)
            if taken > MOST_BYTES:
                raise _TooLongError
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise ValueError("packed, though it was asked for plain")
    assert isinstance(response.stream, httpx2.AsyncByteStream)
    response.stream = _BoundedStream(response.stream)


def _reason(error: Exception) -> ModelReason:
    match error:
        case _TooLongError():
            return "too_long"
        case openai.RateLimitError():
            return "rate_limited"
        case openai.InternalServerError():
            return "server_error"
        case openai.APIStatusError():
            return "rejected"
        case openai.APIResponseValidationError():
            return "malformed"
        case openai.APIConnectionError():
            return "refused_connection" if _unreached(error) else "cut_off"
        case openai.APIError():
            return "server_error"  # told in the middle of a stream
        case httpx2.TransportError():
            return "cut_off"
        case _:
            return "malformed"


def _unreached(error: BaseException | None) -> bool:
    """Whether no connection was made: LangChain and the client each wrap the cause once."""
    while error is not None and not isinstance(error, httpx2.ConnectError):
        error = error.__cause__
    return error is not None


def _sound_key(secret: SecretStr) -> str:
    key = secret.get_secret_value().strip()
    if not (key.isascii() and (key.isprintable() or not key)):
        raise UsageError("GILJABI_LLM_KEY holds signs that a key cannot have.")
    return key


def _sound_host(config: Settings) -> str:
    if not config.llm_model:
        raise UsageError("GILJABI_LLM_BASE_URL is set: set GILJABI_LLM_MODEL to the model's name.")
    if min(config.llm_first_seconds, config.llm_seconds) <= 0:
        raise UsageError("GILJABI_LLM_FIRST_SECONDS and GILJABI_LLM_SECONDS are above 0.")
    if config.llm_seconds > MOST_SECONDS:
        raise UsageError(
            f"GILJABI_LLM_SECONDS is at most {MOST_SECONDS}: a follow-up waits for the model twice, and "
            "who asks waits a minute."
        )
    try:
        address = urlsplit(config.llm_base_url)
        host, _ = address.hostname, address.port
    except ValueError:
        host = None
    if host is None or address.scheme not in {"http", "https"}:
        raise UsageError(
            "GILJABI_LLM_BASE_URL is no address of a model; it looks like http://host:8000/v1."
        )
    return host


def _is_local(host: str) -> bool:
    """Whether a host is this machine or one of its own network."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".localhost", ".local", ".internal"))
