"""What English labels say. Patterns are of a whole label in small letters, without punctuation."""

from __future__ import annotations

import re

_THE = r"(?:the )?"
_CO = r"(?:(?:lead )?(?:applicant|applying|lead)? ?(?:company|firm|business|enterprise|organisation|organization|corporate|corporation|institution|applicant)(?: s)?)"
_OF_CO = rf"(?:(?: of| at| in)? {_THE}{_CO})?"
_PRE_CO = rf"(?:{_CO} )?"
_NO = r"(?:number|no|num|nr)"
_OF_PROJECT = r"(?: (?:of|for|to) (?:the |this |your )?(?:proposed )?(?:project|proposal|research|r d|technology|development|work))?"
_PROJECT = r"(?:(?:the |your )?(?:project|proposal|research|r d|technology development|development)(?: s)? )?"

ATTRIBUTES: dict[str, str] = {
    "name_of_person": r"(?:full )?name|name in full|first and last name|given and family name|full name|person s name|name and surname|surname and name",
    "company": rf"(?:{_CO}|legal|registered|legal {_CO}) name|(?:full |legal |registered )?name of {_THE}{_CO}|(?:full )?legal name{_OF_CO}|company|applicant company|applying company|lead company|"
    r"company legal name|registered name|name of (?:the )?(?:applicant|applying) (?:company|organisation|organization)|applicant organi[sz]ation|organi[sz]ation|name of (?:sme|enterprise)|enterprise|firm|(?:legal|registered) entity(?: name)?|name of (?:the )?legal entity|(?:lead|applicant|applying) (?:organi[sz]ation|institution|firm)|"
    r"(?:company|firm|organi[sz]ation|institution|enterprise)(?: or (?:company|firm|organi[sz]ation|institution|enterprise))+(?: name)?",
    "lead": r"lead applicant|applicant(?: name)?|name of (?:the )?applicant",
    "phone": rf"{_PRE_CO}(?:office |main |general |business |landline |central |switchboard |head office )?(?:tel|telephone|phone|t)(?: {_NO})?|direct (?:line|tel|telephone|phone)(?: {_NO})?|(?:tele)?phone {_NO}{_OF_CO}",
    "reach": r"contact (?:no|number|details|tel|phone|telephone)|contacts?|phone mobile",
    "mobile": rf"(?:mobile|cell|cellular|cell phone|mobile phone|mobile telephone|handphone|m|hp)(?: {_NO}| phone)?",
    "email": rf"(?:main |general )?{_PRE_CO}(?:e ?mail|e)(?: address)?{_OF_CO}",
    "title": r"(?:job |official )title|(?:job |official |current )?(?:position|designation|role|rank)|title position|position title|position (?:and|or) title|title (?:and|or) position",
    "born": r"date of birth|birth ?date|d o b|dob|born",
    "founded": rf"(?:date|year|month) (?:of|when) (?:{_CO} )?(?:establishment|foundation|incorporation|founding){_OF_CO}|(?:date|year) (?:established|founded|incorporated)|{_PRE_CO}(?:established|founded|incorporated)(?: on| in| since)?|"
    rf"(?:establishment|foundation|founding|incorporation|start ?up)(?: date| year)|when was {_THE}{_CO} (?:established|founded|incorporated)|date business (?:started|commenced)",
    "brn": rf"(?:tax )?(?:korean )?business (?:registration|reg)(?: {_NO}| id)?|business {_NO}|(?:company |business )?brn|business registration certificate {_NO}|business licen[cs]e {_NO}",
    "crn": rf"corporat(?:e|ion) (?:registration|reg)(?: {_NO})?|corporate {_NO}|crn",
    "address": rf"(?:{_CO} |registered |head office |headquarters? |hq |office |business |postal |street |main )*(?:address)(?: of {_THE}(?:head office|headquarters|company|business|organisation|organization))?|headquarters|(?:registered |head )(?:office|place of business)|hq|address in full|full address|location of (?:the )?(?:head office|headquarters|company)|(?:head office|headquarters|company) location",
    "region": r"(?:head office |headquarters |company )?(?:region|province|city province|province city|region province|province region|city or province|metropolitan city province)|region of (?:the )?(?:head office|company)",
    "website": rf"{_PRE_CO}(?:web ?site|web ?page|home ?page|url|web)(?: address| url| site)?{_OF_CO}",
    "industry": r"(?:main |primary |business )?(?:industry|business sector|line of business|type of business|sector of business|industry sector|industrial sector|main business|business type|industry type)|(?:main )?business activity|industry sector",
    "industry_code": r"(?:ksic|isic|industry|industrial|standard industrial|standard industry|korean standard industrial)(?: classification)?(?: \w{0,8})? ?code(?: no| number)?|industry classification(?: code)?|ksic",
    "industry_both": r"industry and (?:industry )?code|industry name and code",
    "size": rf"(?:{_CO} )size|size of {_THE}{_CO}|enterprise size|size class|size category",
    "type": rf"(?:{_CO} )(?:type|category|classification)|type of {_THE}{_CO}|sme status|category of {_THE}{_CO}|size",
    "employees": rf"(?:total |current )?(?:number|no|num|nr) of (?:full time |regular |permanent |current |total )?(?:employees|staff|workers|personnel)(?: full time)?{_OF_CO}(?: at present| at the moment| now| to date)?|(?:total |full time |current |regular |permanent )?(?:employees|staff|headcount|workforce)(?: number| count| total| headcount)?|employee (?:count|numbers?)|staff numbers?|regular (?:workers|workforce)|how many (?:people|employees|staff) .{{0,30}}",
    "sales": rf"(?:total |annual |yearly |gross )*(?:sales|turnover|revenues?)(?: revenues?| turnover| amount| figures?| volume)?{_OF_CO}",
    "exports": r"(?:of which )?(?:total |annual |direct |yearly )*exports?(?: sales| amount| value| revenues?| volume| turnover| performance)?|export sales",
    "certifications": r"(?:company |quality |held |current |relevant |technical )?(?:certifications?|certificates?|accreditations?|certifications? (?:and|or) accreditations?)(?: held| obtained| status| acquired| owned)?|certifications? held(?: by .{0,20})?",
    "partners": r"(?:overseas|foreign|international|global)(?: research| business| cooperation| collaboration| r d)? ?(?:partners?|partner (?:institutions?|organi[sz]ations?|companies)|collaborators?|partnerships?|cooperation partners?)(?: names?| list)?|(?:names? of )(?:the )?(?:overseas|foreign|international) partners?",
    "awards": r"(?:previous |prior |past |major |recent |company )?(?:awards?|prizes?|honou?rs|(?:awards?|prizes?|honou?rs) (?:and|or) (?:awards?|honou?rs|prizes?|recognitions?))(?: won| received| history| record)?|award history|"
    r"(?:previous |prior |past |earlier )?(?:government |public |state )(?:programmes? |programs? |support |grants? |awards? |funding )?(?:and )?(?:awards?|grants?|prizes?|support|funding)(?: won| received| awarded)(?: so far)?|(?:previous|prior|past|earlier) (?:government|public|state) (?:awards?|grants?|support)(?: received)?|"
    r"government (?:support )?programm?e?s (?:and awards )?(?:received|won|awarded)",
    "title_of_project": rf"(?:project|proposal|research|r d project|proposed project|research project|r d)(?: s)? (?:title|name)|(?:title|name) of {_THE}(?:proposed )?(?:project|proposal|research|research project|r d project)|full project title",
    "title_of_work": r"title|name of work",
    "programme": r"(?:support |funding |grant )?(?:programme?|scheme|call|funding call|support programme?)(?: s)? (?:name|title)|(?:name|title) of (?:the )?(?:support |funding |grant )?(?:programme?|call|scheme)|(?:programme?|scheme|call) applied for|support programme?|programme?",
    "agency": r"(?:funding|managing|implementing|granting|awarding|administering) (?:agency|body|authority|organi[sz]ation)",
    "field_of_project": r"(?:field|area) of (?:the )?(?:technology|research|project|r d)|(?:technology|technical|research|project|tech|r d) (?:field|area|sector|domain)s?",
    "need": rf"{_PROJECT}(?:need|necessity|rationale|background|motivation|justification|problem statement)(?: and (?:need|necessity|rationale|motivation|background))?{_OF_PROJECT}|why (?:the|this) project is needed|(?:need|necessity) for (?:the )?(?:project|development|research)|why (?:is )?(?:the|this|your) project (?:is )?needed",
    "goal": rf"what (?:are|is) the (?:goals?|objectives?|aims?)(?: of (?:the|this|your) project)?|{_PROJECT}(?:final |main |overall |key )?(?:goals?|objectives?|aims?|purpose)(?: and (?:goals?|objectives?|aims?|purpose))?{_OF_PROJECT}",
    "plan": rf"{_PROJECT}(?:methodology and |approach and |method and )?(?:work|implementation|action|execution|development|research|r d|delivery|detailed|activity)? ?(?:plan|programme?|work plan|approach|methodology|method|activities|programme of work)(?: and (?:methods?|schedule|activities|approach|methodology|content))?{_OF_PROJECT}|how (?:will )?(?:the|this|your) project (?:will )?be carried out|how the project will be carried out|content of the project|project content|description of (?:the )?(?:work|activities)|plan of (?:work|action|implementation|activities)",
    "effect": rf"{_PROJECT}(?:expected |anticipated |expected project )?(?:effects?|impacts?|outcomes?|benefits?|results?)(?: and (?:effects?|impacts?|outcomes?|benefits?|results?|use|utili[sz]ation|application|exploitation)(?: plan| of results)?)?{_OF_PROJECT}",
    "goal_and_plan": rf"{_PROJECT}(?:goals?|objectives?|aims?) and (?:plan|content|activities|approach|work plan|methods?|scope){_OF_PROJECT}",
    "budget": r"(?:estimated |planned |expected )?(?:total|overall|full) (?:project |r d |development |estimated )?(?:budget|cost|costs|expenditure|expenses)(?: of (?:the )?project)?|(?:project|r d) (?:total )?budget(?: total| in total)?|(?:total )?(?:budget|cost) of the project|(?:total )?project cost",
    "budget_parts": r"budget|cost",
    "months": r"(?:total |planned |expected |estimated |proposed )?(?:project|research|development|r d|implementation) (?:period|duration|length|term)(?: in months)?|(?:duration|period|length) of (?:the )?(?:project|research|development|r d)(?: in months)?|project months|(?:planned |expected |estimated |proposed )?duration(?: in months)?|total (?:period|duration)(?: in months)?|agreement period",
    "period": r"period|term|length",
    "registration": r"(?:company )?registration (?:no|number|num|nr)",
    "partner_alone": r"(?:name of )?(?:the )?(?:main )?(?:partner|partner institution|partner organi[sz]ation|partner company|collaborating institution|collaborator)(?: name)?",
}  # fmt: skip

