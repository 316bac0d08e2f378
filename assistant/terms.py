"""The words of support programmes, Korean and English, as concepts; and the words of a question.

A question says 예산, a notice says "budget": both are the concept `budget`. What is in no concept stays
a literal word. The table is general vocabulary of this field and public names of its agencies; it holds
no facts. `*` before a name marks a word so common here that it says little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import snowballstemmer

_TABLE = """
*programme = 사업 프로그램 제도 정책 공고 안내 | program, programme, scheme, initiative, notice
*support = 지원 혜택 도움 서포트 도와주 도와 돕 뒷받침 | support, back, assistance, assist, help, benefit, aid
*company = 기업 회사 업체 사업체 중소기업 | company, firm, business, corporation, enterprise, sme, small and medium-sized enterprise
*korea = 한국 국내 우리나라 | korea, korean, domestic
*government = 정부 | government
*content = 내용 정보 사항 항목 | content, detail, information
*year_this = 올해 금년 이번해 | this year
*kind = 종류 유형 | kind, type, sort
*purpose_for = 위한 | intended
*about = 관련 | regarding, concerning
*receive = 수령 제공 | receive, obtain, provide, offer, available
*exist = 존재 | exist, there
amount = 금액 액수 규모 | amount, sum, size, scale
maximum = 최대 한도 상한 최고 | maximum, max, limit, cap, ceiling, up to, at most, most
minimum = 최소 하한 | minimum, min, at least, lower limit
budget = 예산 재원 | budget, funding, pot
fund = 자금 지원금 보조금 출연금 돈 | fund, funding, grant, subsidy, money, financial, financing, cash, financially
investment = 투자 | investment, invest
loan = 융자 대출 | loan, lend, borrow
interest = 이자 금리 이율 | interest rate
fee = 수수료 참가비 등록비 비용 요금 수강료 등록금 학비 | fee, cost, charge, tuition, price
tax = 세금 세제 감면 세액 과세 | tax, taxation, deductible
rate = 비율 비중 지원율 매칭비율 | rate, ratio, proportion, share, percent, percentage
salary = 급여 월급 연봉 임금 인건비 | salary, wage, pay, payroll, compensation
penalty = 위약금 벌금 제재 패널티 불이익 과태료 | penalty, fine, sanction
refund = 환급 환불 반환 | refund, repay, repayment
apply = 신청 접수 지원서 응모 | application, apply, applicant, applying, register, registration, sign up, enroll, file
deadline = 마감 기한 마지막날 종료일 데드라인 마감일 언제까지 | deadline, close, closing, due, last day, end date, cutoff, last chance
open_start = 시작 개시 오픈 착수 출범 | open, start, begin, launch, kick off
window = 기간 일정 시기 스케줄 | period, schedule, window, timeline, timetable, term
round_one = 1차 첫차수 첫번째접수 | first round, round 1, round one, initial round
round_two = 2차 차기 이차 | second round, round 2, round two, next round
eligible = 누가신청 지원대상 신청자격 자격 대상 요건 조건 자격요건 | eligible, eligibility, qualify, qualification, requirement, condition, criteria, who can, for whom
age = 나이 연령 몇살 몇세 살 | age, aged, old
young = 청년 젊은 | young, youth
founder = 창업자 창업가 창업인 대표 | founder, entrepreneur, ceo
startup = 창업 스타트업 벤처 창업기업 초기창업 업력 | startup, start-up, venture, founding, in business
unicorn = 유니콘 | unicorn
scaleup = 스케일업 | scale-up, scaleup, scale up
priority = 우선 우대 가점 우선선정 | priority, preference, preferential, prioritise, favour, first pick
exception = 제외 예외 제한대상 | exclude, exclusion, except, exception, ineligible
document = 서류 구비서류 첨부 문서 양식 서식 | document, paper, paperwork, form, attachment
submit = 제출 내야 제출서류 내나 | submit, submission, hand in, turn in
application_form = 신청서 지원신청서 | application form
overview = 개요 소개서 회사소개서 기업개요 | overview, profile, introduction
business_plan = 사업계획서 계획서 | business plan
procedure = 절차 과정 단계 순서 흐름 프로세스 진행 추진절차 | procedure, process, step, stage, phase, flow, path
method = 방법 방식 | method, way
evaluate = 평가 심사 심의 | evaluation, evaluate, review, screening, assessment, assess, judge
written = 서면 서류평가 서면평가 | written, paper-based
oral = 발표 구두 대면평가 발표평가 면접 | oral, interview, presentation, pitch
onsite = 현장 실사 현장평가 방문 | on-site, onsite, site visit, field
select = 선정 선발 뽑아 뽑나 뽑는 뽑히 뽑고 뽑혀 채택 | select, selection, choose, chosen, choice, pick, accept
result = 결과 성과 실적 | result, outcome, achievement, performance
announce = 발표 공표 발표일 밝혔 밝힌 | announce, announcement, unveil, reveal, disclose
agreement = 협약 계약 약정 | agreement, contract, mou
contract_sign = 체결 서명 | sign, signed
employ = 채용 고용 취업 일자리 구인 구직 입사 | employ, employment, hire, hiring, job, recruit, recruitment
dispatch = 파견 보내주 보내는 보내 | dispatch, dispatching, send, posting, secondment
researcher = 연구원 연구자 연구인력 지원인력 연구진 | researcher, research worker, research personnel, support workforce, scientist, research staff
workforce = 인력 인재 전문인력 사람 | workforce, personnel, talent, human, resource, manpower, professional, people, staff
employee = 재직자 직원 근로자 임직원 종업원 종사자 | employee, worker, staff
foreign = 외국인 외국 해외인력 외국인력 | foreign, foreigner, non-korean
overseas = 해외 국외 글로벌 국제 | overseas, abroad, global, international, worldwide
student = 유학생 학생 | student
university = 대학 대학교 대학원 | university, college, campus, academic
professor = 교수 | professor, faculty
degree = 학위 학사 석사 박사 | degree, diploma, bachelor, master, doctorate
contract_department = 계약학과 | contract department
train = 교육 훈련 연수 양성 | training, train, education, educate
savings = 저축 공제 적금 저축공제 납입 넣을 넣나 적립 | savings, save, saving, deduction, deposit
contribution = 기업지원금 보태 얹어 내주 내줘 기여금 회사부담 기업부담 납입금의 | contribution, contribute, top up, chip in
maturity = 만기 만기금 타나 타는 | maturity, mature
month_each = 매월 매달 월 한달 | month, monthly, each month, per month
foreigner_match = 매칭 연결 알선 | match, matching, matchmaking, connect
database = 데이터베이스 db 디비 인재풀 인력풀 풀 | database, pool
local_government = 지자체 지방자치단체 | local government, municipality
region = 지역 지방 | local, region, regional, area
demand = 수요 수요조사 | demand, need
survey = 조사 | investigate, survey
capability = 역량 능력 | capability, capacity, competence, ability, skill
technology = 기술 | technology, technological, tech, technical
strategic = 전략 전략기술 | strategic, strategy
rnd = 연구개발 알앤디 r&d 기술개발 | r&d, research and development
research = 연구 | research
joint = 공동 공동연구 협력 협업 협동 | joint, jointly, collaborate, collaboration, collaborative, cooperation, cooperate, co-develop, together
partner = 파트너 협력기관 참여기관 상대기관 파트너기관 | partner, partnership, counterpart
institution = 기관 연구기관 단체 조직 | institution, organization, organisation, body, institute, agency
lab = 연구실 랩 실험실 | lab, laboratory
hospital = 병원 | hospital
proposal = 제안 제안기술 제안과제 기술제안 건의 요청 내놓 | proposal, propose, proposed, request, call, ask, put forward, recommendation, suggestion
project = 과제 프로젝트 | project
task = 과제 과업 추진과제 | task
roadmap = 로드맵 | roadmap
industry = 산업 업종 산업군 | industry, sector, industrial
sector = 분야 영역 부문 | sector, field, area, domain, division
emerging = 신산업 신흥 신성장 | emerging
pharma = 제약 의약 신약 | pharmaceutical, pharma, drug, medicine
bio = 바이오 생명 | bio, biotech, biotechnology
clinical = 임상 | clinical
discovery = 발굴 발견 | discovery
commercial = 사업화 상용화 상업화 | commercialization, commercialisation, commercialize, market
transfer = 이전 기술이전 전직 이직 옮기 옮겨 옮길 | transfer
consulting = 컨설팅 자문 상담 | consulting, consult, advisory, advice
equipment = 장비 시험장비 설비 | equipment, machine, facility
test = 시험 테스트 실증 | test, testing, demonstration, pilot
track = 트랙 유형 경로 루트 갈래 | track, route, pathway, path
portal = 포털 홈페이지 사이트 누리집 웹사이트 온라인 | portal, website, site, homepage, web, online
email = 이메일 메일 전자우편 | email, e-mail, mail
phone = 전화 전화번호 연락처 핫라인 | phone, telephone, call, hotline, contact number
contact = 문의 연락처 문의처 연락 | contact, inquiry, enquiry, reach
address = 주소 소재지 | address, located, location
place = 장소 행사장 개최지 호텔 회의장 | place, venue, location, hotel, hall
hold = 개최 열리 열린 열렸 열려 열었 열립 | hold, held, take place, takes place, host
event = 행사 워크숍 워크샵 세미나 포럼 토론회 발표회 간담회 공유회 | event, workshop, seminar, forum, conference, meeting
workshop = 워크숍 워크샵 | workshop
roundtable = 라운드테이블 원탁회의 원탁 | roundtable, round table
subcommittee = 분과 소위원회 분과위원회 분과위 | subcommittee, sub-committee
secretariat = 간사 사무국 간사기관 | secretariat
ministry = 부처 소관부처 정부부처 | ministry
minister = 장관 | minister
director = 센터장 이사 국장 원장 소장 처장 본부장 책임자 부장 실장 수장 | director, head, chief, in charge of
chief = 청장 | head, commissioner, administrator
former = 전직 전청장 | former, ex
participate = 참여 참가 참석 동참 가입 들어가 | participate, participation, attend, join, take part, participant, enrol, enroll
share = 공유 | share, sharing
discussion = 토론 논의 | discuss, discussion, debate, panel
presentation = 발표 강연 기조 | presentation, keynote, talk, speech
center = 센터 | center, centre
science_institute = 과학기술원 과기원 과기특성화대 | science and technology institute
lead = 주도 추진기관 사업주체 주관 총괄 주최 이끄 이끌 소관 담당부처 | led, lead, leading, host, organise, organize, in charge
manage = 관리 운영 주관 시행 수행 | manage, managed, management, operate, administer, oversee
implement = 수행 이행 실행 시행 | implement, carry out, conduct, perform
early = 조기 일찍 빨리 앞당겨 | early, earlier, ahead of time, ahead
terminate = 종료 중단 종결 끝나 끝난 | termination, terminate, end, finish
goal = 목표 | goal, target, objective
purpose = 목적 취지 이유 배경 까닭 | purpose, aim, objective, reason, why, intended
return_back = 복귀 돌아오 돌아가 | return
post = 사후 사후관리 이후 | post-dispatch, aftercare, after, follow-up, afterwards
maintain = 유지 | maintain, keep
quota = 정원 배정 | quota
project_fee = 사업비 과제비 | project fee, project cost
duration = 기간 동안 | duration, length
previous_year = 작년 지난해 전년 | last year, previous year
next_year = 내년 다음해 | next year
*compare = 비교 달라 차이 다른점 차이점 | compare, comparison, difference, differ, versus, vs
increase = 늘어 확대 증가 증액 늘 | increase, expand, expansion, grow, rise, raise scale up, more
reduce = 축소 감소 완화 단축 낮추 낮춘 낮춰 줄이 줄인 줄어 줄였 덜어 해소 | reduce, lower, cut, decrease, shorten, relax, ease, relieve, address
change = 변경 바뀌 개편 바뀐 | change, adjust, revise, differ
total = 총 전체 모두 합계 전부 | total, overall, altogether, in all
average = 평균 | average, mean
competition_rate = 경쟁률 | competition rate, acceptance rate, odds
success_rate = 성공률 합격률 선정률 | success rate
women = 여성 | women, woman, female
disabled = 장애인 | disabled, disability
sales = 매출 매출액 | sales, revenue, turnover
export = 수출 | export
certificate = 인증 인증서 자격증 | certification, certificate, certified
collateral = 담보 보증 | collateral, guarantee
patent = 특허 지식재산 | patent, intellectual property, ip
housing = 숙소 주거 기숙사 숙박 | housing, accommodation, dormitory, lodging
parking = 주차 | parking
meal = 식사 점심 도시락 | meal, lunch, dinner
visa = 비자 체류 사증 | visa
language_skill = 한국어 토픽 어학 | korean language, topik
ai = 인공지능 ai 에이아이 | ai, artificial intelligence
ax = ai전환 인공지능전환 ax | ax, ai transformation
dx = 디지털전환 dx 디지털 | dx, digital transformation, digital
deeptech = 딥테크 | deep tech, deeptech
carbon = 탄소중립 탄소 | carbon neutrality, carbon
supply_chain = 공급망 | supply chain
small_merchant = 소상공인 영세 자영업 자영업자 | micro, merchant, self-employed, shop owner
governance = 거버넌스 | governance
kbeauty = k뷰티 케이뷰티 화장품 뷰티 | k-beauty, beauty, cosmetics
super_gap = 초격차 | super-gap, super gap
manufacturing = 제조 제조업 | manufacturing, manufacture
traditional = 전통 | traditional
item = 아이템 아이디어 | item, idea
innovative = 혁신 | innovative, innovation
challenge = 도전 도전적 | challenge, challenging, high-risk
global_company = 글로벌기업 다국적 | global company, multinational
certification_body = 인증기관 | certification body
*opening = 시작일 종료일 | opening, closing
platform = 플랫폼 | platform
infrastructure = 인프라 | infrastructure
future = 미래 향후 앞으로 | future
direction = 방향 | direction
*number = 숫자 갯수 | number, count
*people = 명 사람 인원 | people, person, individual
role = 역할 담당 맡는 맡아 맡고 맡은 | role, responsible, act as, serve, charge
say = 말했 말한 밝혔 발언 강조 | said, state, explain, note, remark, stress
*name_of = 이름 성함 명칭 | name
reflect = 반영 | reflect, included, inclusion
expand = 넓히 넓힌 확장 다양화 다각화 | expand, diversify, broaden, widen, extend
start_up_years = 업력 창업후 사업시작 | years of business, years in business, in business
group_team = 팀 | team
continent = 대륙 | continent
own = 보유 소유 가진 갖춘 | own, have, possess
happen = 생기 되나 | happen
newly = 신설 새로 새롭게 추가 생긴 | new, newly, add, newly established, introduce
conduct = 조사 | investigate
score = 점수 합격점 커트라인 배점 | score, passing score, points
chair = 위원장 의장 단장 | chair, chairman, chairperson
dean = 학장 | dean
office_place = 사무실 사무소 | office, street
stream = 생중계 온라인중계 중계 줌 | stream, livestream, broadcast, zoom, webinar
semester = 학기 | semester
own_share = 자부담 자기부담 민간부담 매칭펀드 | matching fund, co-payment, own contribution, copay
cash = 현금 현물 | cash, in-kind
royalty = 기술료 로열티 | royalty
settlement = 정산 | settlement, reimbursement, reimburse
overhead = 간접비 | overhead, indirect cost
insurance = 보험 | insurance
interpreter = 통역 번역 | interpreter, interpretation, translation
transport = 교통비 출장비 항공료 항공권 여비 | transport, travel cost, airfare, flight, shuttle
certificate_done = 수료증 이수증 참가확인서 | certificate of completion, attendance certificate
appeal = 이의신청 재심 | appeal, objection
notify = 통보 통지 결과발표 합격발표 | notify, notification, informed
withdraw = 중도포기 포기 중도해지 해지 탈퇴 취소 철회 | withdraw, withdrawal, cancel, cancellation, quit, drop out, early withdrawal
reapply = 재신청 재도전 재지원 | reapply, re-apply, apply again
duplicate = 중복지원 중복신청 중복 동시신청 | duplicate, double, at the same time, simultaneously, overlap
credit = 신용등급 신용 체납 부채 부채비율 연체 | credit rating, credit score, arrears, debt
nationality = 국적 출신 | nationality, citizenship, nationalities
major_degree = 전공 학력 학점 | major, academic background, gpa
welfare = 복지 복리후생 휴가 | welfare, vacation, holiday, leave
working_hours = 근무시간 근로시간 | working hours, work hours
agree_form = 동의서 서약서 추천서 확약서 | consent form, recommendation letter, pledge, reference letter
business_license = 사업자등록증 등기부등본 | business registration certificate
financials = 재무제표 결산서 | financial statement, balance sheet
bankbook = 통장 계좌 | bank account, bankbook
online_apply = 온라인 비대면 인터넷 | online
fax_post = 팩스 우편 방문접수 등기 | fax, post, by mail, postal
capacity = 정원 선착순 | capacity, seats, first come, quota
deposit_money = 보증금 예치금 | security deposit
monthly_count = 매회 회차 | session
weekend = 주말 토요일 일요일 평일 | weekend, saturday, sunday, weekday
language_of = 언어 영어 | language, english
child = 자녀 육아 가족 | child, children, family, spouse
military = 병역 전문연구요원 | military
office_hours = 운영시간 상담시간 | opening hours, office hours
speaker = 연사 강사 발표자 | speaker, lecturer, presenter
sponsor = 후원 협찬 | sponsor
audience = 참석자 청중 관객 | audience, attendee
recruit_count = 모집인원 선발인원 | intake
profit = 수익 이익 | profit
shares = 지분 주식 | equity, stake, stock
guarantee_job = 정규직 비정규직 계약직 | permanent, full-time, part-time
probation = 수습 | probation
ord_first = 첫번째 첫째 제1 1분과 첫 | first
ord_second = 두번째 둘째 제2 2분과 | second
ord_third = 세번째 셋째 제3 3분과 | third
pilot = 시범 파일럿 | pilot
day_week = 요일 | day of the week, weekday
shortage = 부족 인력난 구인난 모자라 | shortage, lack, difficulty, difficult
difficulty = 어려움 어려워 어려운 애로 힘든 힘들 | difficulty, difficult, hardship, challenge, shortage
plan = 계획 예정 | plan, planned
country = 나라 국가 | country, nation
europe = 유럽 | europe, european
america = 미국 북미 | us, usa, united states, america, north america
germany = 독일 | germany, german
netherlands = 네덜란드 | netherlands, dutch
switzerland = 스위스 | switzerland, swiss
canada = 캐나다 | canada, canadian
reporter = 기자 | reporter, press
social = 인스타그램 링크드인 소셜 sns | instagram, linkedin, social
award = 수상 상금 시상 | award, prize
winner = 선정기업 합격자 선정명단 합격기업 | winner, awardee
mss = 중소벤처기업부 중기부 중소기업벤처부 | mss, ministry of smes and startups
kosme = 중소벤처기업진흥공단 중진공 중소기업진흥공단 | kosme, small and medium enterprises and startups agency, korea smes and startups agency
kitech = 한국생산기술연구원 생기원 생산기술연구원 | kitech, korea institute of industrial technology
nst = 국가과학기술연구회 과기연구회 | nst, national research council of science and technology
kiat = 한국산업기술진흥원 산업기술진흥원 | kiat, korea institute for advancement of technology
tipa = 중소기업기술정보진흥원 기정원 | tipa, small and medium business technology information promotion agency
msit = 과학기술정보통신부 과기정통부 과기부 | msit, ministry of science and ict, ministry of science and technology
stepi = 과학기술정책연구원 | stepi, science and technology policy institute
kaist = 카이스트 한국과학기술원 | kaist
gist = 지스트 광주과학기술원 | gist
dgist = 디지스트 대구경북과학기술원 | dgist
unist = 유니스트 울산과학기술원 | unist
mit = 매사추세츠공대 엠아이티 | mit
ilp = 산업연계프로그램 산업협력프로그램 | ilp, industrial liaison program
iris = 범부처통합연구지원시스템 아이리스 통합연구지원시스템 | iris, integrated r&d portal
fraunhofer = 프라운호퍼 | fraunhofer
steinbeis = 슈타인바이스 | steinbeis
tno = 네덜란드응용과학연구소 | tno
csem = 스위스전자마이크로기술센터 | csem
toronto = 토론토 | toronto
purdue = 퍼듀 | purdue
georgia_tech = 조지아텍 조지아공대 | georgia tech
johns_hopkins = 존스홉킨스 | johns hopkins
mass_general = 매스제너럴 매사추세츠종합병원 브리검 | mass general brigham
eco_bridge = 에코브릿지 에코브리지 에코브릿치 | eco-bridge, ecobridge
young_founders = 청년창업사관학교 청창사 사관학교 | young entrepreneur center, young entrepreneurs start-up academy
tips = 팁스 | tips
"""

_STOP_EN = frozenset(
    """a an the of to in on at for from by with and or but if is are was were be been being am do does did done
    has have had having it its this that these those there here they them their he she his her we our us you your
    i my me who whom whose which what when where why how can could may might must shall should will would not no
    please tell give let know want need like get got any some each every all much many long far often ever just
    also too so as than then about into over under per via between among during within without up down out off
    mentioned say says said exactly really actually currently right ok okay hi hello one ones thing things else
    other another more most very only still yet same such both either if's what's it's there's i'm we're
    there'll does doesn't isn't aren't go going make made take taken use used using through walk happen happens set suppose supposed arrange arranges now time times before after themselves given sit come comes goes anyone someone something anything whether able part parts point sort possible possibly mean means meant stand stands otherwise instead work works working run runs look looks looking well good big because since while until start bigger larger smaller greater higher lower fewer less longer shorter wants want stay stays staying
    hit hits stop stops stopped draft drafting connect connected connects spoke speak spoken act
    acting acts spread told tell heard hear believe think thinking thought understand read reading
    correct wrong true false put puts bring brings brought keep keeps kept move moves
    moved follow follows following include includes including involve involved show shows shown see seen
    find finds found asking tells explain describe described describes mention mentions consist consists become
    becomes counts exist exists matter matters seem seems expect expected hoping try tries trying
    helping happening cover covers covered depend depends decide decided decides set sets setting settle
    settled settles granted aim aims aimed targeted meets met reach reached turn turns turned
    lose lost bear say saying called latest recent recently actual actually real really simply
    main major key different various several certain specific important quick quickly big high low
    official officially exact first-time currently today tomorrow yesterday once again still ever never always
    usually often soon sooner sure fine great nice best better worst worse little few
    lots lot bit quite rather per every folks guys sir madam dear thanks thank
    hi hey question questions answer answers info information detail details""".split()
)
_STOP_KO = frozenset(
    """무엇 무슨 뭐 뭔가 뭘 어떤 어떻게 언제 얼마 얼마나 어디 어느 누구 누가 왜 그럼 그러면 그리고 그런데 근데 혹시
    저희 우리 제가 저는 나는 이번 이건 그건 거기 여기 그거 이거 것 건가 건지 수 좀 및 또는 또 대해 대한 대해서 관해
    관한 통해 경우 정도 알려 알려줘 알려주세요 궁금 궁금해요 싶어 싶은데 싶습니다 있나 있는 있어 있을까 있습니까 있어요
    없나 없는 없어 되나 되는 돼요 되나요 됩니까 하나 하는 하면 하려면 해야 하죠 합니까 인가 인지 입니까 이에요 예요 인데
    같은 같이 다시 정말 맞나 맞아 맞나요 맞죠 맞습니까 주나 주세요 줘 받을 받는 받나 받나요 받아 나요 까지 부터 해주 설명
    말해 보여 찾아 각각 모든 가장 어느정도 정확히 정확한 구체적 몇 하고 한테 이라는 라는 라고 이라고 하는데 하는지 되는지
    빨리 아예 뭐뭐 뭔지 뭐죠 어디서 어디에서 어디로 어디부터 여러 개라는데 있는지 식으로 식 끝 처음 서로 대신 말고 다음 다음에 어때 어때요 해줘 해주는 같이 함께 그동안 요즘 지금 현재 대략 대충 약 쯤 정도로 얼마큼 얼마만큼 어느쪽 주로 직접 미리 아직 이미 바로 따로 혼자 다들 나중 오늘 올해는 하게 되게 보면 보니 하던데 라던데 된다던데 한다던데 있다던데 싶은 싶어요 때 때문 수가 수도 걸 게 건 거 거예요 건가요 되죠 돼 되고 되어 되었 된 하기 하나요 해요 해도 해서 누구나 얼만 얼만가 몇개 하려고 하려는데 그 이 저 네 예 아니 그게 이게 저게 이런 그런 뭐가 무엇인가 어떻게든 가능 필요""".split()
)
_ENDINGS = re.compile(
    r"(?:에서는|에서도|에게서|으로는|으로도|이라는|라는|이라고|라고|이라면|라면|인가요|인가|인지|인데요|인데|입니까|입니다|이에요|"
    r"예요|이죠|이야|하나요|하는지|하는데|하는|하려면|하려고|하면|해야|합니까|합니다|할까요|할까|하지만|하고|하여|해서|하죠|해요|했나요|했어요|했습니까|했는지|"
    r"했다는데|한다는데|했다|한다|되나요|되는지|되는|됩니까|됩니다|되면|되고|된다|됐나요|됐어요|되었나요|하시|하신|하실|한가요|한지|한|할|함|된|될|"
    r"까지|부터|에서|에게|한테|께서|으로|이나|이랑|랑|보다|처럼|만큼|마다|조차|밖에|이든|든지|들은|들이|들을|들의|들|은|는|이|가|을|를|에|의|로|와|과|도|만|나|요|죠|야|께|서)$"
)
_VERBAL = re.compile(
    r"(고|면|며|서|게|데|데요|까요?|지요?|니까?|려고?|려는|도록|는지|은지|을지|대요?|래요?|줘요?|주세요?|해요?|해도|해야|돼요?|했|됐|었|았|겠"
    r"|나는|나올|건데요?|거지요?|있어요?|없어요?|수있|다고|라고|라는데|다는데|라던데|다던데|던데|던가요?|나요|는가|은가|습니다|합니다|됩니다|니다"
    r"|시켜|하는|되는|하던|되던|하려|되려|으려|을수|ㄹ수|준대|한대|된대|싶은|싶어|어요|아요|여요|워요|겨요|려요|켜요)$"
)
_MAKES_A_VERB = frozenset("하해한할함합했되된될됩됐받시") # after a noun: 모집|하나요
_HANGUL = re.compile(r"[가-힣]")
_HANGUL_RUN = re.compile(r"[0-9a-z&]*[가-힣]+")
_LATIN = re.compile(r"[a-z0-9][a-z0-9&.'’-]*[a-z0-9]|[a-z0-9]")
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question: the concepts it can mean, or the word itself."""

    word: str  # as asked, in lower case; a stem for a literal English word
    concepts: tuple[str, ...] = ()  # () for a literal word
    weight: float = 1.0  # how much it says: little for the commonest words of the field


