"""The people and texts of the demonstration's subgroups. All are invented."""

# key, name, initials, aliases, job title, seat, agency, at the October meeting
EDUCATION = [
    ("chris", "", "", (), "", "Education services", "council", True),
    ("lena", "", "", (), "", "Education safeguarding team", "council", True),
    ("mo", "", "", (), "", "Governor services", "governors", True),
    ("amara", "", "", (), "", "Partnership office", "council", True),
    ("anneke", "Anneke Sorrel", "AS", (), "Safe Learning scheme manager", "Safe Learning scheme", "voluntary", True),
    ("corin", "Corin Hapgood", "CH", (), "Playgroup leader", "Playgroups", "early_years", True),
    ("hedy", "Hedy Jarman", "HJ", (), "Headteacher", "Secondary schools, Ashmere", "secondary_heads", True),
    ("jory", "Jory Le Poole", "JLP", ("JP",), "Headteacher", "Primary schools, Brackley Vale", "primary_heads", True),
    ("juno", "Juno Farrow", "JF", (), "Educational psychologist", "Educational psychology", "council", True),
    ("jasper", "Jasper Howe", "JH", (), "Deputy head", "Secondary schools, Coldharbour", "secondary_heads", True),
    ("kester", "Kester Bligh", "KB", (), "Assistant head", "Secondary schools, Denholt", "secondary_heads", True),
    ("marit", "Marit Pryce", "MP", (), "Trust director", "Multi-academy trusts", "secondary_heads", True),
    ("saffi", "Saffi Kerr-Gale", "SKG", (), "Headteacher", "Church primary schools", "primary_heads", True),
    ("silas", "Silas Wendover", "SW", (), "Early years adviser", "Early years service", "council", True),
    ("ysolde", "Ysolde Grange", "YG", (), "Area lead", "Area behaviour partnership", "secondary_heads", True),
    ("asha", "Asha Shenoy", "ASh", (), "Development manager", "Partnership development", "council", False),
    ("brin", "Brin Sheldrake", "BS", (), "Headteacher", "Special schools", "special_heads", False),
    ("hester", "Hester Garrick", "HG", (), "Inclusion manager", "Inclusion service", "council", False),
    ("jesmond", "Jesmond Kay", "JK", (), "Detective sergeant", "Police", "police", False),
    ("katrin", "Katrin Skelly", "KS", (), "Named nurse", "School nursing", "health_trust", False),
    ("piers", "Piers Fenwick", "PF", (), "Designated nurse", "Integrated care board", "icb", False),
    ("sorcha", "Sorcha Mackay", "SM", (), "Student services manager", "Colleges", "colleges", False),
    ("shaun", "Shaun Kindle", "SK", (), "Youth justice officer", "Youth justice", "probation", False),
    ("verity", "Verity Gilling", "VG", (), "Headteacher", "Primary schools, Ashmere", "primary_heads", False),
]  # fmt: skip

VISITORS = [
    ("Osric Vane", "OV", "Prevent lead, Wexcombe Council"),
    ("Edda Grieve", "EG", "Digital services, Wexcombe Council"),
]
# People named in the minutes who were not at the meeting.
CONTACTS = [
    ("Rowena Tarrant", "Bulletin editor"),
    ("Jem Barrow", "Data analyst"),
    ("Kit Nolan", "Home education adviser"),
]

