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
