"""The default corpus: every fact in Korean and in English, in files that really are their format."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
import yaml
from lxml import etree, html

from assistant.loaders import load_document

CORPUS = Path(__file__).parents[1] / "corpus"
DOCUMENTS = sorted(
    p
    for p in CORPUS.glob("*/*.*")
    if p.is_file() and p.suffix in {".md", ".html", ".pdf", ".docx", ".hwpx"}
)
LANGUAGES = ("ko", "en")

# (folder, as the Korean documents have it, as the English ones have it): every figure, date, name,
# institution and list item of the source texts. Spaces are ignored: PDF lines break anywhere.
DISPATCH, CENTER, TABLE, GLOBAL, KOSME = (
    "research-dispatch",
    "rnd-sharing-center",
    "rnd-roundtable",
    "global-rnd",
    "kosme",
)
FACTS: dict[str, list[tuple[str, str]]] = {
    DISPATCH: [
        ("기술인력을 중소기업에 장기간 파견", "for the long term, to work in the field"),
        ("기술인력 부족을 해소", "relieve the shortage of technical labor"),
        ("소중한 구성원", "valued members of the SMEs"),
        ("지식과 기술을 확산", "spreads knowledge and technology"),
        ("우수 연구자의 공급 기반", "supply base for outstanding researchers"),
        ("대기업과 연구기관의 고급 인력", "staff from large companies and research institutes"),
        ("핵심 R&D 인력", "core R&D workforce"),
        ("어려움 없이 공공연구기관의 연구역량", "do research without difficulty"),
        ("인력 파견이 필요한 중소기업", "SMEs that need dispatched personnel"),
        ("중소벤처기업부", "Ministry of SMEs and Startups"),
        ("국가과학기술연구회(NST)", "National Research Council of Science and Technology (NST)"),
        ("총 22개 기관", "total of 22 organizations"),
        ("한국생산기술연구원(KITECH)", "including KITECH"),
        ("한국산업기술진흥원(KIAT)", "Korea Institute for Advancement of Technology (KIAT)"),
        ("배정 인원(쿼터), 협약, 사업비", "quota, the agreement and the project fee"),
        ("신청서", "application form"),
        ("기업 개요", "company overview"),
        ("사업계획서", "business plan"),
        ("예비검토", "preliminary review"),
        ("서면평가", "a written, an oral and an on-site evaluation"),
        ("발표평가", "oral"),
        ("현장평가", "on-site evaluation"),
        ("통합 모집", "integrated recruiting"),
        ("공공연구기관별 공고", "public notice at each public research center"),
        ("희망하는 연구자가 지원서를 제출하고 심사", "submit an application and are screened"),
        (
            "| 지원인력 채용 | KITECH 지원인력, 참여기업 |",
            "| Employment of the support workforce |",
        ),
        (
            "| 기업지원 계약 체결 | KITECH, 참여기업 |",
            "| Signing of the corporate support contract |",
        ),
        ("참여기업 또는 현장에서 근무", "work at the participating company or on site"),
        ("개발목표의 조기 달성은 협의", "Early achievement of the development goal is settled"),
        ("지원이 조기에 종료", "early termination of support"),
        ("취업하거나 그 기업으로 전직", "is employed by, or transfers to, the company"),
        ("복귀하여 다음 지원기업", "searches for the next company to support"),
        ("복귀하여 다른 지원기업", "searches for other companies to support"),
        ("협력관계를 유지", "Partnerships between KITECH and the participating companies"),
        ("지원인력 풀을 유지하고 기업정보를 관리", "pool of support personnel is retained"),
        ("지원역량을 높이는 교육", "strengthen the competence to support companies"),
        ("| 사후관리 | NST, KITECH, 참여기업 |", "| NST, KITECH, participating companies |"),
    ],
    CENTER: [
        ("4개 과학기술원", "four science and technology institutes"),
        ("KAIST", "KAIST"),
        ("GIST", "GIST"),
        ("DGIST", "DGIST"),
        ("UNIST", "UNIST"),
        ("과학기술정보통신부", "Ministry of Science and ICT"),
        ("기술혁신형 중소기업", "technologically innovative SMEs"),
        ("전략기술 발굴", "Discovery of strategic technologies"),
        ("공동 기술개발", "Joint technology development"),
        ("기술이전", "Technology transfer"),
        ("컨설팅", "Consulting"),
        ("시험장비 지원", "Test equipment support"),
        ("교육훈련", "Education and training"),
        (
            "산학협력 전략 및 사례 공유 워크숍",
            "Strategy and Case Sharing Workshop for Small Business Technology Innovation",
        ),
        ("전략기술 발굴과 공동 연구개발", "strategic technologies and to promote joint R&D"),
        ("18일(금)", "The 18th (Friday)"),
        ("오후 1시 30분부터", "from 1:30 pm"),
        ("Banyan Tree Club & Spa Seoul Festa Hall", "Banyan Tree Club & Spa Seoul Festa Hall"),
        ("반얀트리 클럽 앤 스파 서울 페스타홀", "Festa Hall"),
        ("17일까지", "until the 17th"),
        ("smebridge@kaist.ac.kr", "smebridge@kaist.ac.kr"),
        ("관심이 있는 기업과 개인", "Companies and individuals with an interest in"),
        ("교수 25명", "25 professors"),
        ("6개 기술 분과", "6 technical divisions"),
        ("연구실 25곳", "25 research labs"),
        ("중소기업 59개사", "59 SMEs"),
        ("연구기관·병원 11곳", "11 research institutes and hospitals"),
        ("총 70개 기업·기관", "a total of 70 companies and institutions"),
        ("지난 2년간", "past two years"),
        ("첨단소재·부품", "Advanced material parts"),
        ("공정장비", "Process equipment"),
        ("바이오·헬스케어", "Bio and healthcare"),
        ("ICT/SW", "ICT/SW"),
        ("기계·항공", "Mechanical and aviation"),
        ("제조 자동화·지능화", "Manufacturing automation and intelligence"),
        ("산학협력의 쟁점과 방향", "issues and directions of industry-university cooperation"),
        (
            "Young-seop Joo 전 중소기업청장",
            "Young-seop Joo, former head of the Small and Medium Business Administration",
        ),
        (
            "정책연구부 Hugeun Kwak 부장",
            "Hugeun Kwak, head of the Policy Research Department",
        ),
        (
            "중소기업기술정보진흥원",
            "Small and Medium Business Technology Information Promotion Agency",
        ),
        ("각 과학기술원 교수진, 참여기업", "faculty members from each science and technology"),
        ("현실의 문제 상황", "realistic problem situation"),
        ("이해관계와 목표의 차이", "differences in interests and goals between SMEs"),
        ("신성장동력", "new growth engines"),
        ("Tae-Eok Lee 중소기업 R&D 공유센터장", "Tae-Eok Lee, director of the SME R&D Sharing"),
        ("산업및시스템공학과 교수", "professor of Industrial and Systems Engineering at KAIST"),
        ("(WHAT)", "(WHAT)"),
        ("(WHY)", "(WHY)"),
        ("(HOW)", "(HOW)"),
        ("중견기업들이 ‘가상연구소’", "‘virtual research center’"),
        ("잇는 다리", "as a bridge"),
    ],
    TABLE: [
        ("26일", "On the 26th"),
        ("서울 여의도 글래드호텔", "Glad Hotel in Yeouido, Seoul"),
        ("성과공유회", "Performance Sharing Forum"),
        ("1월 말", "end of January"),
        ("2월 29일", "February 29"),
        ("영등포구 켄싱턴호텔", "Kensington Hotel in Yeongdeungpo-gu, Seoul"),
        ("Oh Young-joo 중소벤처기업부 장관", "Minister of SMEs and Startups Oh Young-joo"),
        ("자문위원 위촉장", "certificate of appointment as an advisory committee member"),
        ("3개 분과", "three subcommittees"),
        ("전략기술·글로벌 R&D", "Strategic Technology & Global R&D"),
        ("R&D 구조개편", "R&D Structural Reform"),
        ("AX(인공지능 전환)", "AX (AI Transformation)"),
        ("과학기술정책연구원(STEPI)", "Science and Technology Policy Institute (STEPI)"),
        ("총 30개 과제", "total of 30 tasks"),
        ("12대 분야", "12 major areas"),
        ("단기 과제와 중장기 과제", "short-term and mid-to-long-term goals"),
        ("전략기술 분야의 혁신과 도전", "innovation and challenge in strategic technology"),
        ("거버넌스와 전문기관의 혁신", "innovation in governance and specialized institutions"),
        ("혁신형 강소기업을 육성", "Innovative small giants"),
        ("세계적인 혁신기업·연구기관과의 공동연구", "joint research with world-class innovative"),
        ("여러 기업에 파급효과", "ripple effects on multiple companies"),
        ("신시장을 창출", "create new markets"),
        ("생태계 혁신과 글로벌 네트워크 R&D", "ecosystem innovation and global network R&D"),
        ("중소기업과 시장이 요구하는 기술개발", "small businesses and markets demand"),
        ("투자와 융자까지 다양화", "include investments and loans"),
        ("재정 투입의 효율성", "public money is used more efficiently"),
        ("거버넌스를 재편", "governance of SME R&D is to be reorganized"),
        (
            "중소기업기술정보진흥원",
            "Small and Medium Business Technology Information Promotion Agency",
        ),
        ("딥테크와 혁신·도전 등", "deep tech and innovation challenges"),
        ("고위험·고수익 과제", "High-risk, high-reward projects"),
        ("딥테크와 스케일업 팁스(Scale-up TIPS)", "deep tech and Scale-up TIPS"),
        ("해외 인증기관과 협력", "overseas certification bodies"),
        ("해외 현지 실증", "local demonstrations overseas"),
        ("탄소중립과 AI 선도국", "leading countries in carbon neutrality and AI"),
        ("인바운드·아웃바운드", "inbound and outbound policies"),
        ("해외 거점", "overseas bases"),
        ("중소기업 R&D를 재설계", "Redesign SME R&D"),
        ("나타날 가능성이 큰 시장", "markets likely to emerge"),
        ("기업 성장단계와 시장 수요", "company growth stages and market demand"),
        ("범부처 차원", "inter-ministerial level"),
        ("AI 선도 스타트업", "AI-leading startups"),
        ("민관 컨소시엄 AI 플랫폼", "public-private consortium AI platform"),
        ("소상공인을 위한 AI 서비스 플랫폼", "AI service platforms for micro and small merchants"),
        ("인프라 비용 절감", "Reduce infrastructure costs"),
        ("내년도 R&D 예산 편성부터 우선", "starting from next year's R&D budget planning"),
        ("내년도 R&D 예산 배분", "next year's R&D budget allocation"),
        ("아무리 강조해도 지나치지", "importance cannot be exaggerated"),
        ("기술력이 뒷받침", "technological capability has to stand behind"),
    ],
    GLOBAL: [
        ("유럽과 북미", "Europe and North America"),
        ("올봄", "this spring"),
        ("3년간 최대 15억 원(약 100만 달러)", "up to KRW 1.5 billion (approx. USD 1 million)"),
        ("3년간", "over three years"),
        ("공동연구, 기술이전, 사업화", "joint research, technology transfer and commercialization"),
        ("지난해 2곳에서 올해 11곳", "two last year to eleven this year"),
        ("독일: 프라운호퍼(Fraunhofer)", "Germany: Fraunhofer"),
        ("슈타인바이스(Steinbeis)", "Steinbeis"),
        ("네덜란드: TNO", "The Netherlands: TNO"),
        ("스위스: CSEM", "Switzerland: CSEM"),
        ("토론토대학교(University of Toronto)", "University of Toronto"),
        ("퍼듀대학교(Purdue University)", "United States: Purdue University"),
        ("조지아텍, Georgia Tech", "Georgia Tech"),
        ("존스홉킨스대학교(Johns Hopkins University)", "Johns Hopkins University"),
        ("매스 제너럴 브리검(Mass General Brigham)", "Mass General Brigham"),
        ("지난해 과제 66개", "66 projects last year"),
        ("신규 과제 157개", "157 new projects in 2026"),
        ("434억 원(약 2,860만 달러)", "KRW 43.4 billion (approx. USD 28.6 million)"),
        ("6대 전략산업", "six strategic industries"),
        ("12개 신산업 분야", "twelve emerging sectors"),
        ("Industrial Liaison Program, ILP", "MIT Industrial Liaison Program (ILP)"),
        ("공동연구 의제", "joint research agenda"),
        ("기술이전과 장기 협력", "technology transfer and longer-term collaboration"),
        ("소폭 확대하여 5개 과제", "grows modestly this year, to support five projects"),
        ("기술 647건", "647 technology proposals"),
        ("총 약 200개 기업", "roughly 200 Korean firms in total"),
        ("최대 6개월", "up to six months"),
        ("공동 R&D 로드맵", "joint R&D roadmaps"),
        ("약 100개 기업이 본격적인 연구과제", "around 100 companies then move on to full-scale"),
        ("해외 연구 파트너를 이미 확보한 기업", "already identified overseas research partners"),
        ("4배 가까이", "nearly fourfold"),
        ("유니콘 후보기업", "unicorn candidates"),
        ("대표 혁신 프로그램 참여기업", "participants in Korea's flagship innovation programs"),
        ("스타트업과 스케일업을 우선", "priority goes to high-performing startups and scale-ups"),
        ("제약·바이오 분야", "pharmaceutical and biotech sectors"),
        ("해외 대형 제약사", "major international pharmaceutical firms"),
        ("초기 발굴부터 임상 개발", "early-stage discovery to clinical development"),
        ("시범과제 10개", "ten pilot projects"),
        ("글로벌 신약 개발 파이프라인", "global drug development pipelines"),
        ("4월 6일부터 4월 24일까지", "April 6 to April 24"),
        ("이후 4월 중", "later in April"),
        ("일반 개방형 협력", "general open collaboration"),
        ("www.iris.go.kr", "www.iris.go.kr"),
        ("https://www.linkedin.com/company/mss1357", "https://www.linkedin.com/company/mss1357"),
        ("@mss_int", "@mss_int"),
        ("https://www.instagram.com/mss_int", "https://www.instagram.com/mss_int"),
        ("제품 수출을 넘어", "less on exports alone"),
    ],
    KOSME: [
        ("3일", "On the 3rd"),
        ("외국인 전문인력 약 800명", "approximately 800 foreign professionals"),
        ("외국인 전문인력을 채용하려는 중소기업", "SMEs that hope to hire foreign professionals"),
        ("국내 취업을 희망하는 외국인 유학생", "students who hope to work in Korea"),
        ("서울 영등포구", "Yeongdeungpo-gu, Seoul"),
        (
            "Jo Han-kyo 중소벤처기업진흥공단 인력성장이사",
            "Jo Han-kyo, director of workforce growth",
        ),
        ("약 5,000명", "approximately 5,000 individuals"),
        ("지방자치단체·대학과 협력", "local governments and universities"),
        ("예산은 30억 원", "KRW 3 billion"),
        ("수요를 조사", "first investigates which foreign professionals SMEs need"),
        ("유학생의 역량을 높입니다", "enhances the capabilities of international students"),
        ("취업 매칭을 지원", "matches the international students with employment"),
        ("인재 풀을 다양화", "more diverse talent pool"),
        ("자금과 인력 부족", "shortages of funding and personnel"),
        ("글로벌 환경 변화에 대응", "changes in the global environment"),
        (
            "인공지능(AI), 디지털 전환(DX)",
            "artificial intelligence (AI), digital transformation (DX)",
        ),
        ("지원을 확대할 계획", "expand its support for corporate contract departments"),
        (
            "지역 대학과 협력하여 계약학과 91개",
            "91 contract departments in collaboration with local",
        ),
        ("1,400명이 넘는", "over 1,400 employees"),
        ("학위를 취득", "obtain a degree"),
        ("연구개발(R&D) 역량과 산업 변화 대응", "capable in research and development (R&D)"),
        ("종전 5년에서 3년으로", "from five years to three years"),
        ("장기 재직", "for the long term"),
        ("매월 최대 50만 원(500,000원)", "up to 500,000 won (KRW 500,000) each month"),
        ("재직자 납입금의 20%", "20% of the employee's contributions"),
        ("만기에 전액 지급", "fully paid out upon maturity"),
        ("3년부터 가입", "participation starting from three years"),
        ("글로벌 트랙을 새로", "newly established a global track"),
        ("해외 진출을 종합적으로 지원", "comprehensively in expanding abroad"),
        ("초기 창업 단계", "early startup phases"),
        ("신산업", "New industries"),
        ("초격차 분야", "Super-gap sectors"),
        ("K-뷰티", "K-beauty"),
        ("전통 제조업", "Traditional manufacturing"),
        ("대표 창업지원 사업", "flagship startup support program"),
        ("39세 이하", "aged 39 and under"),
        ("창업 3년 이내", "in their first three years of business"),
        ("유망한 아이템과 혁신 기술", "promising items and innovative technology"),
    ],
}
# The figures of each source text, and those that only number or count a list of ours.
FIGURES: dict[str, str] = {
    DISPATCH: "22 | 1 2 3 4 5",
    CENTER: "4 18 1 30 17 25 6 59 11 70 2",
    TABLE: "26 29 30 12 3 1 2",
    GLOBAL: "2026 15 1.5 100 1 3 434 43.4 2,860 28.6 66 157 2 11 6 12 5 647 200 4 24 10 1357",
    KOSME: "3 800 5,000 30 91 1,400 5 50 500,000 20 39 | 1 2",
}
CASES = [(folder, ko, en) for folder, pairs in FACTS.items() for ko, en in pairs]


def squeezed(text: str) -> str:
    """Text without spaces or case, with straight quotes."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")
    return re.sub(r"\s+", "", text).lower()