@dataclass(frozen=True, slots=True)
class Words:
    """A text made ready for matching."""

    spaced: str  # NFKC, lower case
    joined: str  # the same without spaces: compounds are written with and without them
    stems: str  # " stem stem stem ", English only


@dataclass(frozen=True, slots=True)
class _Table:
    korean: dict[str, tuple[str, ...]]  # concept -> surface forms
    english: dict[str, tuple[str, ...]]  # concept -> stemmed phrases
    english_forms: dict[str, tuple[str, ...]]  # concept -> the phrases as written
    common: frozenset[str]
    by_korean: dict[str, tuple[str, ...]]  # surface form -> concepts
    by_english: dict[str, tuple[str, ...]]
    longest_korean: int
    longest_english: int  # in words


_COMMON_WEIGHT = 0.2
_LITERAL_WEIGHT = (
    0.6  # of a word that is in no concept: often a verb or an adverb, said otherwise in a notice
)
_SORTS = frozenset(
    """ministry institution place people company programme sector industry project country track support
    university hospital kind task continent name_of condition""".split()
)
_SORT_WEIGHT = (
    0.35  # of the noun in "which ministry", "몇 개 기관": the answer is one, and need not say so
)
_SORT_EN = re.compile(
    r"\b(?:which|what|how many|whose|number of|name of|kinds? of)\s+(?:the\s+)?([a-z-]+(?:\s[a-z-]+)?)"
)
_SORT_KO = re.compile(
    r"(?:어느|어떤|무슨|몇\s?(?:개|명|곳|건)?)\s?([가-힣]+)|([가-힣]+?)(?:이|가|은|는|를|을|의)?\s(?:이름|성함|명칭|종류)"
)


