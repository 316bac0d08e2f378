"""Every fixed sentence of an answer, Korean and English. They state no facts about programmes."""

from __future__ import annotations

from assistant.schema import Language

PHRASES: dict[str, dict[Language, str]] = {
    "other_language": {
        "ko": "문서가 영어로만 되어 있어 원문 그대로 옮깁니다.",
        "en": "The documents say this in Korean only; here are their words.",
    },
    "differs": {
        "ko": "문서에 적힌 수치는 질문과 다릅니다.",
        "en": "The documents give a different figure.",
    },
    "beside": {
        "ko": "함께 확인할 내용:",
        "en": "Also in the documents:",
    },
    "status_open": {"ko": "접수 중", "en": "Open"},
    "status_upcoming": {"ko": "접수 예정", "en": "Upcoming"},
    "status_closed": {"ko": "접수 마감", "en": "Closed"},
    "status_unknown": {"ko": "접수 여부 확인 필요", "en": "Not known"},
    "verdict_met": {"ko": "충족", "en": "Met"},
    "verdict_not_met": {"ko": "미충족", "en": "Not met"},
    "verdict_unknown": {"ko": "확인 필요", "en": "Not known yet"},
    "overall_eligible": {"ko": "문서의 요건을 모두 충족", "en": "Meets every condition stated"},
    "overall_not_eligible": {"ko": "지원 대상이 아님", "en": "Not eligible"},
    "overall_unknown": {"ko": "아직 판단할 수 없음", "en": "Cannot tell yet"},
    "now_open": {"ko": "지금 접수 중입니다.", "en": "Applications are open now."},
    "now_open_until_funds": {
        "ko": "지금 접수 중이지만, 예산이 다하면 일찍 끝날 수 있습니다.",
        "en": "Applications are open now, and may close early when the money runs out.",
    },
    "closes_today": {"ko": "오늘이 접수 마지막 날입니다.", "en": "Today is the last day to apply."},
    "closes_tomorrow": {
        "ko": "내일이 접수 마지막 날입니다.",
        "en": "Tomorrow is the last day to apply.",
    },
    "now_upcoming": {
        "ko": "아직 접수를 시작하지 않았습니다.",
        "en": "Applications have not opened yet.",
    },
    "now_closed": {"ko": "접수가 끝났습니다.", "en": "Applications have closed."},
    "now_unknown": {
        "ko": "지금 접수하는지는 문서만으로 알 수 없습니다.",
        "en": "The documents do not tell whether applications are open now.",
    },
    "window_not_said": {
        "ko": "{what}: 신청기간은 올려진 문서에 나와 있지 않습니다.",
        "en": "{what}: the documents do not say when applications are taken.",
    },
    "nothing_to_apply_for": {
        "ko": "{what}: 올려진 문서에는 신청을 받는다는 내용이 없습니다.",
        "en": "{what}: the documents speak of nothing to apply for.",
    },
    "papers_not_said": {
        "ko": "{what}: 제출서류는 올려진 문서에 나와 있지 않습니다.",
        "en": "{what}: the documents do not say which papers to hand in.",
    },
    "papers_of": {"ko": "{what}의 제출서류:", "en": "{what}: papers to hand in"},
    "steps_of": {"ko": "{what}의 추진절차:", "en": "{what}: the steps in order"},
    "ask_there": {"ko": "문의할 곳", "en": "Where to ask"},
    "where_to_apply": {"ko": "신청하는 곳", "en": "Where to apply"},
    "asks_back": {"ko": "확인이 필요합니다:", "en": "To decide, please tell:"},
    "agency_decides": {
        "ko": "이 판단은 여기 있는 문서에 나온 요건만 본 것이며, 최종 판단은 기관이 합니다.",
        "en": "This looks only at the conditions in these documents; the agency decides.",
    },
    "fitting_open": {
        "ko": "지금 접수 중인 사업을 먼저, 문서의 요건과 맞춰 본 결과입니다.",
        "en": "Programmes that take applications now come first, held against their conditions.",
    },
    "fitting_none_open": {
        "ko": "문서로 확인되는 접수 중인 사업은 없습니다. 요건만 맞춰 본 결과이니 신청기간은 기관에 확인하세요.",
        "en": "No programme is open as far as the documents tell. Here are the conditions alone; "
        "ask the agency when applications are taken.",
    },
    "fitting_more": {
        "ko": "규모, 창업한 때, 지역, 업종, 직원 수를 알려 주시면 더 정확히 맞춰 봅니다.",
        "en": "Tell me your size, founding date, region, industry and staff for a closer match.",
    },
    "row_amount": {"ko": "지원내용", "en": "What you get"},
    "row_window": {"ko": "신청기간", "en": "Applications"},
    "row_who": {"ko": "지원대상", "en": "Who can apply"},
    "row_how": {"ko": "신청방법", "en": "How to apply"},
    "row_papers": {"ko": "제출서류", "en": "Papers"},
    "not_recorded": {
        "ko": "정리되지 않음, 문서를 확인하세요",
        "en": "Not recorded, see the documents",
    },
    "not_said": {"ko": "문서에 없음", "en": "The documents do not say"},
    "fits_eligible": {"ko": "요건 충족", "en": "conditions met"},
    "fits_unknown": {"ko": "요건 확인 필요", "en": "conditions to be checked"},
    "no_source": {
        "ko": "올려진 문서에는 그 내용이 나와 있지 않습니다.",
        "en": "The documents do not say.",
    },
    "part_missing": {
        "ko": "다음은 문서에 나와 있지 않습니다: {what}",
        "en": "The documents do not say: {what}",
    },
    "covers": {
        "ko": "문서에서 다루는 내용: {what}.",
        "en": "What the documents do cover: {what}.",
    },
    "contact": {
        "ko": "공고의 문의처: {what}",
        "en": "Contact given in the notice: {what}",
    },
    "needs_detail": {
        "ko": "어느 사업에 대한 질문인지 알려 주세요. 문서에 있는 사업: {what}.",
        "en": "Which programme do you mean? The documents cover: {what}.",
    },
    "off_topic": {
        "ko": "저는 정부 지원사업 문서에 대해서만 답할 수 있습니다. 문서에 있는 사업: {what}.",
        "en": "I can only answer about support programmes. The documents cover: {what}.",
    },
    "refused_rules": {
        "ko": "그 요청은 들어드릴 수 없습니다. 지원사업에 대해 물어봐 주세요.",
        "en": "I can't do that. Please ask about the support programmes.",
    },
    "refused_long": {
        "ko": "질문이 너무 깁니다. {limit}자 이내로 줄여 주세요.",
        "en": "The question is too long. Please keep it within {limit} characters.",
    },
    "refused_empty": {
        "ko": "질문을 입력해 주세요.",
        "en": "Please type a question.",
    },
}


def phrase(name: str, language: Language, **values: object) -> str:
    return PHRASES[name][language].format(**values)
