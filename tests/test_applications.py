"""A draft lives in its owner's session alone, and can be begun and completed in the chat."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fixtures_forms import ADDRESS, BRN, FORM, NAME, PROFILE, TITLE, write_plan
from test_server import ShelfAssistant

from assistant.application_dialogue import asks_for_draft
from assistant.applications import Application, Applications
from assistant.apply_tab import ApplyTab
from assistant.conversations import Conversations, Desk
from assistant.errors import LoadError, ProfileError
from assistant.programmes import profile_yaml, read_profile
from assistant.schema import BlankForm

TODAY = date(2026, 4, 21)
OTHER = BlankForm("savings/forms/other.ko.docx", "savings", FORM.raw)


@pytest.fixture
def applications() -> Iterator[Applications]:
    made = Applications(lambda: TODAY, most=3)
    yield made
    made.close()


@pytest.fixture
def draft(applications: Applications) -> Application:
    one = applications.begun("a")
    one.choose_form(FORM.name, FORM.raw)
    return one


def folder_of(one: Application) -> Path:
    return Path(one._folder.name)


def value(one: Application, label: str) -> str | None:
    assert one.draft is not None
    return next(field.value for field in one.draft.fields if field.label == label)


def test_what_is_given_piece_by_piece_fills_the_draft(draft: Application, tmp_path: Path) -> None:
    assert value(draft, "기업명") is None
    profile = tmp_path / "company.yaml"
    profile.write_text(profile_yaml(PROFILE), encoding="utf-8")
    draft.add_profile(profile)
    draft.update()
    assert (value(draft, "기업명"), value(draft, "본사 주소")) == (NAME, None)
    draft.add_document(write_plan(tmp_path), "plan.md")
    draft.update()
    assert value(draft, "본사 주소") == ADDRESS
    draft.answer("address", "부산 가상구 2", "ko")
    draft.update()
    assert value(draft, "본사 주소") == "부산 가상구 2"
    draft.answer("address", "", "ko")
    draft.update()
    assert value(draft, "본사 주소") == ADDRESS


def test_the_profile_can_be_kept_and_read_again(draft: Application, tmp_path: Path) -> None:
    draft.profile = PROFILE
    draft.answer("address", ADDRESS, "ko")
    draft.answer("sales_krw.2023", "9억 원", "ko")
    draft.answer("contact.email", "lee@naru.example.kr", "ko")
    path = tmp_path / "kept.yaml"
    path.write_text(draft.profile_yaml(), encoding="utf-8")
    kept = read_profile(path)
    assert (kept.name_ko, kept.address, kept.representative) == (NAME, ADDRESS, "김가상")
    assert kept.sales_krw is not None and kept.sales_krw[2023] == 900_000_000
    assert kept.sales_krw[2025] == 1_234_500_000
    assert kept.contact is not None
    assert (kept.contact.name, kept.contact.email) == ("이예시", "lee@naru.example.kr")


def test_a_file_that_is_no_form_leaves_the_draft_as_it_was(draft: Application) -> None:
    draft.profile = PROFILE
    draft.update()
    with pytest.raises(LoadError):
        draft.choose_form("photo.docx", b"\x89PNG" + bytes(100))
    assert draft.form_name == FORM.name and value(draft, "기업명") == NAME
    draft.answer("address", ADDRESS, "ko")
    draft.update()
    assert value(draft, "본사 주소") == ADDRESS


def test_a_wrong_answer_changes_nothing(draft: Application) -> None:
    with pytest.raises(ProfileError, match="검증 숫자"):
        draft.answer("business_registration_number", "123-45-67890", "ko")
    assert draft.answers == {} and value(draft, "사업자등록번호") is None


def test_a_session_sees_its_own_draft_alone_and_leaves_nothing_behind(
    applications: Applications,
) -> None:
    one, other = applications.begun("a"), applications.begun("b")
    one.choose_form(FORM.name, FORM.raw)
    one.answer("name_ko", NAME, "ko")
    assert other.draft is None and other.answers == {}
    assert one.token != other.token and applications.by_token(one.token) is one
    assert applications.by_token("x") is None and applications.by_token("가") is None
    folder = folder_of(one)
    assert (folder.stat().st_mode & 0o077, folder.exists()) == (0, True)
    applications.clear("a")
    assert applications.of("a") is None and applications.by_token(one.token) is None
    assert not folder.exists()


def test_the_session_unused_longest_is_dropped_first(applications: Applications) -> None:
    first = folder_of(applications.begun("a"))
    for session in "bcd":  # three at most
        applications.begun(session)
    assert applications.of("a") is None and not first.exists()
    assert applications.of("d") is not None


# --- In the chat -------------------------------------------------------------------------------


class Chat:
    """One session's conversation with a desk that has these forms."""

    def __init__(self, *forms: BlankForm) -> None:
        self.assistant = ShelfAssistant(forms=forms)
        self.desk = Desk(lambda: self.assistant, Conversations(10, 20))
        self.desk.assistant, self.desk.status = self.assistant, "ready"
        self.desk.applications = Applications(lambda: TODAY)

    def says(self, text: str) -> str:
        return list(self.desk.replies(text, "s"))[-1][0].answer

    @property
    def draft(self) -> Application:
        found = self.desk.applications.of("s")
        assert found is not None
        return found


