"""Sections J to M: specific issues, daily life, working together, the declaration."""

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
                "gap_text": "Write a Prevent risk assessment of our own",
            },
            {
                "code": "operation-encompass",
                "kind": "yes_no",
                "text": "Do you act on notices from the police after domestic abuse at "
                "a child’s home?",
                "gap_answers": ["no"],
                "gap_text": "Name who receives these notices and what happens next",
            },
        ],
    },
    {
        "letter": "K",
        "title": "Daily life and voice",
        "guidance": "What children meet every day, and whether they are heard.",
        "questions": [
            {
                "code": "trusted-adults",
                "kind": "confidence",
                "text": "How confident are you that every child knows an adult to go "
                "to?",
            },
            {
                "code": "residential-visits",
                "kind": "confidence",
                "text": "How confident are you that children are safe on visits with a "
                "night away?",
                "allows_not_applicable": False,
            },
            {
                "code": "physical-interventions",
                "kind": "count",
                "text": "How many times did staff have to intervene physically?",
                "why_we_ask": "None is not always good news: staff who never need to "
                "may not know how.",
                "allows_not_applicable": False,
            },
            {
                "code": "physical-intervention-trained",
                "kind": "count",
                "text": "How many members of staff are trained to intervene "
                "physically?",
            },
            {
                "code": "boarding-standards",
                "kind": "yes_partly_no",
                "text": "Do you meet the national minimum standards for boarding?",
                "guidance_reference": "National minimum standards for boarding schools",
                "applies_to": {"has_boarders": True},
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Put right what falls short of the boarding standards",
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
                "gap_text": "Put right what falls short of the early years requirements",
            },
        ],
    },
    {
        "letter": "L",
        "title": "Working with the partnership",
        "guidance": "These questions change from year to year. They help the "
        "partnership to decide what to offer.",
        "questions": [
            {
                "code": "new-challenges",
                "kind": "multiple",
                "text": "Which of these have become harder since your last audit?",
                "choices": [
                    ["time", "Time and capacity"],
                    ["early_help", "Getting early help for a family"],
                    ["emotional", "The emotional weight of the work"],
                    ["mental_health", "Children’s mental health"],
                    ["attendance", "Absence from school"],
                    ["online", "Harm online"],
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
                "text": "When did, or will, the governing body discuss this return?",
            },
            {
                "code": "minutes-taken",
                "kind": "count",
                "text": "About how many minutes did this audit take you?",
                "why_we_ask": "So that it can become shorter.",
                "is_optional": True,
            },
        ],
    },
]