def question_terms(text: str) -> list[Term]:
    """The content words of a question, in order, each once."""
    folded = _folded(text)
    terms = [term for run in _HANGUL_RUN.findall(folded) for term in _korean_terms(run)]
    terms += _english_terms(folded)
    sorts = _sort_words(folded)
    terms = [
        replace(t, weight=min(t.weight, _SORT_WEIGHT))
        if t.word in sorts and _SORTS.issuperset(t.concepts)
        else t
        for t in terms
    ]
    return list({term.concepts or term.word: term for term in terms}.values())


def _sort_words(folded: str) -> set[str]:
    """The nouns that a question word stands before: what sort of thing is asked for."""
    found = {
        term.word for m in _SORT_EN.finditer(folded) for term in _english_terms(m.group(1))[:1]
    }
    for m in _SORT_KO.finditer(folded):
        found |= {term.word for term in _korean_terms(m.group(1) or m.group(2))[:1]}
    return found


@lru_cache(maxsize=20_000)
def words(text: str) -> Words:
    folded = _folded(text)
    joined = re.sub(r"[^0-9a-z가-힣&]", "", folded)
    return Words(folded, joined, f" {' '.join(_english_stems(folded))} ")


# Of each of these only one can be meant: what is said of the first round is not said of the second.
_ALTERNATIVES = (
    frozenset({"round_one", "round_two"}),
    frozenset({"previous_year", "year_this", "next_year"}),
    frozenset({"ord_first", "ord_second", "ord_third"}),
)


