"""Long forms in the manner of ministries: fifty tables and more, partners' sections, consents."""

from __future__ import annotations

from evals.drafts.blanks.layout import Blank, Block, Break, Grid, grid, heading, line, title
from evals.drafts.blanks.small import MADE_UP


def forms() -> list[Blank]:
    return [
        Blank(
            "rnd-plan", "ko", "중소기업 기술혁신 연구개발계획서", tuple(_rnd_ko()), ("docx",),
            splits_words=True, kind="ministry",
        ),
        Blank(
            "export", "ko", "수출기업 성장지원사업 신청서", tuple(_export_ko()), ("hwpx",),
            shades_labels=False, splits_words=True, kind="ministry",
        ),
        Blank("startup", "ko", "창업도약 패키지 사업계획서", tuple(_startup_ko()), ("hwp",), kind="ministry"),
        Blank(
            "joint-rnd", "en", "Joint Technology Development Program: Proposal", tuple(_joint_en()),
            ("docx", "hwpx"), splits_words=True, kind="ministry",
        ),
    ]  # fmt: skip


def _box(field: str, guidance: str) -> Grid:
    return grid("100", f"{{{field}|※ {guidance}|guidance}}", frame="box")


def _rnd_ko() -> list[Block]:
    made: list[Block] = [
        title("중소기업 기술혁신 연구개발계획서", MADE_UP),
        grid(
            "14 11 25 22 28",
            "[2]#보안등급 || [3]{-|일반[  ], 보안[  ]}",
            "[2]#과제번호 || {-} || #접수번호 || {-}",
            "[2]#사업명 || [3]{-}",
            "[2]#연구개발과제명 || [3]{project.title}",
            "[1r4]#주관연구\n개발기관 || #기관명 || {name} || #사업자등록번호 || {business_registration_number}",
            "#주소 || {address} || #법인등록번호 || {corporate_registration_number}",
            "#대표자 || {representative} || #설립연월일 || {founded|    년   월   일|pattern}",
            "#기업규모 || {size=micro|□}소상공인 {size=small|□}소기업 {size=medium|□}중기업 || #종업원 수 || {employees|        }명",
            "[1r2]#연구\n책임자 || #성명 || {-} || #직위 || {-}",
            "#연락처 || [3]직장전화: {-|____________}  휴대전화: {-|____________}  전자우편: {-|________________}",
            "[2]#연구개발기간 || [3]전체: {-|    년   월   일} ~ {-|    년   월   일} ({project.months|    }개월)",
            "[2]#연구개발비(단위: 천원) || 정부지원 {-|            } || #합계 || {project.budget_krw||unit=1000}",
            "[1r2]#실무\n담당자 || #성명 || {contact.name} || #직위 || {contact.title}",
            "#연락처 || [3]전화: {contact.phone|________________}  전자우편: {contact.email|____________________}",
        ),
        line("※ 연구개발기관과 참여인력은 아래 서약에 따라 관련 규정을 지켜야 합니다.", "hint"),
        line("{signature|     년    월    일}", "centre"),
        line("연구책임자: {signature|                } (인)", "right"),
        line("주관연구개발기관의 장: {signature|                } (직인)", "right"),
        Break(),
        heading("1. 연구개발과제의 필요성"),
        _box("project.need", "국내외 기술과 시장 현황을 바탕으로 필요성을 1쪽 이내로 기술합니다."),
        heading("2. 연구개발과제의 목표"),
        _box("project.goal", "최종 목표를 정량 지표와 함께 기술합니다."),
        heading("2-1. 연차별 목표"),
    ]
    for year in ("1차 연도", "2차 연도", "3차 연도"):
        made += [
            grid("18 82", f"#{year} 목표 || {{-}}", f"#{year} 내용 || {{-}}"),
            line(""),
        ]
    made += [
        heading("3. 추진 전략과 방법"),
        _box("project.plan", "추진 체계와 방법을 기술합니다."),
        heading("4. 활용 방안과 기대효과"),
        _box("project.effect", "기술적·경제적 효과를 기술합니다."),
        Break(),
        heading("5. 공동연구개발기관"),
    ]
    for n in (1, 2, 3):
        made += [
            line(f"5-{n}. 공동연구개발기관 {n}"),
            grid(
                "20 30 20 30",
                "#공동기관 기업명 || {-} || #사업자등록번호 || {-}",
                "#대표자 || {-} || #설립연월일 || {-|    년   월   일}",
                "#주소 || [3]{-}",
                "#전화 || {-} || #전자우편 || {-}",
            ),
            grid(
                "20 20 20 20 20",
                "#연도 || #매출액(천원) || #수출액(USD) || #종업원 수 || #연구인력 수",
                "^2024 || {-} || {-} || {-} || {-}",
                "^2025 || {-} || {-} || {-} || {-}",
            ),
        ]
    made += [Break(), heading("6. 참여연구자 현황")]
    for n in range(1, 6):
        made += [
            line(f"6-{n}. 참여연구자 {n}"),
            grid(
                "18 32 18 32",
                "#성명 || {-} || #주민등록번호 || {identity|        -         }",
                "#직위 || {-} || #전화번호 || {-}",
                "[4]#학력과 경력",
                [
                    "#학력",
                    ["[3]", grid("34 33 33", "#기간 || #학교 || #전공", "{-} || {-} || {-}")],
                ],
                [
                    "#경력",
                    ["[3]", grid("34 33 33", "#기간 || #기관명 || #직위", "{-} || {-} || {-}")],
                ],
            ),
        ]
    made += [Break(), heading("7. 연구개발비 사용 계획")]
    for n in (1, 2, 3):
        made += [
            line(f"{n}차 연도 (단위: 천원)"),
            grid(
                "25 25 25 25",
                "#비목 || #현금 || #현물 || #합계",
                "#인건비 || {-} || {-} || {-}",
                "#연구활동비 || {-} || {-} || {-}",
                "#합계 || {-} || {-} || {-}",
            ),
        ]
    made += [
        heading("8. 주관연구개발기관 현황"),
        line("(단위: 백만원)", "right"),
        grid(
            "25 25 25 25",
            "#구분 || #2023 || #2024 || #2025",
            "#매출액 || {sales_krw.2023||unit=1000000} || {sales_krw.2024||unit=1000000} || {sales_krw.2025||unit=1000000}",
            "#연구개발비 || {-} || {-} || {-}",
        ),
        grid(
            "20 30 20 30",
            "#업종 || {industry} || #업종코드 || {industry_code}",
            "#홈페이지 || {website} || #대표전화 || {phone}",
            "#인증 보유 현황 || [3]{certifications}",
            "#정부지원 수혜 이력 || [3]{prior_awards}",
        ),
        heading("9. 연구개발비 입금 계좌"),
        grid(
            "20 30 20 30",
            "#은행 || {identity} || #계좌번호 || {identity}",
            "#예금주 || [3]{identity}",
        ),
        Break(),
    ]
    for n, (name, items) in enumerate(
        (
            ("개인정보 수집·이용 동의서", "성명, 생년월일, 전화번호"),
            ("개인정보 제3자 제공 동의서", "성명, 소속, 직위"),
            ("신용정보 조회 동의서", "기업과 대표자의 신용정보"),
            ("연구윤리와 청렴 서약서", "연구부정행위 금지, 이해충돌 방지"),
        ),
        1,
    ):
        made += [
            heading(f"붙임 {n}. {name}"),
            grid(
                "24 76",
                f"#항목 || {items}",
                "#보유 기간 || 관련 규정에서 정한 기간",
                "#동의 여부 || {consent|□} 동의함   {consent|□} 동의하지 않음",
            ),
            grid(
                "20 30 20 30",
                "#소속 기관 || {-} || #직위 || {-}",
                "#성명 || {signature|               (서명)} || #생년월일 || {identity}",
            ),
            line("{signature|     년    월    일}", "centre"),
            Break(),
        ]
    made += [
        heading("붙임 5. 연구시설·장비 보유 현황"),
        *[
            grid("40 30 30", f"#장비명 {n} || #규격 || #수량", "{-} || {-} || {-}")
            for n in (1, 2, 3)
        ],
        heading("붙임 6. 위험 요소와 대응"),
        *[grid("25 75", f"#위험 {n} || {{-}}", "#대응 || {-}") for n in range(1, 5)],
        heading("붙임 7. 신청 자격 확인"),
        *[
            grid("70 30", f"#확인 사항 {n} || {{consent|□}} 예  {{consent|□}} 아니오")
            for n in range(1, 6)
        ],
    ]
    return made


