"""Documents of fictional companies, and the facts that each states. No company here exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CompanyDocument:
    name: str
    text: str
    facts: dict[str, Any]  # field -> value; what else is found is wrong
    first_look: bool = False  # written after the rules, and measured before any was changed


PLAN_KO = CompanyDocument(
    "plan-ko",
    """\
# 2026년 기술개발사업 사업계획서

## 1. 신청기업 개요

| 기업명 | ㈜가상정밀 | 대표자 | 홍가상 |
| --- | --- | --- | --- |
| 사업자등록번호 | 000-81-00014 | 법인등록번호 | 000011-0000015 |
| 설립일자 | 2015. 3. 2. | 업종(코드) | 금속 절삭가공 기계 제조업 (C29223) |
| 본사 주소 | 경기도 가상시 모의로 12, 3층 | 본사 주소 | 경기도 가상시 모의로 12, 3층 |
| 전화번호 | 031-000-0001 | 팩스번호 | 031-000-0002 |
| 홈페이지 | www.gasang-precision.example.com | 이메일 | info@gasang-precision.example.com |
| 기업규모 | □ 소상공인 ■ 소기업 □ 중기업 | 상시근로자 수 | 24명 |
| 과제 담당자 | 이모의 | 직위 | 연구소장 |
| 담당자 전화 | 010-0000-0003 | 담당자 이메일 | lee@gasang-precision.example.com |

## 2. 재무 현황

(단위: 백만원)

| 구분 | 2023년 | 2024년 | 2025년 | 2026년(예상) |
| --- | --- | --- | --- | --- |
| 매출액 | 3,210 | 4,105 | 5,230 | 6,500 |
| 영업이익 | 210 | 305 | 412 | 600 |
| 수출액(천불) | 120 | 250 | 310.5 | 500 |

## 3. 인증 및 수상

### 3.1 보유 인증

- ISO 9001
- 벤처기업확인서
- ISO 14001 (2027년 취득 예정)

### 3.2 수상 실적

- 2024년 가상시장 표창(우수 중소기업)

## 4. 개발 과제

| 과제명 | 초정밀 스핀들 자동 보정 장치 개발 |
| --- | --- |
| 지원분야 | 스마트 제조 |
| 총사업비 | 200,000천원 (정부지원금 150,000천원, 자부담 50,000천원) |
| 사업기간 | 2027. 1. 1. ~ 2027. 12. 31. (12개월) |

### 4.1 개발 필요성

기존 스핀들은 열변형 때문에 가공 오차가 커서 고객사의 불량률이 3%에 이른다.
이를 줄이려면 실시간 보정이 필요하다.

### 4.2 개발 목표

가공 오차를 2㎛ 이하로 낮춘다.

### 4.3 추진 계획

1차년도에는 센서를 설계하고 2차년도에는 시제품을 실증한다.

### 4.4 기대 효과

수입 장비를 대체하고 2028년 매출 100억원을 목표로 한다.

## 5. 참여기관 현황

| 기관명 | ㈜다른테크 | 대표자 | 김다른 |
| --- | --- | --- | --- |
| 사업자등록번호 | 000-86-00019 | 전화번호 | 02-000-0009 |
| 설립일자 | 2001. 1. 1. | 상시근로자 수 | 300명 |
""",
    {
        "name_ko": "㈜가상정밀",
        "representative": "홍가상",
        "business_registration_number": "000-81-00014",
        "corporate_registration_number": "000011-0000015",
        "founded": "2015-03-02",
        "industry": "금속 절삭가공 기계 제조업",
        "industry_code": "C29223",
        "address": "경기도 가상시 모의로 12, 3층",
        "region": "경기",
        "phone": "031-000-0001",
        "website": "www.gasang-precision.example.com",
        "email": "info@gasang-precision.example.com",
        "size": "small",
        "employees": 24,
        "contact.name": "이모의",
        "contact.title": "연구소장",
        "contact.phone": "010-0000-0003",
        "contact.email": "lee@gasang-precision.example.com",
        "sales_krw.2023": 3_210_000_000,
        "sales_krw.2024": 4_105_000_000,
        "sales_krw.2025": 5_230_000_000,
        "exports_usd.2023": 120_000,
        "exports_usd.2024": 250_000,
        "exports_usd.2025": 310_500,
        "certifications": ("ISO 9001", "벤처기업확인서"),
        "prior_awards": ("2024년 가상시장 표창(우수 중소기업)",),
        "project.title": "초정밀 스핀들 자동 보정 장치 개발",
        "project.field": "스마트 제조",
        "project.budget_krw": 200_000_000,
        "project.months": 12,
        "project.need": "기존 스핀들은 열변형 때문에 가공 오차가 커서 고객사의 불량률이 3%에 이른다.\n"
        "이를 줄이려면 실시간 보정이 필요하다.",
        "project.goal": "가공 오차를 2㎛ 이하로 낮춘다.",
        "project.plan": "1차년도에는 센서를 설계하고 2차년도에는 시제품을 실증한다.",
        "project.effect": "수입 장비를 대체하고 2028년 매출 100억원을 목표로 한다.",
    },
)

OVERVIEW_KO = CompanyDocument(
    "overview-ko",
    """\
회 사 개 요

■ 일반현황
 ○ 회 사 명 : 주식회사 모의바이오 (Moui Bio Inc.)
 ○ 대 표 자 : 박모의
 ○ 설 립 일 : 2020년 7월 15일
 ○ 사업자번호 : 000-86-00120
 ○ 소 재 지 : (00000) 대전광역시 유성구 예시대로 99, 가상관 501호
 ○ 업    종 : 의약품 연구개발업
 ○ 임직원수 : 18명(연구원 11명 포함)
 ○ TEL : 042-000-1000 / FAX : 042-000-1001
 ○ E-mail : contact@mouibio.example.com

■ 매출 현황 (단위 : 천원)

| 연도 | 매출액 | 당기순이익 |
| --- | --- | --- |
| 2024 | 512,340 | -120,000 |
| 2025 | 1,034,500 | 20,500 |
| 2026(E) | 2,000,000 | 300,000 |