def language_in_name(path: Path) -> str:
    return path.name.split(".")[1]


@lru_cache(maxsize=1)
def texts() -> dict[tuple[str, str], str]:
    """(folder, language) -> the squeezed text of its documents, as the loader reads them."""
    found: dict[tuple[str, str], str] = defaultdict(str)
    for path in DOCUMENTS:
        document = load_document(path, path.relative_to(CORPUS).as_posix())
        found[path.parent.name, language_in_name(path)] += squeezed(document.text) + "\n"
    return found


def records() -> dict[str, list[dict[str, Any]]]:
    return {
        p.parent.name: yaml.safe_load(p.read_text("utf-8"))["programmes"]
        for p in sorted(CORPUS.glob("*/record.yaml"))
    }


@pytest.mark.parametrize(("folder", "ko", "en"), CASES)
def test_a_fact_is_in_the_korean_and_in_the_english_documents(
    folder: str, ko: str, en: str
) -> None:
    assert squeezed(ko) in texts()[folder, "ko"]
    assert squeezed(en) in texts()[folder, "en"]


@pytest.mark.parametrize("folder", FACTS)
def test_no_figure_is_invented(folder: str) -> None:
    known = set(FIGURES[folder].replace("|", " ").split())
    for path in DOCUMENTS:
        if path.parent.name == folder:
            text = load_document(path, path.name).text
            text = re.sub(r"^- \d+ -$", "", text, flags=re.MULTILINE)  # page numbers of a PDF
            assert set(re.findall(r"\d+(?:[.,]\d+)*", text)) <= known, path.name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(CORPUS).as_posix())