OCTOBER_REASON = (
    "every phase of education and the council’s services were at the table, and "
    "nothing was decided that an absent partner had asked to be part of"
)
# title, purpose, presenter, notes, decisions, actions as (owners, text); no action had
# a date, as is usual in minutes.
OCTOBER = [
    ("Welcome and apologies", "information", "", "CP welcomed everyone. Apologies were noted as listed.", [], []),
    (
        "Minutes of the last meeting and matters arising",
        "discussion",
        "",
        "Page 1: CH asked that the name of the mailing system be put right; this is done.\n\n"
        "Page 2: CP said that any school may now take the weekly bulletin. Independent schools do not yet know this.\n\n"
        "Page 4: AO has spoken to Jem Barrow about the scorecard.",
        [],
        [("AO", "Bulletin: arrange with Rowena Tarrant how independent schools are told")],
    ),
    (
        "Children taught elsewhere: who has checked the staff?",
        "discussion",
        "Amara Okafor",
        "AO recalled that a place with another provider or school does not end a school’s duty. "
        "A school should hold the other setting’s written confirmation of its checks on staff.\n\n"
        "HJ had found that a personal timetable with regular review was understood at inspection.\n\n"
        "SKG and JP described fewer specialist assistants and more children who need them.\n\n"
        "The subgroup would like guidance on what a confirmation should say.",
        [],
        [("AO", "Remind HG that JP would like to talk with her about children leaving school rolls")],
    ),
    (
        "Sending confidential information safely: update",
        "assurance",
        "Edda Grieve",
        "EG reported that all but four schools now receive confidential mail at an address known to be safe. "
        "Schools were reminded to agree who reads it when a colleague is away. The subgroup thanked EG.",
        [],
        [("AO/EG", "Contact the four schools that remain and settle how they receive mail")],
    ),
    (
        "Prevent: where education can be heard",
        "decision",
        "Osric Vane",
        "OV asked where training, new materials and the local toolkit could be talked through with schools. "
        "SKG offered to try the toolkit first. AS asked that sixth forms be included.",
        ["To give Prevent a place on the agenda for the next three meetings, then to review it"],
        [
            ("OV", "Bring Prevent to each agenda; next year the subgroup looks at whether this works"),
            ("LF", "Send OV the dates of the coming meetings"),
        ],
    ),
    (
        "Scorecard",
        "assurance",
        "Amara Okafor and Chris Penhallow",
        "Children in care without a plan for their needs: 325, from 330. Missing education, whereabouts known: 52, from 59; "
        "unknown: 36, from 28. Home educated: 560, from 550. Fair access placements: 17, from 9. "
        "Exclusions turned into managed moves: 40, from 27; upheld: 8, from 1.\n\n"
        "AO pointed out that some of these are counted since September and cannot be compared with July. "
        "Members asked for an analyst who can say what lies behind the figures.",
        [],
        [
            ("AO", "Invite Jem Barrow to a coming meeting to explain the figures"),
            ("Kit Nolan", "Break down the reasons families give for home education, and come to discuss them"),
        ],
    ),
    (
        "Alerts to schools after police call-outs: update",
        "information",
        "Amara Okafor",
        "Alerts reach schools before the day begins. It is not certain that the child’s social worker knows of each.",
        [],
        [("HG", "Find out whether allocated social workers hear of the alerts that schools receive")],
    ),
    (
        "Relationships education: briefing",
        "information",
        "Chris Penhallow",
        "CP set out what schools must have in place. JP’s school has revised its programme with parents.",
        [],
        [("JP", "Share the revised programme with CP")],
    ),
    (
        "Schools’ safeguarding audit: draft report",
        "decision",
        "Amara Okafor",
        "AO presented the draft: 273 returns, more than the year before. 266 governing bodies say that they know their "
        "duties; 31 schools made no referral at all, and half of all referrals came from 39. "
        "AO will talk with those schools.\n\n"
        "The present round closes on Friday; 169 returns are in.\n\n"
        "SKG and JH find the action plan that comes with the audit useful with governors.",
        ["That the report is sound and goes to all schools, colleges and other settings that answered"],
        [],
    ),
    (
        "News of the partnership",
        "information",
        "written report by Asha Shenoy",
        "The new structure and the programme of quality assurance were noted. "
        "The subgroup would like ASh or a colleague to come to its meetings.",
        [],
        [],
    ),
    ("Any other business", "discussion", "", "There was none.", [], []),
    ("Dates of the next meetings", "information", "", "The dates are in the calendar: January, April, June and October.", [], []),
]  # fmt: skip