■ 주요 파트너
 ○ 기관명 : 가짜병원
 ○ 대표 : 최가짜
 ○ 전화 : 02-000-7777

■ 향후 계획
 ○ 2027년까지 직원 40명으로 확대
 ○ 목표 매출액(2028년) : 100억원
""",
    {
        "name_ko": "주식회사 모의바이오",
        "name_en": "Moui Bio Inc.",
        "representative": "박모의",
        "founded": "2020-07-15",
        "business_registration_number": "000-86-00120",
        "address": "대전광역시 유성구 예시대로 99, 가상관 501호",
        "region": "대전",
        "industry": "의약품 연구개발업",
        "employees": 18,
        "phone": "042-000-1000",
        "email": "contact@mouibio.example.com",
        "sales_krw.2024": 512_340_000,
        "sales_krw.2025": 1_034_500_000,
    },
)

HOMEPAGE_KO = CompanyDocument(
    "homepage-ko",
    """\
# 예시로봇

사람과 함께 일하는 로봇을 만듭니다.

## 회사 소개

㈜예시로봇은 2018년 5월에 설립된 협동로봇 전문 기업입니다. 현재 32명의 임직원이 일하고 있습니다.
2025년에는 매출 48억 원을 달성했습니다.

## 고객사

가상자동차, 모의전자 등 20개 회사가 예시로봇을 쓰고 있습니다. 가상자동차는 1975년에 설립된 회사로 임직원이 5,000명입니다.

## 인증

벤처기업, 이노비즈, ISO 9001

## 소식

- 2027년에는 매출 100억 원을 목표로 합니다.

상호: ㈜예시로봇 | 대표: 정예시 | 사업자등록번호: 000-88-00013
주소: 대구광역시 북구 가상로 7 | 대표전화: 053-000-2000 | 이메일: hello@yesirobot.example.com
""",
    {
        "name_ko": "㈜예시로봇",
        "founded": "2018-05",
        "employees": 32,
        "sales_krw.2025": 4_800_000_000,
        "certifications": ("벤처기업", "이노비즈", "ISO 9001"),
        "representative": "정예시",
        "business_registration_number": "000-88-00013",
        "address": "대구광역시 북구 가상로 7",
        "region": "대구",
        "phone": "053-000-2000",
        "email": "hello@yesirobot.example.com",
    },
)

BROCHURE_KO = CompanyDocument(
    "brochure-ko",
    """\
㈜허구식품 회사소개서

맛과 건강을 함께 담습니다

인사말

안녕하십니까. 허구식품 대표이사 강허구입니다. 당사는 2009년 11월 2일 설립되어 전통 장류를 현대화해 왔습니다.
본사는 전북특별자치도 전주시 모형구 견본길 5에 있으며, 공장은 충청남도 논산시에 있습니다.

주요 실적

2023년 매출 21억 원, 2024년 매출 25억 3천만 원을 올렸고, 2025년 수출 42만 달러를 기록했습니다.
2026년에는 매출 30억 원을 예상하고 있습니다.

해외 협력사: 도쿄푸드트레이딩(일본), 모크마트(미국)
협력업체인 ㈜타사유통은 1999년에 설립되었고 직원 수는 120명입니다.

문의

전화 063-000-3000
팩스 063-000-3001
담당: 영업팀 윤견본 과장 (yoon@heogu.example.com)
""",
    {
        "name_ko": "㈜허구식품",
        "representative": "강허구",
        "founded": "2009-11-02",
        "address": "전북특별자치도 전주시 모형구 견본길 5",
        "region": "전북",
        "sales_krw.2023": 2_100_000_000,
        "sales_krw.2024": 2_530_000_000,
        "exports_usd.2025": 420_000,
        "overseas_partners": ("도쿄푸드트레이딩(일본)", "모크마트(미국)"),
        "phone": "063-000-3000",
        "contact.name": "윤견본",
        "contact.title": "과장",
        "contact.email": "yoon@heogu.example.com",
    },
)

PLAN_EN = CompanyDocument(
    "plan-en",
    """\
# Business Plan

## 1. Applicant

| Company name | Sample Optics Co., Ltd. |
| --- | --- |
| Company name (Korean) | ㈜샘플광학 |
| CEO | Kim Saempeul |
| Business registration number | 000-81-00125 |
| Date of establishment | 12 April 2016 |
| Address | 45 Gasang-ro, Buk-gu, Gwangju, Republic of Korea |
| Telephone | +82-62-000-4000 |
| E-mail | office@sampleoptics.example.com |
| Website | https://sampleoptics.example.com |
| Industry | Optical lenses and instruments |
| KSIC code | C27301 |
| Number of employees | 41 |
| Contact person | Lee Mokhwa, Research Director |
| Contact e-mail | mokhwa@sampleoptics.example.com |

## 2. Financial summary

Unit: KRW million

| | 2023 | 2024 | 2025 | 2026 (forecast) |
| --- | --- | --- | --- | --- |
| Sales | 5,120 | 6,030 | 7,480 | 9,000 |
| Exports (USD thousand) | 800 | 1,150 | 1,420 | 2,000 |
| Operating profit | 410 | 520 | 690 | 900 |

## 3. The project

Project title: Thin-film coating for infrared lenses
Project period: 24 months
Total project budget: KRW 500 million (grant KRW 375 million)

### 3.1 Need

Infrared lenses lose a third of the light at their surfaces. Imported coatings are dear and slow to come.

### 3.2 Objectives

Raise the transmission of our lenses from 67 % to 95 %.

### 3.3 Work plan

We will design the layers in the first year and set up a pilot line in the second.

### 3.4 Expected impact

Sales of KRW 15 billion by 2030 and 20 new jobs.

## 4. Overseas partner