def speaks_of_another(terms: Sequence[Term], text: Words) -> bool:
    """Whether `text` is about another round, year or number than the one that is asked about."""
    asked = {name for term in terms for name in term.concepts}
    for group in _ALTERNATIVES:
        wanted = asked & group
        if len(wanted) == 1 and not _holds_concept(*wanted, text):
            if any(_holds_concept(other, text) for other in group - wanted):
                return True
    return False


def match(term: Term, text: Words) -> float:
    """How surely `text` holds `term`: 1 for the word or a name of its concept, 0 for no trace."""
    if term.concepts:
        return float(any(_holds_concept(name, text) for name in term.concepts))
    if _HANGUL.match(term.word):
        return _hangul_match(term.word, text.joined)
    if f" {term.word} " in text.stems:
        return 1.0
    return 0.7 if len(term.word) >= 6 and f" {term.word[:5]}" in text.stems else 0.0


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _holds_concept(name: str, text: Words) -> bool:
    table = _table()
    for form in table.korean[name]:
        if form in text.spaced or (len(form) >= 4 and form in text.joined):
            return True
    return any(f" {form} " in text.stems for form in table.english[name])


def _hangul_match(word: str, joined: str) -> float:
    if word in joined:
        return 1.0
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    share = sum(pair in joined for pair in pairs) / len(pairs) if pairs else 0.0
    return 0.8 * share if share >= 0.6 else 0.0


