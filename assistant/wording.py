"""Every fixed sentence of the page, in both languages. What an answer says is worded elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.schema import Language, Status


@dataclass(frozen=True, slots=True)
class Wording:
    """The page's sentences in one language; fields in braces are filled with str.format."""

    # Header and what is covered
    name: str
    tagline: str
    language_switch: str
    covered_programmes: str  # {programmes}, {documents}: counts
    covered_documents: str  # {documents}: a count
    agency_documents: str  # {documents}: a count
    other_documents: str
    stands_in: str  # {day}: ISO date
    # Conversation
    conversation: str
    greeting: str
    examples: str
    question_label: str
    question_hint: str
    send: str
    stop: str
    new_conversation: str
    caution: str
    # What is happening
    opening_documents: str
    opening: str
    searching: str
    stopped: str
    empty_question: str
    too_long: str  # {length}, {limit}: characters
    no_index: str
    broken: str
    failed: str
    timed_out: str
    busy: str
    # Answers and their sources
    statuses: dict[Status, str]  # a plain answer has no label
    sources: str
    sources_of: str  # {question}
    no_sources_yet: str
    no_sources: str
    earlier_sources: str
    source_link: str  # {n}: the text of a citation for a screen reader
    page: str  # {page}
    open_document: str
    opens_in_new_tab: str
    # A document's own page
    stored_text: str
    quoted_here: str
    published_at: str
    back: str
    missing_title: str
    missing: str
    not_open_title: str
    # Programmes: the list
    tab_chat: str
    tab_programmes: str
    view_list: str
    view_compare: str
    view_check: str
    filter_status: str
    any_status: str
    filter_agency: str
    any_agency: str
    open_only: str
    shown_programmes: str  # {shown}, {open}: counts; {day}: ISO date
    none_shown: str
    no_programmes: str
    opening_programmes: str
    policy_material: str
    policy_note: str
    days_left: str  # {days}
    one_day_left: str
    closes_today: str
    closes_today_at: str  # {time}: Korean time
    until_funds: str
    opens_on: str  # {day}
    no_window: str
    unclear_window: str
    amount: str
    benefit: str
    gains: str
    who: str
    excluded: str  # {label}
    windows: str
    how: str
    papers: str
    steps: str
    contact: str
    documents: str
    issued: str  # {date}: as the document writes it
    no_issue_date: str
    not_said: str
    not_recorded: str
    tracks: str  # {count}
    source: str
    check_action: str
    compare_action: str
    checklist_action: str
    # Programmes: side by side
    compare_which: str
    compare_hint: str
    compare_limit: str
    comparison: str
    # Programmes: who may apply
    check_which: str
    check_hint: str
    check_track: str
    question_of: str  # {n}, {total}
    condition: str  # {label}
    exclusion: str  # {label}
    yes: str
    no: str
    cannot_say: str
    go_back: str
    start_over: str
    other_programme: str
    conditions: str
    result_eligible: str
    result_not_eligible: str  # {why}: labels of criteria
    result_unknown: str  # {missing}: labels of criteria
    result_asking: str
    result_track: str
    result_no_criteria: str
    result_incomplete: str
    result_closed: str
    # The checklist to print
    sheet_title: str
    sheet_printed: str  # {day}: ISO date
    sheet_note: str
    sheet_status: str
    sheet_item: str
    sheet_source: str
    sheet_not_said: str
    sheet_not_recorded: str
    sheet_excluded: str  # {label}
    sheet_track: str  # {track}
    step_by: str  # {step}, {who}
    issued_by: str  # {paper}, {issuer}
    in_copies: str  # {paper}, {copies}
    sheet_file: str  # {programme}: an id
    # Applying: a draft in the agency's form
    tab_apply: str
    apply_intro: str
    apply_form: str
    apply_form_hint: str
    upload_form: str
    apply_company: str
    upload_documents: str
    upload_profile: str
    type_in: str
    type_in_button: str
    given_profile: str
    given_document: str  # {name}
    draft_counts: str  # {filled}, {all}
    draft_check: str
    draft_look_at: str
    draft_filled: str
    draft_asked: str
    draft_to_sign: str
    draft_other: str
    draft_no_label: str
    draft_form_asks: str  # {hint}
    draft_papers: str
    draft_next: str  # {what}
    draft_nothing_to_ask: str
    draft_answer: str
    draft_answer_button: str
    draft_skip: str
    draft_place: str
    draft_correction: str
    draft_correct_button: str
    draft_empty_button: str
    draft_meaning: str
    draft_again_button: str
    download_draft: str  # {format}
    download_report: str
    download_profile: str
    draft_file: str  # {title}
    origins: dict[str, str]
    load_errors: dict[str, str]  # by the error's key or kind: {name}, and the error's values
    form_gone: str
    failed_draft: str
    draft_ready: str
    # What the reader says of an answer, and staff
    faq_answer: str  # {faq}: its number
    rate: str
    rate_helpful: str
    rate_wrong: str
    rate_out_of_date: str
    rate_comment: str
    rate_comment_hint: str
    rate_send: str
    rated: str
    hand_over: str
    handed_over: str
    packet: str
    packet_file: str
    not_noted: str
    staff: str