def _export_ko() -> list[Block]:
    made: list[Block] = [
        title("수출기업 성장지원사업 신청서", MADE_UP),
        grid(
            "20 30 20 30",
            "[4]#신청기업 일반현황",
            "#상호(국문) || {name_ko} || #상호(영문) || {name_en}",
            "#사업자번호 || {business_registration_number|   -   -   |pattern} || #법인번호 || {corporate_registration_number}",
            "#대표이사 || {representative} || #설립일자 || {founded}",
            "#사업장 소재지 || [3]{address}",
            "#소재 지역(시·도) || {region} || #상시 종업원수 || {employees} 명",
            "#대표 전화 || {phone} || #대표 이메일 || {email}",
            "#업종(표준산업분류) || {industry} || #분류코드 || {industry_code}",
            "#홈페이지 || {website} || #자본금(백만원) || {-}",
            "#기업규모 || [3]{size=micro|[  ]} 소상공인  {size=small|[  ]} 소기업  {size=medium|[  ]} 중기업  {size=startup|[  ]} 스타트업",
        ),
        grid(
            "20 30 20 30",
            "[4]#업무 담당자",
            "#담당자명 || {contact.name} || #부서 || {-}",
            "#직급 || {contact.title} || #연락처 || {contact.phone}",
            "#이메일 || [3]{contact.email}",
        ),
        grid(
            "20 30 20 30",
            "[4]#대표자 인적사항",
            "#성명 || {representative} || #생년월일 || {representative_born}",
            "#주민등록번호 || {identity|      -       } || #국적 || {-}",
        ),
        Break(),
        heading("Ⅰ. 매출과 수출 실적"),
        grid(
            "22 26 26 26",
            "#연도 || #매출액(천원) || #수출액(천불) || #수출비중(%)",
            "^2023년 || {sales_krw.2023||unit=1000} || {exports_usd.2023||unit=1000} || {-}",
            "^2024년 || {sales_krw.2024||unit=1000} || {exports_usd.2024||unit=1000} || {-}",
            "^2025년 || {sales_krw.2025||unit=1000} || {exports_usd.2025||unit=1000} || {-}",
            "^2026년(목표) || {-} || {-} || {-}",
        ),
        heading("Ⅱ. 해외 거래처"),
        grid("30 70", "#해외 협력사 || {overseas_partners}"),
    ]
    for n in range(1, 7):
        made += [
            grid(
                "18 32 18 32",
                f"#바이어 {n} 상호 || {{-}} || #국가 || {{-}}",
                "#대표자 || {-} || #이메일 || {-}",
                [
                    "#거래 실적",
                    ["[3]", grid("34 33 33", "#연도 || #품목 || #금액(USD)", "{-} || {-} || {-}")],
                ],
            )
        ]
    made += [heading("Ⅲ. 해외인증과 지식재산"), grid("30 70", "#보유 인증 || {certifications}")]
    made += [grid("25 25 25 25", f"#인증명 {n} || {{-}} || #취득일 || {{-}}") for n in range(1, 13)]
    made += [
        heading("Ⅳ. 수출 계획"),
        grid(
            "20 80",
            "#과제명 || {project.title}",
            "#추진 배경과 필요성 || {project.need|※ 목표 시장과 진출 배경을 적습니다.|guidance}",
            "#목표 || {project.goal|※ 정량 목표를 적습니다.|guidance}",
            "#세부 계획 || {project.plan|※ 분기별로 적습니다.|guidance}",
            "#기대효과 || {project.effect|※ 매출과 고용 효과를 적습니다.|guidance}",
        ),
        heading("Ⅴ. 컨소시엄 참여기업"),
    ]
    for n in range(1, 4):
        made += [
            grid(
                "20 30 20 30",
                f"[4]#참여기업 {n}",
                "#기업명 || {-} || #사업자등록번호 || {-}",
                "#대표자 || {-} || #상시 종업원수 || {-} 명",
                "#사업장 소재지 || [3]{-}",
                "#담당자명 || {-} || #연락처 || {-}",
            ),
            grid("34 33 33", "#연도 || #매출액(천원) || #수출액(천불)", "^2025년 || {-} || {-}"),
        ]
    made += [heading("Ⅵ. 수행 예산 (단위: 원)")]
    made += [
        grid("30 35 35", f"#{item} || {{-}} || {{-}}")
        for item in ("홍보", "전시회", "인증", "통번역", "물류", "컨설팅")
    ]
    made += [Break(), heading("Ⅶ. 확인과 동의")]
    for name in ("개인정보 수집·이용", "개인정보 제3자 제공", "기업정보 활용", "고유식별정보 처리"):
        made += [
            grid("30 70", f"#{name} || {{consent|□}} 동의   {{consent|□}} 미동의"),
            grid("25 25 25 25", "#일자 || {signature} || #성명 || {signature|            (인)}"),
        ]
    made += [
        grid("20 30 20 30", "#환급 은행 || {identity} || #계좌번호 || {identity}"),
        line("신청자 성명: {ambiguous|______________}"),
        line(
            "{signature|      년     월     일}    신청기업 대표 {signature|              } (직인)",
            "right",
        ),
    ]
    return made