| Institution | Mock Institute of Photonics |
| --- | --- |
| Representative | Prof. Jane Sample |
| Telephone | +49-30-000000 |
| Founded | 1962 |
| Employees | 250 |
""",
    {
        "name_en": "Sample Optics Co., Ltd.",
        "name_ko": "㈜샘플광학",
        "representative": "Kim Saempeul",
        "business_registration_number": "000-81-00125",
        "founded": "2016-04-12",
        "address": "45 Gasang-ro, Buk-gu, Gwangju, Republic of Korea",
        "region": "광주",
        "phone": "+82-62-000-4000",
        "email": "office@sampleoptics.example.com",
        "website": "https://sampleoptics.example.com",
        "industry": "Optical lenses and instruments",
        "industry_code": "C27301",
        "employees": 41,
        "contact.name": "Lee Mokhwa",
        "contact.title": "Research Director",
        "contact.email": "mokhwa@sampleoptics.example.com",
        "sales_krw.2023": 5_120_000_000,
        "sales_krw.2024": 6_030_000_000,
        "sales_krw.2025": 7_480_000_000,
        "exports_usd.2023": 800_000,
        "exports_usd.2024": 1_150_000,
        "exports_usd.2025": 1_420_000,
        "project.title": "Thin-film coating for infrared lenses",
        "project.months": 24,
        "project.budget_krw": 500_000_000,
        "project.need": "Infrared lenses lose a third of the light at their surfaces. "
        "Imported coatings are dear and slow to come.",
        "project.goal": "Raise the transmission of our lenses from 67 % to 95 %.",
        "project.plan": "We will design the layers in the first year and set up a pilot line in the second.",
        "project.effect": "Sales of KRW 15 billion by 2030 and 20 new jobs.",
        "overseas_partners": ("Mock Institute of Photonics",),
    },
)

ONE_PAGER_EN = CompanyDocument(
    "one-pager-en",
    """\
FABLE BATTERY INC. | Investor one-pager

At a glance
• Founded: March 2021
• CEO: Choi Gasang
• Headquarters: 8 Mohyeong-daero, Nam-gu, Ulsan, Korea
• Team: 15 employees
• 2024 revenue: KRW 620 million
• 2025 revenue: KRW 1.34 billion
• 2026 revenue (target): KRW 3 billion
• Certifications: ISO 9001, Venture Business Certificate

The problem
Used batteries cannot be graded quickly.

Competitors
• Mock Cells Ltd. (founded 2008, 900 employees, revenue KRW 210 billion)

Contact
Tel. 052-000-5000
ir@fablebattery.example.com
www.fablebattery.example.com
""",
    {
        "name_en": "FABLE BATTERY INC.",
        "founded": "2021-03",
        "representative": "Choi Gasang",
        "address": "8 Mohyeong-daero, Nam-gu, Ulsan, Korea",
        "region": "울산",
        "employees": 15,
        "sales_krw.2024": 620_000_000,
        "sales_krw.2025": 1_340_000_000,
        "certifications": ("ISO 9001", "Venture Business Certificate"),
        "phone": "052-000-5000",
        "email": "ir@fablebattery.example.com",
        "website": "www.fablebattery.example.com",
    },
)

OVERVIEW_EN = CompanyDocument(
    "overview-en",
    """\
# Pretend Marine Systems Co., Ltd. — Company Overview

## About us

Pretend Marine Systems Co., Ltd. was founded in August 2012 and is headquartered in Busan, Korea. The company employs 57 people.
Our CEO, Han Pretend, has worked in shipbuilding for 25 years. We plan to hire 20 engineers in 2027.

## Results

Sales reached KRW 9.8 billion in 2024 and KRW 11.2 billion in 2025. Exports were USD 2.4 million in 2025.
We expect sales of KRW 14 billion in 2026.

## Our customers

Imaginary Shipyard Inc. was established in 1973 and has 12,000 employees.

## Awards

- Minister's Citation for Exports, 2023
- Busan Best Small Company, 2025
""",
    {
        "name_en": "Pretend Marine Systems Co., Ltd.",
        "founded": "2012-08",
        "region": "부산",
        "employees": 57,
        "representative": "Han Pretend",
        "sales_krw.2024": 9_800_000_000,
        "sales_krw.2025": 11_200_000_000,
        "exports_usd.2025": 2_400_000,
        "prior_awards": ("Minister's Citation for Exports, 2023", "Busan Best Small Company, 2025"),
    },
)

HOMEPAGE_EN = CompanyDocument(
    "homepage-en",
    """\
Notreal Software

Home | Products | About | Contact

About Notreal

We were founded in 2019 by two engineers. Today a team of 22 people builds scheduling software for factories.
Our office is in Seoul.

What our clients say

"Notreal saved us 300 hours," says Jane Doe, CEO of Otherfirm Ltd. Call her at 02-000-8888.

Notreal Software Inc. | CEO: Yoon Notreal | Business Reg. No.: 000-88-00124 | Address: 3F, 21 Heogu-ro, Mapo-gu, Seoul | Tel: 02-000-6000 | Email: hi@notreal.example.com
""",
    {
        "founded": "2019",
        "employees": 22,
        "region": "서울",
        "name_en": "Notreal Software Inc.",
        "representative": "Yoon Notreal",
        "business_registration_number": "000-88-00124",
        "address": "3F, 21 Heogu-ro, Mapo-gu, Seoul",
        "phone": "02-000-6000",
        "email": "hi@notreal.example.com",
    },
)

DOCUMENTS = [
    PLAN_KO, OVERVIEW_KO, HOMEPAGE_KO, BROCHURE_KO, PLAN_EN, ONE_PAGER_EN, OVERVIEW_EN, HOMEPAGE_EN,
]  # fmt: skip

STARTUP_PLAN_KO = CompanyDocument(
    "startup-plan-ko",
    """\
창업사업화 지원사업 사업계획서

□ 일반현황

