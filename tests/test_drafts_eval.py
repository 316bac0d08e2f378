"""The evaluation of drafts: a filler without fault scores 1, and each fault is caught."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UsageError
from assistant.parsing import Parser
from assistant.prefill import prefill
from assistant.profile import Profile
from assistant.record import Record
from assistant.schema import Document
from evals.drafts.aligning import align
from evals.drafts.cases import KEPT, Company, Form, Place, check_truth, read_companies, read_forms
from evals.drafts.losers import LOSERS, filled, rightly, tick
from evals.drafts.reader import BODY, Key, is_table, read
from evals.drafts.run import evaluate
from evals.drafts.score import Scored, score
from evals.drafts.values import Known, known, says
from evals.drafts.writer import rewritten

CASES = Path(__file__).parents[1] / "evals" / "drafts"
MOST_BYTES = 60_000  # of a file that is kept in the repository


@dataclass(frozen=True)
class Told:
    """A field of a report."""

    label: str
    field: str | None
    value: str | None
    state: str = "filled"
    origin: str | None = "profile"
    quote: str | None = None
    document: str | None = None


@dataclass(frozen=True)
class Stand:
    """A draft by a filler that knows the truth."""

    raw: bytes
    format: str
    fields: tuple[Told, ...]

    def report(self) -> dict[str, Any]:
        return {"fields": [asdict(told) for told in self.fields]}


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    """By programme or name, and file: "research-dispatch/application.ko.docx", "lines.ko.docx"."""
    found = read_forms(CASES)
    return {f"{f.programme}/{f.file}" if f.programme else f.file: f for f in found}


@pytest.fixture(scope="module")
def companies() -> dict[str, Company]:
    return {company.name: company for company in read_companies(CASES)}


@pytest.fixture(scope="module")
def form(forms: dict[str, Form]) -> Form:
    return forms["research-dispatch/application.ko.docx"]


@pytest.fixture(scope="module")
def company(companies: dict[str, Company]) -> Company:
    return companies["haneul-sensor"]


def place_of(form: Form, name: str | None, nth: int = 0) -> Place:
    return [p for p in form.places if p.field == name][nth]


def told(written: dict[Place, str]) -> list[Told]:
    return [
        Told(p.label, p.field, p.label if p.option else text) for p, text in written.items() if text
    ]


def faults(scored: Scored) -> dict[str, list[str]]:
    names = ("wrong", "missed", "invented", "sensitive", "changed", "unread", "unquoted")
    return {name: notes for name in names if (notes := getattr(scored, name))}


def stamped(form: Form, raw: bytes, change: Callable[[str], str] | None, key: Key = BODY) -> bytes:
    """`raw` with one printed line that holds no place changed."""
    package = read(form.twin.read_bytes())
    taken = {p.entry(package) for p in form.places if p.key == key}
    texts = read(raw).holders[key].texts
    n = next(n for n, t in enumerate(texts) if t and n not in taken and not is_table(t))
    return rewritten(raw, {(key, n): change(texts[n]) if change else ""})


# The cases themselves


def test_there_are_forms_of_every_kind_language_and_format(forms: dict[str, Form]) -> None:
    kinds = {f.kind for f in forms.values()}
    names = {f.name for f in forms.values()}
    assert kinds == {"programme", "small", "ministry"} and len(names) >= 12
    assert {f.name for f in forms.values() if f.kind == "ministry"} >= {
        "rnd-plan", "export", "startup", "joint-rnd",
    }  # fmt: skip
    assert sum(f.path.suffix == ".hwp" for f in forms.values()) >= 2
    for suffix in (".docx", ".hwpx"):
        assert {f.lang for f in forms.values() if f.path.suffix == suffix} == {"ko", "en"}


def test_the_long_forms_have_fifty_tables_and_more(forms: dict[str, Form]) -> None:
    for form in forms.values():
        if form.kind == "ministry":
            assert read(form.twin.read_bytes()).tables >= 50, form.file


def test_every_kept_file_is_small(forms: dict[str, Form]) -> None:
    for form in forms.values():
        assert form.path.stat().st_size < MOST_BYTES and form.twin.stat().st_size < MOST_BYTES


def test_each_form_of_a_programme_says_that_it_is_no_official_one(forms: dict[str, Form]) -> None:
    for form in forms.values():
        if form.programme:
            package = read(form.path.read_bytes())
            printed = "\n".join(t for holder in package.holders.values() for t in holder.texts)
            assert "예시 서식 - 공식 양식이 아닙니다 / Example, not an official form" in printed


def test_the_readme_tells_the_origin_of_every_form(forms: dict[str, Form]) -> None:
    readme = (CASES.parents[1] / "corpus" / "README.md").read_text("utf-8")
    for form in forms.values():
        if form.programme:
            assert f"`{form.programme}/forms/{form.name.split('/')[-1]}`" in readme


def test_a_truth_that_does_not_fit_its_form_is_named(form: Form) -> None:
    moved = replace(form, places=(replace(form.places[0], start=1, end=3, printed="××"),))
    with pytest.raises(UsageError, match=form.file):
        check_truth(moved)


def test_what_the_papers_say_stands_in_them(companies: dict[str, Company]) -> None:
    with_papers = [c for c in companies.values() if c.facts]
    assert len(companies) >= 6 and len(with_papers) >= 4
    assert {d.format for c in with_papers for d in c.documents} == {"docx", "hwpx", "pdf"}
    for company in with_papers:
        texts = {d.document_id: d.text for d in company.documents}
        for fact in company.facts:
            said = [fact.said] if fact.said else fact.value
            assert all(words in texts[fact.document] for words in said), fact


def test_the_registration_numbers_are_valid(companies: dict[str, Company]) -> None:
    seen = set()
    for company in companies.values():
        values = known(company, "ko")
        number = [int(d) for d in values["business_registration_number"].value if d.isdigit()]
        # weights 1 3 7 1 3 7 1 3 5, the tens of the last product once more, and the check digit
        total = sum(w * d for w, d in zip((1, 3, 7, 1, 3, 7, 1, 3, 5), number, strict=False))
        assert (total + number[8] * 5 // 10 + number[9]) % 10 == 0, company.name
        if fact := values.get("corporate_registration_number"):
            number = [int(d) for d in fact.value if d.isdigit()]
            # weights 1 2 1 2 … over twelve digits, and the check digit
            total = sum(d * (1 + n % 2) for n, d in enumerate(number[:12]))
            assert (total + number[12]) % 10 == 0, company.name
        seen.add(values["business_registration_number"].value)
    assert len(seen) == len(companies)


# A filler without fault


@pytest.mark.parametrize(
    "name",
    [
        "research-dispatch/application.ko.docx",
        "rnd-sharing-center/application.en.hwpx",
        "controls.en.docx",
        "columns.ko.hwp",
        "export.ko.hwpx",
        "joint-rnd.en.docx",
    ],
)
def test_what_is_filled_rightly_has_no_fault(
    name: str, forms: dict[str, Form], companies: dict[str, Company]
) -> None:
    for company in (companies["haneul-sensor"], companies["orum-ai"], companies["daon-robotics"]):
        written = rightly(forms[name], company)
        scored = score(forms[name], company, filled(forms[name], written), told(written))
        assert faults(scored) == {} and scored.right
        n = len(scored.right)
        assert scored.precision == (n, n) and scored.recall == (n, n)


# Each fault


def test_a_blank_copy_misses_all_that_is_known(form: Form, company: Company) -> None:
    scored = score(form, company, form.path.read_bytes(), [])
    assert set(faults(scored)) == {"missed"} and scored.precision == (0, 0)
    assert scored.recall[1] == sum(
        1 for p, text in rightly(form, company).items() if text and not p.optional
    )


@pytest.mark.parametrize(
    ("name", "text", "is_invented"),
    [
        ("representative", "오세린", False),  # the contact's name
        ("employees", "88", True),  # 87
        ("sales_krw.2025", "21,309,000,000", False),  # the amount, in a column of thousands
        ("founded", "2012년 6월 17일", True),  # day and month changed about
        ("project.title", "국내 수요 조사", True),
    ],
)
def test_a_wrong_value_is_wrong_and_its_place_no_right_one(
    name: str, text: str, is_invented: bool, form: Form, company: Company
) -> None:
    best = rightly(form, company)
    n = sum(bool(t) for t in best.values())
    scored = score(form, company, filled(form, best | {place_of(form, name): text}))
    # n places written, one of them wrong: n - 1 right of n; nothing is missed besides
    assert scored.precision == (n - 1, n) and len(scored.wrong) == 1
    assert bool(scored.invented) == is_invented
    assert not scored.changed and not scored.sensitive


def test_a_place_of_which_nothing_is_known_stays_blank(form: Form, company: Company) -> None:
    fax = next(p for p in form.places if p.label == "팩스")
    scored = score(form, company, filled(form, {fax: "031-000-9999"}))
    assert len(scored.wrong) == 1 and scored.invented == ["팩스: '031-000-9999'"]


def test_a_known_value_at_a_partners_place_is_wrong_but_not_invented(
    forms: dict[str, Form], company: Company
) -> None:
    form = forms["rnd-plan.ko.docx"]
    partner = next(p for p in form.places if p.label == "공동기관 기업명")
    scored = score(form, company, filled(form, {partner: "(주)하늘센서"}))
    assert len(scored.wrong) == 1 and not scored.invented


def test_an_ambiguous_place_stays_blank(forms: dict[str, Form], company: Company) -> None:
    form = forms["lines.ko.docx"]
    scored = score(form, company, filled(form, {place_of(form, "ambiguous"): "031-000-1201"}))
    assert len(scored.wrong) == 1


@pytest.mark.parametrize("kind", KEPT)
def test_a_signature_consent_or_identity_is_never_touched(
    kind: str, forms: dict[str, Form], company: Company
) -> None:
    form = forms["voucher.ko.hwp"]
    place = place_of(form, kind)
    text = tick(place) if kind == "consent" else "780309"
    scored = score(form, company, filled(form, {place: text}))
    assert len(scored.sensitive) == 1 and scored.sensitive[0].startswith(kind)
    assert scored.precision == (0, 1)


def test_a_ticked_box_of_another_size_is_wrong(form: Form, company: Company) -> None:
    boxes = {p.option: p for p in form.places if p.field == "size"}
    scored = score(form, company, filled(form, {boxes["small"]: "☑"}))
    assert scored.wrong == ["소기업: ticked"]
    assert "중기업: box of size" in scored.missed


def test_changed_text_elsewhere_is_caught(form: Form, company: Company) -> None:
    raw = stamped(form, filled(form, rightly(form, company)), lambda text: f"{text} 확인함")
    scored = score(form, company, raw)
    assert scored.changed and scored.invented  # "확인함" is of no source
    assert not scored.wrong and not scored.missed


def test_removed_text_is_caught(form: Form, company: Company) -> None:
    assert score(form, company, stamped(form, form.path.read_bytes(), None)).changed


def test_a_label_that_is_overwritten_is_caught(form: Form, company: Company) -> None:
    package = read(form.path.read_bytes())
    label = next(k for k, holder in package.holders.items() if holder.texts == ["팩스"])
    raw = rewritten(form.path.read_bytes(), {(label, 0): "031-000-1201"})
    assert any("'팩스' became" in note for note in score(form, company, raw).changed)


def altered(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry.filename == name else content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "part", "old", "new"),
    [
        ("application.ko.docx", "word/styles.xml", b"</w:styles>", b"<!-- --></w:styles>"),
        ("application.ko.docx", "word/document.xml", b'w:w="11906"', b'w:w="16838"'),
        ("application.ko.docx", "word/document.xml", b"E7ECF4", b"FFFF00"),
        ("application.ko.docx", "word/document.xml", b'<w:jc w:val="center"', b'<w:jc w:val="left"'),
        ("application.ko.hwpx", "Contents/header.xml", b"#E7ECF4", b"#FFFF00"),
        ("application.ko.hwpx", "Contents/section0.xml", b'width="59528"', b'width="59529"'),
        ("application.ko.hwpx", "Contents/section0.xml", b'rowSpan="1"', b'rowSpan="2"'),
    ],
)  # fmt: skip
def test_an_altered_part_is_caught(
    name: str, part: str, old: bytes, new: bytes, forms: dict[str, Form], company: Company
) -> None:
    form = forms[f"research-dispatch/{name}"]
    raw = form.path.read_bytes()
    with zipfile.ZipFile(form.path) as package:
        assert old in package.read(part)
    assert score(form, company, raw).changed == []
    assert score(form, company, altered(raw, part, lambda xml: xml.replace(old, new, 1))).changed


def test_a_line_layout_that_is_kept_for_other_words_is_caught(
    forms: dict[str, Form], company: Company
) -> None:
    form = forms["lines.ko.hwpx"]
    raw = altered(
        form.path.read_bytes(),
        "Contents/section0.xml",
        lambda xml: xml.replace(b"_" * 30, "(주)하늘센서".encode(), 1),
    )
    scored = score(form, company, raw)
    assert len(scored.right) == 1 and scored.changed == ["outside tables: stale line layout"]


def test_guidance_stays_and_is_not_merged_with_a_value(
    forms: dict[str, Form], company: Company
) -> None:
    form = forms["research-dispatch/business-plan.ko.docx"]
    need = place_of(form, "project.need")
    best = filled(form, {need: rightly(form, company)[need]})
    assert score(form, company, best).changed == []
    replaced = rewritten(form.path.read_bytes(), {(need.key, 0): company.profile.project.need})
    assert score(form, company, replaced).changed
    merged = rewritten(
        form.path.read_bytes(), {(need.key, 0): f"{company.profile.project.need} {need.printed}"}
    )
    assert any("in one line" in note for note in score(form, company, merged).changed)


def test_a_copy_that_cannot_be_read_has_missed_all(form: Form, company: Company) -> None:
    scored = score(form, company, b"not a package")
    assert scored.error and scored.missed and not scored.right


# The report


def test_a_value_that_only_the_report_or_only_the_file_has_is_caught(
    form: Form, company: Company
) -> None:
    written = rightly(form, company)
    raw, report = filled(form, written), told(written)
    assert not score(form, company, raw, report).unread
    assert len(score(form, company, raw, report[1:]).unread) == 1
    assert len(score(form, company, raw, [*report, Told("팩스", None, "없음")]).unread) == 1
    other = [replace(report[0], value="(주)하늘 센서 외"), *report[1:]]
    assert len(score(form, company, raw, other).unread) == 2  # neither is where the other is
    with_units = [replace(t, value=f"{t.value}명") if t.field == "employees" else t for t in report]
    assert not score(form, company, raw, with_units).unread  # "명" is printed beside the place
    no_origin = [replace(report[0], origin=None), *report[1:]]
    assert len(score(form, company, raw, no_origin).unread) == 1


@pytest.mark.parametrize(
    ("quote", "is_right"),
    [
        ("상시근로자 수 | 23명", True),
        ("상시근로자 수: 23명", False),  # not its words
        ("전화 | 043-000-9999 | 직원 수 | 120명", False),  # its words, of another company
        (None, False),
    ],
)
def test_a_quote_stands_in_the_paper_and_says_the_value(
    quote: str | None, is_right: bool, form: Form, companies: dict[str, Company]
) -> None:
    company = companies["nuri-bio"]
    place = place_of(form, "employees")
    report = Told(
        "상시근로자 수", "employees", "23", "filled", "document", quote, "business-plan.ko.docx"
    )
    scored = score(form, company, filled(form, {place: "23"}), [report])
    assert scored.quotes == 1 and (not scored.unquoted) == is_right


# Values


@pytest.mark.parametrize(
    ("name", "value", "unit", "right", "wrong"),
    [
        ("founded", "2018-05-14", 1, ["2018. 5. 14.", "2018년 05월 14일", "May 14, 2018"],
         ["2018. 5.", "2018. 4. 15.", "2018. 5. 14. 3"]),
        ("sales_krw.2025", 2048300000, 1000, ["2,048,300", "2048300천원", "KRW 2,048,300"],
         ["2,048,300,000", "2,048,300,000원", "2,048", "2,048,301"]),
        # 2,048.3 million: rounded, exact; 2,049 is no rounding of it
        ("sales_krw.2025", 2048300000, 1_000_000, ["2,048", "2,048.3"], ["2,049", "2,048,300"]),
        ("phone", "042-000-2100", 1, ["042-000-2100", "(042) 000-2100"], ["042-000-2101", "T042-000-2100"]),
        ("certifications", ("가 인증", "나 인증"), 1, ["가 인증, 나 인증", "가 인증\n나 인증"], ["가 인증"]),
        ("website", "https://a.example.kr/", 1, ["a.example.kr"], ["b.example.kr"]),
        ("project.goal", "하나를 만듭니다. 둘을 줄입니다.", 1,
         ["하나를 만듭니다. 둘을 줄입니다.", "[초안 - 고쳐 쓰십시오] 하나를 만듭니다.\n둘을 줄입니다."],
         ["하나를 만듭니다.", "하나를 만듭니다. 둘을 줄입니다. 그리고 셋도 늘립니다."]),
    ],
)  # fmt: skip
def test_a_value_is_right_in_each_way_of_writing_it_and_in_no_other(
    name: str, value: Any, unit: int, right: Sequence[str], wrong: Sequence[str]
) -> None:
    place = Place((0, 0, 0), 0, 0, 0, "", name, unit=unit)
    assert [t for t in right if not says(place, Known(value, "profile"), t)] == []
    assert [t for t in wrong if says(place, Known(value, "profile"), t)] == []


def test_equal_lines_are_told_apart_by_their_order() -> None:
    line = "성명: ____"
    places = {n: [Place(BODY, n, 4, 8, "성명", "x", "____")] for n in (0, 1)}
    found = align([line, line], ["성명: ____", "성명: 김"], places)
    assert [found.written[places[n][0]] for n in (0, 1)] == ["", "김"]
    assert not found.changed


# The run


def oracle(cases: Path) -> Any:
    forms = {f.path: f for f in read_forms(cases)}
    companies = read_companies(cases)

    def prefill(
        form: Path,
        profile: Profile,
        documents: Sequence[Document],
        records: Sequence[Record] = (),
        today: date | None = None,
    ) -> Stand:
        company = next(c for c in companies if c.profile == profile)
        if company.name == "marubada-food":
            raise ValueError("no")
        written = rightly(forms[form], company)
        kind = forms[form].twin.suffix[1:]
        return Stand(filled(forms[form], written), kind, tuple(told(written)))

    return prefill


def test_a_run_tells_the_losers_apart_and_counts_a_failure(tmp_path: Path) -> None:
    found = evaluate(oracle(CASES), CASES, tmp_path, only="lines.", save=True)
    n = len(read_companies(CASES)) * 4  # two languages, two formats
    assert found["counts"]["drafts"] == n and found["counts"]["errors"] == 4
    assert found["precision"]["value"] == 1 and 0.8 < found["recall"]["value"] < 1
    assert set(found["by_language"]) == {"ko", "en"} and set(found["by_format"]) == {"docx", "hwpx"}
    assert set(found["losers"]["systems"]) == set(LOSERS)
    assert found["losers"]["systems"]["made_up"]["counts"]["invented_values"] > 0
    assert found["losers"]["systems"]["blank"]["recall"]["value"] == 0
    rows = [json.loads(r) for r in (tmp_path / "results.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == n and sum("ValueError: no" in r["error"] for r in rows) == 4
    assert json.loads((tmp_path / "summary.json").read_text("utf-8"))["counts"]["drafts"] == n
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "marubada-food" in page and "<script" not in page
    assert len(list((tmp_path / "drafts").glob("*/*"))) == n - 4


def test_a_folder_without_cases_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="truth"):
        read_forms(tmp_path)
    with pytest.raises(UsageError, match="none of them"):
        evaluate(oracle(CASES), CASES, tmp_path, only="none of them")


def test_a_box_is_told_by_its_words_though_the_label_runs_on(
    forms: dict[str, Form], companies: dict[str, Company]
) -> None:
    form = forms["rnd-plan.ko.docx"]
    company = next(c for c in companies.values() if known(c, "ko")["size"].value == "small")
    box = next(p for p in form.places if p.option == "small")
    assert "□" in box.label  # "소기업 □중기업"
    raw = filled(form, {box: "■"})
    assert not score(form, company, raw, [Told("기업규모", "size", "소기업")]).unread
    assert score(form, company, raw, [Told("기업규모", "size", "대기업")]).unread


def test_a_region_that_only_the_address_tells_is_not_invented_under_its_short_name(
    forms: dict[str, Form], companies: dict[str, Company]
) -> None:
    form, company = forms["columns.ko.docx"], companies["daon-robotics"]
    region = place_of(form, "region")
    assert "region" not in known(company, "ko")
    assert "경상남도" in known(company, "ko")["address"].value
    named = score(form, company, filled(form, {region: "경남"}))
    other = score(form, company, filled(form, {region: "전남"}))
    assert not named.wrong and not named.invented
    assert other.wrong and other.invented


# --- The assistant's own drafts ----------------------------------------------------------------


@pytest.mark.parametrize("only", ["voucher", "lines.en.docx"])
def test_the_assistants_drafts_of_our_forms_do_not_get_worse(only: str, tmp_path: Path) -> None:
    with Parser() as parser:
        found = evaluate(partial(prefill, parser=parser), CASES, tmp_path, losers=False, only=only)
    assert found["precision"]["value"] == 1.0
    assert found["recall"]["value"] >= 0.95
    assert found["read_back"]["value"] == 1.0
    assert {name: n for name, n in found["counts"].items() if name != "drafts" and n} == {}
