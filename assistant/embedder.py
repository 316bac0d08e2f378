"""Text to vectors, through sentence-transformers: the only module that names it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.config import Settings
from assistant.errors import ModelMissingError

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]  # (texts done, texts in all)
Encode = Callable[[str], "torch.Tensor"]

# Tokens that go through the model at once. What a layer works on then stays in the processor's cache:
# on a processor without AMX batches of 32 long texts took 1.7 times as long, 256 to 1,024 are alike.
_BATCH_TOKENS = 1024


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

    @cached_property
    def _encode_query(self) -> Encode | None:
        return _query_encoder(self._model)

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def count_tokens(self, text: str) -> int:
        """Tokens of `text` alone, without the prompt and the two end marks."""
        return len(self._model.tokenizer(text, add_special_tokens=False)["input_ids"])

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of `texts` in their order, shape (n, dimensions)."""
        return self._embed(texts, "document", progress)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, "query")

    def embed_query(self, text: str) -> Vectors:
        """The vector of one question; of the last one it is remembered."""
        last = self._last  # read once: another thread may put its own question there
        if last is None or last[0] != text:
            encode = self._encode_query
            vector = encode(text).numpy() if encode else self._embed([text], "query")[0]
            self._last = last = (text, vector)
        return last[1]

    def _embed(self, texts: Sequence[str], kind: str, progress: Progress | None = None) -> Vectors:
        """What `SentenceTransformer.encode` does, in batches of our own and without its rest."""
        import torch

        model, prompt = self._model, self._model.prompts.get(kind) or None
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        done = 0
        for batch in self._batches(texts):
            with torch.inference_mode():
                features = model.preprocess([texts[i] for i in batch], prompt=prompt)
                embedded = model(features)["sentence_embedding"][:, : self.dimensions]
                vectors[batch] = torch.nn.functional.normalize(embedded.float(), dim=1).numpy()
            done += len(batch)
            if progress is not None:
                progress(done, len(texts))
        return vectors

    def _batches(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """Places in `texts`, longest texts first: those of a batch are of like length, so that
        little of it is padding."""
        if len(texts) < 2:
            yield from ([i] for i in range(len(texts)))
            return
        tokens = [len(ids) for ids in self._model.tokenizer(list(texts))["input_ids"]]
        order = sorted(range(len(texts)), key=tokens.__getitem__, reverse=True)
        while order:
            size = max(1, _BATCH_TOKENS // max(1, tokens[order[0]]))
            yield order[:size]
            order = order[size:]


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
            model_kwargs={"dtype": number_type(config.embedding_dtype)},
            local_files_only=Path(place).exists() or bool(os.environ.get("HF_HUB_OFFLINE")),
        )
    except (OSError, ValueError) as error:
        raise ModelMissingError(
            f"The embedding model {place!r} cannot be loaded. Set GILJABI_EMBEDDING_MODEL to a "
            "folder that holds a sentence-transformers model, or leave it empty for the packaged one."
        ) from error
    return model.eval()


def number_type(wish: str) -> str:
    """bfloat16 where the processor has tile instructions for it: up to 8 times as fast there, and
    slower everywhere else."""
    if wish != "auto":
        return wish
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    except OSError:
        return "float32"
    return "bfloat16" if "amx_bf16" in flags else "float32"


def _query_encoder(model: Any) -> Encode | None:
    """What gives a sentence-transformers `model`'s vector of one query, normalised, shape (d,), float32; None for a model
    of another make (not BERT, not mean pooling): its own way has to do.

    For a question the time goes into laying out the weights anew for each product, and into some
    hundred small calls. So the weights are laid out once, queries, keys and values are one product a
    layer, there is no mask, and one thread does it all: handing a second thread pieces of a few
    microseconds costs more than it saves on a machine with other work.
    """
    import torch
    from torch.nn.functional import layer_norm, normalize
    from torch.nn.functional import scaled_dot_product_attention as attention

    if not _is_plain_bert(model):
        return None
    bert: Any = model[0].auto_model
    tokenizer, prompt = model.tokenizer, model.prompts.get("query") or ""
    heads, most = bert.config.num_attention_heads, model.max_seq_length
    embeddings = bert.embeddings

    def norm(x: torch.Tensor, by: Any) -> torch.Tensor:
        return layer_norm(x, by.normalized_shape, by.weight, by.bias, by.eps)

    layers = []
    for layer in bert.encoder.layer:
        own = layer.attention.self
        parts = (own.query, own.key, own.value)
        weight = torch.cat([part.weight for part in parts])
        bias = torch.cat([part.bias for part in parts])
        attended, output = layer.attention.output, layer.output
        products = (
            _product(weight, bias),
            _product(attended.dense.weight, attended.dense.bias),
            _product(layer.intermediate.dense.weight, layer.intermediate.dense.bias, "gelu"),
            _product(output.dense.weight, output.dense.bias),
        )
        layers.append((products, attended.LayerNorm, output.LayerNorm))

    def encode(text: str) -> torch.Tensor:
        ids = tokenizer(prompt + text, truncation=True, max_length=most)["input_ids"]
        n = len(ids)
        with torch.inference_mode(), _one_thread():
            x = embeddings.word_embeddings.weight[torch.tensor(ids)]
            x = x + embeddings.position_embeddings.weight[:n]
            x = norm(x + embeddings.token_type_embeddings.weight[0], embeddings.LayerNorm)
            for (three, mixing, inner, outer), after_attention, after_all in layers:
                q, k, v = three(x).view(n, 3, heads, -1).permute(1, 2, 0, 3)
                mixed = attention(q[None], k[None], v[None])[0].transpose(0, 1).reshape(n, -1)
                x = norm(x + mixing(mixed), after_attention)
                x = norm(x + outer(inner(x)), after_all)
            return normalize(x.float().mean(0), dim=0)

    return encode


def _product(
    weight: torch.Tensor, bias: torch.Tensor, then: str = "none"
) -> Callable[[torch.Tensor], torch.Tensor]:
    """x to x W^T + b, and "gelu" of it if asked, with W laid out for the processor once and not at each
    call; as PyTorch does it by itself where it has no such layout."""
    import torch
    from torch.nn.functional import gelu, linear

    weight, bias = weight.detach(), bias.detach()
    has_layout = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    if has_layout and weight.dtype == torch.float32:
        laid_out = torch.ops.mkldnn._reorder_linear_weight(weight)
        return lambda x: torch.ops.mkldnn._linear_pointwise(x, laid_out, bias, then, [], "none")
    if then == "gelu":
        return lambda x: gelu(linear(x, weight, bias))
    return lambda x: linear(x, weight, bias)


def _is_plain_bert(model: Any) -> bool:
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    return (
        getattr(config, "model_type", "") == "bert"
        and getattr(config, "hidden_act", "") == "gelu"
        and getattr(config, "position_embedding_type", None) in (None, "absolute")
        and [type(part).__name__ for part in model] == ["Transformer", "Pooling", "Normalize"]
        and getattr(model[1], "pooling_mode", "") == "mean"
    )


@contextmanager
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
