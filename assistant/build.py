"""The one place where concrete classes are chosen and put together."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import settings

if TYPE_CHECKING:
    from assistant.answerer import ExtractiveAnswerer
    from assistant.breaker import ModelState
    from assistant.chat import Assistant
    from assistant.embedder import Embedder
    from assistant.guard import Guard
    from assistant.llm import ChatModel
    from assistant.prefill import Worded
    from assistant.retriever import Retriever


@lru_cache(maxsize=1)
def build_embedder() -> Embedder:
    """The configured embedding model, one a process. ModelMissingError: it is not there."""
    from assistant.embedder import SentenceEmbedder

    return SentenceEmbedder(settings())


@lru_cache(maxsize=1)
def build_model() -> ChatModel | None:
    """The configured chat model, one a process; None without one. UsageError: the settings cannot
    be."""
    if not settings().llm_base_url:
        return None
    from assistant.llm import ChatModel

    return ChatModel(settings())


@lru_cache(maxsize=1)
def build_worded() -> Worded:
    """Says the narrative parts of a draft in the configured model's words; without one, as they
    stand."""
    if (model := build_model()) is None:
        return str
    from assistant.composer import Narrator

    return Narrator(model).worded


def build_assistant(
    data_dir: Path,
    guard: type[Guard] | None = None,
    retriever: type[Retriever] | None = None,
    answerer: type[ExtractiveAnswerer] | None = None,
) -> Assistant:
    """An assistant over `data_dir`; the model is loaded and the index opened by its first question.
    A stage that is given stands in place of the chat's own."""
    from assistant.adviser import Adviser
    from assistant.answerer import ExtractiveAnswerer, expected_answer
    from assistant.chat import Assistant, Stages
    from assistant.composer import Composer
    from assistant.errors import IndexMissingError
    from assistant.faq import PublishedFaqs
    from assistant.guard import Guard
    from assistant.index import Index
    from assistant.retriever import Retriever
    from assistant.staff.faqs import Faqs
    from assistant.staff.store import Store

    config = settings()

    def open_stages() -> Stages:
        index = Index.open(data_dir)
        names = index.programmes
        records = tuple(record.sound() for record in index.records)
        embedder = build_embedder()
        if index.model != embedder.fingerprint:
            index.close()
            raise IndexMissingError(
                f"The index in {data_dir} was made with another embedding model ({index.model}). "
                "Run: python ingest.py with the folders that it was made from."
            )
        embedder.embed_query("")  # loads the model now: let that not be a question's
        return Stages(
            index,
            (retriever or Retriever)(index, embedder, names, config.passages, config.candidates),
            Adviser(index, records, names),
            (answerer or ExtractiveAnswerer)(names),
            names,
            records,
            lambda served: PublishedFaqs(served, index.document, embedder, names, expected_answer),
            Composer(model, names) if (model := build_model()) else None,
        )

    desk = Faqs(Store(data_dir), config.second_person)
    return Assistant(
        data_dir, (guard or Guard)(config.question_chars), open_stages, desk, _model_state
    )


def _model_state() -> ModelState | None:
    model = build_model()
    return model.state if model is not None else None
