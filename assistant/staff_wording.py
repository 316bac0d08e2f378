"""Every word of the staff desk's pages, in Korean and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import GiljabiError
from assistant.schema import FailedFile, Language

# key -> (Korean, English); what stands in braces is filled with str.format.
WORDS: Mapping[str, tuple[str, str]] = {
    # Every page
    "giljabi": ("길잡이", "Giljabi"),
    "desk": ("담당자 업무실", "Staff desk"),
    "skip": ("본문으로 건너뛰기", "Skip to the content"),
    "sections": ("업무", "Sections"),
    "public_page": ("공개 페이지", "Public page"),
    "section_questions": ("질문", "Questions"),
    "section_gaps": ("답변 공백", "Gaps"),
    "section_faqs": ("FAQ", "FAQs"),
    "section_handovers": ("전달 문의", "Handovers"),
    "section_documents": ("문서", "Documents"),
    "section_administration": ("관리", "Administration"),
    "role_author": ("작성자", "author"),
    "role_reviewer": ("검토자", "reviewer"),
    "role_admin": ("관리자", "admin"),
    "language_ko": ("한국어", "Korean"),
    "language_en": ("영어", "English"),
    "new_tab": ("(새 탭에서 열림)", "(opens in a new tab)"),
    "to_desk": ("업무실 첫 화면으로", "To the desk's first page"),
    "all": ("전체", "All"),
    "none": ("없음", "None"),
    "no": ("번호", "No."),
    "when": ("일시", "When"),
    "who": ("담당자", "Who"),
    "show": ("보기", "Show"),
    "search": ("검색어", "Search"),
    "pages": ("쪽 이동", "Pages"),
    "previous": ("← 이전", "← Previous"),
    "next": ("다음 →", "Next →"),
    "page_of": ("{page} / {pages}쪽", "Page {page} of {pages}"),
    "page_no": ("{page}쪽", "p. {page}"),
    "cancel": ("취소", "Cancel"),
    "save": ("저장", "Save"),
    "download": ("내려받기", "Download"),
    "choose": ("선택하세요", "Choose"),
    "refreshes": ("이 화면은 2초마다 새로 고쳐집니다.", "This page refreshes every 2 seconds."),
    # Signing in
    "sign_in": ("로그인", "Sign in"),
    "sign_in_hint": (
        "담당자만 들어올 수 있습니다. 계정은 관리자가 만듭니다.",
        "For staff only. Accounts are made by the administrator.",
    ),
    "name": ("계정 이름", "Account name"),
    "password": ("비밀번호", "Password"),
    "sign_out": ("로그아웃", "Sign out"),
    "sign_in_wrong": (
        "계정 이름이나 비밀번호가 맞지 않습니다. 다시 확인해 주세요.",
        "The account name or the password is wrong. Please check both.",
    ),
    "sign_in_wait": (
        "비밀번호가 여러 번 틀렸습니다. {minutes}분 뒤에 다시 로그인해 주세요.",
        "There were too many wrong passwords. Please try again in {minutes} min.",
    ),
    "sign_in_stale": (
        "화면이 오래되었습니다. 다시 로그인해 주세요.",
        "This page was too old. Please sign in again.",
    ),
    "no_accounts": (
        "아직 계정이 없습니다. 서버에서 다음 명령으로 만드세요.",
        "There are no accounts yet. Make one on the server with this command.",
    ),
    # What cannot be shown or done
    "missing_title": ("찾을 수 없습니다", "Not found"),
    "missing": (
        "주소가 잘못되었거나 지워진 항목입니다.",
        "The address is wrong, or this was deleted.",
    ),
    "forbidden_title": ("권한이 없습니다", "Not permitted"),
    "forbidden": (
        "이 일은 {role} 이상만 할 수 있습니다. 필요하면 관리자에게 요청하세요.",
        "This takes the role of {role} or higher. Ask an administrator if you need it.",
    ),
    "stale_title": ("다시 시도해 주세요", "Please try again"),
    "stale": (
        "화면이 오래되었거나 다른 사이트에서 보낸 요청이라 처리하지 않았습니다. 이전 화면을 새로 고친 뒤 다시 보내 주세요.",
        "Nothing was done: the page was too old, or the request came from another site. Reload the page before and send it again.",
    ),
    "broken_title": ("처리하지 못했습니다", "That failed"),
    "broken": (
        "내부 오류로 처리하지 못했습니다. 잠시 뒤 다시 시도하고, 계속되면 서버 기록을 확인하세요.",
        "Something went wrong inside. Try again shortly; if it stays, look at the server's log.",
    ),
    "refused_title": ("처리하지 않았습니다", "That was not done"),
    "refused": (
        "바뀐 것은 없습니다. 이전 화면으로 돌아가 고친 뒤 다시 시도하세요.",
        "Nothing was changed. Go back, correct it and try again.",
    ),
    "refused_day": ("‘{given}’은(는) 날짜가 아닙니다.", "“{given}” is not a date."),
    "refused_unsure": ("확인란에 표시해야 합니다.", "Tick the box to confirm."),
    "refused_empty": (
        "질문과 답변이 모두 비어 있습니다. 한 언어는 채워 주세요.",
        "There is no text. Fill in at least one language.",
    ),
    "refused_revision": (
        "그사이 다른 사람이 이 FAQ를 고쳤습니다. 새 내용을 본 뒤 결정해 주세요.",
        "Somebody revised this FAQ meanwhile. Look at the new text, then decide.",
    ),
    "refused_why": ("이유를 적어 주세요.", "Please give a reason."),
    "refused_own": (
        "직접 쓴 글은 승인할 수 없습니다. 다른 검토자에게 요청하세요.",
        "You wrote this revision. Ask another reviewer to approve it.",
    ),
    "refused_state": (
        "지금 상태({state})에서는 할 수 없습니다.",
        "This cannot be done in its present state ({state}).",
    ),
    "refused_blocked": (
        "답변이 없거나, 출처가 맞지 않거나, 인용문에 없는 숫자가 있어 게시할 수 없습니다. 고쳐서 다시 승인받으세요.",
        "It cannot be published: it has no answer, a broken source, or a figure that is in no quote. Edit it and have it approved again.",
    ),
    "refused_no_questions": ("질문을 한 개 이상 적어 주세요.", "Give at least one question."),
    "refused_many": (
        "한 번에 {most}개까지 만들 수 있습니다. 지금은 {given}개입니다.",
        "At most {most} are drafted at once. These are {given}.",
    ),
    "refused_programme": ("사업을 선택해 주세요.", "Choose a programme."),
    "refused_busy": (
        "앞선 작업이 많이 밀려 있습니다. 끝난 뒤 다시 시도하세요.",
        "Too much work is waiting. Try again when some of it is done.",
    ),
    "refused_no_file": ("파일을 선택해 주세요.", "Choose a file."),
    "refused_message": (
        "안내 문구를 한국어와 영어로 모두 적어 주세요.",
        "Write the message in both Korean and English.",
    ),
    "refused_incomplete": (
        "{language} 글에 질문이나 답변, 근거가 빠져 있어 검토를 요청할 수 없습니다. 빠진 것을 채워 주세요.",
        "The text in {language} has no question, no answer or no source. Add what is missing.",
    ),
    "refused_unapproved": (
        "{revision}판은 아직 승인되지 않았습니다. 검토를 요청해 승인을 받은 뒤 게시해 주세요.",
        "Revision {revision} has not been approved. Submit it and have it approved first.",
    ),
    "refused_twice": (
        "{language} 글에 {n}번 근거가 두 개 있습니다. 번호를 서로 다르게 붙여 주세요.",
        "Two sources of the text in {language} have the number {n}. Give each a number of its own.",
    ),
    "refused_quote": (
        "{language} 글의 [{n}]번 인용문이 지금 문서({document})에 그대로 있지 않습니다. "
        "문서에서 글자 그대로 복사하거나 그 근거를 비워 주세요.",
        "Quote [{n}] of the text in {language} is not in its document as it is now ({document}). "
        "Copy it character for character, or take that source out.",
    ),
    "refused_name_empty": (
        "파일이나 폴더의 이름이 비어 있습니다. 이름을 붙여 주세요.",
        "A file or folder has no name. Give it one.",
    ),
    "refused_name_path": (
        "‘{name}’: 이름에 / 나 \\ 를 쓸 수 없습니다. 다른 이름을 붙여 주세요.",
        "“{name}”: a name cannot hold / or \\. Give it another name.",
    ),
    "refused_name_unseen": (
        "‘{name}’: 이름에 보이지 않는 글자가 들어 있습니다. 이름을 새로 입력해 주세요.",
        "“{name}”: the name holds characters that cannot be seen. Type it anew.",
    ),
    "refused_name_dot": (
        "‘{name}’: 점(.)으로 시작하는 이름은 숨김 파일로 다뤄져 쓸 수 없습니다. 다른 이름을 붙여 주세요.",
        "“{name}”: a name cannot begin with a dot, as hidden files do. Give it another name.",
    ),
    "refused_name_reserved": (
        "‘{name}’: 다른 용도로 정해진 이름이라 답변에 쓰이지 않습니다. 다른 이름을 붙여 주세요.",
        "“{name}”: this name is kept for something else and would never be answered from. "
        "Give it another name.",
    ),
    "refused_name_long": (
        "‘{name}’: 이름이 너무 깁니다. 한글 60자 이내로 줄여 주세요.",
        "“{name}”: the name is too long. Shorten it to 190 letters or fewer.",
    ),
    "refused_name_taken": (
        "‘{name}’: 같은 이름의 폴더가 있거나, 고른 폴더와 같은 이름의 파일이 있습니다. 다른 이름을 붙여 주세요.",
        "“{name}”: a folder has this name, or a file has that of the folder chosen. "
        "Give another name.",
    ),
    "refused_suffix": (
        "{name}: 파일의 내용이 이름의 확장자와 다릅니다. 맞는 파일이라면 이름을 ‘{better}’(으)로 바꿔 주세요.",
        "{name} is a file of another kind than its name says. If it is the right file, "
        "name it {better}.",
    ),
    "refused_folders_gone": (
        "문서를 읽어 온 폴더가 없어져 문서를 옮겨 올 수 없습니다: {folders}. "
        "그 폴더를 되돌려 놓거나, 서버에서 지금 폴더를 다시 읽어들이세요: python ingest.py 폴더",
        "The folder that the documents were read from is gone, so they cannot be taken over: "
        "{folders}. Put it back, or ingest the present one on the server: python ingest.py FOLDER",
    ),
    "refused_files_gone": (
        "등록된 문서의 파일이 원래 폴더에 없습니다: {files}. "
        "그 파일을 되돌려 놓거나, 문서를 빼려면 서버에서 폴더를 다시 읽어들이세요: python ingest.py 폴더",
        "The files of these documents are no longer in their folder: {files}. Put them back, or "
        "let the documents leave by ingesting it on the server: python ingest.py FOLDER",
    ),
    "refused_no_right": (
        "파일이나 폴더를 읽거나 쓸 권한이 없습니다: {file}. 서버에서 이 프로그램에 권한을 주세요.",
        "This program may not read or write {file}. Give it the right to on the server.",
    ),
    "refused_two_files": (
        "문서를 읽어 온 폴더들에 내용이 다른 같은 이름의 파일이 있습니다: {file}. "
        "한 폴더로 합친 뒤 서버에서 다시 읽어들이세요: python ingest.py 폴더",
        "Two of the folders that the documents were read from hold another {file}. Make them one "
        "and ingest it on the server: python ingest.py FOLDER",
    ),
    "refused_not_kept": (
        "그 버전의 파일은 여기에 보관되어 있지 않습니다. 원래 받은 곳에서 다시 받아 올려 주세요.",
        "The file of that version is not kept here. Take it from where it came from.",
    ),
    "refused_version": (
        "더 새로운 버전의 길잡이가 만든 파일이라 열 수 없습니다: {file}. 그 버전의 길잡이를 쓰세요.",
        "{file} was written by a newer version of Giljabi. Use that version.",
    ),
    "refused_model": (
        "언어 모델이 답하지 못했습니다: {model}. 잠시 뒤에 다시 시도하세요.",
        "The chat model gave no reply: {model}. Try again in a while.",
    ),
    "library_closed": (
        "문서를 여는 중이거나 아직 문서가 없습니다. 답변 초안을 만들거나 저장하려면 문서가 열려야 합니다.",
        "The documents are being opened, or there are none yet. Drafting and saving need them.",
    ),
    "model_ready": ("언어 모델이 연결되어 있습니다.", "A chat model is connected."),
    "model_chooses": (
        "시험을 통과해 답에 인용할 문장을 고릅니다.",
        "It has passed the examination and chooses what is quoted.",
    ),
    "model_words": (
        "답의 문장만 다듬고, 인용할 문장은 규칙이 고릅니다. 모델이 고르게 하려면 서버에서 "
        "python -m assistant examine-model 을 실행해 시험을 보게 합니다.",
        "It only words answers; rules choose what is quoted. To let it choose, have it examined on "
        "the server: python -m assistant examine-model",
    ),
    "model_failing": (
        "언어 모델이 방금 응답하지 못했습니다: {why}. 그 질문에는 문서를 인용해 답했습니다.",
        "The chat model just failed: {why}. Those questions were answered with quotes.",
    ),
    "model_open": (
        "언어 모델이 거듭 응답하지 못해 쉬게 두고 다시 시험하고 있습니다: {why}. "
        "그동안 모든 질문에는 문서를 인용해 답합니다.",
        "The chat model failed again and again, so it is left alone and tried now and then: {why}. "
        "Meanwhile every question is answered with quotes.",
    ),
    "model_since": ("{when}부터", "since {when}"),
    "model_timeout": ("제한 시간 안에 응답이 없음", "no reply in time"),
    "model_silence": ("응답 중에 멈춤", "it fell silent in the middle"),
    "model_rate_limited": ("요청이 너무 많다고 거절함", "it says that there are too many requests"),
    "model_server_error": ("모델 서버의 오류", "an error of its server"),
    "model_refused_connection": ("연결되지 않음", "no connection"),
    "model_rejected": (
        "요청을 거절함(키와 모델 이름을 확인해 주세요)",
        "it rejects the request (check the key and the model's name)",
    ),
    "model_malformed": ("읽을 수 없는 응답", "a reply that cannot be read"),
    "model_cut_off": ("연결이 끊어짐", "the connection broke"),
    "model_too_long": ("너무 긴 응답", "a reply that is too long"),
    "model_empty": ("빈 응답", "an empty reply"),
    "model_breaker_open": (
        "거듭 응답하지 못해 쉬게 두는 중",
        "it failed again and again and is left alone for a while",
    ),
    # First page
    "home": ("할 일", "What to do"),
    "home_hint": (
        "숫자는 지금까지 쌓인 것이며, 질문은 최근 7일 기준입니다.",
        "Counts are of now; questions are those of the last 7 days.",
    ),
    "tile_questions": ("최근 7일 질문", "Questions in 7 days"),
    "tile_unanswered": ("그중 답하지 못한 질문", "Of these, not answered"),
    "tile_handovers": ("처리할 전달 문의", "Handovers to handle"),
    "tile_draft": ("FAQ 초안", "FAQ drafts"),
    "tile_in_review": ("검토를 기다리는 FAQ", "FAQs to review"),
    "tile_approved": ("게시를 기다리는 FAQ", "FAQs to publish"),
    "tile_suspect": ("근거가 바뀐 FAQ", "FAQs whose source changed"),
    "tile_published": ("게시 중인 FAQ", "Published FAQs"),
    "chat_is_off": (
        "챗봇이 꺼져 있습니다. 방문자에게는 다음 문구가 보입니다.",
        "The chat is off. Visitors read this instead.",
    ),
    # Questions
    "question": ("질문", "Question"),
    "answer": ("답변", "Answer"),
    "sources": ("근거", "Sources"),
    "no_sources": ("인용한 문서가 없습니다.", "No document was cited."),
    "quote_gone": (
        "이 인용문은 지금 문서에 그대로 있지 않습니다.",
        "These words are not in the document as it is now.",
    ),
    "result": ("결과", "Result"),
    "feedback": ("의견", "Feedback"),
    "no_feedback": ("아직 의견이 없습니다.", "No feedback yet."),
    "comment": ("덧붙인 말", "Comment"),
    "programme": ("사업", "Programme"),
    "filter_status": ("결과", "Result"),
    "filter_verdict": ("의견", "Feedback"),
    "filter_language": ("언어", "Language"),
    "since": ("시작일", "From"),
    "until": ("종료일", "To"),
    "count_questions": ("질문 {n}건", "{n} questions"),
    "no_questions": ("조건에 맞는 질문이 없습니다.", "No question matches."),
    "question_no": ("질문 {n}번", "Question {n}"),
    "searched_as": ("검색한 말", "Searched as"),
    "seconds": ("걸린 시간", "Time taken"),
    "seconds_n": ("{n}초", "{n} s"),
    "generation": ("문서 판", "Index version"),
    "draft_of_this": ("이 질문으로 FAQ 초안 만들기", "Draft an FAQ of this"),
    "status_answered": ("답함", "Answered"),
    "status_partial": ("일부 답함", "Answered in part"),
    "status_no_source": ("문서에 없음", "Not in the documents"),
    "status_off_topic": ("지원사업 밖", "Off topic"),
    "status_needs_detail": ("되물음", "Asked for detail"),
    "status_refused": ("거절", "Refused"),
    "status_error": ("오류", "Error"),
    "verdict_helpful": ("도움됨", "Helpful"),
    "verdict_wrong": ("틀림", "Wrong"),
    "verdict_out_of_date": ("오래됨", "Out of date"),
    "to_summary": ("통계", "Summary"),
    "to_csv": ("CSV 내려받기", "Download CSV"),
    "asked": ("질문", "Asked"),
    "answered": ("답함", "Answered"),
    "share_answered": ("답한 비율 (일부 포함)", "Answered (in part included)"),
    "latency_p50": ("답변 시간 중앙값", "Median time to answer"),
    "latency_p95": ("95%가 이 시간 안에 답함", "95 % answered within"),
    "plot_by_day": ("날짜별 질문", "Questions by day"),
    "plot_declined": ("답하지 못한 이유", "Why not answered"),
    "plot_languages": ("언어", "Languages"),
    "plot_programmes": ("사업", "Programmes"),
    "plot_verdicts": ("의견", "Feedback"),
    "plot_faqs": ("FAQ로 답한 질문", "Answered by FAQ"),
    "plot_latency": ("답변 시간", "Time to answer"),
    "within": ("{seconds}초 이내", "within {seconds} s"),
    "longer": ("그보다 오래", "longer"),
    "nothing": ("아직 없음", "Nothing yet"),
    # Gaps
    "gaps_hint": (
        "답하지 못했거나 틀렸다는 의견을 받은 질문을 뜻이 같은 것끼리 묶었습니다. 최근 {days}일 기준입니다.",
        "Questions that were not answered or were rated badly, grouped by meaning. Of the last {days} days.",
    ),
    "gaps_busy": ("질문을 묶는 중입니다.", "The questions are being grouped."),
    "no_gaps": ("답하지 못한 질문이 없습니다.", "Every question was answered."),
    "gap_count": ("{n}번 물음", "asked {n} times"),
    "gap_distinct": ("표현 {n}가지", "worded in {n} ways"),
    "gap_badly_rated": ("나쁜 의견 {n}건", "{n} rated badly"),
    "gap_last": ("마지막 질문 {when}", "last asked {when}"),
    "gap_questions": ("이렇게 물었습니다", "How it was asked"),
    "gap_passages": ("가장 가까운 문서 내용", "Nearest passages in the documents"),
    "gap_no_passages": ("가까운 문서가 없습니다.", "No passage is near."),
    "gap_draft": ("FAQ 초안 만들기", "Draft an FAQ"),
    "gap_more": ("외 {n}건", "and {n} more"),
    "count_gaps": ("묶음 {n}개", "{n} groups"),
    # Handovers
    "handovers_hint": (
        "방문자가 담당 기관에 전달해 달라고 한 질문입니다.",
        "Questions that visitors asked to be sent on to the agency.",
    ),
    "handovers_open": ("처리할 것", "To handle"),
    "handover_no": ("전달 문의 {n}번", "Handover {n}"),
    "handled": ("처리", "Handled"),
    "not_yet": ("아직", "Not yet"),
    "mark_done": ("처리 완료", "Mark as done"),
    "packet": ("전달 자료 내려받기", "Download the packet"),
    "no_handovers": ("전달 문의가 없습니다.", "There are no handovers."),
    "done_settled": ("처리 완료로 표시했습니다.", "It is marked as done."),
    # FAQs
    "new_faq": ("새 FAQ", "New FAQs"),
    "export": ("내보내기", "Export"),
    "count_faqs": ("FAQ {n}개", "{n} FAQs"),
    "no_faqs": ("조건에 맞는 FAQ가 없습니다.", "No FAQ matches."),
    "state": ("상태", "State"),
    "state_draft": ("초안", "Draft"),
    "state_in_review": ("검토 중", "In review"),
    "state_approved": ("승인됨", "Approved"),
    "state_published": ("게시됨", "Published"),
    "state_suspect": ("근거 바뀜", "Source changed"),
    "state_withdrawn": ("내림", "Withdrawn"),
    "last_change": ("마지막 변경", "Last change"),
    "still_served": ("{n}판 게시 중", "revision {n} is served"),
    "served_now": ("지금 {n}판으로 답하고 있습니다.", "Revision {n} is served now."),
    "revision": ("판", "Revision"),
    "revision_n": ("{n}판", "revision {n}"),
    "revision_by": ("{n}판, {who} 작성", "{n}, by {who}"),
    "origin": ("출발점", "Origin"),
    "origin_gap": ("답변 공백", "A gap"),
    "origin_list": ("질문 목록", "A list of questions"),
    "origin_notice": ("공고", "A notice"),
    "origin_staff": ("담당자", "Staff"),
    "missing_parts": ("빠진 것", "What is missing"),
    "wordings": ("다르게 묻는 말", "Other ways it is asked"),
    "wordings_hint": (
        "한 줄에 하나씩. 이 말로 물어도 이 FAQ로 답합니다.",
        "One a line. A question in these words gets this FAQ too.",
    ),
    "missing_hint": (
        "한 줄에 하나씩. 다 채웠으면 지우세요.",
        "One a line. Delete what has been filled in.",
    ),
    "evidence": ("근거", "Evidence"),
    "no_evidence": ("근거가 없습니다.", "There is no evidence."),
    "faq_text": ("질문과 답변", "Question and answer"),
    "no_text": ("(아직 글이 없음)", "(no text yet)"),
    "no_answer_yet": (
        "답변이 아직 없습니다. 근거를 보고 사람이 써야 합니다.",
        "There is no answer yet. A person has to write it from the evidence.",
    ),
    "checks_found": ("확인할 점", "To be checked"),
    "changes": ("바뀐 조항", "What changed"),
    "changes_hint": (
        "지운 말에는 가로줄, 새로 들어간 말에는 밑줄이 있습니다.",
        "Words that went are struck through, words that came are underlined.",
    ),
    "clause_before": ("전", "Before"),
    "clause_now": ("지금", "Now"),
    "clause_gone": (
        "지금 문서에는 이 조항이 없습니다.",
        "The document has no such clause any more.",
    ),
    "next_steps": ("다음 단계", "Next steps"),
    "edit": ("고치기", "Edit"),
    "reason": ("이유 (선택)", "Reason (optional)"),
    "reason_needed": ("이유", "Reason"),
    "own_revision": (
        "직접 쓴 글은 다른 검토자가 승인해야 합니다.",
        "You wrote this revision: another reviewer has to approve it.",
    ),
    "do_submit": ("검토 요청", "Submit for review"),
    "do_approve": ("승인", "Approve"),
    "do_send_back": ("돌려보내기", "Send back"),
    "do_publish": ("게시", "Publish"),
    "do_withdraw": ("내리기", "Withdraw"),
    "did_create": ("초안 작성", "drafted"),
    "did_revise": ("수정", "revised"),
    "did_submit": ("검토 요청", "submitted"),
    "did_approve": ("승인", "approved"),
    "did_send_back": ("돌려보냄", "sent back"),
    "did_publish": ("게시", "published"),
    "did_suspect": ("근거가 바뀌어 답변에서 뺌", "source changed: taken out of the answers"),
    "did_withdraw": ("내림", "withdrawn"),
    "done_revised": ("저장했습니다. 새 판은 초안입니다.", "Saved. The new revision is a draft."),
    "done_submit": ("검토를 요청했습니다.", "It is in review."),
    "done_approve": ("승인했습니다.", "It is approved."),
    "done_send_back": ("돌려보냈습니다.", "It was sent back."),
    "done_publish": (
        "게시했습니다. 이제 이 답변이 먼저 쓰입니다.",
        "It is published and answers from now on.",
    ),
    "done_withdraw": (
        "내렸습니다. 더는 답변에 쓰이지 않습니다.",
        "It is withdrawn and answers no more.",
    ),
    "history": ("이력", "History"),
    "stale_revision": (
        "그사이 다른 사람이 고쳤습니다. 아래는 보내신 글이며, 저장하면 {n}판 다음 판이 됩니다.",
        "Somebody revised it meanwhile. Below is your text; saving makes it the one after revision {n}.",
    ),
    "problems_hint": (
        "고친 뒤 다시 저장하거나, 읽었다고 표시하고 저장하세요.",
        "Correct these and save again, or tick that you have read them and save.",
    ),
    "problems_broken": (
        "문서에 그대로 있지 않은 인용문이 있어 저장할 수 없습니다. 문서에서 글자 그대로 복사하거나 그 근거를 비우세요.",
        "It cannot be saved: a quote is not in its document. Copy it character for character, or empty that source.",
    ),
    "read_problems": ("확인할 점을 모두 읽었습니다.", "I have read what is to be checked."),
    "edit_sources": ("근거 고치기", "Edit the sources"),
    "edit_sources_hint": (
        "인용문은 문서의 글자 그대로여야 합니다. 인용문을 비우면 그 근거는 빠집니다. 답변에서 쓰지 않는 근거도 비워 주세요.",
        "A quote has the document's very words. Empty the words to take a source out, and those that the answer does not cite.",
    ),
    "source_number": ("번호", "Number"),
    "document": ("문서", "Document"),
    "quote": ("인용문", "Quote"),
    "answer_hint": (
        "문장 끝에 근거의 번호를 [1]처럼 적습니다.",
        "End each sentence with the number of its source, as [1].",
    ),
    "save_hint_served": (
        "새 판이 게시될 때까지 {n}판으로 계속 답합니다.",
        "Revision {n} is served until the new one is published.",
    ),
    "new_faq_hint": (
        "문서에서 답과 인용문을 찾아 한국어와 영어 초안을 만듭니다. 초안은 검토와 승인을 거쳐야 게시됩니다.",
        "Answers and quotes are looked up in the documents and drafted in Korean and English. Drafts are reviewed and approved before they are published.",
    ),
    "of_a_list": ("질문 목록으로", "From a list of questions"),
    "questions_lines": ("질문", "Questions"),
    "questions_lines_hint": (
        "한 줄에 하나씩, 최대 {most}개.",
        "One a line, at most {most}.",
    ),
    "questions_csv": ("CSV 파일 (선택)", "CSV file (optional)"),
    "questions_csv_hint": (
        "‘질문’ 열을 읽고, 없으면 첫 열을 읽습니다.",
        "Read from the column “question”, else from the first one.",
    ),
    "draft": ("초안 만들기", "Draft"),
    "of_a_notice": ("공고에서", "From a notice"),
    "show_questions": ("질문 보기", "Show its questions"),
    "will_be_asked": ("물어볼 만한 질문", "What people will ask"),
    "no_questions_of": (
        "이 사업의 기록에는 물어볼 만한 값이 없습니다.",
        "The record of this programme has no value to ask for.",
    ),
    "lately_drafted": ("최근에 만든 초안", "Drafted lately"),
    "drafting": ("초안 작성", "Drafting"),
    "done_of": ("{of}개 중 {done}개", "{done} of {of}"),
    "task_waiting": ("기다리는 중", "Waiting"),
    "task_running": ("진행 중", "Running"),
    "task_done": ("끝남", "Done"),
    "task_failed": ("실패", "Failed"),
    "task_problems": ("만들지 못한 것", "What could not be done"),
    "file_kind": ("파일 형식", "Format"),
    "kind_md": ("Markdown", "Markdown"),
    "kind_html": ("HTML", "HTML"),
    "kind_csv": ("CSV (표 계산)", "CSV (spreadsheet)"),
    "kind_json": ("JSON", "JSON"),
    "export_all": (
        "게시되지 않은 FAQ도 포함",
        "Include those that are not published",
    ),
    # Documents
    "upload": ("공고 올리기", "Upload notices"),
    "files": ("파일", "Files"),
    "files_hint": ("형식: {kinds}", "Formats: {kinds}"),
    "folder": ("사업 폴더", "Programme's folder"),
    "no_folder": ("폴더 없음", "No folder"),
    "new_folder": ("새 폴더 (선택)", "A new folder (optional)"),
    "lately_changed": ("최근 작업", "Lately"),
    "count_documents": ("문서 {n}건", "{n} documents"),
    "no_documents": ("문서가 없습니다.", "There are no documents."),
    "version": ("버전", "Version"),
    "versions": ("버전", "Versions"),
    "withdrawn_since": ("{when}에 내린 문서입니다.", "Withdrawn on {when}."),
    "stored_text": ("저장된 글 보기", "Read the stored text"),
    "file": ("파일", "File"),
    "by_ingest": ("처음 읽어들임", "An ingest"),
    "restore": ("이 버전으로 되돌리기", "Put this version back"),
    "replace": ("바꾸기", "Replace"),
    "new_file": ("새 파일", "New file"),
    "replace_hint": (
        "인용한 조항이 바뀐 FAQ는 답변에서 빠지고 ‘근거 바뀜’이 됩니다.",
        "FAQs whose quoted clause changes are taken out of the answers and marked.",
    ),
    "withdraw_hint": (
        "이 문서로는 더 답하지 않습니다. 파일은 남아 있어 되돌릴 수 있습니다.",
        "Nothing is answered from it any more. Its file is kept and can be put back.",
    ),
    "sure": ("네, 내립니다.", "Yes, withdraw it."),
    "report": ("처리 결과", "Ingest report"),
    "report_added": ("새로 들어간 문서", "Added"),
    "report_updated": ("바뀐 문서", "Updated"),
    "report_removed": ("내린 문서", "Removed"),
    "report_failed": ("처리하지 못한 것", "What failed"),
    "report_exactly": ("프로그램이 남긴 설명(영어)", "What the program said"),
    "failed_UnsupportedFileError": (
        "읽을 수 있는 형식이 아닙니다. PDF·DOCX·HWPX·HWP·HTML·글 파일로 올려 주세요.",
        "Not a format that is read here.",
    ),
    "failed_BrokenFileError": (
        "파일이 손상되었습니다. 원래 프로그램에서 다시 저장해 올려 주세요.",
        "The file is damaged. Save it anew in its own program and upload that.",
    ),
    "failed_EncryptedFileError": (
        "암호나 문서 보안이 걸려 있습니다. 보안을 푼 사본을 올려 주세요.",
        "It is protected. Upload a copy without protection.",
    ),
    "failed_EmptyFileError": ("글이 없는 파일입니다.", "There is no text in it."),
    "failed_ScannedFileError": (
        "글자 없이 사진으로만 된 파일입니다. 글자가 있는 원본을 올려 주세요.",
        "It holds pictures of pages only. Upload the original with text.",
    ),
    "failed_FileLimitError": (
        "너무 크거나 복잡한 파일입니다. 나누어 올려 주세요.",
        "It is too large or too complex. Split it.",
    ),
    "failed_DuplicateDocumentError": (
        "같은 이름의 문서가 이미 있습니다. 이름을 바꾸거나, 그 문서에서 ‘바꾸기’를 쓰세요.",
        "A document of that name is there already. Rename the file, or replace that document.",
    ),
    "failed_LibraryBusyError": (
        "다른 작업이 문서를 고치고 있습니다. 잠시 뒤에 다시 해 주세요.",
        "Something else is changing the documents. Try again in a while.",
    ),
    "failed_RecordError": (
        "사업 기록(record.yaml)에 읽을 수 없거나 문서와 맞지 않는 값이 있습니다. 이런 값은 답변에 쓰지 않습니다. "
        "아래 설명을 보고 기록을 고쳐 주세요.",
        "A programme's record.yaml has values that cannot be read or are not in its documents. "
        "These are not used. Correct the record by what is said below.",
    ),
    "failed_DocumentMissingError": (
        "그 문서나 버전이 더 이상 없습니다. 문서 목록을 다시 확인해 주세요.",
        "That document or version is no longer there. Look at the list of documents again.",
    ),
    "failed_QuestionMissingError": (
        "그 질문이나 전달 문의가 없습니다. 그사이 지워졌을 수 있습니다.",
        "There is no such question or handover. It may have been deleted.",
    ),
    "failed_FaqMissingError": (
        "그 번호의 FAQ가 없습니다. FAQ 목록을 다시 확인해 주세요.",
        "There is no FAQ of that number. Look at the list of FAQs again.",
    ),
    "failed_StorageError": (
        "디스크에 저장하지 못했습니다. 전에 저장한 것은 그대로 있습니다. 운영자에게 알려 주세요.",
        "It could not be stored. What was stored before stays. Tell the operator.",
    ),
    "failed_ReaderMissingError": (
        "파일을 읽는 프로그램을 시작하지 못했습니다. 운영자에게 알려 주세요.",
        "The program that reads files could not be started. Tell the operator.",
    ),
    "failed_ModelMissingError": (
        "문서를 찾는 데 쓰는 모델을 열지 못했습니다. 운영자에게 알려 주세요.",
        "The model that documents are searched with could not be opened. Tell the operator.",
    ),
    "failed_IndexMissingError": (
        "찾아볼 수 있는 문서가 아직 없습니다. 운영자에게 알려 주세요.",
        "There are no documents to search yet. Tell the operator.",
    ),
    "failed_UnsoundIndexError": (
        "문서의 색인에 문제가 있어 바뀐 문서가 답변에 쓰이지 않습니다. 운영자에게 알려 주세요.",
        "The index of the documents is not sound, so changes are not answered from. "
        "Tell the operator.",
    ),
    "failed_other": (
        "처리하지 못했습니다. 아래 설명을 운영자에게 알려 주세요.",
        "It could not be done. Tell the operator what is said below.",
    ),
    "report_nothing": ("바뀐 것이 없습니다.", "Nothing changed."),
    "report_suspects": (
        "근거가 바뀌어 답변에서 빠진 FAQ",
        "FAQs taken out of the answers: their source changed",
    ),
    "report_no_suspects": (
        "근거가 바뀐 FAQ는 없습니다.",
        "No FAQ lost its source.",
    ),
    # Administration
    "chat": ("챗봇", "The chat"),
    "chat_off": ("챗봇 끄기", "Switch the chat off"),
    "chat_on": ("챗봇 켜기", "Switch the chat on"),
    "chat_off_hint": (
        "끄면 방문자에게 답변 대신 아래 문구가 보입니다. 문서와 사업 목록은 그대로 볼 수 있습니다.",
        "When it is off, visitors read this message in place of answers. Documents and programmes stay.",
    ),
    "message_ko": ("한국어 문구", "Message in Korean"),
    "message_en": ("영어 문구", "Message in English"),
    "done_chat_off": ("챗봇을 껐습니다.", "The chat is off."),
    "done_chat_on": ("챗봇을 켰습니다.", "The chat is on."),
    "accounts": ("계정", "Accounts"),
    "accounts_hint": (
        "계정은 서버의 명령으로만 만들고 고칩니다.",
        "Accounts are made and changed by command, on the server.",
    ),
    "role": ("역할", "Role"),
    "password_set": ("비밀번호 설정", "Password set"),
    "retention": ("질문 보관", "How long questions are kept"),
    "retention_hint": (
        "지금 질문 {n}건이 있습니다. 지운 질문은 의견, 전달 문의와 함께 사라지며 되돌릴 수 없습니다.",
        "There are {n} questions. Those deleted go with their feedback and handovers, for good.",
    ),
    "before": ("이 날짜 전의 질문", "Questions before"),
    "sure_forget": ("네, 지웁니다.", "Yes, delete them."),
    "forget": ("지우기", "Delete"),
    "done_forgotten": ("질문 {n}건을 지웠습니다.", "{n} questions were deleted."),
    "audit": ("작업 기록", "Audit"),
    "action": ("작업", "Action"),
    "target": ("대상", "Target"),
    "outcome": ("결과", "Outcome"),
    "count_entries": ("기록 {n}건", "{n} entries"),
}


_WORDED = frozenset({"language", "state", "model"})  # values of errors that have words themselves


def say(language: Language, key: str, /, **filled: Any) -> str:
    """KeyError: no such words."""
    words = WORDS[key][0 if language == "ko" else 1]
    return words.format(**filled) if filled else words


class Sayings:
    """`say` in one language, as the pages use it."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __call__(self, key: str, **filled: Any) -> str:
        return say(self._language, key, **filled)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was not done."""

    words: Mapping[Language, str]  # for staff; {}: there are none for it
    exactly: str  # what the program says, in English

    def said(self, language: Language) -> tuple[str, Language]:
        """What a page says, and which language that is in."""
        return (self.words[language], language) if self.words else (self.exactly, "en")


def reason_of(error: GiljabiError) -> Reason:
    return _reason(error.key or f"failed_{type(error).__name__}", str(error), error.values)


def reason_of_file(failed: FailedFile) -> Reason:
    return _reason(f"failed_{failed.error}", failed.reason, {})


def _reason(key: str, exactly: str, values: Mapping[str, object]) -> Reason:
    if key not in WORDS:
        return Reason({}, exactly)

    def words(language: Language) -> str:
        filled = {
            name: say(language, f"{name}_{value}") if name in _WORDED else value
            for name, value in values.items()
        }
        return say(language, key, **filled)

    return Reason({"ko": words("ko"), "en": words("en")}, exactly)