| 창업아이템명 | 음성으로 여는 시각장애인용 무인주문 단말기 | 음성으로 여는 시각장애인용 무인주문 단말기 | 음성으로 여는 시각장애인용 무인주문 단말기 |
| --- | --- | --- | --- |
| 기업명 | 모형사운드 주식회사 | 개업연월일 | 2023년 9월 11일 |
| 사업자 구분 | 법인 | 대표자 유형 | 단독 |
| 사업자등록번호 | 000-86-01231 | 사업자 소재지 | 서울특별시 성동구 모형로 30, 2층 201호 |
| 성명 | 노모형 | 생년월일 | 1991. 4. 8. |
| 직원수 | 6명 | 홈페이지 | https://mohyeong.example.com |

□ 창업아이템 개요(요약)

| 명칭 | 말하는 키오스크 | 범주 | 전자기기 |
| --- | --- | --- | --- |
| 문제 인식 | 화면만 있는 단말기는 시각장애인이 쓸 수 없다. | 문제 인식 | 문제 인식 |

1. 문제 인식 (Problem)

1-1. 창업아이템의 필요성

전국의 무인 단말기 가운데 음성을 지원하는 것은 드물다. 법이 바뀌어 2026년부터 음성 안내가 의무가 되었다.

2. 실현 가능성 (Solution)

2-1. 개발 계획

시제품 100대를 3개월 안에 만들어 복지관 두 곳에서 시험한다.

3. 성장전략 (Scale-up)

3-1. 경쟁사 분석

| 업체 | 대표 | 직원수 | 매출액 |
| --- | --- | --- | --- |
| ㈜타사키오스크 | 문타사 | 210명 | 320억원 |

3-2. 매출 계획

| 구분 | 2026년 | 2027년 | 2028년 |
| --- | --- | --- | --- |
| 매출액(백만원) | 300 | 1,200 | 3,000 |

4. 팀 구성 (Team)

| 순번 | 직위 | 담당 업무 | 보유 역량 |
| --- | --- | --- | --- |
| 1 | 개발이사 | 음성 인식 | 전자공학 박사 |
| 2 | 과장 | 영업 | 경력 10년 |
""",
    {
        "project.title": "음성으로 여는 시각장애인용 무인주문 단말기",
        "name_ko": "모형사운드 주식회사",
        "founded": "2023-09-11",
        "business_registration_number": "000-86-01231",
        "address": "서울특별시 성동구 모형로 30, 2층 201호",
        "region": "서울",
        "employees": 6,
        "website": "https://mohyeong.example.com",
        "project.need": "전국의 무인 단말기 가운데 음성을 지원하는 것은 드물다. "
        "법이 바뀌어 2026년부터 음성 안내가 의무가 되었다.",
        "project.plan": "시제품 100대를 3개월 안에 만들어 복지관 두 곳에서 시험한다.",
    },
    first_look=True,
)

RND_PLAN_KO = CompanyDocument(
    "rnd-plan-ko",
    """\
# 연구개발계획서

## Ⅰ. 기관 현황

### 가. 주관연구개발기관

| 기관명 | (주)견본소재 | 사업자등록번호 | 000-81-01236 |
| --- | --- | --- | --- |
| 법인등록번호 | 000011-0001237 | 대표자 성명 | 오견본 |
| 주소 | 충청북도 청주시 흥덕구 견본대로 100 | 최초설립일 | 2011-06-20 |
| 연구책임자 | 임견본 (연구소장) | 전화 | 043-000-1234 |
| 상시 종업원 수 | 63명 | 기업유형 | 중기업 |

### 나. 공동연구개발기관

| 기관명 | 가상대학교 산학협력단 | 사업자등록번호 | 000-05-00010 |
| --- | --- | --- | --- |
| 주소 | 부산광역시 남구 대학로 1 | 대표자 성명 | 공가상 |

## Ⅱ. 재무 정보

| 회계연도 | 자산총계(천원) | 매출액(천원) | 당기순이익(천원) |
| --- | --- | --- | --- |
| 2023년 | 9,100,200 | 11,020,300 | 502,100 |
| 2024년 | 9,870,000 | 12,345,678 | 610,000 |
| 2025년 | 10,400,900 | 13,500,000 | 702,340 |

## Ⅲ. 연구개발 내용

### 1. 연구개발과제명

나노 다공성 단열 필름의 연속 생산 기술

### 2. 연구개발의 필요성

기존 단열재는 두꺼워 전자기기에 넣기 어렵다.

일본 제품에 의존하고 있어 값도 비싸다.

### 3. 연구개발 목표

두께 100㎛ 이하에서 열전도율 0.02 W/mK를 달성한다.

### 4. 연구개발 내용 및 방법

- 1단계: 배합 조성 탐색
- 2단계: 롤투롤 공정 설계

### 5. 기대효과

전자기기 발열 문제를 줄이고 수입을 대체한다.

### 6. 연구개발비

| 구분 | 금액 |
| --- | --- |
| 정부지원연구개발비 | 6억원 |
| 기관부담연구개발비 | 2억원 |
| 총연구개발비 | 8억원 |

총 연구개발 기간: 24개월
""",
    {
        "name_ko": "(주)견본소재",
        "business_registration_number": "000-81-01236",
        "corporate_registration_number": "000011-0001237",
        "representative": "오견본",
        "address": "충청북도 청주시 흥덕구 견본대로 100",
        "region": "충북",
        "founded": "2011-06-20",
        "employees": 63,
        "size": "medium",
        "sales_krw.2023": 11_020_300_000,
        "sales_krw.2024": 12_345_678_000,
        "sales_krw.2025": 13_500_000_000,
        "project.title": "나노 다공성 단열 필름의 연속 생산 기술",
        "project.need": "기존 단열재는 두꺼워 전자기기에 넣기 어렵다.\n\n일본 제품에 의존하고 있어 값도 비싸다.",
        "project.goal": "두께 100㎛ 이하에서 열전도율 0.02 W/mK를 달성한다.",
        "project.plan": "- 1단계: 배합 조성 탐색\n- 2단계: 롤투롤 공정 설계",
        "project.effect": "전자기기 발열 문제를 줄이고 수입을 대체한다.",
        "project.budget_krw": 800_000_000,
        "project.months": 24,
    },
    first_look=True,
)

PROFILE_KO = CompanyDocument(
    "profile-ko",
    """\