KO = Wording(
    name="길잡이",
    tagline="지원사업 공고문에서 답을 찾고, 근거가 된 문장을 그대로 보여 드립니다.",
    language_switch="언어",
    covered_programmes="안내하는 지원사업 {programmes}개 · 문서 {documents}건",
    covered_documents="안내하는 문서 {documents}건",
    agency_documents="문서 {documents}건",
    other_documents="그 밖의 문서",
    stands_in="최신 자료를 여는 데 문제가 있어 {day}에 준비한 자료로 답합니다. 그 뒤에 바뀐 내용은 답에 "
    "없을 수 있으니, 신청 전에 원문을 꼭 확인하세요.",
    conversation="대화",
    greeting="무엇이 궁금하세요?",
    examples="이렇게 물어보세요",
    question_label="질문",
    question_hint="예: 신청 기간이 언제인가요?",
    send="보내기",
    stop="멈추기",
    new_conversation="새 대화",
    caution="답변은 여기 실린 문서에서만 찾습니다. 신청하기 전에 공고 원문을 꼭 확인하세요.",
    opening_documents="문서를 여는 중입니다… 질문은 지금 보내도 됩니다.",
    opening="문서를 여는 중입니다… 열리는 대로 답해 드립니다.",
    searching="문서에서 찾는 중입니다…",
    stopped="답변을 멈췄습니다.",
    empty_question="질문을 적어 주세요.",
    too_long="질문이 {length:,}자입니다. {limit:,}자까지 받을 수 있으니 줄여서 다시 보내 주세요.",
    no_index="아직 등록된 문서가 없습니다. 운영자가 문서를 등록하면 바로 질문할 수 있습니다.",
    broken="지금은 문서를 열 수 없습니다. 잠시 뒤에 다시 시도하거나 운영자에게 알려 주세요.",
    failed="답을 찾는 중에 문제가 생겼습니다. 같은 질문을 다시 보내 주세요.",
    timed_out="답이 너무 늦어져 멈췄습니다. 잠시 뒤에 다시 보내 주세요.",
    busy="지금 질문이 많아 받지 못했거나 연결이 끊겼습니다. 잠시 뒤에 다시 보내 주세요.",
    statuses={
        "partial": "일부만 있음",
        "no_source": "문서에 없음",
        "off_topic": "지원사업 질문이 아님",
        "needs_detail": "조금 더 알려 주세요",
        "refused": "답할 수 없음",
        "error": "오류",
    },
    sources="근거",
    sources_of="“{question}”의 근거",
    no_sources_yet="답변의 근거가 된 문장이 여기에 나옵니다.",
    no_sources="이 답변에는 인용한 문장이 없습니다.",
    earlier_sources="앞선 답변의 근거",
    source_link="근거 {n}",
    page="{page}쪽",
    open_document="문서 열기",
    opens_in_new_tab="새 탭",
    stored_text="길잡이에 등록된 문서",
    quoted_here="인용한 곳으로 가기",
    published_at="기관이 게시한 원문",
    back="길잡이로",
    missing_title="문서를 찾을 수 없습니다",
    missing="주소가 잘못되었거나, 문서가 더 이상 등록되어 있지 않습니다.",
    not_open_title="잠시만 기다려 주세요",
    tab_chat="상담",
    tab_programmes="지원사업",
    view_list="사업 목록",
    view_compare="비교",
    view_check="자격 확인",
    filter_status="접수 상태",
    any_status="전체",
    filter_agency="기관",
    any_agency="모든 기관",
    open_only="지금 신청할 수 있는 것만",
    shown_programmes="사업 {shown}개 · 지금 접수 중 {open}개 · {day} 기준(한국 시간)",
    none_shown="조건에 맞는 사업이 없습니다. 조건을 넓혀 보세요.",
    opening_programmes="문서를 여는 중입니다…",
    no_programmes="등록된 지원사업이 없습니다.",
    policy_material="정책 자료",
    policy_note="신청을 받는 사업이 아니라 정책을 알리는 자료입니다.",
    days_left="D-{days}",
    one_day_left="D-1",
    closes_today="오늘 마감",
    closes_today_at="오늘 {time} 마감",
    until_funds="예산이 떨어지면 일찍 마감",
    opens_on="{day}부터",
    no_window="정리된 신청 기간이 없습니다. 문서를 보거나 기관에 확인하세요.",
    unclear_window="문서에 적힌 기간만으로는 지금 접수 중인지 알 수 없습니다. 기관에 확인하세요.",
    amount="지원 금액",
    benefit="지원 내용",
    gains="지원 금액·내용",
    who="지원 대상",
    excluded="제외 대상: {label}",
    windows="신청 기간",
    how="신청 방법",
    papers="제출 서류",
    steps="진행 절차",
    contact="문의",
    documents="문서",
    issued="발행일 {date}",
    no_issue_date="문서에 발행일이 적혀 있지 않습니다.",
    not_said="문서에 없음",
    not_recorded="정리되지 않음: 문서를 확인하세요",
    tracks="트랙 {count}개",
    source="근거",
    check_action="자격 확인",
    compare_action="비교",
    checklist_action="신청 점검표(Word)",
    compare_which="비교할 사업(두 개에서 네 개)",
    compare_hint="두 개 이상 고르면 비교표가 나옵니다.",
    compare_limit="네 개까지만 비교합니다. 먼저 고른 네 개를 보여 드립니다.",
    comparison="사업 비교표",
    check_which="어느 사업의 자격을 확인할까요?",
    check_hint="사업을 고르면 자격 요건을 하나씩 여쭤봅니다. 답은 저장하지 않습니다.",
    check_track="어느 트랙으로 신청하려고 하세요?",
    question_of="질문 {n}/{total}",
    condition="요건: {label}",
    exclusion="제외 요건: {label}",
    yes="예",
    no="아니요",
    cannot_say="모르겠어요",
    go_back="이전으로",
    start_over="처음부터",
    other_programme="다른 사업",
    conditions="자격 요건",
    result_eligible="문서에 나온 요건은 모두 충족합니다. 최종 판단은 기관이 합니다.",
    result_not_eligible="지원 대상이 아닙니다. 맞지 않는 요건: {why}",
    result_unknown="아직 판단할 수 없습니다. 확인할 요건: {missing}",
    result_asking="아직 판단할 수 없습니다. 질문에 답해 주세요.",
    result_track="아직 판단할 수 없습니다. 트랙을 골라 주세요.",
    result_no_criteria="문서에 자격 요건이 적혀 있지 않아 판단할 수 없습니다. 기관에 확인하세요.",
    result_incomplete="문서에서 다시 확인해야 하는 요건이 있어 판단할 수 없습니다. 기관에 확인하세요.",
    result_closed="접수가 마감되어 지금은 신청할 수 없습니다.",
    sheet_title="신청 점검표",
    sheet_printed="출력한 날: {day}(한국 시간)",
    sheet_note="공고 원문이 우선합니다. 이 점검표는 등록된 문서에서 옮긴 것이므로, 신청하기 전에 공고 원문과 기관에 꼭 확인하세요.",
    sheet_status="접수 상태",
    sheet_item="확인할 것",
    sheet_source="근거 문서",
    sheet_not_said="문서에 나와 있지 않습니다. 기관에 확인하세요.",
    sheet_not_recorded="여기에 정리되지 않았습니다. 문서를 확인하세요.",
    sheet_excluded="해당하지 않음: {label}",
    sheet_track="{track}의 요건",
    step_by="{step} (담당: {who})",
    issued_by="{paper} (발급: {issuer})",
    in_copies="{paper}, {copies}부",
    sheet_file="신청점검표-{programme}.docx",
    tab_apply="신청서",
    apply_intro="기관의 서식을 고르고 회사 자료를 올리면, 자료에 있는 값만 옮겨 초안을 만듭니다. 올리신 자료는 이 페이지를 "
    "닫으면 지워집니다.",
    apply_form="서식",
    apply_form_hint="초안을 만들 서식을 고르세요.",
    upload_form="다른 서식 올리기 (DOCX·HWPX·HWP)",
    apply_company="회사 정보",
    upload_documents="회사소개서·사업계획서 올리기",
    upload_profile="저장해 둔 회사 정보 불러오기",
    type_in="회사 정보 직접 적기",
    type_in_button="초안에 반영",
    given_profile="저장해 둔 회사 정보",
    given_document="{name}",
    draft_counts="{all}칸 가운데 {filled}칸을 채웠습니다.",
    draft_check="값마다 어디에서 왔는지 적어 두었습니다. 제출하기 전에 파일을 열어 꼭 확인하세요.",
    draft_look_at="확인이 필요한 칸",
    draft_filled="채운 칸",
    draft_asked="값을 몰라 비운 칸",
    draft_to_sign="직접 서명·동의하실 곳",
    draft_other="직접 적으실 칸",
    draft_no_label="(이름 없는 칸)",
    draft_form_asks="서식의 안내: {hint}",
    draft_papers="함께 낼 서류",
    draft_next="알려 주세요: {what}",
    draft_nothing_to_ask="더 여쭤볼 값이 없습니다.",
    draft_answer="답",
    draft_answer_button="적기",
    draft_skip="건너뛰기",
    draft_place="고칠 칸",
    draft_correction="이 칸에 쓸 글",
    draft_correct_button="고치기",
    draft_empty_button="빈칸으로 두기",
    draft_meaning="이 칸은 무엇을 적는 곳인가요?",
    draft_again_button="처음부터 다시",
    download_draft="초안 내려받기 ({format})",
    download_report="채운 내역 (JSON)",
    download_profile="회사 정보 저장 (YAML)",
    draft_file="{title} 초안",
    origins={
        "profile": "회사 정보",
        "document": "올리신 문서",
        "record": "공고",
        "user": "직접 적으신 값",
    },
    load_errors={
        "UnsupportedFileError": "{name}: 읽을 수 있는 형식이 아닙니다. 서식은 DOCX·HWPX·HWP, 회사 자료는 "
        "PDF·DOCX·HWPX·HWP로 올려 주세요.",
        "BrokenFileError": "{name}: 파일이 손상되었거나 적을 칸을 찾지 못했습니다. 원래 프로그램에서 다시 저장해 올려 주세요.",
        "EncryptedFileError": "{name}: 암호나 보안이 걸려 있습니다. 보안을 푼 사본을 올려 주세요.",
        "EmptyFileError": "{name}: 내용이 없는 파일입니다.",
        "ScannedFileError": "{name}: 글자 없이 사진으로만 된 파일입니다. 글자가 있는 원본을 올려 주세요.",
        "FileLimitError": "{name}: 너무 크거나 복잡한 파일이어서 받지 않았습니다. 나누어 올려 주세요.",
        "LoadError": "{name}: 읽지 못했습니다. 다른 형식으로 저장해 올려 주세요.",
        "too_many_documents": "{name}: 회사 자료는 {most}개까지 올릴 수 있어 받지 않았습니다. 처음부터 다시 하면서 꼭 "
        "필요한 자료만 올려 주세요.",
        "profile_unread": "{name}: 저장해 둔 회사 정보 파일(YAML)이 아닙니다. 이 화면에서 저장한 파일을 골라 주세요.",
        "profile_wrong": "{name}: 회사 정보에 읽을 수 없는 값이 있습니다({keys}). 그 값을 고치거나 지운 뒤 다시 올려 "
        "주세요.",
    },
    form_gone="이 서식은 더 이상 올려져 있지 않습니다. 다른 서식을 골라 주세요.",
    failed_draft="초안을 만드는 중에 문제가 생겼습니다. 다시 해 보시거나 운영자에게 알려 주세요.",
    draft_ready="‘신청서’ 탭에서 초안을 확인하고 내려받으세요.",
    faq_answer="담당자가 확인해 올린 답변입니다 (자주 묻는 질문 {faq}번).",
    rate="방금 답변은 어땠나요?",
    rate_helpful="도움이 됐어요",
    rate_wrong="틀렸어요",
    rate_out_of_date="지난 내용이에요",
    rate_comment="무엇이 다른가요?",
    rate_comment_hint="안 적어도 됩니다. 주민등록번호 같은 개인정보는 적지 마세요.",
    rate_send="의견 보내기",
    rated="고맙습니다. 의견이 담당자에게 전해졌습니다.",
    hand_over="담당자에게 이 질문 보내기",
    handed_over="질문과 답변, 출처를 담당자에게 보냈습니다. 이름이나 연락처는 함께 가지 않으니, 직접 답을 받으시려면 아래 문서를 내려받아 공고의 문의처로 보내세요.",
    packet="보낸 내용 내려받기",
    packet_file="길잡이 질문 전달",
    not_noted="지금은 의견을 남길 수 없습니다. 잠시 뒤에 다시 해 주세요.",
    staff="기관 담당자",
)

