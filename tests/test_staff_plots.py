"""The drawings of the summary: true to their figures, readable without eyes, nothing that runs."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from assistant.staff.plots import Column, bars, by_day, columns
from assistant.staff.summary import percentile, summary

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>x</script>"><b onload=1>\x00'


def widths(drawing: str) -> list[float]:
    return [
        float(bar.get("width", "")) for bar in ElementTree.fromstring(drawing).iter(f"{SVG}rect")
    ]


def test_bars_are_as_long_as_their_values() -> None:
    drawing = bars("거절 사유", [("자료 없음", 8), ("주제 밖", 4), ("거부", 0)])
    assert widths(drawing) == [250, 125, 0]  # 480 - 170 - 60 = 250 for the largest; 250 * 4 / 8
    root = ElementTree.fromstring(drawing)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "거절 사유: 자료 없음 8, 주제 밖 4, 거부 0"
    assert [text.text for text in root.iter(f"{SVG}text")][:2] == ["자료 없음", "8"]


def test_values_are_told_in_their_unit() -> None:
    assert 'aria-label="Latency: p50 0.25 s, p95 1.5 s"' in bars(
        "Latency", [("p50", 0.25), ("p95", 1.5)], unit=" s"
    )


def test_a_long_label_is_cut_and_stays_whole_for_who_points_at_it() -> None:
    name = "중소기업 해외 인력 지원사업 (2차)"
    root = ElementTree.fromstring(bars("사업", [(name, 1)]))
    shown = next(root.iter(f"{SVG}text")).text or ""
    assert shown.endswith("…") and name.startswith(shown[:-1])
    assert next(root.iter(f"{SVG}title")).text == f"{name}: 1"


def test_a_columns_part_is_of_its_whole() -> None:
    shown = [Column("2026-04-06", 10, 5), Column("2026-04-07", 4, 4)]
    root = ElementTree.fromstring(columns("하루", shown, "질문", "답변"))
    heights = [float(rect.get("height", "")) for rect in root.iter(f"{SVG}rect")]
    assert heights == [120, 60, 48, 48]  # 120 for 10, so 12 a question
    assert root.get("aria-label") == (
        "하루: 2026-04-06 – 2026-04-07: 질문 14, 답변 9; max. 2026-04-06: 질문 10, 답변 5"
    )
    labels = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert labels == ["10", "0", "2026-04-06", "2026-04-07", "■ 질문 ■ 답변"]


@pytest.mark.parametrize("count", [1, 62, 63, 400])
def test_no_question_is_lost_when_days_are_put_into_weeks(count: int) -> None:
    first = date(2026, 4, 1)
    days = [(first + timedelta(days=n), n % 7, 1) for n in range(count)]
    shown = by_day(days)
    assert len(shown) <= 62
    assert sum(one.whole for one in shown) == sum(whole for _, whole, _ in days)
    if count == 63:
        assert [shown[0].label, shown[1].label] == ["2026-03-30", "2026-04-06"]  # Mondays


def test_nothing_of_a_label_becomes_markup() -> None:
    for drawing in (
        bars(HOSTILE, [(HOSTILE, 1)], unit=HOSTILE),
        columns(HOSTILE, [Column(HOSTILE, 1, 1)], HOSTILE, HOSTILE),
        bars(HOSTILE, [], empty=HOSTILE),
    ):
        names = {element.tag for element in ElementTree.fromstring(drawing).iter()}
        assert names <= {
            f"{SVG}{tag}" for tag in ("svg", "g", "text", "tspan", "title", "rect", "path")
        } | {"p"}
        assert not re.search(r"<\w+[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', drawing))


def test_without_rows_it_says_so() -> None:
    assert ">아직 없음</p>" in bars("거절 사유", [], empty="아직 없음")
    assert ">아직 없음</p>" in columns("하루", [], "질문", "답변", empty="아직 없음")
    assert widths(bars("all zero", [("a", 0)])) == [0]


def test_percentiles_are_values_that_were_seen() -> None:
    values = [float(n) for n in range(1, 101)]
    assert (percentile(values, 50), percentile(values, 95)) == (50, 95)
    assert percentile([1.0, 9.0], 50) == 1.0  # ceil(2 * .5) = the first
    assert percentile([7.0], 95) == 7.0
    assert percentile([], 95) is None


def test_latencies_are_counted_up_to_each_bound_and_refusals_left_out() -> None:
    rows = [
        {"asked_at": "2026-04-06T03:00:00+00:00", "language": "ko", "status": "answered",
         "programmes": "[]", "seconds": seconds, "faq_id": faq, "verdict": None}
        for seconds, faq in [(0.1, None), (0.11, 3), (9.0, 3), (0.0, None)]
    ]  # fmt: skip
    found = summary(rows)
    assert [n for _, n in found.latency] == [1, 1, 0, 0, 0, 0, 1]
    assert found.faqs == {3: 2}
    assert found.to_dict()["latency"][-1] == {"seconds": None, "questions": 1}
