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
    "in_its_words": {"ko": "문서에 적힌 그대로:", "en": "In the documents' own words:"},
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
    "rest_missing": {
        "ko": "질문의 나머지 부분은 문서에 나와 있지 않습니다.",
        "en": "The documents do not say the rest of what you asked.",
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
    "fault_empty": {"ko": "값이 비어 있습니다.", "en": "The value is empty."},
    "fault_identity": {
        "ko": "주민등록번호처럼 신분을 나타내는 번호가 들어 있어 쓰지 않았습니다. 직접 적어 주세요.",
        "en": "It holds a resident registration or other identity number, which is never used here. "
        "Please write it yourself.",
    },
    "fault_business_number_form": {
        "ko": "사업자등록번호는 000-00-00000 형식의 숫자 10자리입니다.",
        "en": "A business registration number has ten digits, as in 000-00-00000.",
    },
    "fault_business_number_sum": {
        "ko": "사업자등록번호의 검증 숫자가 맞지 않습니다. 번호를 확인해 주세요.",
        "en": "The check digit of the business registration number is wrong. Please check it.",
    },
    "fault_corporate_number_form": {
        "ko": "법인등록번호는 000000-0000000 형식의 숫자 13자리입니다.",
        "en": "A corporate registration number has thirteen digits, as in 000000-0000000.",
    },
    "fault_corporate_number_sum": {
        "ko": "법인등록번호의 검증 숫자가 맞지 않습니다. 번호를 확인해 주세요.",
        "en": "The check digit of the corporate registration number is wrong. Please check it.",
    },
    "fault_phone": {
        "ko": "전화번호 형식이 아닙니다. 예: 02-000-0000",
        "en": "This is no phone number. For example: 02-000-0000",
    },
    "fault_email": {
        "ko": "이메일 주소 형식이 아닙니다. 예: name@example.com",
        "en": "This is no e-mail address. For example: name@example.com",
    },
    "fault_website": {
        "ko": "홈페이지 주소 형식이 아닙니다. 예: www.example.com",
        "en": "This is no web address. For example: www.example.com",
    },
    "fault_no_such_day": {
        "ko": "없는 날짜입니다. 2019-03-04, 2019-03, 2019처럼 적어 주세요.",
        "en": "There is no such day. Please write it as 2019-03-04, 2019-03 or 2019.",
    },
    "fault_not_english": {
        "ko": "영문 이름을 적어 주세요.",
        "en": "Please write the name in English.",
    },
    "fault_name": {"ko": "이름이 아닙니다.", "en": "This is no name."},
    "fault_future": {"ko": "아직 오지 않은 날짜입니다.", "en": "That day has not come yet."},
    "fault_future_year": {
        "ko": "아직 오지 않은 해의 실적입니다.",
        "en": "These are figures of a year that has not come yet.",
    },
    "fault_money": {
        "ko": "금액은 0 이상의 정수로 적어 주세요.",
        "en": "Please write the amount as a whole number, 0 or more.",
    },
    "fault_count": {
        "ko": "0 이상의 정수로 적어 주세요.",
        "en": "Please write a whole number, 0 or more.",
    },
    "unwritten_unit": {
        "ko": "서식의 단위로는 이 값을 정확히 적을 수 없습니다.",
        "en": "This value cannot be told exactly in the unit of the form.",
    },
    "unwritten_choice": {
        "ko": "선택 항목 가운데 이 값에 맞는 것이 하나로 정해지지 않습니다.",
        "en": "No option of the form, or more than one, fits this value.",
    },
    "unwritten_signature": {
        "ko": "서명이나 날인은 직접 하셔야 합니다.",
        "en": "Please sign or seal here yourself.",
    },
    "unwritten_consent": {
        "ko": "동의나 서약은 직접 확인하고 표시하셔야 합니다.",
        "en": "Please read this and give your consent yourself.",
    },
    "unwritten_identity": {
        "ko": "신분을 나타내는 번호나 계좌는 여기에서 적지 않습니다. 직접 적어 주세요.",
        "en": "Identity numbers and bank accounts are never filled in here. Please write them "
        "yourself.",
    },
    "fault_unread": {
        "ko": "이 값을 읽지 못했습니다. 다시 적어 주세요.",
        "en": "This value could not be read. Please write it again.",
    },
    "unknown_label": {
        "ko": "이 항목에 쓸 값을 알지 못합니다. 직접 적어 주세요.",
        "en": "What belongs here is not known. Please write it yourself.",
    },
    "ambiguous_label": {
        "ko": "무엇을 적는 칸인지 하나로 정해지지 않습니다. 골라 주세요.",
        "en": "This may mean more than one thing. Please choose.",
    },
    "documents_differ": {
        "ko": "올리신 문서에 서로 다른 값이 있습니다. 맞는 값을 적어 주세요.",
        "en": "Your documents give different values. Please write the right one.",
    },
    "not_known": {"ko": "아직 알려 주지 않으신 값입니다.", "en": "You have not told this yet."},
    "left_blank": {"ko": "비워 두기로 하셨습니다.", "en": "You chose to leave this blank."},
    "overflow": {
        "ko": "칸보다 길 수 있습니다. 파일을 열어 모양을 확인해 주세요.",
        "en": "This may be longer than its place. Please open the file and look at it.",
    },
    "value_in_korean": {
        "ko": "영문 서식에 한글 값을 옮겼습니다. 영문으로 바꿔 주세요.",
        "en": "This is in Korean, on an English form. Please put it into English.",
    },
    "not_as_meant": {
        "ko": "이 칸에는 안전하게 적을 수 없었습니다. 직접 적어 주세요.",
        "en": "This place could not be filled safely. Please write it yourself.",
    },
    "draft_which": {
        "ko": "어느 신청서의 초안을 만들까요? 번호로 답해 주세요.",
        "en": "Which form shall I draft? Please answer with its number.",
    },
    "draft_no_forms": {
        "ko": "올려진 신청 서식이 없습니다. 기관에서 받은 서식(DOCX, HWPX, HWP)을 ‘신청서’ 탭에 올려 주세요.",
        "en": "No application form has been put here. Upload the agency's form (DOCX, HWPX or HWP) on "
        "the Apply tab.",
    },
    "draft_no_form": {
        "ko": "이 사업의 신청 서식은 올려져 있지 않습니다. 기관에서 받은 서식(DOCX, HWPX, HWP)이 있으면 ‘신청서’ 탭에 "
        "올려 주세요.",
        "en": "There is no form of this programme here. If you have the agency's form (DOCX, HWPX or "
        "HWP), upload it on the Apply tab.",
    },
    "draft_unreadable": {
        "ko": "이 서식은 읽을 수 없습니다. 기관에서 다시 받아 ‘신청서’ 탭에 올려 주세요.",
        "en": "This form cannot be read. Get it anew from the agency and upload it on the Apply tab.",
    },
    "draft_begun": {
        "ko": "초안을 시작했습니다: {title}",
        "en": "The draft has begun: {title}",
    },
    "draft_standing": {
        "ko": "서식의 {all}칸 가운데 {filled}칸을 채웠습니다.",
        "en": "{filled} of the form's {all} places are filled.",
    },
    "draft_asks": {
        "ko": "다음 값을 알려 주세요: {what} (모르면 ‘건너뛰기’, 마치려면 ‘그만’)",
        "en": "Please tell me this: {what} (or “skip”, or “stop” to end)",
    },
    "draft_taken": {"ko": "적었습니다: {what}", "en": "Noted: {what}"},
    "draft_again": {
        "ko": "다시 적어 주시거나 ‘건너뛰기’라고 답해 주세요.",
        "en": "Please write it again, or answer “skip”.",
    },
    "draft_stopped": {
        "ko": "여기까지 적어 두었습니다. ‘신청서’ 탭에서 확인하고 내려받으실 수 있습니다.",
        "en": "It is kept as it is. Look at it and download it on the Apply tab.",
    },
    "draft_complete": {
        "ko": "더 여쭤볼 값이 없습니다. ‘신청서’ 탭에서 확인하고 내려받아 주세요.",
        "en": "There is nothing more to ask. Look at it and download it on the Apply tab.",
    },
    "draft_to_sign": {
        "ko": "서명·동의 {places}곳은 직접 하셔야 합니다.",
        "en": "{places} places for a signature or consent are left to you.",
    },
    "worded": {
        "ko": "언어 모델이 문서의 문장을 다듬었습니다. 인용된 원문과 비교해 주세요.",
        "en": "A chat model worded the document's sentences: compare them with the quoted ones.",
    },
    "draft_mark": {
        "ko": "[초안] 올리신 문서에서 그대로 옮긴 글입니다. 다듬은 뒤 이 줄을 지우세요.",
        "en": "[Draft] Copied from your own document. Edit it, then delete this line.",
    },
}


def phrase(name: str, language: Language, **values: object) -> str:
    return PHRASES[name][language].format(**values)