EN = Wording(
    name="Giljabi",
    tagline="Finds answers in support programme notices and shows the exact words they rest on.",
    language_switch="Language",
    covered_programmes="Programmes: {programmes} · Documents: {documents}",
    covered_documents="Documents: {documents}",
    agency_documents="Documents: {documents}",
    other_documents="Other documents",
    stands_in="The latest documents could not be opened, so answers come from those prepared on "
    "{day}. What changed after that may be missing: check the notice itself before you apply.",
    conversation="Conversation",
    greeting="What would you like to know?",
    examples="For example",
    question_label="Your question",
    question_hint="e.g. When can I apply?",
    send="Send",
    stop="Stop",
    new_conversation="New conversation",
    caution=(
        "Answers come only from the documents here. Check the official notice before you apply."
    ),
    opening_documents="Opening the documents… You can already send a question.",
    opening="Opening the documents… Your answer will follow as soon as they are open.",
    searching="Looking in the documents…",
    stopped="Stopped.",
    empty_question="Please type a question.",
    too_long=(
        "Your question is {length:,} characters long. "
        "The limit is {limit:,}: please shorten it and send it again."
    ),
    no_index="No documents have been added yet. You can ask as soon as the operator adds some.",
    broken="The documents cannot be opened now. Try again later, or tell the operator.",
    failed="Something went wrong while looking for the answer. Please send the question again.",
    timed_out="The answer took too long, so it was stopped. Please try again in a moment.",
    busy="There are too many questions now, or the connection was lost. Please try again shortly.",
    statuses={
        "partial": "Partly in the documents",
        "no_source": "Not in the documents",
        "off_topic": "Not about support programmes",
        "needs_detail": "Please tell us a little more",
        "refused": "Cannot be answered",
        "error": "Error",
    },
    sources="Sources",
    sources_of="Sources for “{question}”",
    no_sources_yet="The sentences an answer rests on will appear here.",
    no_sources="This answer quotes no document.",
    earlier_sources="Sources of earlier answers",
    source_link="Source {n}",
    page="p. {page}",
    open_document="Open the document",
    opens_in_new_tab="new tab",
    stored_text="Document as stored in Giljabi",
    quoted_here="Go to the quoted words",
    published_at="As published by the agency",
    back="Giljabi",
    missing_title="Document not found",
    missing="The address is wrong, or the document is no longer stored here.",
    not_open_title="One moment, please",
    tab_chat="Chat",
    tab_programmes="Programmes",
    view_list="All programmes",
    view_compare="Compare",
    view_check="Eligibility",
    filter_status="Status",
    any_status="Any",
    filter_agency="Agency",
    any_agency="All agencies",
    open_only="Only those I can apply for now",
    shown_programmes="Programmes: {shown} · Open now: {open} · As of {day}, Korean time",
    none_shown="No programme fits these filters. Try wider ones.",
    opening_programmes="Opening the documents…",
    no_programmes="No programmes have been added yet.",
    policy_material="Policy material",
    policy_note="These report on policy. There is nothing to apply for.",
    days_left="{days} days left",
    one_day_left="1 day left",
    closes_today="Closes today",
    closes_today_at="Closes today at {time}",
    until_funds="May close early when the budget runs out",
    opens_on="from {day}",
    no_window="No application period is recorded. Please see the documents or ask the agency.",
    unclear_window=(
        "The documents do not date the application period fully, so it may or may not be open. "
        "Please ask the agency."
    ),
    amount="Amount",
    benefit="What you get",
    gains="Amount or support",
    who="Who can apply",
    excluded="Not for: {label}",
    windows="When to apply",
    how="How to apply",
    papers="What to hand in",
    steps="Steps",
    contact="Contact",
    documents="Documents",
    issued="issued {date}",
    no_issue_date="The documents carry no date of issue.",
    not_said="The documents do not say",
    not_recorded="Not recorded here: see the documents",
    tracks="Tracks: {count}",
    source="Source",
    check_action="Check eligibility",
    compare_action="Compare",
    checklist_action="Checklist (Word)",
    compare_which="Programmes to compare (two to four)",
    compare_hint="Choose two or more to see them side by side.",
    compare_limit="Four at most: these are the four you chose first.",
    comparison="Comparison of programmes",
    check_which="Which programme would you like to check?",
    check_hint=(
        "Choose a programme, and its conditions are asked one at a time. Your answers are not "
        "stored."
    ),
    check_track="Which track would you apply for?",
    question_of="Question {n} of {total}",
    condition="Condition: {label}",
    exclusion="Exclusion: {label}",
    yes="Yes",
    no="No",
    cannot_say="I don't know",
    go_back="Back",
    start_over="Start over",
    other_programme="Another programme",
    conditions="Conditions",
    result_eligible=(
        "You meet every condition in the documents. The agency makes the final decision."
    ),
    result_not_eligible="Not eligible, because of: {why}",
    result_unknown="Cannot tell yet. Still to be settled: {missing}",
    result_asking="Cannot tell yet. Please answer the question.",
    result_track="Cannot tell yet. Please choose a track.",
    result_no_criteria="Cannot tell: the documents state no conditions. Please ask the agency.",
    result_incomplete=(
        "Cannot tell: a condition has to be checked in the documents again. Please ask the agency."
    ),
    result_closed="Applications have closed, so you cannot apply now.",
    sheet_title="Application checklist",
    sheet_printed="Printed on {day}, Korean time",
    sheet_note=(
        "The notice itself decides. This sheet repeats the documents that were added here: "
        "check the notice and ask the agency before you apply."
    ),
    sheet_status="Status",
    sheet_item="To check",
    sheet_source="Source document",
    sheet_not_said="The documents do not say. Please ask the agency.",
    sheet_not_recorded="Not recorded here. Please see the documents.",
    sheet_excluded="Does not apply to us: {label}",
    sheet_track="Conditions of the {track}",
    step_by="{step} (by: {who})",
    issued_by="{paper} (issued by: {issuer})",
    in_copies="{paper}, copies: {copies}",
    sheet_file="checklist-{programme}.docx",
    tab_apply="Apply",
    apply_intro="Choose the agency's form and add what your company has written. Only values found there "
    "go into the draft. What you upload is deleted when this page is closed.",
    apply_form="Form",
    apply_form_hint="Choose the form to draft.",
    upload_form="Upload another form (DOCX, HWPX, HWP)",
    apply_company="Your company",
    upload_documents="Upload a company overview or business plan",
    upload_profile="Load a saved company profile",
    type_in="Type in company details",
    type_in_button="Put into the draft",
    given_profile="Saved company profile",
    given_document="{name}",
    draft_counts="{filled} of {all} places are filled.",
    draft_check="Each value says where it comes from. Open the file and check it before you submit.",
    draft_look_at="Please check",
    draft_filled="Filled",
    draft_asked="Blank, value not known",
    draft_to_sign="For you to sign or consent to",
    draft_other="For you to write",
    draft_no_label="(a place without a label)",
    draft_form_asks="The form asks: {hint}",
    draft_papers="To hand in with it",
    draft_next="Please tell: {what}",
    draft_nothing_to_ask="There is nothing more to ask.",
    draft_answer="Answer",
    draft_answer_button="Put in",
    draft_skip="Skip",
    draft_place="Place to correct",
    draft_correction="What to write there",
    draft_correct_button="Correct",
    draft_empty_button="Leave blank",
    draft_meaning="What is this place for?",
    draft_again_button="Start again",
    download_draft="Download the draft ({format})",
    download_report="What was filled (JSON)",
    download_profile="Save the company profile (YAML)",
    draft_file="{title} draft",
    origins={
        "profile": "Company profile",
        "document": "Your document",
        "record": "Notice",
        "user": "Typed by you",
    },
    load_errors={
        "UnsupportedFileError": "{name}: this kind of file cannot be read. A form has to be DOCX, HWPX or "
        "HWP; company papers PDF, DOCX, HWPX or HWP.",
        "BrokenFileError": "{name}: the file is damaged, or has no place to fill that was found. Save it "
        "anew in its own program and upload that.",
        "EncryptedFileError": "{name}: it is protected. Upload a copy without protection.",
        "EmptyFileError": "{name}: there is nothing in it.",
        "ScannedFileError": "{name}: it holds pictures of pages only. Upload the original with text.",
        "FileLimitError": "{name}: it is too large or too complex, so it was not taken. Split it.",
        "LoadError": "{name}: it could not be read. Save it in another format and upload that.",
        "too_many_documents": "{name}: it was not taken, {most} company papers are the most. Start "
        "again without some.",
        "profile_unread": "{name}: this is no saved company profile (YAML). Choose the file that was "
        "saved from this page.",
        "profile_wrong": "{name}: values in it cannot be read ({keys}). Correct these or delete them, "
        "and upload it again.",
    },
    form_gone="This form is not here any more. Please choose another.",
    failed_draft="Something went wrong while drafting. Try again, or tell the operator.",
    draft_ready="See and download the draft on the Apply tab.",
    faq_answer="An answer checked and published by staff (FAQ {faq}).",
    rate="How was this answer?",
    rate_helpful="Helpful",
    rate_wrong="Wrong",
    rate_out_of_date="Out of date",
    rate_comment="What is different?",
    rate_comment_hint="Optional. Leave out personal details such as registration numbers.",
    rate_send="Send",
    rated="Thank you. Your comment went to the staff.",
    hand_over="Send this question to the staff",
    handed_over="The question, the answer and its sources went to the staff. Your name and contact did not: for a reply, download the page below and send it to the contact named in the notice.",
    packet="Download what was sent",
    packet_file="Giljabi question",
    not_noted="Comments cannot be taken right now. Please try again in a moment.",
    staff="Agency staff",
)