def _startup_ko() -> list[Block]:
    made: list[Block] = [
        title("창업도약 패키지 사업계획서", MADE_UP),
        line("※ 표지 안의 파란색 안내 문구는 지우지 마십시오.", "hint"),
        grid(
            "22 28 22 28",
            "#창업아이템명 || [3]{project.title}",
            "#기업명 || {name} || #개업일(설립일) || {founded}",
            "#사업자등록번호 || {business_registration_number} || #법인등록번호 || {corporate_registration_number}",
            "#사업자 소재지(본점) || [3]{address}",
            "#대표자명 || {representative} || #대표자 생년월일 || {representative_born|    년   월   일|pattern}",
            "#대표전화 || {phone} || #홈페이지 || {website}",
            "#고용인원(대표자 제외) || {employees||optional} 명 || #주업종 || {industry}",
            "#총사업비 || {project.budget_krw|            } 원 || #협약기간 || {project.months|     } 개월",
        ),
        grid(
            "22 28 22 28",
            "[4]#창업팀 구성 현황 (대표자 본인 제외)",
            "#순번 || #직위 || #담당 업무 || #보유 역량",
            "^1 || {-} || {-} || {-}",
            "^2 || {-} || {-} || {-}",
        ),
        grid(
            "22 28 22 28",
            "[4]#사업 담당자",
            "#이름 || {contact.name} || #직위 || {contact.title}",
            "#휴대폰 || {contact.phone||optional} || #E-mail || {contact.email}",
        ),
        heading("1. 문제 인식 (Problem)"),
        _box("project.need", "창업아이템의 개발 배경과 필요성"),
        heading("2. 실현 가능성 (Solution)"),
        _box("project.plan", "개발 방안과 추진 계획"),
        heading("3. 성장전략 (Scale-up)"),
        _box("project.effect", "사업화 기대효과"),
        heading("3-1. 최종 목표"),
        _box("project.goal", "협약기간 안에 이루려는 목표"),
        heading("4. 경영 성과"),
        grid(
            "28 24 24 24",
            "#구분 || #2023년 || #2024년 || #2025년",
            "#매출액(백만원) || {sales_krw.2023||unit=1000000} || {sales_krw.2024||unit=1000000} || {sales_krw.2025||unit=1000000}",
            "#수출액(달러) || {exports_usd.2023} || {exports_usd.2024} || {exports_usd.2025}",
            "#투자유치(백만원) || {-} || {-} || {-}",
        ),
        grid("28 72", "#수상·선정 실적 || {prior_awards}", "#인증 현황 || {certifications}"),
        heading("5. 추진 일정"),
    ]
    made += [
        grid("20 50 30", f"#{n}단계 || {{-}} || {{-|    .   .}} ~ {{-|    .   .}}")
        for n in range(1, 13)
    ]
    made += [heading("6. 사업비 집행 계획")]
    for stage in ("1단계", "2단계"):
        made += [
            line(f"{stage} 정부지원사업비"),
            grid(
                "30 40 30",
                "#비목 || #산출 근거 || #금액(원)",
                "{-} || {-} || {-}",
                "[2]#합계 || {-}",
            ),
            line(f"{stage} 자기부담사업비"),
            grid(
                "30 40 30",
                "#비목 || #산출 근거 || #금액(원)",
                "{-} || {-} || {-}",
                "[2]#합계 || {-}",
            ),
        ]
    made += [heading("7. 협력기관")]
    for n in range(1, 6):
        made += [
            grid(
                "20 30 20 30",
                f"#협력기관 {n} 기업명 || {{-}} || #대표자명 || {{-}}",
                "#보유 역량 || [3]{-}",
                ["#협업 내용", ["[3]", grid("50 50", "#시기 || #내용", "{-} || {-}")]],
            )
        ]
    made += [heading("8. 증빙서류 제출목록")]
    made += [
        grid("70 30", f"{n}. {paper} || {{-|□}} 제출   {{-|□}} 해당 없음")
        for n, paper in enumerate(
            ("사업자등록증", "법인등기부등본", "재무제표", "4대보험 가입자 명부", "특허증", "인증서",
             "투자계약서", "수출실적증명원"), 1
        )
    ]  # fmt: skip
    made += [Break(), heading("9. 동의와 서약")]
    for name in (
        "개인정보 수집·이용 동의",
        "기업정보 제공 동의",
        "중복 지원 금지 서약",
        "사업 성실 수행 서약",
    ):
        made += [
            grid("34 66", f"#{name} || {{consent|(  )}} 예   {{consent|(  )}} 아니오"),
            grid(
                "25 25 25 25",
                "#대표자 주민등록번호 || {identity|       -       } || #서명 || {signature|           (인)}",
            ),
        ]
    made += [
        line("위 사업계획서의 내용은 사실과 다름이 없습니다."),
        line("{signature|2026년     월     일}    대표자 {signature|              } (인)", "right"),
    ]
    return made