PERSONS = {
    "representative": rf"(?:(?:legal |company |authori[sz]ed )?representative(?: director)?|ceo|chief executive(?: officer)?|president|managing director|president ceo|ceo president|representative ceo|head of {_THE}(?:company|organisation|organization|firm)|company head)",
    "contact": r"(?:(?:main |primary |key |project |working level |company |day to day )?contact(?: person| point)?|person in charge|(?:working level )?officer in charge|person to contact|point of contact|contact person for (?:this|the) application|working level contact|staff in charge|(?:person|staff|officer) responsible|responsible person)",
    "applicant": r"(?:applicant|signatory|undersigned)",
}
OTHER = re.compile(
    r"\b(?:partners?|partnering|references?(?! (?:no|number))|co applicants?|joint|consortium|sub ?contractors?|subcontracted|parent|holding|subsidiar\w+|affiliat\w+|referees?|recommend\w+|guardian|consult\w+|suppliers?|buyers?|customers?|clients?|"
    r"shareholders?|investors?|host|foreign|overseas|participating|participants?|agents?|factor(?:y|ies)|plant|branch|fax|facsimile|spouse|emergency|banks?|principal investigator|project (?:leader|manager|director)|pi|researchers?|"
    r"team members?|members?|key personnel|professor|university|students?|trainees?|attorney|accountant|evaluat\w+|reviewer|official use|office use|received by|mentor|board|previous owner|before change|former|landlord|vendor|home|private|laboratory|research institute|collaborat\w+|career|education(?:al)?|academic background|schools?|work experience|research (?:staff|team|personnel)|key staff|(?<!chief )executives?)\b"
)
BLOCKS = re.compile(
    r"\b(?:expected|planned|target|forecast|projected|estimated|future|ratio|share|rate|growth|remarks?|notes?|average|new|domestic|indirect|profit|assets?|liabilities|capital|equity|grant|subsidy|government|own|private|cash|in kind|requested|"
    r"contribution|matching|male|female|men|women|part time|temporary|foreign|r d staff|researchers|by product|by country|per cent|percentage|quarter|monthly|half|last \d|past \d|recent \d|three years?|cumulative|first year|second year|phase|stage|number of exports)\b"
)
GENERIC = re.compile(
    r"(?:details?|content|contents|information|answer|response|value|item|description|field|entry|amount|figures?|status|total|year|unit|(?:general|basics?|company|applicant|business|financial|key|corporate|organi[sz]ation|firm|about the|your|sales|export|exports|employment|and|of|the|overview|profile|information|details|data|figures|performance|company s|applicant s|results|status|history)(?: (?:general|basic|company|applicant|business|financial|key|corporate|organi[sz]ation|firm|sales|export|exports|employment|and|of|the|overview|profile|information|details|data|figures|performance|results|status|history|last|years))*)"
)
TOTAL = re.compile(r"total|sum|in total|grand total|overall")
THIS_YEAR = re.compile(r"\b(?:this year|current year|year n|fy n)\b")
LAST_YEAR = re.compile(
    r"\b(?:last year|previous year|prior year|last (?:fiscal|financial) year|most recent (?:fiscal |financial )?year|preceding year|latest (?:fiscal |financial )?year|n 1|year n 1)\b"
)
YEAR_BEFORE = re.compile(r"\b(?:year before last|two years ago|n 2|year n 2)\b")