## 회사 프로필

| 상호 | 대표이사 | 설립년월 | 본사 | 종업원 수 |
| --- | --- | --- | --- | --- |
| 농업회사법인 ㈜예제팜 | 서예제 | 2017년 2월 | 전라남도 나주시 예제면 예제길 3 | 38명 |

## 연혁

- 2017. 02. 농업회사법인 ㈜예제팜 설립
- 2019. 05. 기업부설연구소 설립
- 2021. 08. 제2공장 준공(전라북도 김제시)
- 2024. 11. 수출 100만 달러 달성

## 매출 추이

| 연도 | 국내 매출(백만원) | 수출(천달러) |
| --- | --- | --- |
| 2024 | 6,100 | 1,020 |
| 2025 | 7,000 | 1,310 |

## 인증 현황

| 번호 | 인증명 | 인증기관 | 취득일 |
| --- | --- | --- | --- |
| 1 | HACCP | 식품안전관리인증원 | 2018. 3. |
| 2 | 유기가공식품 인증 | 국립농산물품질관리원 | 2020. 7. |
| 3 | 할랄 인증 | - | 2027년 예정 |

## 수상 이력

2022 전남 우수 농식품 대상
2025 수출 유공 표창

## 주요 거래처

| 거래처 | 대표 전화 | 연간 거래액 |
| --- | --- | --- |
| 허상마트 | 02-000-1111 | 12억원 |

## 고객센터

전화: 061-000-4321
이메일: farm@yeje.example.com
""",
    {
        "name_ko": "농업회사법인 ㈜예제팜",
        "representative": "서예제",
        "founded": "2017-02",
        "address": "전라남도 나주시 예제면 예제길 3",
        "region": "전남",
        "employees": 38,
        "exports_usd.2024": 1_020_000,
        "exports_usd.2025": 1_310_000,
        "certifications": ("HACCP", "유기가공식품 인증"),
        "prior_awards": ("2022 전남 우수 농식품 대상", "2025 수출 유공 표창"),
        "phone": "061-000-4321",
        "email": "farm@yeje.example.com",
    },
    first_look=True,
)

LEAFLET_KO = CompanyDocument(
    "leaflet-ko",
    """\
숫자로 보는 가공클라우드

설립 2014년 10월
임직원 85명
2025년 매출 132억 원
고객사 400곳

가공클라우드 주식회사는 제조 현장의 데이터를 모아 분석하는 서비스를 제공한다. 대표이사 민가공은 20년간 제조 현장에서 일했다.
지난해 누적 투자 유치액은 80억 원이다. 2028년까지 임직원을 200명으로 늘릴 계획이다.

[보유 인증]
CSAP, ISO 27001, GS인증 1등급

[해외 파트너]
- 베를린 매뉴팩처링 랩 (독일)
- 팩토리 넘버스 (싱가포르)

[자회사]
가공로보틱스㈜: 2020년 설립, 대표 표가공, 임직원 12명

가공클라우드 주식회사  대표 민가공  사업자등록번호 000-88-01235
인천광역시 연수구 가공로 55  T. 032-000-5500  F. 032-000-5501  E. sales@gagong.example.com  W. www.gagong.example.com
""",
    {
        "founded": "2014-10",
        "employees": 85,
        "sales_krw.2025": 13_200_000_000,
        "name_ko": "가공클라우드 주식회사",
        "representative": "민가공",
        "certifications": ("CSAP", "ISO 27001", "GS인증 1등급"),
        "overseas_partners": ("베를린 매뉴팩처링 랩 (독일)", "팩토리 넘버스 (싱가포르)"),
        "business_registration_number": "000-88-01235",
        "address": "인천광역시 연수구 가공로 55",
        "region": "인천",
        "phone": "032-000-5500",
        "email": "sales@gagong.example.com",
        "website": "www.gagong.example.com",
    },
    first_look=True,
)

IR_KO = CompanyDocument(
    "ir-ko",
    """\
# IR 요약

- 회사: 주식회사 상상메디
- 대표: 고상상 (Ko Sangsang)
- 설립: 2019.08.19
- 본사: 강원특별자치도 춘천시 상상길 77
- 인원: 29명 (연구개발 17명)
- 업종: 의료용 기기 제조업 (27199)
- 누적 투자: 45억원(시리즈A)

## 실적

- 매출: 2023년 8억 2천만원 → 2024년 15억원 → 2025년 24억 7천만원
- 수출: 2025년 55만 달러
- 2026년 매출 전망: 40억원

## 담당자

- 이름: 기상상
- 직책: 전략기획팀장
- 연락처: 010-0000-7788
- 이메일: ir@sangsang.example.com

## 투자사

- 상상벤처스(대표 심투자, 02-000-9999)
""",
    {
        "name_ko": "주식회사 상상메디",
        "representative": "고상상",
        "founded": "2019-08-19",
        "address": "강원특별자치도 춘천시 상상길 77",
        "region": "강원",
        "employees": 29,
        "industry": "의료용 기기 제조업",
        "industry_code": "27199",
        "sales_krw.2023": 820_000_000,
        "sales_krw.2024": 1_500_000_000,
        "sales_krw.2025": 2_470_000_000,
        "exports_usd.2025": 550_000,
        "contact.name": "기상상",
        "contact.title": "전략기획팀장",
        "contact.phone": "010-0000-7788",
        "contact.email": "ir@sangsang.example.com",
    },
    first_look=True,
)

PROPOSAL_EN = CompanyDocument(
    "proposal-en",
    """\
PROJECT PROPOSAL

1. Company information

Name of company: Illusory Sensors Inc. (주식회사 일루전센서)
Representative: Ms. Seo Illusory, CEO
Corporate registration number: 000011-0007772
Business registration number: 000-86-07778
Established: 7 November 2013
Head office: 15 Hwangsang-ro 3-gil, Yuseong-gu, Daejeon 34000, Korea
Employees: 72 (as of December 2025)
Company size: Small enterprise
Contact: Bae Mirage (Manager), +82-42-000-1500, mirage@illusory.example.com

