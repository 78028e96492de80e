"""Sections J to M: specific issues, daily life, partnership and declaration."""

LIFE_AT_SCHOOL = [
    {
        "letter": "J",
        "title": "Prevent and specific issues",
        "questions": [
            {
                "code": "prevent-risk-assessment",
                "kind": "yes_partly_no",
                "text": "Do you have a Prevent risk assessment of your own school, "
                "written or reviewed this year?",
                "guidance_reference": "Prevent duty guidance",
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Write a Prevent risk assessment for our school",
            },
            {
                "code": "operation-encompass",
                "kind": "yes_no",
                "text": "Do you act on police notifications of domestic abuse at a "
                "child’s home?",
                "gap_answers": ["no"],
                "gap_text": "Agree who receives these notifications and what they do",
            },
        ],
    },
    {
        "letter": "K",
        "title": "Daily life and children’s voice",
        "guidance": "Children’s daily experience, and whether they are listened to.",
        "questions": [
            {
                "code": "trusted-adults",
                "kind": "confidence",
                "text": "How confident are you that every child knows an adult they "
                "can talk to?",
            },
            {
                "code": "residential-visits",
                "kind": "confidence",
                "text": "How confident are you that children are safe on residential "
                "visits?",
                "allows_not_applicable": False,
            },
            {
                "code": "physical-interventions",
                "kind": "count",
                "text": "How many physical interventions were there?",
                "why_we_ask": "A figure of none is not always good news: staff may lack "
                "the training to intervene.",
                "allows_not_applicable": False,
            },
            {
                "code": "physical-intervention-trained",
                "kind": "count",
                "text": "How many members of staff are trained in physical "
                "intervention?",
            },
            {
                "code": "boarding-standards",
                "kind": "yes_partly_no",
                "text": "Do you meet the national minimum standards for boarding?",
                "guidance_reference": "National minimum standards for boarding schools",
                "applies_to": {"has_boarders": True},
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Meet the boarding standards in full",
            },
            {
                "code": "early-years-requirements",
                "kind": "yes_partly_no",
                "text": "Do you meet the safeguarding and welfare requirements for "
                "children under five?",
                "guidance_reference": "Early years foundation stage",
                "applies_to": {"has_nursery": True},
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Meet the early years requirements in full",
            },
        ],
    },
    {
        "letter": "L",
        "title": "Working with the partnership",
        "guidance": "These questions change each year. They help the partnership decide "
        "what support to offer.",
        "questions": [
            {
                "code": "new-challenges",
                "kind": "multiple",
                "text": "Which of these have become harder since your last audit?",
                "choices": [
                    ["time", "Time and capacity"],
                    ["early_help", "Getting early help for a family"],
                    ["emotional", "The emotional demands of the work"],
                    ["mental_health", "Children’s mental health"],
                    ["attendance", "Absence from school"],
                    ["online", "Online harm"],
                    ["parents", "Working with parents"],
                    ["none", "None of these"],
                ],
                "allows_not_applicable": False,
            },
            {
                "code": "briefings-used",
                "kind": "frequency",
                "text": "How often do you use the partnership’s short briefings with "
                "staff?",
            },
            {
                "code": "good-practice",
                "kind": "text",
                "text": "What have you done this year that another school could learn "
                "from?",
                "is_optional": True,
            },
        ],
    },
    {
        "letter": "M",
        "title": "Before you sign",
        "guidance": "The head and the safeguarding governor sign after this section.",
        "questions": [
            {
                "code": "seen-by-governors",
                "kind": "date",
                "text": "When did the governing body discuss this return, or when will "
                "it?",
            },
            {
                "code": "minutes-taken",
                "kind": "count",
                "text": "About how many minutes did this audit take?",
                "why_we_ask": "We want to make the audit shorter.",
                "is_optional": True,
            },
        ],
    },
]