@pytest.fixture
def chat() -> Iterator[Callable[..., Chat]]:
    made: list[Chat] = []

    def begin(*forms: BlankForm) -> Chat:
        made.append(Chat(*forms))
        return made[-1]

    yield begin
    for one in made:
        one.desk.applications.close()


def test_a_draft_is_begun_and_completed_by_one_question_at_a_time(
    chat: Callable[..., Chat],
) -> None:
    talk = chat(FORM)
    first = talk.says("신청서 초안 만들어줘")
    assert TITLE in first and "다음 값을 알려 주세요: 기업명(국문)" in first
    assert "다음 값을 알려 주세요: 대표자 성명" in talk.says(NAME)
    assert value(talk.draft, "기업명") == NAME
    assert "사업자등록번호" in talk.says("김가상")
    assert "검증 숫자가 맞지 않습니다" in talk.says("123-45-67890")
    assert value(talk.draft, "사업자등록번호") is None
    assert "적었습니다" in talk.says(BRN)
    assert value(talk.draft, "사업자등록번호") == BRN
    for _ in range(20):
        if "더 여쭤볼 값이 없습니다" in (said := talk.says("건너뛰기")):
            break
    assert "더 여쭤볼 값이 없습니다" in said and "서명·동의" in said
    assert talk.assistant.asked == []


def test_a_question_in_between_is_answered_and_the_draft_goes_on(
    chat: Callable[..., Chat],
) -> None:
    talk = chat(FORM)
    talk.says("신청서 초안 만들어줘")
    assert "최대 15억 원" in talk.says("지원금은 최대 얼마인가요?")
    assert talk.draft.answers == {}
    talk.says(NAME)
    assert value(talk.draft, "기업명") == NAME


def test_of_several_forms_the_owner_picks_one(chat: Callable[..., Chat]) -> None:
    talk = chat(FORM, OTHER)
    offered = talk.says("신청서 초안 만들어 주세요")
    assert offered.split("\n")[1:] == [f"1. {TITLE} (DOCX)", f"2. {TITLE} (DOCX)"]
    assert "초안을 시작했습니다" in talk.says("2번")
    assert talk.draft.form_id == OTHER.form_id


def test_a_programme_that_is_named_has_its_own_forms(chat: Callable[..., Chat]) -> None:
    talk = chat(FORM, BlankForm("kosme/forms/a.ko.docx", "kosme", FORM.raw))
    talk.says("저축공제 신청서 초안 만들어줘")
    assert talk.draft.form_id == "kosme/forms/a.ko.docx"
    assert "서식은 올려져 있지 않습니다" in talk.says("간담회 신청서 초안 만들어줘")


def test_without_forms_the_owner_is_told_to_bring_one(chat: Callable[..., Chat]) -> None:
    assert "‘신청서’ 탭에 올려 주세요" in chat().says("신청서 초안 만들어줘")
    assert "Apply tab" in chat().says("Please fill in the application form for us")


def test_stop_ends_the_questions_and_the_next_message_is_a_question_again(
    chat: Callable[..., Chat],
) -> None:
    talk = chat(FORM)
    talk.says("신청서 초안 만들어줘")
    assert "여기까지" in talk.says("그만")
    assert "최대 15억 원" in talk.says("지원금 알려줘")
    assert talk.draft.draft is not None