2. Revenue

Year | Revenue (KRW thousand) | Exports (USD)
2023 | 8,450,000 | 640,000
2024 | 9,310,500 | 702,500
2025 | 10,020,000 | 815,000

3. Background

Gas leaks in small plants are found by smell. Our sensor finds them at a hundredth of that concentration.

4. Objectives

To certify the sensor for export by the end of the project.

5. Implementation plan

Design in months 1 to 6, trial at two plants in months 7 to 15, certification in months 16 to 18.

6. Expected results

Export sales of USD 2 million by 2029.

7. Budget

Total project budget: KRW 640,000,000
Project period: 18 months

8. Participating institution

Name: Nowhere University
Representative: Prof. Kang Nowhere
Contact: +82-2-000-4567
""",
    {
        "name_en": "Illusory Sensors Inc.",
        "name_ko": "주식회사 일루전센서",
        "representative": "Seo Illusory",
        "corporate_registration_number": "000011-0007772",
        "business_registration_number": "000-86-07778",
        "founded": "2013-11-07",
        "address": "15 Hwangsang-ro 3-gil, Yuseong-gu, Daejeon 34000, Korea",
        "region": "대전",
        "employees": 72,
        "size": "small",
        "contact.name": "Bae Mirage",
        "contact.title": "Manager",
        "contact.phone": "+82-42-000-1500",
        "contact.email": "mirage@illusory.example.com",
        "sales_krw.2023": 8_450_000_000,
        "sales_krw.2024": 9_310_500_000,
        "sales_krw.2025": 10_020_000_000,
        "exports_usd.2023": 640_000,
        "exports_usd.2024": 702_500,
        "exports_usd.2025": 815_000,
        "project.need": "Gas leaks in small plants are found by smell. "
        "Our sensor finds them at a hundredth of that concentration.",
        "project.goal": "To certify the sensor for export by the end of the project.",
        "project.plan": "Design in months 1 to 6, trial at two plants in months 7 to 15, "
        "certification in months 16 to 18.",
        "project.effect": "Export sales of USD 2 million by 2029.",
        "project.budget_krw": 640_000_000,
        "project.months": 18,
    },
    first_look=True,
)

FACT_SHEET_EN = CompanyDocument(
    "fact-sheet-en",
    """\
# Fact sheet

| Item | Details |
| --- | --- |
| Legal name | Chimera Foods Corporation |
| Year founded | 2005 |
| President & CEO | Nam Chimera |
| HQ | 200 Gagong-daero, Wanju-gun, Jeonbuk State, Korea |
| Headcount | 145 |
| Phone | 063-000-8800 |
| Web | www.chimerafoods.example.com |
| Line of business | Processed ginseng and red ginseng products |
| Parent company | Chimera Holdings (founded 1988, 1,200 employees) |

## Financial highlights (KRW billion)

| Fiscal year | FY2023 | FY2024 | FY2025 | FY2026E |
| --- | --- | --- | --- | --- |
| Revenue | 21.4 | 23.9 | 27.05 | 31.0 |
| Net profit | 0.9 | 1.3 | 1.8 | 2.2 |

## Certificates

- HACCP
- FSSC 22000
- Halal (KMF)

## International partners

| Partner | Country | Since |
| --- | --- | --- |
| Phantom Trading LLC | USA | 2016 |
| Mirage Kaubandus OÜ | Estonia | 2021 |
""",
    {
        "name_en": "Chimera Foods Corporation",
        "founded": "2005",
        "representative": "Nam Chimera",
        "address": "200 Gagong-daero, Wanju-gun, Jeonbuk State, Korea",
        "region": "전북",
        "employees": 145,
        "phone": "063-000-8800",
        "website": "www.chimerafoods.example.com",
        "industry": "Processed ginseng and red ginseng products",
        "sales_krw.2023": 21_400_000_000,
        "sales_krw.2024": 23_900_000_000,
        "sales_krw.2025": 27_050_000_000,
        "certifications": ("HACCP", "FSSC 22000", "Halal (KMF)"),
        "overseas_partners": ("Phantom Trading LLC", "Mirage Kaubandus OÜ"),
    },
    first_look=True,
)

BROCHURE_EN = CompanyDocument(
    "brochure-en",
    """\
Unicorn Looms Co., Ltd.
Weaving technical textiles since 1998

WHO WE ARE

Unicorn Looms was established in Daegu in May 1998 by Do Unicorn. Today, 96 employees weave fabrics for
airbags and tents. In 2025, sales were KRW 18.6 billion, of which exports made up USD 5.1 million.

OUR CLIENTS

We supply Nonesuch Motors (est. 1967) and Faketex GmbH, whose CEO, Karl Beispiel, calls us "the best in Asia".

RECOGNITION

2024 Korea Textile Award, Silver Prize
2025 Presidential Citation

TALK TO US

Address
88 Sangsang-ro, Seo-gu, Daegu 41700, Republic of Korea

Phone
+82-53-000-9600

Email
sales@unicornlooms.example.com
""",
    {
        "name_en": "Unicorn Looms Co., Ltd.",
        "founded": "1998-05",
        "employees": 96,
        "sales_krw.2025": 18_600_000_000,
        "exports_usd.2025": 5_100_000,
        "prior_awards": ("2024 Korea Textile Award, Silver Prize", "2025 Presidential Citation"),
        "address": "88 Sangsang-ro, Seo-gu, Daegu 41700, Republic of Korea",
        "region": "대구",
        "phone": "+82-53-000-9600",
        "email": "sales@unicornlooms.example.com",
    },
    first_look=True,
)

DOCUMENTS += [
    STARTUP_PLAN_KO, RND_PLAN_KO, PROFILE_KO, LEAFLET_KO, IR_KO, PROPOSAL_EN, FACT_SHEET_EN,
    BROCHURE_EN,
]  # fmt: skip

CONSORTIUM_KO = CompanyDocument(
    "consortium-ko",
    """\
