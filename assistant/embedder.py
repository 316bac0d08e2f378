"""Text to vectors, through sentence-transformers: the only module that names it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from assistant.config import Settings
from assistant.errors import ModelMissingError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]  # (texts done, texts in all)

_BATCH = 16  # texts of like length: larger batches gained nothing on two cores


class Embedder(Protocol):
    """Turns texts into L2-normalised vectors, so that a dot product is a cosine."""

    fingerprint: str  # vectors of another fingerprint are not comparable

    @property
    def dimensions(self) -> int: ...
    def count_tokens(self, text: str) -> int: ...
    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors: ...
    def embed_queries(self, texts: Sequence[str]) -> Vectors: ...
    def embed_query(self, text: str) -> Vectors: ...


class SentenceEmbedder:
    """A sentence-transformers model from the package, a folder or a hub name.

    It is loaded by its first use: what needs its fingerprint alone does not pay for it.
    ModelMissingError: it cannot be found, unpacked or loaded.
    """

    def __init__(self, config: Settings) -> None:
        os.environ.setdefault("HF_HUB_OFFLINE", "1")  # else a missing model costs 84 s of retries
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        # Waiting threads that spin make one question take 1 s instead of 0.03 s on a shared core.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        self._config = config
        self._place, self.fingerprint = _find(config)
        self._last: tuple[str, Vectors] | None = None

    @cached_property
    def _model(self) -> SentenceTransformer:
        return _load(self._place, self._config)

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def count_tokens(self, text: str) -> int:
        """Tokens of `text` alone, without the prompt and the two end marks."""
        return len(self._model.tokenizer(text, add_special_tokens=False)["input_ids"])

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of `texts` in their order, shape (n, dimensions). Longest go first, so that a
        batch holds texts of like length and little of it is padding."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            vectors[batch] = self._encode([texts[i] for i in batch], "document")
            if progress is not None:
                progress(at + len(batch), len(order))
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(list(texts), "query")

    def embed_query(self, text: str) -> Vectors:
        """The vector of one question; of the last one it is remembered."""
        if self._last is None or self._last[0] != text:
            self._last = (text, self._encode([text], "query")[0])
        return self._last[1]

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        prompts = self._model.prompts
        vectors = self._model.encode(
            texts,
            prompt_name=prompt if prompts.get(prompt) else None,
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_tensor=True,
            show_progress_bar=False,
        )
        array: Vectors = vectors.float().cpu().numpy()
        return array


def _find(config: Settings) -> tuple[str, str]:
    """The model's folder or hub name, and its fingerprint."""
    if config.embedding_model:
        return config.embedding_model, config.embedding_model
    from assistant.weights import model_folder

    folder = model_folder(config.model_cache_dir)
    return str(folder), folder.name


def _load(place: str, config: Settings) -> SentenceTransformer:
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # standard error is for our own progress
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # texts over the model's limit are counted on purpose

    if config.threads:
        torch.set_num_threads(config.threads)
    else:
        torch.set_num_threads(len(os.sched_getaffinity(0)))
    try:
        model = SentenceTransformer(
            place,
            device="cpu",
            model_kwargs={"dtype": _number_type(config.embedding_dtype)},
            local_files_only=Path(place).exists() or bool(os.environ.get("HF_HUB_OFFLINE")),
        )
    except (OSError, ValueError) as error:
        raise ModelMissingError(
            f"The embedding model {place!r} cannot be loaded. Set GILJABI_EMBEDDING_MODEL to a "
            "folder that holds a sentence-transformers model, or leave it empty for the packaged one."
        ) from error
    return model.eval()


def _number_type(wish: str) -> str:
    """bfloat16 where the processor has tile instructions for it: up to 8 times as fast there, and
    slower everywhere else."""
    if wish != "auto":
        return wish
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return "float32"
    return "bfloat16" if "amx_bf16" in flags else "float32"
