"""bench.json as lines to read."""

from __future__ import annotations

from typing import Any


def table(measured: dict[str, Any]) -> str:
    machine, ingest, question, growth = (
        measured[part] for part in ("machine", "ingest", "question", "growth")
    )
    lines = [
        f"{machine['processors']} processors, {machine['number_type']}",
        f"ingest of {ingest['texts']} passages: {ingest['passages_per_second']:.1f} a second, "
        f"stock {ingest['stock_passages_per_second']:.1f}: {_times(ingest['times_as_fast'])} as fast",
        f"one question (of {question['questions']}), ms p50 / p95:",
        *(f"  {stage:24}{_ms(ms)}" for stage, ms in question["stages"].items()),
        f"  {'rewrite and retrieve':24}{_ms(question['retrieve'])}",
        f"  {'stock embed':24}{_ms(question['stock_embed'])}"
        f"   ours {_times(question['embed_times_as_fast'])} as fast",
        f"  {'stock embed and search':24}{_ms(question['stock_embed_and_search'])}"
        f"   ours {_times(question['retrieve_times_as_fast'])} as fast",
        "made libraries:",
    ]
    for size in growth["sizes"]:
        lines += [
            f"  {size['chunks']} chunks: published in {size['publish_seconds']:.1f} s, "
            f"opened in {size['open_seconds']:.1f} s; question, ms p50 / p95:",
            *(f"    {stage:22}{_ms(ms)}" for stage, ms in size["stages"].items()),
        ]
    lines += [
        f"a question at the largest takes {_times(growth['times_as_long'])} its time at the "
        f"smallest; without the answer {_times(growth['retrieve_times_as_long'])}"
    ]
    return "\n".join(lines)


def _ms(value: dict[str, float]) -> str:
    return f"{value['p50_ms']:8.1f} /{value['p95_ms']:8.1f}"


def _times(value: dict[str, float]) -> str:
    return f"{value['median']:.2f} times ({value['low']:.2f} to {value['high']:.2f})"