def test_a_document_loads_with_a_title_in_the_language_of_its_name(path: Path) -> None:
    document = load_document(path, path.relative_to(CORPUS).as_posix())
    assert document.language == language_in_name(path)
    hangul = bool(re.search("[가-힣]", document.title))
    assert hangul == (document.language == "ko")
    assert len(document.title) > 8  # a title, not a file name's stem


def test_each_folder_has_documents_in_both_languages_and_a_record() -> None:
    for folder in FACTS:
        languages = {language_in_name(p) for p in DOCUMENTS if p.parent.name == folder}
        assert languages == set(LANGUAGES), folder
        assert (CORPUS / folder / "record.yaml").is_file()


@pytest.mark.parametrize(
    ("ko_file", "ko", "en_file", "en"),
    [
        ("foreign-talent.ko.md", "외국인 전문인력 매칭", "workforce.en.pdf", "foreign talent"),
        ("contract-departments.ko.docx", "계약학과", "workforce.en.pdf", "contract departments"),
        ("savings-deduction.ko.hwpx", "저축공제", "workforce.en.pdf", "savings deduction"),
        (
            "young-founders.ko.html",
            "청년창업사관학교",
            "young-founders.en.md",
            "entrepreneur center",
        ),
    ],
)
def test_each_programme_of_kosme_is_in_the_title_of_a_korean_and_an_english_document(
    ko_file: str, ko: str, en_file: str, en: str
) -> None:
    for name, words in ((ko_file, ko), (en_file, en)):
        assert words in load_document(CORPUS / KOSME / name, name).title.casefold()


