"""Names of programmes in questions: found however they are written, and taken out."""

from __future__ import annotations

import pytest

from assistant.names import Subjects, named_in, without_names
from assistant.ranking import lexical_tokens
from assistant.schema import Document, ProgrammeNames

GLOBAL = ProgrammeNames(
    "global-rnd",
    "global-rnd",
    "2026년 글로벌 협력 R&D 사업",
    "2026 Global Collaborative R&D Program",
    ("글로벌 협력 R&D", "Global R&D Program"),
)
ILP = ProgrammeNames("global-rnd/mit-ilp", "global-rnd", "MIT 트랙", "MIT ILP track", ("ILP",))
SAVINGS = ProgrammeNames(
    "kosme-savings-deduction", "kosme", "재직자 우대 저축공제", "Savings deduction", ("저축공제",)
)
KNOWN = (GLOBAL, ILP, SAVINGS)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("글로벌 협력 R&D 사업의 예산은?", ("global-rnd",)),
        ("글로벌협력R&D 예산은?", ("global-rnd",)),
        ("저축 공제에 가입하려면?", ("kosme-savings-deduction",)),
        ("How do I join the savings deduction?", ("kosme-savings-deduction",)),
        ("global r&d program deadline", ("global-rnd",)),
        ("ILP 신청 방법은?", ("global-rnd/mit-ilp",)),
        ("신청 기간은 언제인가요?", ()),
        ("What is the budget?", ()),
        ("", ()),
    ],
)
def test_a_programme_is_found_by_any_of_its_names(question: str, named: tuple[str, ...]) -> None:
    assert named_in(question, KNOWN) == named


def test_every_named_programme_is_found_the_longest_name_first() -> None:
    question = "저축공제와 글로벌 협력 R&D를 비교해 주세요"
    assert named_in(question, KNOWN) == ("global-rnd", "kosme-savings-deduction")


def test_an_english_name_inside_a_longer_word_is_none() -> None:
    assert named_in("the Philpot company", KNOWN) == ()
    assert named_in("savings and deductions of tax", KNOWN) == ()


def test_names_are_taken_out_with_or_without_their_spaces() -> None:
    assert without_names("글로벌협력 R&D의 예산은?", KNOWN) == "의 예산은?"
    assert without_names("What does the SAVINGS DEDUCTION pay?", KNOWN) == "What does the pay?"
    assert without_names("신청 기간은?", KNOWN) == "신청 기간은?"


# -- the documents that a question means


def document(document_id: str, title: str, text: str = "") -> Document:
    folder = document_id.rpartition("/")[0] or None
    return Document(document_id, title, "ko", "text", f"{title}\n{text}", "", folder)


SUBJECTS = Subjects(
    [
        document("export/notice", "2026년 수출 바우처 참여기업 모집 공고", "한별도 소재 식품 기업"),
        document("hiring/notice", "2026년 청년 채용 지원사업 공고", "새온시 소재 가구 기업"),
        document("rent", "2026년 점포 임차료 지원 공고"),
    ],
    [
        ProgrammeNames("export", "export", "수출 바우처", "Export Voucher"),
        ProgrammeNames("export/us", "export", "미주 항로", "Americas Route"),
        ProgrammeNames("hiring", "hiring", "청년 채용", "Youth Hiring"),
    ],
)


def meant(question: str) -> list[str]:
    return list(SUBJECTS.meant(lexical_tokens(question)))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("수출바우처 정산은 언제까지 하나요?", "export/notice"),
        ("식품 수출 바우쳐 정산은?", "export/notice"),  # mistyped: of 바우처 only 바우 is left
        ("새온시에 있는 가구 회사를 돕는 사업", "hiring/notice"),  # said in the opening lines
        ("점포 임차료는 얼마까지 주나요?", "rent"),  # no record names it
    ],
)
def test_a_question_means_the_document_whose_title_names_or_opening_hold_its_words(
    question: str, first: str
) -> None:
    assert meant(question)[0] == first


def test_words_of_no_title_or_of_a_track_mean_no_document() -> None:
    assert meant("이의신청은 며칠 안에 하나요?") == []
    assert meant("Americas Route") == []


def test_two_words_in_common_are_no_description_of_a_document() -> None:
    assert meant("How long does an export voucher run?") == []


def test_the_closest_is_1_and_those_far_from_it_are_left_out() -> None:
    # 수출, 바우, 우처 and 식품 stand in one document of three, 공고 in all: the others have next to
    # nothing of what the best has.
    assert SUBJECTS.meant(lexical_tokens("수출 바우처 식품 공고")) == {"export/notice": 1.0}


def test_words_of_a_crowd_of_documents_mean_none_and_of_the_near_the_best_five_are_meant() -> None:
    def alike(number: int) -> dict[str, float]:
        documents = [document(f"p{n}/notice", f"청년창업 공고 제{n}호") for n in range(number)]
        return Subjects(documents, []).meant(lexical_tokens("청년창업"))

    assert alike(11) == {}
    assert list(alike(10).values()) == [1.0] * 5


def test_a_folder_of_several_programmes_lends_its_documents_no_name() -> None:
    names = [
        ProgrammeNames("a", "agency", "수출 바우처", "Export Voucher"),
        ProgrammeNames("b", "agency", "청년 채용", "Youth Hiring"),
    ]
    both = Subjects([document("agency/a", "하나"), document("agency/b", "둘")], names)
    assert both.meant(lexical_tokens("export voucher")) == {}


@pytest.mark.parametrize(
    ("question", "asked", "opening"),
    [
        ("수출바우처에서 정산은 언제까지?", "정산은 언제까지?", ""),
        ("정산은 언제까지? (한별도 수출 바우처)", "정산은 언제까지?", "한별도"),
        ("When is the export voucher settled?", "When is the settled?", ""),
        ("식품 수출 바우처", "식품 수출 바우처", "식품"),  # nothing else is asked
    ],
)
def test_what_is_asked_of_a_document_is_the_question_without_its_names(
    question: str, asked: str, opening: str
) -> None:
    assert SUBJECTS.asked(question, ["export/notice"]) == (asked, opening)


def test_of_several_documents_only_what_names_each_of_them_is_left_out() -> None:
    both = ["export/notice", "hiring/notice"]
    assert SUBJECTS.asked("2026년 공고 수출 정산", both) == ("수출 정산", "")


def test_the_words_of_any_question_mean_no_document() -> None:
    said = document("en/notice", "Notice", "The programme is for those companies which want it")
    among = Subjects([said, document("other", "다른 공고")], [])
    assert among.meant(lexical_tokens("Which companies is it for?")) == {}
