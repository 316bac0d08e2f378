"""The one place where concrete classes are chosen and put together."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.config import settings

if TYPE_CHECKING:
    from assistant.answerer import Choose, ExtractiveAnswerer
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


def build_choose() -> Choose | None:
    """How the configured model chooses quotes, examined or not; None without one."""
    from assistant.answerer import chosen_by

    model = build_model()
    return partial(chosen_by, model) if model is not None else None


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
    choose: Choose | None = None,
) -> Assistant:
    """An assistant over `data_dir`; the model is loaded and the index opened by its first question.
    A stage that is given stands in place of the chat's own, and `choose` in place of the configured
    model's choice of quotes."""
    from assistant.adviser import Adviser
    from assistant.answerer import ExtractiveAnswerer, Reader, exam_mark, expected_answer
    from assistant.chat import Assistant, Stages
    from assistant.composer import Composer
    from assistant.errors import IndexMissingError
    from assistant.examined import ExaminedModels
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
        model, chooses = build_model(), choose or build_choose()
        return Stages(
            index,
            (retriever or Retriever)(index, embedder, names, config.passages, config.candidates),
            Adviser(index, records, names),
            (answerer or ExtractiveAnswerer)(names),
            names,
            records,
            lambda served: PublishedFaqs(served, index.document, embedder, names, expected_answer),
            Composer(model, names) if model else None,
            Reader(chooses, names) if chooses and (choose or not answerer) else None,
        )

    desk = Faqs(Store(data_dir), config.second_person)
    examined = ExaminedModels(data_dir)

    def may_read() -> bool:
        return choose is not None or examined.may_read(config, exam_mark())

    def model_state() -> ModelState | None:
        model = build_model()
        return replace(model.state, chooses=may_read()) if model is not None else None

    return Assistant(
        data_dir,
        (guard or Guard)(config.question_chars),
        open_stages,
        desk,
        model_state,
        may_read,
    )