CORRECTIONS = (
    "Page 1: the mailing system is the county’s own, not the trial product named."
)
AMENDMENT = (
    "Among the apologies, the head of the virtual school was left out; she had sent "
    "hers in good time."
)
ORDINARY_REASON = "more than three quarters of the seats were represented"
ORDINARY = [
    ("Welcome, apologies and last minutes", "information", "The minutes were agreed.", [], []),
    ("Attendance and exclusions", "assurance", "Figures were compared with the same term a year ago.", [], []),
    ("Work of the subgroup", "decision", "The programme was read through.", ["To keep the programme as it stands"], []),
]  # fmt: skip
QUALITY = [
    ("Audit of decisions at the front door", "assurance", "Eighteen records were read by pairs from two agencies.", ["To repeat the audit in spring"], [("OA", "Draw the themes of the audit together", "end of March")]),
    ("Programme for the year", "discussion", "Neglect comes first, then transition to adult services.", [], []),
]  # fmt: skip
EXECUTIVE = [
    ("Reports of the subgroups", "assurance", "Education’s report on the schools’ audit was received.", [], []),
    ("Budget", "decision", "Contributions were confirmed.", ["To keep contributions at this year’s level"], []),
]  # fmt: skip
PLACE = "Room 2, Denholt House"
# Title, purpose, presenter, minutes, section.
COMING = [
    ("Welcome, apologies and last minutes", "information", "Eve Lindqvist", 10, ""),
    (
        "The yearly report: what is still to be written",
        "discussion",
        "Amara Okafor",
        30,
        "For decision and discussion",
    ),
    ("Actions that are off track", "decision", "Bryn Hallett", 25, ""),
    (
        "Schools’ audit: returns so far",
        "assurance",
        "Chris Penhallow",
        20,
        "For assurance",
    ),
]
RESTRICTED = "Conduct of a partner’s representative"
# Title, paragraphs, and the items it is for.
PAPERS = [
    (
        "Chapters of the yearly report",
        [
            "Four of nine chapters are written. Data and early help wait for figures.",
            "The executive is asked who will write the chapter on neglect.",
        ],
        [1],
    ),
    (
        "Actions by exception",
        [
            "Three actions are off track. Two depend on the same vacant post.",
            "Owners propose new dates for two of them; the third needs a decision.",
        ],
        [1, 2],
    ),
]
LATE_PAPER = (
    "Returns of the schools’ audit, update",
    ["Two thirds of schools have answered. Six have asked for more time."],
)
# Title, purpose, presenter, minutes, frequency, month, days until it is reviewed.
EDUCATION_PLAN = [
    ("Scorecard", "assurance", "", 20, "quarterly", 1, None),
    ("Section 175 audit: analysis", "assurance", "", 30, "yearly", 3, None),
    ("Review of the terms of reference", "decision", "", 15, "yearly", 9, None),
    ("Prevent in schools", "discussion", "Idris Faber", 15, "every_meeting", None, 150),
]
QUALITY_PLAN = [
    ("Multi-agency audits", "assurance", 40, "every_meeting", None),
    ("Learning from reviews", "discussion", 30, "half_yearly", 4),
]
PASTED_SEATS = """Seat	Agency	Appointed by	Held by
Voluntary sector	Denholt Youth Project	The voluntary sector forum	vacant
"""
TASK_QUORUM = {
    "kind": "all",
    "rules": [
        {"kind": "statutory"},
        {
            "kind": "share",
            "part": [1, 2],
            "more": True,
            "least": 2,
            "without": ["vacant"],
        },
    ],
}
TASK_TERMS = {
    "purpose": "To find out within a year how children who are exploited away from home are noticed, and to say what must change.",
    "responsibilities": "Read the records of twelve children\nAsk children and parents what would have helped\nReport to the executive and then finish",
    "decision_making": "By consensus. What is decided without a quorum is ratified at the next meeting",
    "deputies": "Members may send a named deputy",
    "frequency": "Every two months until it finishes",
}
TASK_ITEMS = [
    ("Whose records are read", "The police and the health trust hold different lists. The group needs both.", "To read the records of the twelve children named on both lists"),
    ("How children are asked", "Schools offered a room and someone the children know.", "To ask children at school, with someone they know beside them"),
]  # fmt: skip

OCTOBER_INTEREST = "Trustee of a school trust that is mentioned under item 3"
OCTOBER_BESIDE = "Accuracy of the last minutes agreed, with one correction."
# The number of the item, who challenged whom, on what, and the response.
CHALLENGE = (
    6,
    "HJ",
    "AO",
    "Why do the figures for managed moves reach schools a term late?",
    "AO agreed that they are late. The county will send them each month from January.",
)
ESCALATION = (
    "Two schools have refused to share the reasons for managed moves. The subgroup "
    "cannot settle this and asks the executive to write to their trusts."
)
CORRECTION = (
    "This should say that the name has been put right on the website, and not yet in "
    "the handbook."
)
QUESTION = (
    "Does the subgroup support the county’s bid for a second attendance adviser? The "
    "bid closes before we next meet."
)
ANSWERS = [
    ("chris", "agree", ""),
    ("hedy", "agree", "Please name the rural schools"),
    ("kester", "abstain", ""),
]
OUTCOME = "The subgroup supports the bid and asks that rural schools be named in it."

# An item of the executive that only some may read: title, notes, action, when.
IN_CONFIDENCE = (
    "The contract of the independent scrutineer",
    "EL set out the two offers. The fee is not to be known until the contract is signed.",
    "Tell both bidders how the executive decided",
    "end of February",
)
