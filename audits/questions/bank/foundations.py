"""Sections A to D: leads, governance, policies and training."""

KCSIE_2 = "Keeping children safe in education, part two"
DSL_ANNEX = "Keeping children safe in education, annex on the role of the DSL"

FOUNDATIONS = [
    {
        "letter": "A",
        "title": "Your school and its safeguarding leads",
        "guidance": "The main safeguarding roles in your school. Give numbers of "
        "people, not names.",
        "questions": [
            {
                "code": "dsl-in-leadership",
                "kind": "yes_no",
                "text": "Is your designated safeguarding lead (DSL) a member of the "
                "senior leadership team?",
                "why_we_ask": "A lead needs the authority to commit time and money.",
                "guidance_reference": DSL_ANNEX,
                "is_statutory": True,
                "gap_answers": ["no"],
                "gap_text": "Appoint a DSL from the senior leadership team, or add "
                "the current DSL to the team",
            },
            {
                "code": "deputy-dsls",
                "kind": "count",
                "text": "How many trained deputy DSLs do you have?",
                "why_we_ask": "Someone must be available whenever children are on site.",
                "guidance_reference": DSL_ANNEX,
                "allows_not_applicable": False,
                "gap_below": 1,
                "gap_text": "Train at least one deputy, so that a lead is always "
                "available",
            },
            {
                "code": "looked-after-designated-teacher",
                "kind": "yes_partly_no",
                "text": "Do you have an appropriately trained designated teacher for "
                "looked-after and previously looked-after children?",
                "why_we_ask": "Every school needs one, even if it has no looked-after "
                "children on roll.",
                "guidance_reference": KCSIE_2,
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Appoint a designated teacher and book their training with "
                "the virtual school",
            },
            {
                "code": "named-leads",
                "kind": "multiple",
                "text": "Which of these roles are filled in your school?",
                "choices": [
                    ["mental_health", "Senior mental health lead"],
                    ["send", "Special educational needs co-ordinator"],
                    ["attendance", "Senior attendance champion"],
                    ["online", "Lead for filtering and monitoring"],
                    ["prevent", "Prevent lead"],
                ],
                "is_optional": True,
            },
        ],
    },
    {
        "letter": "B",
        "title": "Leadership and governance",
        "guidance": "How the governing body or proprietor knows that children are safe, "
        "and how safeguarding leads are supported.",
        "questions": [
            {
                "code": "governors-know-part-two",
                "kind": "yes_partly_no",
                "text": "Does your governing body or proprietor know what part two of "
                "the guidance expects of it?",
                "guidance_reference": KCSIE_2,
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Brief the governing body on part two and minute the briefing",
            },
            {
                "code": "safeguarding-on-agenda",
                "kind": "frequency",
                "text": "How often is safeguarding on the governing body’s agenda?",
                "why_we_ask": "Governors need to discuss it at least once a term to follow "
                "up their decisions.",
                "guidance_reference": KCSIE_2,
                "gap_answers": ["yearly", "less", "never"],
                "gap_text": "Put safeguarding on the agenda of every termly meeting",
            },
            {
                "code": "inspection-guidance-considered",
                "kind": "yes_no",
                "text": "Has your governing body reviewed your arrangements against "
                "what inspectors look for in safeguarding?",
                "why_we_ask": "It prepares you for inspection. This is good practice, not "
                "a duty.",
            },
            {
                "code": "governor-training",
                "kind": "percent",
                "text": "What percentage of governors or trustees have had safeguarding "
                "training since they were appointed?",
                "guidance_reference": KCSIE_2,
                "is_statutory": True,
                "gap_below": 100,
                "gap_text": "Arrange safeguarding training for governors who have not "
                "had any",
            },
            {
                "code": "dsl-supervision",
                "kind": "single",
                "text": "How has reflective supervision for your DSL and deputies "
                "developed this year?",
                "why_we_ask": "Staff who deal with the most difficult cases need someone "
                "to discuss them with.",
                "guidance_reference": DSL_ANNEX,
                "choices": [
                    ["established", "Regular supervision, in place before this year"],
                    ["begun", "Supervision started this year"],
                    ["planned", "Planned, with a start date"],
                    ["none", "There have been no developments"],
                ],
            },
            {
                "code": "dsl-time",
                "kind": "confidence",
                "text": "How confident are you that your DSL has enough time for the "
                "role?",
                "guidance_reference": DSL_ANNEX,
            },
            {
                "code": "trust-duties-split",
                "kind": "yes_partly_no",
                "text": "Is it written down which safeguarding duties belong to the "
                "trust and which to the school?",
                "applies_to": {"sectors": ["academy"]},
                "gap_answers": ["no"],
                "gap_text": "Agree in writing with the trust who does what",
            },
        ],
    },
    {
        "letter": "C",
        "title": "Policies",
        "guidance": "Policies should be written down, up to date and known to staff.",
        "questions": [
            {
                "code": "child-protection-policy-reviewed",
                "kind": "date",
                "text": "When was your child protection policy last reviewed?",
                "guidance_reference": KCSIE_2,
                "allows_not_applicable": False,
            },
            {
                "code": "policy-names-local-procedures",
                "kind": "yes_no",
                "text": "Does the policy describe local referral and early help "
                "procedures?",
                "why_we_ask": "Policies written for a whole trust often describe another "
                "area’s procedures.",
                "guidance_reference": KCSIE_2,
                "is_statutory": True,
                "gap_answers": ["no"],
                "gap_text": "Adapt the policy to local referral and early help "
                "procedures",
            },
            {
                "code": "behaviour-policy-child-on-child",
                "kind": "yes_partly_no",
                "text": "Does your behaviour policy cover child-on-child abuse, "
                "online and offline?",
                "guidance_reference": KCSIE_2,
                "gap_answers": ["partly", "no"],
                "gap_text": "Add child-on-child abuse to the behaviour policy",
            },
            {
                "code": "whistleblowing",
                "kind": "confidence",
                "text": "How confident are you that staff would use the "
                "whistleblowing procedure?",
                "guidance_reference": "Keeping children safe in education, part one",
            },
            {
                "code": "emergency-contacts",
                "kind": "yes_partly_no",
                "text": "Do you hold at least two emergency contacts for every child?",
                "guidance_reference": KCSIE_2,
                "gap_answers": ["partly", "no"],
                "gap_text": "Ask families for a second emergency contact",
            },
        ],
    },
    {
        "letter": "D",
        "title": "Staff knowledge and training",
        "guidance": "Count everyone who works with children, including supply staff and "
        "volunteers.",
        "questions": [
            {
                "code": "staff-read-part-one",
                "kind": "percent",
                "text": "What percentage of staff have read part one of the guidance in "
                "full?",
                "guidance_reference": "Keeping children safe in education, part one",
                "is_statutory": True,
                "gap_below": 100,
                "gap_text": "Make sure every member of staff has read part one, and "
                "keep a record",
            },
            {
                "code": "training-pattern",
                "kind": "single",
                "text": "How is safeguarding training spread over the year?",
                "why_we_ask": "Short, regular updates are remembered better than one "
                "session a year.",
                "choices": [
                    ["drip", "Short updates throughout the year"],
                    ["termly", "A session each term"],
                    ["yearly", "One event a year"],
                ],
                "gap_answers": ["yearly"],
                "gap_text": "Plan short safeguarding updates throughout the year",
            },
            {
                "code": "training-topics",
                "kind": "multiple",
                "text": "Which of these did staff training cover this year?",
                "choices": [
                    ["neglect", "Neglect"],
                    ["exploitation", "Sexual and criminal exploitation"],
                    ["child_on_child", "Child-on-child abuse"],
                    ["domestic_abuse", "Domestic abuse"],
                    ["radicalisation", "Radicalisation"],
                    ["mental_health", "Mental health and self-harm"],
                    ["online", "Online harm and artificial intelligence"],
                    ["curiosity", "Professional curiosity"],
                ],
            },
            {
                "code": "staff-confidence-recording",
                "kind": "confidence",
                "text": "How confident are you that staff recognise a concern and "
                "record it the same day?",
            },
        ],
    },
]