def _korean_terms(run: str) -> list[Term]:
    """Concepts found left to right, longest first; what is left between them is a literal word."""
    table = _table()
    stem = _without_ending(run)
    if run in _STOP_KO or stem in _STOP_KO:
        return []
    if stem in table.by_korean:
        return [_concept_term(stem, table.by_korean[stem])]
    terms: list[Term] = []
    rest, at = "", 0
    while at < len(run):
        form = None
        if len(rest) != 1:  # after one stray syllable it is the end of another word: 위|원장
            sizes = range(min(table.longest_korean, len(run) - at), 1, -1)
            form = next((f for n in sizes if (f := run[at : at + n]) in table.by_korean), None)
        if form is None:
            rest += run[at]
            at += 1
            continue
        terms += _literal_korean(rest, tail=False)
        rest = ""
        terms.append(_concept_term(form, table.by_korean[form]))
        at += len(form)
    return terms + _literal_korean(rest, tail=True)


def _literal_korean(rest: str, tail: bool) -> list[Term]:
    stem = _without_ending(rest) if tail else rest
    if len(stem) < 2 or stem in _STOP_KO or not _HANGUL.search(stem):
        return []
    if tail and _VERBAL.search(rest) and rest[len(stem) : len(stem) + 1] not in _MAKES_A_VERB:
        return []  # a verb is said otherwise in a notice, and its stem cannot be told without a dictionary
    return [Term(stem, weight=_LITERAL_WEIGHT)]