# 컨소시엄 사업계획서

| 구분 | 주관기업 | 참여기업 |
| --- | --- | --- |
| 기업명 | ㈜꾸민에너지 | ㈜남의전기 |
| 대표자 | 지꾸민 | 남남의 |
| 사업자등록번호 | 000-81-07773 | 000-86-00019 |
| 종업원수 | 51명 | 230명 |

## 주관기업 현황

| 설립일 | 2008년 3월 3일 | 소재지 | 경상남도 창원시 성산구 꾸민로 8 |
| --- | --- | --- | --- |
| 자본금 | 10억원 | 주요 생산품 | 인버터 |
| 전화 | 055-000-1212 | FAX | 055-000-1213 |
| 업태 / 종목 | 제조업 / 전력변환장치 | 상시근로자 | 51명 |

## 최근 3년 실적

| 항목 | '23년 | '24년 | '25년 | '26년(목표) |
| --- | --- | --- | --- | --- |
| 매출액(억원) | 98.5 | 104 | 121.7 | 150 |
| 직원 수(명) | 45 | 48 | 51 | 60 |

## 참여기업 현황

| 설립일 | 1995년 1월 5일 | 소재지 | 서울특별시 강남구 남의로 1 |
| --- | --- | --- | --- |
| 전화 | 02-000-4545 | 상시근로자 | 230명 |
""",
    {
        "founded": "2008-03-03",
        "address": "경상남도 창원시 성산구 꾸민로 8",
        "region": "경남",
        "phone": "055-000-1212",
        "industry": "제조업 / 전력변환장치",
        "employees": 51,
        "sales_krw.2023": 9_850_000_000,
        "sales_krw.2024": 10_400_000_000,
        "sales_krw.2025": 12_170_000_000,
        "name_ko": "㈜꾸민에너지",
        "representative": "지꾸민",
        "business_registration_number": "000-81-07773",
    },
    first_look=True,
)

LETTER_KO = CompanyDocument(
    "letter-ko",
    """\
회사 소개

주식회사 지어낸소프트(대표이사 차지어)는 2016년 4월 18일 서울에서 설립되었다. 병원용 예약 소프트웨어를 만든다.
2026년 3월 말 현재 임직원은 44명이며, 이 가운데 개발자가 30명이다.
2024년 매출액은 31억 4천만 원, 2025년 매출액은 38억 2천만 원이었다. 2025년 영업이익은 4억 원이었다.
2027년 매출 60억 원, 임직원 70명이 목표이다.
주요 고객은 허구대학교병원(1946년 설립, 직원 3,000명)이다.
당사는 2019년 벤처기업 인증을, 2022년 ISO 13485 인증을 받았다.
본사는 서울특별시 영등포구 지어로 15, 8층에 있고 부산 사무소는 부산광역시 해운대구에 있다.
문의는 경영지원팀 육지어 대리(전화 02-000-3434, 이메일 yuk@jieo.example.com)에게 하면 된다.
""",
    {
        "name_ko": "주식회사 지어낸소프트",
        "representative": "차지어",
        "founded": "2016-04-18",
        "employees": 44,
        "sales_krw.2024": 3_140_000_000,
        "sales_krw.2025": 3_820_000_000,
        "address": "서울특별시 영등포구 지어로 15, 8층",
        "region": "서울",
        "contact.name": "육지어",
        "contact.title": "대리",
        "contact.phone": "02-000-3434",
        "contact.email": "yuk@jieo.example.com",
    },
    first_look=True,
)

FORM_KO = CompanyDocument(
    "form-ko",
    """\
기업현황표

| 기업현황 | 회사명 | 국문 | ㈜빈칸조선기자재 | 대표자 | 배빈칸 |
| --- | --- | --- | --- | --- | --- |
| 기업현황 | 회사명 | 영문 | Binkan Marine Parts Co., Ltd. | 생년월일 | 1970.02.11 |
| 기업현황 | 사업자등록번호 | 000-81-00014 | 000-81-00014 | 설립일 | 2003.05.30 |
| 기업현황 | 주소 | (00000) 울산광역시 동구 빈칸로 61 | (00000) 울산광역시 동구 빈칸로 61 | 기업규모 | ☐ 소기업 ☑ 중기업 ☐ 중견기업 |
| 담당자 | 성명 | 변빈칸 | 변빈칸 | 직위 | 차장 |
| 담당자 | 전화 | 052-000-8787 | 052-000-8787 | 이메일 | byun@binkan.example.com |
| 협력사 | 회사명 | ㈜거래처중공업 | ㈜거래처중공업 | 전화 | 051-000-0101 |

※ 대표자 주민등록번호: 700211-1234567

주요 재무현황 (단위: 천원)

| 구분 | 매출액 | 수출액(US$) | 고용인원 |
| --- | --- | --- | --- |
| 2025년 | 25,300,120 | 2,250,000 | 88 |
| 2024년 | 22,870,000 | 1,980,500 | 85 |
""",
    {
        "name_ko": "㈜빈칸조선기자재",
        "name_en": "Binkan Marine Parts Co., Ltd.",
        "representative": "배빈칸",
        "representative_born": "1970-02-11",
        "business_registration_number": "000-81-00014",
        "founded": "2003-05-30",
        "address": "울산광역시 동구 빈칸로 61",
        "region": "울산",
        "size": "medium",
        "contact.name": "변빈칸",
        "contact.title": "차장",
        "contact.phone": "052-000-8787",
        "contact.email": "byun@binkan.example.com",
        "sales_krw.2024": 22_870_000_000,
        "sales_krw.2025": 25_300_120_000,
        "exports_usd.2024": 1_980_500,
        "exports_usd.2025": 2_250_000,
    },
    first_look=True,
)

DECK_EN = CompanyDocument(
    "deck-en",
    """\
# Figment Robotics

Investor deck, November 2026

## Team

- Ahn Figment, CEO and co-founder
- Dr. Moon Figment, CTO
- 34 people, 20 of them engineers

## Company

