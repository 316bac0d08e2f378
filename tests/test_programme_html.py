"""Programmes, their comparison and the eligibility walk-through as HTML. No browser."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from programme_shelf import (
    BY_ID,
    DOCUMENTS,
    HOSTILE,
    HOSTILE_RECORD,
    NOW,
    RECORDS,
)
from test_server import Tags

from assistant.programme_html import Page, comparison_html, programmes_html, spans
from assistant.programme_text import (
    agencies,
    fitting,
    issue_date,
    listed,
    status_reason,
    status_text,
)
from assistant.record import Record
from assistant.schema import KOREA, Document, Language
from assistant.status import programme_status
from assistant.walkthrough import Walk, standing
from assistant.walkthrough_html import question_html, result_text, verdict_html
from assistant.wording import EN, KO

PAGES: dict[Language, Page] = {
    "ko": Page("ko", DOCUMENTS),
    "en": Page("en", DOCUMENTS),
}


def text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))


def whole_list(language: Language = "ko", at: datetime = NOW, state: str = "") -> str:
    found = listed(RECORDS, at)
    policy = [one for one in RECORDS if not one.applies]
    return programmes_html(found, fitting(found, state, ""), policy, PAGES[language], at)


# --- The list ----------------------------------------------------------------------------------


def test_every_record_of_the_shelf_is_sound():
    assert all(value.sound for one in RECORDS for _, value in one.values())


def test_open_programmes_come_first_and_closed_ones_last():
    order = [one.record.id for one in listed(RECORDS, NOW)]
    assert order == ["export", "autumn", "savings", "winter"]  # open, upcoming, unknown, closed


@pytest.mark.parametrize(
    ("programme", "day", "clock", "ko", "en"),
    [
        ("export", "2026-04-21", "10:00", "접수 중 · D-3", "Open · 3 days left"),
        ("export", "2026-04-23", "23:59", "접수 중 · D-1", "Open · 1 day left"),
        ("export", "2026-04-24", "23:59", "오늘 마감", "Closes today"),
        ("export", "2026-04-25", "00:00", "접수 마감", "Closed"),
        (
            "export",
            "2026-04-05",
            "23:59",
            "접수 예정 · 2026년 4월 6일부터",
            "Upcoming · from 6 April 2026",
        ),
        ("autumn", "2026-09-15", "17:59", "오늘 18:00 마감", "Closes today at 18:00"),
        ("autumn", "2026-09-15", "18:00", "접수 마감", "Closed"),
        ("savings", "2026-04-21", "10:00", "접수 여부 확인 필요", "Not known"),
    ],
)
def test_a_status_says_how_long_is_left(programme: str, day: str, clock: str, ko: str, en: str):
    at = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=KOREA)
    status = programme_status(BY_ID[programme], at)
    assert (status_text(status, "ko"), status_text(status, "en")) == (ko, en)


def test_an_unknown_status_says_why():
    undated = programme_status(BY_ID["savings"], NOW)
    assert status_reason(undated, "ko") == KO.no_window
    window = BY_ID["export"].windows[0].model_copy(update={"closes": "---24", "opens": None})
    vague = BY_ID["export"].model_copy(update={"windows": (window,)})
    assert status_reason(programme_status(vague, NOW), "ko") == KO.unclear_window
    assert status_reason(programme_status(BY_ID["export"], NOW), "ko") == ""


def test_filters_keep_those_of_a_status_and_an_agency():
    found = listed(RECORDS, NOW)
    assert [one.record.id for one in fitting(found, "open", "")] == ["export"]
    assert [one.record.id for one in fitting(found, "", "저축공단")] == [
        "autumn",
        "savings",
        "winter",
    ]
    assert fitting(found, "open", "저축공단") == []
    assert agencies(found, "en") == [
        ("Export Center", "수출지원센터"),
        ("Savings Agency", "저축공단"),
    ]


def test_a_card_shows_amount_who_windows_and_documents():
    html = whole_list()
    card = text(html.split("<article")[1])
    for said in (
        "수출 첫걸음 사업",
        "수출지원센터",
        "최대 3천만 원",
        "중소기업",
        "제외 대상: 국세 체납",
    ):
        assert said in card
    assert "1차" in card and "접수 중 · D-3" in card and "발행일 2026. 3. 2." in card
    assert KO.no_issue_date not in card
    savings = text(next(c for c in html.split("<article") if "저축 사업" in text(c)))
    assert KO.no_issue_date in savings and KO.no_window in savings and KO.not_said in savings


def test_policy_material_is_apart_and_has_neither_status_nor_actions():
    html = whole_list()
    apart = html[html.index('<section class="policy">') :]
    assert "정책 라운드테이블" in text(apart) and "정책 제안" in text(apart)
    assert 'class="state' not in apart and 'class="act' not in apart and "checklist" not in apart
    assert "정책 라운드테이블" not in text(html[: html.index('<section class="policy">')])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_source_opens_its_document_at_words_that_stand_there(language: Language):
    html = whole_list(language) + comparison_html(listed(RECORDS, NOW), PAGES[language])
    links = re.findall(r'class="source" href="([^"]*)"[^>]*title="([^"]*)"', html)
    assert len(links) > 12
    for link, title in links:
        address = urlsplit(unescape(link))
        document = DOCUMENTS[address.path.removeprefix("/documents/")]
        asked = parse_qs(address.query)
        words = document.text[int(asked["start"][0]) : int(asked["end"][0])]
        assert words.startswith(unescape(title)) and asked["lang"] == [language]
    if language == "en":  # what is in both languages is shown from the page's own
        assert "A company receives" in unescape(html) and "지원 금액은" not in unescape(html)


def test_items_that_follow_on_one_another_are_one_place():
    found = Document("d", "t", "ko", "text", "둘입니다.\n- 하나\n- 다른 하나\n\n끝.", "0" * 64)
    fact = BY_ID["export"].facts[0].quotes[0]

    def quote(words: str) -> object:
        return fact.model_copy(
            update={"document": "d", "text": words, "start": found.text.index(words)}
        )

    quotes = [quote("둘입니다."), quote("하나"), quote("다른 하나")]
    places = spans(quotes, {"d": found})  # type: ignore[arg-type]
    # "둘입니다.\n- 하나\n- 다른 하나" is 5 + 1 + 4 + 1 + 7 = 18 characters
    assert [(first.start, end) for first, end in places] == [(0, 18)]
    apart = spans([quote("둘입니다."), quote("다른 하나")], {"d": found})  # type: ignore[list-item]
    assert len(apart) == 2


def test_a_date_of_issue_is_only_one_that_is_labelled_so():
    assert issue_date(DOCUMENTS["export/notice.ko.md"]) == "2026. 3. 2."
    assert issue_date(DOCUMENTS["winter/notice.ko.md"]) is None
    found = DOCUMENTS["winter/notice.ko.md"]
    assert issue_date(replace(found, text="등록일 | 2026-03-05 | 조회 7")) == "2026-03-05"
    assert issue_date(replace(found, text="Published: 5 March 2026")) == "5 March 2026"
    assert issue_date(replace(found, text="작성일은 따로 알립니다.")) is None


def test_markup_in_a_record_stays_text():
    found = listed([HOSTILE_RECORD, BY_ID["export"]], NOW)
    page = PAGES["ko"]
    html = programmes_html(found, found, [HOSTILE_RECORD], page, NOW) + comparison_html(found, page)
    assert not Tags(html).tags & {"script", "img", "i", "del"}
    assert "<script" not in html and "**b**" not in html and HOSTILE in text(html)
    assert "\n" not in html


# --- Side by side ------------------------------------------------------------------------------


def test_a_comparison_has_a_cell_for_each_thing_and_says_where_nothing_is_said():
    chosen = [one for one in listed(RECORDS, NOW) if one.record.id in ("export", "savings")]
    html = comparison_html(chosen, PAGES["ko"])
    rows = re.findall(r'<tr role="row">(.*?)</tr>', html)[1:]
    heads = [text(re.findall(r"<th[^>]*>(.*?)</th>", row)[0]) for row in rows]
    assert heads == [KO.gains, KO.windows, KO.who, KO.how, KO.papers]
    cells = [[text(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]
    assert "최대 3천만 원" in cells[0][0] and "20%" in cells[0][1]
    assert "D-3" in cells[1][0] and KO.no_window in cells[1][1]
    assert "www.example.org" in cells[3][0] and "온라인으로 내기" in cells[3][0]
    assert KO.not_said in cells[3][1] and KO.not_said in cells[4][1]
    assert "사업계획서 (발급: 신청기업), 2부" in cells[4][0]
    for row in rows:  # a quote behind each cell that says something
        for cell in re.findall(r"<td[^>]*>(.*?)</td>", row):
            assert (
                'class="source"' in cell or KO.not_said in text(cell) or KO.no_window in text(cell)
            )


def test_one_programme_is_no_comparison_and_four_are_enough():
    found = listed(RECORDS, NOW)
    assert "<table" not in comparison_html(found[:1], PAGES["ko"])
    five = [*found, found[0]]
    html = comparison_html(five, PAGES["en"])
    assert EN.compare_limit in text(html)
    assert html.count('scope="col"') == 4


# --- Who may apply -----------------------------------------------------------------------------


def walked(record: Record, answers: dict[str, bool | None], track: str | None = None) -> Walk:
    """As the page does it: each question is answered as it is asked."""
    walk = Walk(record.id)
    for _ in range(20):
        now = standing(record, walk, NOW.date())
        if now.needs_track and track is not None:
            walk = replace(walk, track=track)
        elif now.asks is not None and now.asks.id in answers:
            walk = walk.answered(now.asks, answers[now.asks.id])
        else:
            break
    return walk


def test_the_programmes_own_questions_come_first_then_its_tracks():
    record = BY_ID["export"]
    first = standing(record, Walk("export"), NOW.date())
    assert first.asks is not None and first.asks.id == "sme" and first.left == 2
    own = walked(record, {"sme": True, "tax": False})
    assert standing(record, own, NOW.date()).needs_track
    on_track = standing(record, replace(own, track="voucher"), NOW.date())
    assert on_track.asks is not None and on_track.asks.id == "exports"
    done = walked(record, {"sme": True, "tax": False, "exports": True}, "voucher")
    end = standing(record, done, NOW.date())
    assert end.overall == "eligible" and end.asks is None


@pytest.mark.parametrize("answers", list(itertools.product([True, False, None], repeat=3)))
def test_eligible_only_where_every_condition_is_met(answers: tuple[bool | None, ...]):
    record, (sme, tax, exports) = BY_ID["export"], answers
    walk = walked(record, {"sme": sme, "tax": tax, "exports": exports}, "voucher")
    end = standing(record, walk, NOW.date())
    assert (end.asks is None and not end.needs_track) or end.overall == "not_eligible"
    # `tax` is an exclusion: a yes keeps one out.
    if (sme, tax, exports) == (True, False, True):
        wanted = "eligible"
    elif sme is False or tax is True or exports is False:
        wanted = "not_eligible"
    else:
        wanted = "unknown"
    assert end.overall == wanted
    said = result_text(end, programme_status(record, NOW), "ko")
    assert (KO.result_eligible in said) == (wanted == "eligible")


def test_nothing_is_asked_once_a_condition_is_not_met():
    record = BY_ID["export"]
    end = standing(record, walked(record, {"sme": False}), NOW.date())
    assert end.overall == "not_eligible" and end.asks is None and not end.needs_track
    said = result_text(end, programme_status(record, NOW), "en")
    assert said == "Not eligible, because of: A small or medium-sized company"
    excluded = standing(record, walked(record, {"sme": True, "tax": True}), NOW.date())
    assert "제외 요건: 국세 체납" in result_text(excluded, programme_status(record, NOW), "ko")


def test_what_the_owner_cannot_say_is_not_asked_again_and_named_at_the_end():
    record = BY_ID["export"]
    walk = walked(record, {"sme": None, "tax": False, "exports": True}, "voucher")
    assert [criterion for criterion, _ in walk.said] == ["sme", "tax", "exports"]
    end = standing(record, walk, NOW.date())
    said = result_text(end, programme_status(record, NOW), "ko")
    assert said == KO.result_unknown.format(missing="중소기업")


def test_back_takes_away_the_last_thing_said_or_chosen():
    record = BY_ID["export"]
    walk = walked(record, {"sme": True, "tax": False, "exports": True}, "voucher")
    seen = []
    while walk.programme is not None:
        walk = walk.back(record)
        seen.append((walk.track, len(walk.said)))
    assert seen == [("voucher", 2), (None, 2), (None, 1), (None, 0), (None, 0)]


def test_a_closed_programme_is_never_recommended():
    record = BY_ID["winter"]
    end = standing(record, walked(record, {"winter-sme": True}), NOW.date())
    assert end.overall == "eligible"
    assert result_text(end, programme_status(record, NOW), "ko").startswith(KO.result_closed)
    html = verdict_html(record, Walk("winter"), end, PAGES["ko"], NOW)
    assert KO.result_closed in text(html)


def test_a_programme_without_conditions_decides_nothing():
    record = BY_ID["autumn"]
    now = standing(record, Walk("autumn"), NOW.date())
    assert now.overall == "unknown" and now.asks is None
    assert result_text(now, programme_status(record, NOW), "ko") == KO.result_no_criteria


def test_a_condition_whose_words_are_gone_from_its_document_makes_nobody_eligible():
    record = BY_ID["winter"]
    gone = record.criteria[0].quotes[0].model_copy(update={"start": None})
    suspect = record.criteria[0].model_copy(update={"quotes": (gone,), "id": "gone"})
    record = record.model_copy(update={"criteria": (*record.criteria, suspect)})
    end = standing(record, walked(record, {"winter-sme": True}), NOW.date())
    open_then = programme_status(record, NOW - timedelta(days=90))  # 21 January: open
    assert result_text(end, open_then, "ko") == KO.result_incomplete


def test_a_question_names_the_condition_that_it_settles():
    record = BY_ID["export"]
    walk = walked(record, {"sme": True})
    html = text(question_html(walk, standing(record, walk, NOW.date()), "ko"))
    assert "질문 2/2" in html and "국세를 체납하고 있습니까?" in html
    assert "제외 요건: 국세 체납" in html


def test_each_condition_shows_its_verdict_and_the_words_that_it_stands_on():
    record = BY_ID["export"]
    walk = walked(record, {"sme": True, "tax": None})
    html = verdict_html(record, walk, standing(record, walk, NOW.date()), PAGES["en"], NOW)
    rows = [text(row) for row in re.findall(r"<li .*?</li>", html)]
    assert "Met" in rows[0] and "It is for small and medium-sized companies." in rows[0]
    assert "Not known yet" in rows[1] and "Companies that owe national tax" in rows[1]


def test_what_an_incomplete_record_lacks_is_not_said_to_be_absent() -> None:
    partly = [one.model_copy(update={"complete": False}) for one in RECORDS]
    found = listed(partly, NOW)
    html = programmes_html(found, found, [], PAGES["ko"], NOW) + comparison_html(
        found[:2], PAGES["ko"]
    )
    assert KO.not_recorded in text(html) and KO.not_said not in text(html)
