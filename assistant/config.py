"""Every setting, read once from the environment (prefix GILJABI_) or .env."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="GILJABI_", env_file=".env", extra="ignore")

    data_dir: Path = Path("data")
    corpus_dir: Path = Path("corpus")
    model_cache_dir: Path = Path("~/.cache/giljabi/models")  # one unpacked copy a machine
    embedding_model: str = (
        ""  # empty: the packaged multilingual-e5-small; else a folder or a hub name
    )
    embedding_dtype: str = "auto"  # "auto", "float32" or "bfloat16"
    threads: int = 0  # for the model; 0: as many as the process may use

    chunk_tokens: int = 256  # upper size of a chunk, in the embedder's tokens
    passages: int = 16  # given to the answerer
    candidates: int = 100  # taken from each search before fusion

    question_chars: int = 1000  # longer questions are refused
    answer_chars: int = 600  # a fact
    list_answer_chars: int = 1200  # lists, procedures, comparisons

    # What a file may take at ingest; beyond it, it is refused by name and the others go in.
    file_mb: int = 50
    text_mb: int = 5  # of its text in UTF-8; 1,000 dense pages hold about 3
    text_lines: int = 60_000
    pdf_pages: int = 1000
    unpacked_mb: int = 200  # of all entries of a zipped format (DOCX, HWPX)
    unpack_ratio: int = 100  # unpacked to packed, of an entry above 10 MB
    zip_entries: int = 2000
    parse_memory_mb: int = 1024  # address space of the process that parses it, some 100 for itself
    parse_cpu_seconds: int = 60
    parse_seconds: int = 90  # on the clock
    parsers: int = 0  # files that are parsed at once; 0: as many as there are processors to use

    second_person: bool = True  # an FAQ is approved by another person than its author

    question_days: int = 365  # questions are kept in the log; older ones are deleted

    host: str = "127.0.0.1"
    port: int = 7860
    sessions: int = 1000  # conversations kept in memory, oldest dropped first
    session_turns: int = 20  # turns kept of one conversation

    # A chat model of OpenAI's protocol; without an address, answers are quotes alone.
    llm_base_url: str = ""  # http://127.0.0.1:8000/v1
    llm_model: str = ""  # as the server names it
    llm_key: SecretStr = SecretStr("")  # empty: the server asks for none
    llm_first_seconds: float = 8  # until the first piece, a retry included; and between two pieces
    llm_seconds: float = 20  # until the last

    api_per_minute: int = 60  # requests to /v1 that one key may send
    api_at_once: int = 4  # of its questions, those that wait included
    api_origins: str = (
        ""  # of pages whose scripts may use /v1: "https://a.kr https://b.kr"; empty: none
    )


def own_environment() -> dict[str, str]:
    """For a process of ours: it finds this package wherever the command was started."""
    places = [str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places))}


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings()