def test_the_records_name_the_eight_programmes_and_four_tracks() -> None:
    ids = [p["id"] for programmes in records().values() for p in programmes]
    assert sorted(ids) == [
        "global-rnd",
        "kosme-contract-departments",
        "kosme-foreign-talent",
        "kosme-savings-deduction",
        "kosme-young-founders",
        "research-dispatch",
        "rnd-roundtable",
        "rnd-sharing-center",
    ]
    tracks = [t["id"] for ps in records().values() for p in ps for t in p.get("tracks", [])]
    assert tracks == ["mit-ilp", "partner-proposals", "own-partner", "eco-bridge"]


def test_an_alias_belongs_to_one_programme_or_track() -> None:
    owners: dict[str, str] = {}
    for programmes in records().values():
        for named in [*programmes, *(t for p in programmes for t in p.get("tracks", []))]:
            assert set(named["names"]) == set(LANGUAGES)
            for alias in {squeezed(a) for a in [*named["names"].values(), *named["aliases"]]}:
                assert owners.setdefault(alias, named["id"]) == named["id"], alias


def words_of_hwpx(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert package.read("mimetype") == b"application/hwp+zip"
        assert package.infolist()[0].filename == "mimetype"
        section = etree.fromstring(package.read("Contents/section0.xml"))
    return "".join(section.itertext())


def words_of_docx(path: Path) -> str:
    document = docx.Document(str(path))
    assert any(p.style is not None and p.style.name == "Heading 1" for p in document.paragraphs)
    assert document.tables
    return "\n".join(p.text for p in document.paragraphs)


def words_of_pdf(path: Path) -> str:
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None and reader.metadata.title
    return "\n".join(page.extract_text() for page in reader.pages)


def words_of_html(path: Path) -> str:
    page = html.fromstring(path.read_bytes())
    assert page.get("lang") == language_in_name(path)
    assert page.findtext(".//title") == page.findtext(".//h1")
    return str(page.find(".//main").text_content())


def words_of_markdown(path: Path) -> str:
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    return text


@pytest.mark.parametrize(
    ("suffix", "words_of"),
    [
        (".hwpx", words_of_hwpx),
        (".docx", words_of_docx),
        (".pdf", words_of_pdf),
        (".html", words_of_html),
        (".md", words_of_markdown),
    ],
)
def test_each_format_has_two_files_that_their_own_library_opens(suffix: str, words_of: Any) -> None:
    paths = [p for p in DOCUMENTS if p.suffix == suffix]
    assert len(paths) >= 2
    for path in paths:
        words = words_of(path)
        pattern = "[가-힣]{2}" if language_in_name(path) == "ko" else "[A-Za-z]{4}"
        assert len(re.findall(pattern, words)) > 50, path.name


def test_the_readme_tells_the_origin_of_every_file() -> None:
    readme = (CORPUS / "README.md").read_text("utf-8")
    missing = [p for p in DOCUMENTS if f"`{p.relative_to(CORPUS).as_posix()}`" not in readme]
    assert missing == []


def test_nothing_is_said_about_what_a_notice_leaves_out() -> None:
    # A sentence such as "the notice gives no phone number" would itself be quoted as an answer.
    said = re.compile("명시되(?:지|어있지)않|확인되지않|알수없|notstated|doesnotstate|notspecified")
    assert [key for key, text in texts().items() if said.search(text)] == []