WORDING: dict[Language, Wording] = {"ko": KO, "en": EN}


@dataclass(frozen=True, slots=True)
class ExampleQuestion:
    """A question to start with; shown only where its programme's documents are covered."""

    folder: str  # the corpus folder that answers it
    ko: str
    en: str

    def text(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en


EXAMPLE_QUESTIONS: tuple[ExampleQuestion, ...] = (
    ExampleQuestion(
        "global-rnd",
        "글로벌 협력 R&D는 최대 얼마까지 지원하나요?",
        "How much does the Global Collaborative R&D Program pay at most?",
    ),
    ExampleQuestion(
        "global-rnd",
        "1차 신청은 언제까지인가요?",
        "When does the first round of applications close?",
    ),
    ExampleQuestion(
        "research-dispatch",
        "연구인력 파견을 신청하려면 무엇을 내야 하나요?",
        "What must I submit to apply for a dispatched researcher?",
    ),
    ExampleQuestion(
        "kosme",
        "청년창업사관학교는 몇 살까지 지원할 수 있나요?",
        "Up to what age can I apply to the young entrepreneur center?",
    ),
    ExampleQuestion(
        "kosme",
        "저축공제는 매달 얼마까지 넣을 수 있나요?",
        "How much can I pay into the savings deduction each month?",
    ),
    ExampleQuestion(
        "rnd-sharing-center",
        "KAIST 기술혁신 워크숍은 어디에서 열리나요?",
        "Where is the KAIST technology innovation workshop held?",
    ),
)


def preferred_language(accept_language: str) -> Language:
    """The page's language for an Accept-Language header: Korean where the header says nothing,
    English for a reader of neither language.

    >>> preferred_language("en-GB,en;q=0.9,ko;q=0.8")
    'en'
    """
    weights: dict[str, float] = {}
    for entry in accept_language.lower().split(","):
        tag, _, parameter = entry.strip().partition(";")
        _, _, weight = parameter.strip().partition("q=")
        try:
            weights.setdefault(tag.split("-")[0], float(weight) if weight else 1.0)
        except ValueError:
            continue
    first = [tag for tag in weights if tag in ("ko", "en")]
    if not first:
        return "ko" if not weights or "" in weights or "*" in weights else "en"
    return "ko" if max(first, key=lambda tag: weights[tag]) == "ko" else "en"
