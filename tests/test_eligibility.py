"""A verdict for each criterion: met, not met, or not known; and never "eligible" on a guess."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility import is_registration_number, judge, open_questions
from assistant.errors import ProfileError
from assistant.profile import Profile
from assistant.programmes import read_profile
from assistant.record import Bilingual, Criterion, Quote, Record, Rule, Track

TODAY = date(2026, 4, 10)
WORDS = Bilingual(ko="요건", en="A condition")
QUOTES = (Quote(document="p/notice.md", text="지원대상", start=0, language="ko"),)
GONE = (Quote(document="p/notice.md", text="없어진 조항"),)
SME = ["micro", "small", "medium", "startup"]


def criterion(rule: dict[str, Any], name: str = "c", **fields: Any) -> Criterion:
    values = {"label": WORDS, "question": WORDS, "quotes": QUOTES} | fields
    return Criterion(id=name, rule=Rule.model_validate(rule), **values)


def record(*criteria: Criterion, tracks: tuple[Track, ...] = ()) -> Record:
    names = Bilingual(ko="가상 사업", en="Made-up programme")
    return Record(id="p", names=names, criteria=criteria, tracks=tracks)


def verdict(rule: dict[str, Any], profile: dict[str, Any], today: date = TODAY) -> str:
    (found,) = judge(record(criterion(rule)), Profile.model_validate(profile), today).criteria
    return found.verdict


AGE_39 = {"founder_age": {"at_most": 39}}
AGE_19_TO_39 = {"founder_age": {"at_least": 19, "at_most": 39}}
WITHIN_3 = {"business_years": {"at_most": 3}}  # 3년 이내
UNDER_7 = {"business_years": {"below": 7}}  # 7년 미만
FROM_3 = {"business_years": {"at_least": 3}}  # 3년 이상
OVER_7 = {"business_years": {"above": 7}}  # 7년 초과
STAFF = {"employees": {"at_least": 5, "below": 50}}
SALES = {"sales_krw": {"at_most": 12_000_000_000}}
EXPORTS = {"exports_usd": {"at_least": 100_000, "below": 1_000_000}}
GYEONGBUK = {"region": ["경북"]}
NOT_CAPITAL = {"region": ["비수도권"]}
LIFE = {"industry": ["제약", "바이오", "pharma", "biotech"]}
ISO = {"certification": ["ISO 9001", "이노비즈"]}
WON_BEFORE = {"not": {"prior_award": ["가상 보조금"]}}
PARTNER = {"has": "overseas_partners"}
CLOSED_DOWN = {"not": {"stated": True}}  # "휴업 또는 폐업 중입니까?"

CASES = [
    # size
    ({"size": SME}, {"size": "micro"}, "met"),
    ({"size": SME}, {"size": "small"}, "met"),
    ({"size": SME}, {"size": "medium"}, "met"),
    ({"size": SME}, {"size": "startup"}, "met"),
    ({"size": SME}, {"size": "large"}, "not_met"),
    ({"size": SME}, {}, "unknown"),
    ({"size": SME}, {"is_sme": True}, "met"),
    ({"size": ["small"]}, {"is_sme": True}, "unknown"),
    ({"size": ["small"]}, {"is_sme": False}, "not_met"),
    ({"size": ["micro"]}, {"size": "small"}, "not_met"),
    # the founder's age, in full years: the 40th birthday is the first day on which 39 is exceeded
    (AGE_39, {"representative_born": "1986-04-11"}, "met"),  # 40 tomorrow
    (AGE_39, {"representative_born": "1986-04-10"}, "not_met"),  # 40 today
    (AGE_39, {"representative_born": "1986-04-09"}, "not_met"),
    (AGE_39, {"representative_born": "1987-01-01"}, "met"),
    (AGE_39, {"representative_born": "1986"}, "unknown"),  # 39 or 40
    (AGE_39, {"representative_born": "1986-04"}, "unknown"),
    (AGE_39, {"representative_born": "1986-05"}, "met"),
    (AGE_39, {"representative_born": "1986-03"}, "not_met"),
    (AGE_39, {"representative_born": "1987"}, "met"),
    (AGE_39, {"representative_born": 1985}, "not_met"),
    (AGE_39, {"representative_age": 39}, "met"),
    (AGE_39, {"representative_age": 40}, "not_met"),
    (AGE_39, {}, "unknown"),
    (AGE_19_TO_39, {"representative_born": "2007-04-10"}, "met"),  # 19 today
    (AGE_19_TO_39, {"representative_born": "2007-04-11"}, "not_met"),  # 18 until tomorrow
    (AGE_19_TO_39, {"representative_age": 18}, "not_met"),
    ({"founder_age": {"below": 40}}, {"representative_age": 39}, "met"),
    ({"founder_age": {"below": 40}}, {"representative_age": 40}, "not_met"),
    # the company's age: on the anniversary itself "within" and "over" leave it open
    (WITHIN_3, {"founded": "2023-04-11"}, "met"),
    (WITHIN_3, {"founded": "2023-04-10"}, "unknown"),
    (WITHIN_3, {"founded": "2023-04-09"}, "not_met"),
    (WITHIN_3, {"founded": "2024"}, "met"),
    (WITHIN_3, {"founded": "2023"}, "unknown"),
    (WITHIN_3, {"founded": "2022"}, "not_met"),
    (WITHIN_3, {"years_in_business": 2}, "met"),
    (WITHIN_3, {"years_in_business": 3}, "unknown"),
    (WITHIN_3, {"years_in_business": 4}, "not_met"),
    (WITHIN_3, {"founded": "2026-04-10"}, "met"),  # founded today
    (UNDER_7, {"founded": "2019-04-11"}, "met"),
    (UNDER_7, {"founded": "2019-04-10"}, "not_met"),
    (UNDER_7, {"founded": "2019-04-09"}, "not_met"),
    (FROM_3, {"founded": "2023-04-11"}, "not_met"),
    (FROM_3, {"founded": "2023-04-10"}, "met"),
    (FROM_3, {"founded": "2023-04-09"}, "met"),
    (OVER_7, {"founded": "2019-04-11"}, "not_met"),
    (OVER_7, {"founded": "2019-04-10"}, "unknown"),
    (OVER_7, {"founded": "2019-04-09"}, "met"),
    # counts and sums, at their edges; of several years the last counts
    (STAFF, {"employees": 4}, "not_met"),
    (STAFF, {"employees": 5}, "met"),
    (STAFF, {"employees": 49}, "met"),
    (STAFF, {"employees": 50}, "not_met"),
    (STAFF, {"employees": 0}, "not_met"),
    (STAFF, {}, "unknown"),
    (SALES, {"sales_krw": {2024: 13_000_000_000, 2025: 12_000_000_000}}, "met"),
    (SALES, {"sales_krw": {2024: 1, 2025: 12_000_000_001}}, "not_met"),
    (SALES, {"sales_krw": {}}, "unknown"),
    (EXPORTS, {"exports_usd": {2025: 99_999}}, "not_met"),
    (EXPORTS, {"exports_usd": {2025: 100_000}}, "met"),
    (EXPORTS, {"exports_usd": {2025: 1_000_000}}, "not_met"),
    (EXPORTS, {}, "unknown"),
    # where it is
    (GYEONGBUK, {"region": "경상북도"}, "met"),
    (GYEONGBUK, {"region": "Gyeongbuk"}, "met"),
    (GYEONGBUK, {"address": "경북 포항시 남구 가상로 1"}, "met"),
    (GYEONGBUK, {"region": "대전"}, "not_met"),
    (GYEONGBUK, {"region": "Daejeon"}, "not_met"),
    (GYEONGBUK, {}, "unknown"),
    (NOT_CAPITAL, {"region": "서울특별시"}, "not_met"),
    (NOT_CAPITAL, {"region": "경기도 성남시"}, "not_met"),
    (NOT_CAPITAL, {"region": "부산"}, "met"),
    ({"region": ["포항"]}, {"address": "경북 포항시 남구 가상로 1"}, "met"),
    ({"region": ["포항"]}, {"region": "경북"}, "unknown"),
    ({"country": "KR"}, {"region": "제주"}, "met"),
    ({"country": "KR"}, {"address": "Seoul, Korea"}, "met"),
    ({"country": "KR"}, {"business_registration_number": "123-45-67891"}, "met"),
    ({"country": "KR"}, {"business_registration_number": "123-45-67890"}, "unknown"),
    ({"country": "KR"}, {}, "unknown"),
    # what it makes: told only where it is clear
    (LIFE, {"industry": "바이오 의약품 제조"}, "met"),
    (LIFE, {"industry": "Biotechnology"}, "met"),
    (LIFE, {"industry": "자동차 부품 제조"}, "not_met"),
    (LIFE, {"industry": "Software publishing"}, "not_met"),
    (LIFE, {"industry": "의료기기"}, "unknown"),  # near, and not the same
    (LIFE, {"industry": "기타 서비스"}, "unknown"),
    (LIFE, {}, "unknown"),
    # what it holds
    (ISO, {"certifications": ["이노비즈 인증"]}, "met"),
    (ISO, {"certifications": ["iso9001"]}, "met"),
    (ISO, {"certifications": ["벤처기업"]}, "not_met"),
    (ISO, {"certifications": []}, "not_met"),
    (ISO, {}, "unknown"),
    (PARTNER, {"overseas_partners": ["Example Institute (made up)"]}, "met"),
    (PARTNER, {"overseas_partners": []}, "not_met"),
    (PARTNER, {}, "unknown"),
    # exclusions
    (WON_BEFORE, {"prior_awards": ["2024 가상 보조금"]}, "not_met"),
    (WON_BEFORE, {"prior_awards": ["다른 사업"]}, "met"),
    (WON_BEFORE, {"prior_awards": []}, "met"),
    (WON_BEFORE, {}, "unknown"),
    (CLOSED_DOWN, {}, "unknown"),
    (CLOSED_DOWN, {"answers": {"c": True}}, "not_met"),
    (CLOSED_DOWN, {"answers": {"c": False}}, "met"),
    # what only the owner can say, and what the owner says where the profile does not
    ({"stated": True}, {}, "unknown"),
    ({"stated": True}, {"answers": {"c": True}}, "met"),
    ({"stated": True}, {"answers": {"c": False}}, "not_met"),
    ({"stated": True}, {"answers": {"other": True}}, "unknown"),
    (AGE_39, {"answers": {"c": True}}, "met"),
    (AGE_39, {"answers": {"c": True}, "representative_age": 45}, "not_met"),  # the figure counts
    # several in one
    ({"all": [AGE_39, WITHIN_3]}, {"representative_age": 30, "founded": "2025"}, "met"),
    ({"all": [AGE_39, WITHIN_3]}, {"representative_age": 30}, "unknown"),
    ({"all": [AGE_39, WITHIN_3]}, {"representative_age": 50}, "not_met"),
    ({"any": [AGE_39, WITHIN_3]}, {"representative_age": 50, "founded": "2025"}, "met"),
    ({"any": [AGE_39, WITHIN_3]}, {"representative_age": 50}, "unknown"),
    ({"any": [AGE_39, WITHIN_3]}, {"representative_age": 50, "founded": "2020"}, "not_met"),
    ({"not": {"any": [PARTNER, AGE_39]}}, {"overseas_partners": ["a"]}, "not_met"),
    ({"not": {"all": [PARTNER, AGE_39]}}, {"overseas_partners": []}, "met"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "profile", "expected"), CASES)
def test_a_criterion_is_judged(
    rule: dict[str, Any], profile: dict[str, Any], expected: str
) -> None:
    assert len(CASES) >= 80
    assert verdict(rule, profile) == expected


def test_a_birthday_on_29_february_comes_round_on_1_march() -> None:
    # born 1984-02-29: 40 from 2024-02-29 on; 42 from 2026-03-01 on
    born = {"representative_born": "1984-02-29"}
    rule = {"founder_age": {"at_least": 42}}
    assert verdict(rule, born, date(2026, 2, 28)) == "not_met"
    assert verdict(rule, born, date(2026, 3, 1)) == "met"


def test_one_condition_that_is_not_met_is_enough_and_all_must_be_met() -> None:
    both = record(criterion(AGE_39, "age"), criterion(WITHIN_3, "years"))

    def overall(**profile: Any) -> str:
        return judge(both, Profile(**profile), TODAY).overall

    assert overall(representative_age=30, founded="2025") == "eligible"
    assert overall(representative_age=30) == "unknown"
    assert overall(representative_age=45) == "not_eligible"
    assert overall() == "unknown"


def test_a_record_without_criteria_finds_nobody_eligible() -> None:
    assert judge(record(), Profile(size="small"), TODAY).overall == "unknown"


def test_a_condition_whose_clause_changed_keeps_the_verdict_open() -> None:
    changed = record(criterion(AGE_39, "age"), criterion(WITHIN_3, "years", quotes=GONE))
    for of in (changed, changed.sound()):  # whole, and as the chat holds it
        found = judge(of, Profile(representative_age=30, founded="2025"), TODAY)
        assert [v.criterion.id for v in found.criteria] == ["age"]
        assert found.overall == "unknown"
    assert judge(changed, Profile(representative_age=45), TODAY).overall == "not_eligible"


TRACKS = (
    Track(id="partner", names=WORDS, criteria=(criterion(PARTNER, "partner"),)),
    Track(id="life", names=WORDS, criteria=(criterion(LIFE, "life"),)),
)


@pytest.mark.parametrize(
    ("profile", "overall", "by_track"),
    [
        ({"size": "small", "overseas_partners": ["x"]}, "eligible", ["eligible", "unknown"]),
        ({"size": "small"}, "unknown", ["unknown", "unknown"]),
        ({"size": "small", "overseas_partners": []}, "unknown", ["not_eligible", "unknown"]),
        (
            {"size": "small", "overseas_partners": [], "industry": "자동차"},
            "not_eligible",
            ["not_eligible", "not_eligible"],
        ),
        ({"overseas_partners": ["x"]}, "unknown", ["unknown", "unknown"]),
        ({"size": "large", "overseas_partners": ["x"]}, "not_eligible", ["not_eligible"] * 2),
    ],
)
def test_one_track_is_enough_beside_the_programmes_own_conditions(
    profile: dict[str, Any], overall: str, by_track: list[str]
) -> None:
    of = record(criterion({"size": SME}, "size"), tracks=TRACKS)
    found = judge(of, Profile(**profile), TODAY)
    assert (found.overall, [t.overall for t in found.tracks]) == (overall, by_track)


def test_only_what_still_decides_something_is_asked() -> None:
    of = record(criterion({"size": SME}, "size"), tracks=TRACKS)

    def asked(track: str | None = None, **profile: Any) -> list[str]:
        return [c.id for c in open_questions(judge(of, Profile(**profile), TODAY), track)]

    assert asked() == ["size", "partner", "life"]
    assert asked("life") == ["size", "life"]
    assert asked(size="small", overseas_partners=[]) == ["life"]  # that track is out
    assert asked(size="large") == []
    assert asked(size="small", overseas_partners=["x"]) == []  # eligible by one track


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "size": st.sampled_from([*SME, "large"]),
    "representative_born": st.dates(date(1950, 1, 1), date(2006, 1, 1)).map(date.isoformat),
    "founded": st.dates(date(2000, 1, 1), TODAY).map(date.isoformat),
    "employees": st.integers(0, 300),
    "overseas_partners": st.lists(st.just("x"), max_size=1),
    "industry": st.sampled_from(["바이오", "자동차", "기타"]),
    "answers": st.dictionaries(st.sampled_from(["age", "years", "staff"]), st.booleans()),
}
PROFILES = st.fixed_dictionaries({}, optional=VALUES).map(Profile.model_validate)


@given(PROFILES)
def test_nobody_is_eligible_while_a_condition_is_unknown(profile: Profile) -> None:
    own = (criterion(AGE_39, "age"), criterion(WITHIN_3, "years"), criterion(STAFF, "staff"))
    found = judge(record(*own, tracks=TRACKS), profile, TODAY)
    verdicts = [v.verdict for v in found.criteria]
    if found.overall == "eligible":
        assert set(verdicts) == {"met"}
        assert any({v.verdict for v in t.criteria} == {"met"} for t in found.tracks)
    if "not_met" in verdicts:
        assert found.overall == "not_eligible"


@given(PROFILES, st.sampled_from(list(VALUES)))
def test_knowing_less_never_turns_one_verdict_into_its_opposite(
    profile: Profile, forgotten: str
) -> None:
    own = record(criterion(AGE_39, "age"), criterion(WITHIN_3, "years"), criterion(STAFF, "staff"))
    kept = profile.model_dump(exclude_unset=True, exclude={forgotten, "answers"})
    less, more = (
        judge(own, p, TODAY)
        for p in (Profile.model_validate(kept), profile.model_copy(update={"answers": {}}))
    )
    for before, after in zip(less.criteria, more.criteria, strict=True):
        assert before.verdict in ("unknown", after.verdict)


@pytest.mark.parametrize(
    ("digits", "is_one"),
    [
        # 1*1+2*3+3*7+4*1+5*3+6*7+7*1+8*3+9*5 = 165, + 9*5//10 = 4: 169; 169 + 1 = 170
        ("1234567891", True),
        ("1234567890", False),
        ("123456789", False),
        ("0000000000", True),
        ("", False),
    ],
)
def test_a_registration_number_has_a_check_digit(digits: str, is_one: bool) -> None:
    assert is_registration_number(digits) is is_one


def test_a_profile_is_read_from_yaml_and_json_with_dates_as_written(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "founded: 2024-03-01\nrepresentative_born: 1990\nsales_krw: {2025: 100}\nunknown: x\n"
    )
    (tmp_path / "b.json").write_text(
        '{"founded": "2024-03-01", "representative_born": "1990", "sales_krw": {"2025": 100}}'
    )
    assert read_profile(tmp_path / "a.yaml") == read_profile(tmp_path / "b.json")
    assert read_profile(tmp_path / "a.yaml").founded == "2024-03-01"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("founded: 2024-13-01", "founded"),
        ("founded: last year", "founded"),
        ("size: huge", "size"),
        ("employees: -1", "employees"),
        ("employees: many", "employees"),
        ("- a list", "profile"),
        ("founded: [", "bad.yaml"),
    ],
)
def test_a_wrong_profile_is_refused_with_the_key_that_is_wrong(
    tmp_path: Path, text: str, named: str
) -> None:
    (tmp_path / "bad.yaml").write_text(text)
    with pytest.raises(ProfileError, match=named):
        read_profile(tmp_path / "bad.yaml")