def _without_ending(word: str) -> str:
    """The word without its particles and verb endings, at most three of them."""
    for _ in range(3):
        if word in _table().by_korean or word in _STOP_KO:
            return word
        shorter = _ENDINGS.sub("", word)
        if shorter == word:
            break
        word = shorter
    return word


def _english_terms(folded: str) -> list[Term]:
    table = _table()
    surface = [
        part
        for token in _LATIN.findall(folded.replace("’", "'"))
        for part in re.split(r"[-.]", token.removesuffix("'s"))
        if part
    ]
    stems = [_stem(part) for part in surface]
    terms: list[Term] = []
    at = 0
    while at < len(stems):
        for size in range(min(table.longest_english, len(stems) - at), 0, -1):
            phrase = " ".join(stems[at : at + size])
            if phrase in table.by_english and not (size == 1 and surface[at] in _STOP_EN):
                terms.append(_concept_term(phrase, table.by_english[phrase]))
                at += size
                break
        else:
            if surface[at] not in _STOP_EN and len(surface[at]) > 1:
                terms.append(Term(stems[at], weight=_literal_weight(surface[at])))
            at += 1
    return terms


def _literal_weight(word: str) -> float:
    return 1.0 if any(c.isdigit() for c in word) else _LITERAL_WEIGHT