@pytest.mark.parametrize(
    "asked",
    [
        "신청서 초안 만들어줘",
        "사업계획서 좀 써 주세요",
        "이 양식 채워줘",
        "청년창업사관학교 신청서 작성해 주세요",
        "Draft the application for us",
        "Can you fill out the application form?",
        "please prepare our application form",
    ],
)
def test_a_wish_for_a_draft_is_known(asked: str) -> None:
    assert asks_for_draft(asked)


@pytest.mark.parametrize(
    "asked",
    [
        "신청서는 어디에서 받나요?",
        "신청서를 언제까지 내야 하나요?",
        "사업계획서는 어떻게 작성하나요?",
        "제출 서류에 사업계획서가 있나요?",
        "Where do I submit the application form?",
        "What must the application form contain?",
        "How do I fill in the application form?",
        "When is the application deadline?",
    ],
)
def test_a_question_about_forms_is_no_wish_for_a_draft(asked: str) -> None:
    assert not asks_for_draft(asked)


# --- On the page -------------------------------------------------------------------------------


def test_an_uploaded_file_is_deleted_once_it_was_read(
    chat: Callable[..., Chat], tmp_path: Path
) -> None:
    talk = chat(FORM)
    tab = ApplyTab(talk.desk)
    plan, photo = write_plan(tmp_path), tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + bytes(50))
    problems = tab.upload_documents("s", "ko", [str(plan), str(photo)])
    assert [p for p in problems if "photo.jpg: 읽을 수 있는 형식이 아닙니다" in p] == problems
    assert len(problems) == 1 and not plan.exists() and not photo.exists()
    assert list(talk.draft.documents) == ["plan.md"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("founded: soon\nemployees: -3\n", "값이 있습니다(founded, employees)"),
        ("- 하나\n- 둘\n", "회사 정보 파일(YAML)이 아닙니다"),
        ("name_ko: [", "회사 정보 파일(YAML)이 아닙니다"),
    ],
)
def test_a_profile_that_cannot_be_read_is_told_of_in_the_owners_language(
    chat: Callable[..., Chat], tmp_path: Path, written: str, told: str
) -> None:
    tab, path = ApplyTab(chat(FORM).desk), tmp_path / "own.yaml"
    path.write_text(written, encoding="utf-8")
    (korean,) = tab.upload_profile("s", "ko", str(path))
    assert korean.startswith("own.yaml: ") and told in korean
    assert not re.search("[A-Za-z]+ [a-z]+ [a-z]+", korean)
    path.write_text(written, encoding="utf-8")  # it was deleted once it was read
    (english,) = tab.upload_profile("s", "en", str(path))
    assert not re.search("[가-힣]", english)


def test_a_document_too_many_is_told_of_by_how_many_are_taken(
    chat: Callable[..., Chat], tmp_path: Path
) -> None:
    tab = ApplyTab(chat(FORM).desk)
    paths = [write_plan(tmp_path).rename(tmp_path / f"{n}.md") for n in range(11)]
    (problem,) = tab.upload_documents("s", "ko", [str(path) for path in paths])
    assert "10.md: 회사 자료는 10개까지" in problem


def test_typed_values_that_are_wrong_are_named_and_the_others_count(
    chat: Callable[..., Chat],
) -> None:
    talk = chat(FORM)
    tab = ApplyTab(talk.desk)
    tab.choose("s", "ko", FORM.form_id)
    texts = [NAME, "", "김가상", "123-45-67890", *[""] * 14]
    (problem,) = tab.type_in("s", "ko", *texts)
    assert problem.startswith("사업자등록번호: ")
    assert (value(talk.draft, "기업명"), value(talk.draft, "대표자 성명")) == (NAME, "김가상")


def test_the_tab_shows_each_value_with_its_origin_as_text_alone(chat: Callable[..., Chat]) -> None:
    talk = chat(FORM)
    tab = ApplyTab(talk.desk)
    tab.choose("s", "ko", FORM.form_id)
    hostile = "<script>window.pwned=1</script> ~~x~~"
    tab.type_in("s", "ko", hostile, *[""] * 17)
    shown = tab.shown("s", "ko")
    assert "<script" not in shown.draft and "&#60;script" in shown.draft
    assert "직접 적으신 값" in shown.draft
    assert "\n" not in shown.draft + shown.given + shown.asking
    english = tab.shown("s", "en")
    assert "Typed by you" in english.draft and "Business registration number" in english.typed
