"""Sections E to I: acting on concerns, online safety, recruitment, allegations."""

KCSIE_3 = "Keeping children safe in education, part three"
KCSIE_4 = "Keeping children safe in education, part four"
KCSIE_5 = "Keeping children safe in education, part five"
MEETS_OR_NOT = {"kind": "yes_partly_no", "gap_answers": ["partly", "no"]}

CONCERNS = [
    {
        "letter": "E",
        "title": "Managing concerns",
        "guidance": "Give numbers for the whole school year. High numbers are not a bad "
        "sign: they often mean that staff notice and report concerns.",
        "questions": [
            {
                "code": "concerns-to-dsl",
                "kind": "count",
                "text": "How many concerns did staff report to the DSL?",
                "why_we_ask": "We compare it with referrals and early help.",
                "allows_not_applicable": False,
            },
            {
                "code": "front-door-referrals",
                "kind": "count",
                "text": "How many referrals did you make to children’s social care?",
                "why_we_ask": "We may contact schools with no referrals, or with many "
                "referrals and little early help.",
                "allows_not_applicable": False,
            },
            {
                "code": "early-help-assessments",
                "kind": "count",
                "text": "How many early help assessments did you lead?",
                "allows_not_applicable": False,
            },
            {
                "code": "thresholds-used",
                **MEETS_OR_NOT,
                "text": "Do your DSL and deputies use the partnership’s thresholds when "
                "they decide what to do?",
                "guidance_reference": "Working Together to Safeguard Children",
                "gap_text": "Train the DSL and deputies in the partnership’s thresholds",
            },
            {
                "code": "file-review",
                "kind": "frequency",
                "text": "How often does someone other than the DSL review a sample of "
                "safeguarding files?",
                "gap_answers": ["less", "never"],
                "gap_text": "Agree who will review a sample of files, and when",
            },
            {
                "code": "file-transfer",
                **MEETS_OR_NOT,
                "text": "Do safeguarding files reach a child’s new school within five "
                "school days, with a receipt?",
                "guidance_reference": "Keeping children safe in education, annex on the "
                "role of the DSL",
                "is_statutory": True,
                "gap_text": "Record the date and receipt of each file transfer",
            },
            {
                "code": "alternative-provision-checks",
                **MEETS_OR_NOT,
                "text": "Do you hold written confirmation of staff checks from every "
                "alternative provider you use?",
                "guidance_reference": KCSIE_3,
                "applies_to": {
                    "phases": ["secondary", "all_through", "special", "alternative"]
                },
                "gap_text": "Obtain written confirmation of checks from each provider",
            },
        ],
    },
    {
        "letter": "F",
        "title": "Online safety and technology",
        "questions": [
            {
                "code": "filtering-reviewed",
                "kind": "date",
                "text": "When did you last review how well your filtering and "
                "monitoring work?",
                "guidance_reference": "Filtering and monitoring standards",
            },
            {
                "code": "filtering-roles",
                **MEETS_OR_NOT,
                "text": "Are a governor and a senior leader each named as responsible "
                "for filtering and monitoring?",
                "guidance_reference": "Filtering and monitoring standards",
                "gap_text": "Name a governor and a senior leader for filtering and "
                "monitoring",
            },
            {
                "code": "generative-ai-assessed",
                **MEETS_OR_NOT,
                "text": "Have you assessed the risks of the artificial intelligence "
                "tools that children and staff use?",
                "gap_text": "Assess the risks of artificial intelligence tools in use",
            },
        ],
    },
    {
        "letter": "G",
        "title": "Safer recruitment",
        "questions": [
            {
                "code": "single-central-record-checked",
                "kind": "date",
                "text": "When did a governor or the trust last check the single "
                "central record?",
                "guidance_reference": KCSIE_3,
            },
            {
                "code": "recruitment-trained",
                "kind": "count",
                "text": "How many people who sit on interview panels are trained in "
                "safer recruitment?",
                "guidance_reference": KCSIE_3,
                "gap_below": 1,
                "is_statutory": True,
                "allows_not_applicable": False,
                "gap_text": "Train someone for every interview panel in safer "
                "recruitment",
            },
            {
                "code": "visitors",
                **MEETS_OR_NOT,
                "text": "Are visitors without a DBS check admitted and always "
                "supervised?",
                "why_we_ask": "Some schools turn away visitors they could admit.",
                "gap_text": "Update the visitor procedure: supervise visitors, and ask "
                "for a DBS check only if one is required",
            },
        ],
    },
    {
        "letter": "H",
        "title": "Allegations and low-level concerns",
        "questions": [
            {
                "code": "allegation-route",
                **MEETS_OR_NOT,
                "text": "Do staff know who to tell if an allegation is about the head?",
                "guidance_reference": KCSIE_4,
                "is_statutory": True,
                "gap_text": "Tell all staff who to contact about the head, and check "
                "that they know",
            },
            {
                "code": "low-level-concern-forms",
                "kind": "yes_no",
                "text": "Have you adopted the partnership’s form for low-level concerns "
                "about adults?",
                "why_we_ask": "Recording concerns early stops them growing. Trusting "
                "staff to speak up is not enough.",
                "guidance_reference": KCSIE_4,
                "gap_answers": ["no"],
                "gap_text": "Adopt the form for low-level concerns and brief all staff",
            },
            {
                "code": "low-level-concerns",
                "kind": "count",
                "text": "How many low-level concerns were recorded?",
                "is_optional": True,
            },
            {
                "code": "lado-consultations",
                "kind": "count",
                "text": "How many times did you consult the designated officer for "
                "allegations (LADO)?",
                "is_optional": True,
            },
        ],
    },
    {
        "letter": "I",
        "title": "Child-on-child abuse",
        "questions": [
            {
                "code": "child-on-child-response",
                **MEETS_OR_NOT,
                "text": "Is there a risk and needs assessment for each reported case of "
                "sexual harassment or violence?",
                "guidance_reference": KCSIE_5,
                "gap_text": "Use the risk and needs assessment in every reported case",
            },
            {
                "code": "pupil-survey",
                "kind": "frequency",
                "text": "How often do you ask children how safe they feel?",
                "gap_answers": ["less", "never"],
                "gap_text": "Ask children at least once a year how safe they feel",
            },
        ],
    },
]
