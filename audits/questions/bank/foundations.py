"""Sections A to D: who leads, how governors assure themselves, policies, training."""

KCSIE_2 = "Keeping children safe in education, part two"
DSL_ANNEX = "Keeping children safe in education, annex on the role of the DSL"

FOUNDATIONS = [
    {
        "letter": "A",
        "title": "Your school and its leads",
        "guidance": "Who holds the roles that safeguarding rests on. Give numbers of "
        "people, not their names: names are kept with your school’s people.",
        "questions": [
            {
                "code": "dsl-in-leadership",
                "kind": "yes_no",
                "text": "Is your designated safeguarding lead (DSL) a member of the "
                "senior leadership team?",
                "why_we_ask": "A lead without standing cannot move time and money.",
                "guidance_reference": DSL_ANNEX,
                "is_statutory": True,
                "gap_answers": ["no"],
                "gap_text": "Appoint a DSL from the senior leadership team, or bring "
                "the present one into it",
            },
            {
                "code": "deputy-dsls",
                "kind": "count",
                "text": "How many trained deputy DSLs do you have?",
                "why_we_ask": "Someone must be reachable whenever children are on site.",
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
                "why_we_ask": "Every school needs one, even when it has no looked-after "
                "child on roll today.",
                "guidance_reference": KCSIE_2,
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Appoint a designated teacher and book their training with "
                "the virtual school",
            },
            {
                "code": "named-leads",
                "kind": "multiple",
                "text": "Which of these roles does someone hold in your school?",
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
        "and how those who lead safeguarding are supported.",
        "questions": [
            {
                "code": "governors-know-part-two",
                "kind": "yes_partly_no",
                "text": "Does your governing body or proprietor know what part two of "
                "the guidance expects of it?",
                "guidance_reference": KCSIE_2,
                "is_statutory": True,
                "gap_answers": ["partly", "no"],
                "gap_text": "Brief the governing body on part two and minute it",
            },
            {
                "code": "safeguarding-on-agenda",
                "kind": "frequency",
                "text": "How often is safeguarding an item on the agenda of the "
                "governing body?",
                "why_we_ask": "Once a term is the least that lets governors follow what "
                "they decided.",
                "guidance_reference": KCSIE_2,
                "gap_answers": ["yearly", "less", "never"],
                "gap_text": "Put safeguarding on the agenda of every termly meeting",
            },
            {
                "code": "inspection-guidance-considered",
                "kind": "yes_no",
                "text": "Has your governing body judged your arrangements against what "
                "inspectors look for in safeguarding?",
                "why_we_ask": "It tells you what an inspector will ask before the "
                "inspector does. This is good practice, not a duty.",
            },
            {
                "code": "governor-training",
                "kind": "percent",
                "text": "What percentage of governors or trustees have had safeguarding "
                "training since they were appointed?",
                "guidance_reference": KCSIE_2,
                "is_statutory": True,
                "gap_below": 100,
                "gap_text": "Arrange safeguarding training for the governors who have "
                "had none",
            },
            {
                "code": "dsl-supervision",
                "kind": "single",
                "text": "What has developed this year in reflective supervision for "
                "your DSL and deputies?",
                "why_we_ask": "Those who hear the hardest things need someone to think "
                "them through with.",
                "guidance_reference": DSL_ANNEX,
                "choices": [
                    ["established", "Regular supervision, in place before this year"],
                    ["begun", "Supervision has begun this year"],
                    ["planned", "It is planned, and has a date"],
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
                "text": "Is it written down which safeguarding duties are the trust’s "
                "and which the school’s?",
                "applies_to": {"sectors": ["academy"]},
                "gap_answers": ["no"],
                "gap_text": "Agree with the trust, in writing, who does what",
            },
        ],
    },
    {
        "letter": "C",
        "title": "Policies",
        "guidance": "Written down, up to date, and known to those who use them.",
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
                "text": "Does the policy describe this area’s own referral and early "
                "help procedures?",
                "why_we_ask": "Policies written for a whole trust often describe "
                "someone else’s.",
                "guidance_reference": KCSIE_2,
                "is_statutory": True,
                "gap_answers": ["no"],
                "gap_text": "Adapt the policy to local referral and early help "
                "procedures",
            },
            {
                "code": "behaviour-policy-child-on-child",
                "kind": "yes_partly_no",
                "text": "Does your behaviour policy cover abuse between children, "
                "online and off?",
                "guidance_reference": KCSIE_2,
                "gap_answers": ["partly", "no"],
                "gap_text": "Bring abuse between children into the behaviour policy",
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
        "guidance": "Count everyone who works with children, supply staff and "
        "volunteers among them.",
        "questions": [
            {
                "code": "staff-read-part-one",
                "kind": "percent",
                "text": "What percentage of staff have read part one of the guidance in "
                "full?",
                "guidance_reference": "Keeping children safe in education, part one",
                "is_statutory": True,
                "gap_below": 100,
                "gap_text": "See that every member of staff has read part one, and "
                "keep a record",
            },
            {
                "code": "training-pattern",
                "kind": "single",
                "text": "How do staff learn about safeguarding through the year?",
                "why_we_ask": "Little and often stays; one afternoon in September does "
                "not.",
                "choices": [
                    ["drip", "Short updates all through the year"],
                    ["termly", "A session each term"],
                    ["yearly", "One event a year"],
                ],
                "gap_answers": ["yearly"],
                "gap_text": "Plan short safeguarding updates through the year",
            },
            {
                "code": "training-topics",
                "kind": "multiple",
                "text": "Which of these did staff training cover this year?",
                "choices": [
                    ["neglect", "Neglect"],
                    ["exploitation", "Sexual and criminal exploitation"],
                    ["child_on_child", "Abuse between children"],
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
