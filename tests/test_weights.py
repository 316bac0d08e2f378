"""The packaged model: unpacked whole or not at all, once a machine, and good at both languages."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from assistant import weights
from assistant.build import build_embedder
from assistant.config import Settings, settings
from assistant.embedder import Embedder, SentenceEmbedder
from assistant.errors import ModelMissingError
from assistant.weights import model_folder, read_packed, unpack

ROOT = Path(__file__).parent.parent
HIDDEN = 32
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁a"]


def q4_block(scale: float, nibbles: list[int]) -> bytes:
    """18 bytes: a float16 scale, then byte j with weight j low and weight j + 16 high."""
    halves = bytes(nibbles[j] | nibbles[j + 16] << 4 for j in range(16))
    return struct.pack("<e", scale) + halves


def packed_file(path: Path) -> Path:
    """A model of two tensors in the packed layout, small enough to be read by eye."""
    blob = "".join(PIECES).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)])
    head = b"E5S1" + bytes(4) + struct.pack("<7ifi", HIDDEN, 1, 2, 64, len(PIECES), 16, 1, 1e-5, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    head += struct.pack(f"<{len(ends)}I", *ends)
    head += struct.pack(f"<{len(PIECES)}f", *(-float(i) for i in range(len(PIECES)))) + blob
    head += struct.pack("<iI", 0, 3) + b"map"
    tensors = {
        "emb.ln.b": (0, HIDDEN, np.arange(HIDDEN, dtype="<f4").tobytes()),
        "l0.q.w": (1, HIDDEN * HIDDEN, q4_block(0.5, [*range(16), *range(15, -1, -1)]) * HIDDEN),
    }
    directory = 4 + sum(2 + len(name) + 21 for name in tensors)
    at = len(head) + directory
    head += struct.pack("<i", len(tensors))
    for name, (dtype, size, raw) in tensors.items():
        head += struct.pack("<H", len(name)) + name.encode()
        head += struct.pack("<BIQQ", dtype, size, at, len(raw))
        at += len(raw)
    path.write_bytes(head + b"".join(raw for _, _, raw in tensors.values()))
    return path


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    return packed_file(tmp_path / "small.bin")


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_four_bit_weights_are_read_back_as_their_header_says(packed: Path) -> None:
    read = read_packed(packed)
    assert (read.hidden, read.layers, read.heads, read.feed_forward) == (32, 1, 2, 64)
    assert read.pieces == [(piece, -float(i)) for i, piece in enumerate(PIECES)]
    # weight i is (nibble - 8) * 0.5: nibbles 0..15 then 15..0, so -4 .. 3.5 and back
    rising = [(i - 8) * 0.5 for i in range(16)]
    np.testing.assert_array_equal(read.tensors["l0.q.w"][:HIDDEN], [*rising, *rising[::-1]])
    np.testing.assert_array_equal(read.tensors["emb.ln.b"], np.arange(HIDDEN))


def test_unpacking_writes_a_whole_folder_and_leaves_nothing_else(
    packed: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    unpack(packed, cache / "model")
    assert left_in(cache) == ["model"]
    assert {"modules.json", "model.safetensors", "tokenizer.json"} <= set(left_in(cache / "model"))


def test_a_file_that_is_not_a_packed_model_is_named(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"PK\x03\x04" * 100)
    with pytest.raises(ModelMissingError, match="other.bin"):
        unpack(other, tmp_path / "cache" / "model")
    assert left_in(tmp_path / "cache") == []


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.999])
def test_a_truncated_file_leaves_no_folder(packed: Path, tmp_path: Path, kept: float) -> None:
    content = packed.read_bytes()
    packed.write_bytes(content[: int(kept * len(content))])
    with pytest.raises((ModelMissingError, ValueError, struct.error, IndexError)):
        unpack(packed, tmp_path / "cache" / "model")
    assert left_in(tmp_path / "cache") == []


def test_a_truncated_file_is_named_in_plain_words(packed: Path, tmp_path: Path) -> None:
    packed.write_bytes(packed.read_bytes()[:-40])
    with pytest.raises(ModelMissingError):
        unpack(packed, tmp_path / "cache" / "model")


def test_a_killed_unpacking_leaves_no_folder_and_the_next_one_works(tmp_path: Path) -> None:
    """The packaged file is large enough to be caught in the middle of it."""
    cache = tmp_path / "cache"
    code = (
        "import os, sys, time, pathlib; from assistant.weights import _packed_file, unpack;"
        "os.replace = lambda *_: time.sleep(3600);"  # however slowly this is killed, it is not done
        "unpack(_packed_file(), pathlib.Path(sys.argv[1]))"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(cache / "model")], cwd=ROOT)
    deadline = time.monotonic() + 60
    while not left_in(cache):  # its scratch folder: from now on it writes
        assert time.monotonic() < deadline and child.poll() is None
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert not (cache / "model").exists()
    unpack(packed_file(tmp_path / "small.bin"), cache / "model")
    assert (cache / "model" / "modules.json").exists()


def test_a_second_call_finds_the_folder_of_the_first(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "_packed_file", lambda: packed)
    cache = tmp_path / "cache"
    first = model_folder(cache)
    packed.write_bytes(bytes(packed.stat().st_size))  # what would read it again would fail
    assert model_folder(cache) == first
    assert left_in(cache) == [first.name]


def test_several_that_unpack_at_once_all_get_the_same_whole_folder(
    packed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "_packed_file", lambda: packed)
    cache = tmp_path / "cache"
    with ThreadPoolExecutor(4) as pool:
        folders = set(pool.map(model_folder, [cache] * 8))
    assert [folder.name for folder in folders] == left_in(cache)


def test_a_model_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    missing = SentenceEmbedder(Settings(embedding_model=str(tmp_path / "no-model")))
    with pytest.raises(ModelMissingError, match="GILJABI_EMBEDDING_MODEL"):
        missing.embed_query("")


# From here on the packaged model itself, from the machine's cache.


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return build_embedder()


def test_the_machines_copy_is_used_and_names_the_vectors(embedder: Embedder) -> None:
    folder = model_folder(settings().model_cache_dir)
    assert embedder.fingerprint == folder.name


def test_vectors_have_length_one_and_the_texts_order(embedder: Embedder) -> None:
    texts = [
        "짧다",
        "A much longer text than the others, so that it is embedded first.",
        "신청 마감",
    ]
    together = embedder.embed_passages(texts)
    assert together.shape == (3, embedder.dimensions) == (3, 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=5e-3)
    alone = np.vstack([embedder.embed_passages([text]) for text in texts])
    assert (np.sum(together * alone, axis=1) > 0.999).all()
    assert embedder.embed_passages([]).shape == (0, 384)


def test_queries_and_passages_are_prompted_differently(embedder: Embedder) -> None:
    text = "신청 마감은 언제인가요?"
    query, passage = embedder.embed_query(text), embedder.embed_passages([text])[0]
    assert query @ passage < 0.999
    np.testing.assert_allclose(embedder.embed_queries([text])[0], query, atol=1e-3)


def test_the_tokenizer_gives_the_pieces_of_xlm_r() -> None:
    from tokenizers import Tokenizer

    folder = model_folder(settings().model_cache_dir)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    hello = tokenizer.encode("Hello world!")
    assert hello.tokens == ["<s>", "▁Hello", "▁world", "!", "</s>"]
    assert hello.ids == [0, 35378, 8999, 38, 2]  # as published for XLM-R
    assert tokenizer.encode("ＫＲＷ　３００").ids == tokenizer.encode("KRW 300").ids
    assert tokenizer.encode("중소기업  지원사업\n").tokens[1:-1] == [
        "▁중",
        "소",
        "기업",
        "▁지원",
        "사업",
    ]


def test_tokens_are_counted_without_prompt_and_end_marks(embedder: Embedder) -> None:
    assert embedder.count_tokens("Hello world!") == 3
    assert embedder.count_tokens("") == 0


@pytest.mark.parametrize(
    ("ko", "en", "unrelated"),
    [
        (
            "신청 마감은 4월 24일입니다.",
            "Applications close on April 24.",
            "The hotel has a swimming pool.",
        ),
        (
            "만 39세 이하의 창업자를 지원합니다.",
            "Founders aged 39 or younger are supported.",
            "The payment is refunded within two weeks.",
        ),
    ],
)
def test_a_translation_is_nearer_than_an_unrelated_text(
    embedder: Embedder, ko: str, en: str, unrelated: str
) -> None:
    vectors = embedder.embed_passages([ko, en, unrelated])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.03
    query = embedder.embed_query(ko)
    assert query @ vectors[1] > query @ vectors[2] + 0.03