def _concept_term(word: str, concepts: tuple[str, ...]) -> Term:
    common = all(name in _table().common for name in concepts)
    return Term(word, concepts, _COMMON_WEIGHT if common else 1.0)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))


def _english_stems(text: str) -> list[str]:
    words = _LATIN.findall(text.replace("’", "'"))
    return [
        _stem(part) for word in words for part in re.split(r"[-.]", word.removesuffix("'s")) if part
    ]


@lru_cache(maxsize=1)
def _table() -> _Table:
    korean: dict[str, tuple[str, ...]] = {}
    english: dict[str, tuple[str, ...]] = {}
    english_forms: dict[str, tuple[str, ...]] = {}
    common = set()
    for line in _TABLE.strip().splitlines():
        name, _, forms = line.partition(" = ")
        ko, _, en = forms.partition("|")
        if name.startswith("*"):
            name = name[1:]
            common.add(name)
        korean[name] = tuple(ko.split())
        english_forms[name] = tuple(_phrases(en))
        english[name] = tuple(" ".join(_english_stems(phrase)) for phrase in _phrases(en))
    by_korean: dict[str, list[str]] = {}
    by_english: dict[str, list[str]] = {}
    for name, forms_ko in korean.items():
        for form in forms_ko:
            by_korean.setdefault(form, []).append(name)
        for form in english[name]:
            by_english.setdefault(form, []).append(name)
    return _Table(
        korean,
        english,
        english_forms,
        frozenset(common),
        {k: tuple(dict.fromkeys(v)) for k, v in by_korean.items()},
        {k: tuple(dict.fromkeys(v)) for k, v in by_english.items()},
        max(map(len, by_korean)),
        max(len(k.split()) for k in by_english),
    )


def _phrases(column: str) -> list[str]:
    return [phrase.strip() for phrase in column.split(",") if phrase.strip()]


def translations(text: str) -> str:
    """Names in the other language for the concepts of a question, for the search by words."""
    table = _table()
    korean = bool(_HANGUL.search(text))
    found = []
    for term in question_terms(text):
        for name in term.concepts:
            if name not in table.common:
                found += (table.english_forms if korean else table.korean)[name][:1]
    return " ".join(dict.fromkeys(found))
