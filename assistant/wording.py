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