def _joint_en() -> list[Block]:
    made: list[Block] = [
        title("Joint Technology Development Program: Proposal", MADE_UP),
        line(
            "※ Do not delete the blue notes. Amounts in KRW thousand unless stated otherwise.",
            "hint",
        ),
        grid(
            "22 28 22 28",
            "#Project title || [3]{project.title}",
            "#Lead organization || {name} || #Business registration No. || {business_registration_number}",
            "#Name in Korean || {name_ko} || #Corporate registration No. || {corporate_registration_number}",
            "#Representative || {representative} || #Date of establishment || {founded}",
            "#Address || [3]{address}",
            "#Main phone || {phone} || #Company e-mail || {email}",
            "#Regular employees || {employees|       } persons || #Company size || {size=micro|□} Micro {size=small|□} Small {size=medium|□} Medium",
            "#Industry || {industry} || #Industry code || {industry_code}",
            "#Total period || {project.months|     } months || #Total budget (KRW thousand) || {project.budget_krw||unit=1000}",
            "#Website || {website} || #Government funding (KRW thousand) || {-}",
        ),
        grid(
            "22 28 22 28",
            "[4]#Principal investigator",
            "#Name || {-} || #Position || {-}",
            "#Phone || {-} || #E-mail || {-}",
        ),
        grid(
            "22 28 22 28",
            "[4]#Contact person for administration",
            "#Name || {contact.name} || #Position || {contact.title}",
            "#Phone || {contact.phone} || #E-mail || {contact.email}",
        ),
        Break(),
        heading("1. Background and need"),
        _box("project.need", "Describe the state of the technology and the need, within one page."),
        heading("2. Objectives"),
        _box("project.goal", "Final objectives with measurable indicators."),
        heading("3. Implementation plan"),
        _box("project.plan", "System and method of implementation."),
        heading("4. Expected effects"),
        _box("project.effect", "Technical and economic effects."),
        heading("5. Yearly objectives"),
    ]
    made += [grid("20 80", f"#Year {n} || {{-}}", "#Contents || {-}") for n in (1, 2, 3)]
    made += [heading("6. Joint organizations")]
    for n in (1, 2, 3, 4):
        made += [
            line(f"6.{n} Joint organization {n}"),
            grid(
                "22 28 22 28",
                "#Partner company name || {-} || #Business registration No. || {-}",
                "#Representative || {-} || #Date of establishment || {-}",
                "#Address || [3]{-}",
                "#Phone || {-} || #E-mail || {-}",
            ),
            grid(
                "25 25 25 25",
                "#Year || #Sales || #Exports (USD) || #Employees",
                "^2025 || {-} || {-} || {-}",
            ),
        ]
    made += [
        heading("7. Lead organization: performance"),
        line("(Unit: KRW million, USD thousand)", "right"),
        grid(
            "25 25 25 25",
            "#Item || #2023 || #2024 || #2025",
            "#Sales (KRW million) || {sales_krw.2023||unit=1000000} || {sales_krw.2024||unit=1000000} || {sales_krw.2025||unit=1000000}",
            "#Exports (USD thousand) || {exports_usd.2023||unit=1000} || {exports_usd.2024||unit=1000} || {exports_usd.2025||unit=1000}",
            "#R&D expenses || {-} || {-} || {-}",
        ),
        grid(
            "26 74",
            "#Certifications || {certifications}",
            "#Previous government awards || {prior_awards}",
            "#Overseas partners || {overseas_partners}",
        ),
        heading("8. Research staff"),
    ]
    for n in range(1, 6):
        made.append(
            grid(
                "20 30 24 26",
                f"#Researcher {n} || {{-}} || #Resident registration No. || {{identity}}",
                "#Position || {-} || #Passport No. || {identity}",
                [
                    "#Education",
                    ["[3]", grid("34 33 33", "#Period || #School || #Major", "{-} || {-} || {-}")],
                ],
                [
                    "#Career",
                    [
                        "[3]",
                        grid(
                            "34 33 33", "#Period || #Organization || #Position", "{-} || {-} || {-}"
                        ),
                    ],
                ],
            )
        )
    made += [heading("9. Budget by year")]
    made += [
        grid(
            "25 25 25 25",
            f"#Year {n} || #Cash || #In kind || #Total",
            "#Labor || {-} || {-} || {-}",
            "#Activities || {-} || {-} || {-}",
        )
        for n in (1, 2, 3)
    ]
    made += [
        heading("10. Bank account for the funding"),
        grid("22 28 22 28", "#Bank || {identity} || #Account number || {identity}"),
        Break(),
    ]
    for n, name in enumerate(
        ("Consent to the use of personal information", "Consent to provision to third parties",
         "Consent to credit inquiry", "Pledge of research ethics"), 1
    ):  # fmt: skip
        made += [
            heading(f"Annex {n}. {name}"),
            grid("30 70", "#Consent || {consent|□} I agree   {consent|□} I do not agree"),
            grid(
                "22 28 22 28",
                "#Affiliation || {-} || #Position || {-}",
                "#Name || {signature|              (signature)} || #Date || {signature}",
            ),
        ]
    made += [
        heading("Annex 5. Eligibility checklist"),
        *[grid("70 30", f"#Item {n} || {{consent|□}} Yes  {{consent|□}} No") for n in range(1, 7)],
        line(
            "Date: {signature|____________}    Head of the lead organization: {signature|______________} (official seal)",
            "right",
        ),
    ]
    return made