- Legal entity: Figment Robotics Inc. (피그먼트로보틱스 주식회사)
- Incorporated: 30 September 2020, Seoul
- HQ: 5F, 77 Figment-ro, Gangseo-gu, Seoul, Korea
- Business registration no. 000-88-07772

## Traction

- Revenue 2024: KRW 1.9 billion
- Revenue 2025: KRW 3.45 billion
- Revenue 2026 (expected): KRW 6 billion
- Exports 2025: US$ 310,000
- Customers: Hollow Logistics (12,000 employees), Vapor Retail

## Competition

| Company | Founded | Employees | Revenue 2025 |
| --- | --- | --- | --- |
| Straw Automation Inc. | 1999 | 800 | KRW 90 billion |
| Figment Robotics | 2020 | 34 | KRW 3.45 billion |

## Plan

We will use the funds to open an office in Singapore and grow to 60 people.

## Contact

Ahn Figment, ahn@figment.example.com, 010-0000-2020
""",
    {
        "representative": "Ahn Figment",
        "employees": 34,
        "name_en": "Figment Robotics Inc.",
        "name_ko": "피그먼트로보틱스 주식회사",
        "founded": "2020-09-30",
        "address": "5F, 77 Figment-ro, Gangseo-gu, Seoul, Korea",
        "region": "서울",
        "business_registration_number": "000-88-07772",
        "sales_krw.2024": 1_900_000_000,
        "sales_krw.2025": 3_450_000_000,
        "exports_usd.2025": 310_000,
        "contact.name": "Ahn Figment",
        "contact.email": "ahn@figment.example.com",
        "contact.phone": "010-0000-2020",
    },
    first_look=True,
)

APPLICATION_EN = CompanyDocument(
    "application-en",
    """\
# Company overview for programme applications

## A. Applicant details

| Field | Value |
| --- | --- |
| Company (English) | Placeholder Bio Co., Ltd. |
| Company (Korean) | ㈜플레이스홀더바이오 |
| Representative Director | Jung Holder |
| Business Registration No. | 000-86-00120 |
| Date of Incorporation | 2017-01-23 |
| Registered Address | 10 Holder-gil, Seongnam-si, Gyeonggi-do, Korea |
| Employees (full-time) | 39 |
| Annual Sales (2025, KRW million) | 4,220 |
| Exports (2025, USD) | 125,400 |
| Enterprise Size | Small |
| Industry | Biological diagnostics (C21300) |

## B. Project

| Field | Value |
| --- | --- |
| Title of Project | Rapid strip test for shellfish toxins |
| Duration | 1.5 years |
| Total Budget | KRW 420,000,000 |
| Overseas Partner | Fictional Institute of Marine Biology (Norway) |

### Background and Need

Shellfish farms wait three days for laboratory results, and harvests spoil.

### Goal

A strip that reads in ten minutes on the boat.

### Approach

Antibody selection, strip design, and field trials with two farms.

### Expected Benefits

Fewer spoiled harvests; exports of USD 1 million by 2030.

## C. Person in charge

| Name | Position | Telephone | E-mail |
| --- | --- | --- | --- |
| Gil Holder | Senior Manager | 031-000-6767 | gil@placeholder.example.com |
""",
    {
        "name_en": "Placeholder Bio Co., Ltd.",
        "name_ko": "㈜플레이스홀더바이오",
        "representative": "Jung Holder",
        "business_registration_number": "000-86-00120",
        "founded": "2017-01-23",
        "address": "10 Holder-gil, Seongnam-si, Gyeonggi-do, Korea",
        "region": "경기",
        "employees": 39,
        "sales_krw.2025": 4_220_000_000,
        "exports_usd.2025": 125_400,
        "size": "small",
        "industry": "Biological diagnostics",
        "industry_code": "C21300",
        "project.title": "Rapid strip test for shellfish toxins",
        "project.months": 18,
        "project.budget_krw": 420_000_000,
        "overseas_partners": ("Fictional Institute of Marine Biology (Norway)",),
        "project.need": "Shellfish farms wait three days for laboratory results, and harvests spoil.",
        "project.goal": "A strip that reads in ten minutes on the boat.",
        "project.plan": "Antibody selection, strip design, and field trials with two farms.",
        "project.effect": "Fewer spoiled harvests; exports of USD 1 million by 2030.",
        "contact.name": "Gil Holder",
        "contact.title": "Senior Manager",
        "contact.phone": "031-000-6767",
        "contact.email": "gil@placeholder.example.com",
    },
    first_look=True,
)

ABOUT_EN = CompanyDocument(
    "about-en",
    """\
# About Makebelieve Ceramics

Makebelieve Ceramics Co., Ltd. has made insulators in Icheon since 1987. The company is led by Pyo Makebelieve,
who took over from her father in 2011. It employs about 120 people.

In 2024 the company had revenue of KRW 22.1 billion; in 2025 revenue rose to KRW 23.8 billion. Exports in 2025
amounted to USD 3,900,000. The target for 2027 is KRW 30 billion.

Our subsidiary, Makebelieve Vietnam Ltd., was founded in 2015 and has 60 employees in Hanoi.

We hold ISO 9001 and ISO 14001 certification.

Visit us: 400 Dojagi-ro, Icheon-si, Gyeonggi-do 17000, Korea
Phone +82 31 000 7171, fax +82 31 000 7172
info@makebelieve.example.com
""",
    {
        "name_en": "Makebelieve Ceramics Co., Ltd.",
        "representative": "Pyo Makebelieve",
        "sales_krw.2024": 22_100_000_000,
        "sales_krw.2025": 23_800_000_000,
        "exports_usd.2025": 3_900_000,
        "address": "400 Dojagi-ro, Icheon-si, Gyeonggi-do 17000, Korea",
        "region": "경기",
        "phone": "+82 31 000 7171",
        "email": "info@makebelieve.example.com",
    },
    first_look=True,
)

DOCUMENTS += [CONSORTIUM_KO, LETTER_KO, FORM_KO, DECK_EN, APPLICATION_EN, ABOUT_EN]
