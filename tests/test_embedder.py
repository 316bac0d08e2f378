"""The short way of a question through the model: the same vectors as the model's own."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.build import build_embedder
from assistant.embedder import _query_encoder


@pytest.mark.parametrize(
    "question",
    [
        "글로벌 협력 R&D는 최대 얼마까지 지원하나요?",
        "When does the first round close?",
        "",
        "가 " * 700,
    ],
    ids=["Korean", "English", "empty", "longer than the model reads"],
)
def test_a_question_has_the_vector_that_the_model_itself_gives_it(question: str) -> None:
    embedder = build_embedder()
    alone, own = embedder.embed_query(question), embedder.embed_queries([question])[0]
    assert alone.shape == own.shape and alone.dtype == own.dtype
    assert float(alone @ own) == pytest.approx(1.0, abs=1e-5)
    assert float(np.linalg.norm(alone)) == pytest.approx(1.0, abs=1e-5)


def test_a_model_of_another_make_goes_its_own_way() -> None:
    class Other:
        auto_model = None

    assert _query_encoder([Other()]) is None
