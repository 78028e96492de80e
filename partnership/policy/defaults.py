"""The defaults of the longer local rules.

The wording is our own. domain.md cites the law or guidance behind each row; wording
that could not be checked against its source is meant to be edited locally.
"""

# domain.md 4.2: the items that minutes have in common.
AGENDA_TEMPLATE = [
    {
        "title": "Welcome, apologies and declarations of interest",
        "purpose": "information",
        "minutes": 5,
        "place": "opening",
    },
    {
        "title": "The voice of children and young people",
        "purpose": "discussion",
        "minutes": 10,
        "place": "opening",
    },
    {
        "title": "Any other business",
        "purpose": "discussion",
        "minutes": 5,
        "place": "closing",
    },
    {
        "title": "Key messages, reflection and date of the next meeting",
        "purpose": "discussion",
        "minutes": 5,
        "place": "closing",
    },
]

RAG_LEGEND_DELIVERY = [
    {
        "value": "blue",
        "word": "Complete",
        "meaning": "Completed, and the evidence has been checked",
    },
    {
        "value": "green",
        "word": "On track",
        "meaning": "Will be completed by its due date",
    },
    {
        "value": "amber",
        "word": "At risk",
        "meaning": "May miss its due date; there is a plan to recover",
    },
    {
        "value": "red",
        "word": "Off track",
        "meaning": "Has missed or will miss its due date, and needs a decision",
    },
    {
        "value": "grey",
        "word": "Not started",
        "meaning": "Work has not started and is not yet due to",
    },
]

RAG_LEGEND_IMPACT = [
    {
        "value": "green",
        "word": "Making a difference",
        "meaning": "There is evidence that children are better off",
    },
    {
        "value": "amber",
        "word": "Some difference",
        "meaning": "There are early signs, but not yet evidence",
    },
    {
        "value": "red",
        "word": "No difference seen",
        "meaning": "The evidence shows no change, or that things are getting worse",
    },
    {
        "value": "grey",
        "word": "Not yet rated",
        "meaning": "It is too early to tell, or this has not been reviewed",
    },
]

QUORUM = {"percentage": 75, "chair_may_determine": True}

# Keys are the sectors of `School.Sector`; values are roles at the school.
SIGNATURES_REQUIRED = {
    "maintained": ["head", "governor"],
    "academy": ["head", "governor"],
    "independent": ["head", "governor"],
    "college": ["head", "governor"],
    "other": ["head"],
}

# Where `years` is None, the record is kept permanently.
RETENTION_PERIODS = [
    {"name": "minutes", "words": "Agreed minutes", "years": None},
    {"name": "yearly_reports", "words": "Published yearly reports", "years": None},
    {"name": "returns", "words": "Submitted audit returns", "years": 6},
    {
        "name": "drafts",
        "words": "Drafts that were never agreed or published",
        "years": 1,
    },
    {
        "name": "contacts",
        "words": "Contact details of people who have left",
        "years": 2,
    },
    {"name": "messages", "words": "Emails sent", "years": 2},
    {"name": "history", "words": "History of changes", "years": 7},
]

REMINDER_LADDER = {"before": [28, 14, 7, 1], "on_the_day": True, "repeat_after": 7}

GUIDANCE_EDITIONS = [
    {
        "guidance": "KCSIE",
        "edition": "2024",
        "title": "Keeping children safe in education 2024",
        "in_force_from": "2024-09-01",
    },
    {
        "guidance": "KCSIE",
        "edition": "2025",
        "title": "Keeping children safe in education 2025",
        "in_force_from": "2025-09-01",
    },
    {
        "guidance": "KCSIE",
        "edition": "2026",
        "title": "Keeping children safe in education 2026",
        "in_force_from": "2026-09-01",
    },
    {
        "guidance": "Working Together",
        "edition": "2018",
        "title": "Working together to safeguard children 2018",
        "in_force_from": "2018-07-04",
    },
    {
        "guidance": "Working Together",
        "edition": "2023",
        "title": "Working together to safeguard children 2023",
        "in_force_from": "2023-12-15",
    },
    {
        "guidance": "Working Together",
        "edition": "2026",
        "title": "Working together to safeguard children 2026",
        "in_force_from": "2026-03-18",
    },
]

# What Working Together 2023 lists for a yearly report, in our words.
YEARLY_REPORT_CHECKLIST = [
    {
        "ref": "1",
        "words": "What each safeguarding partner contributed: people, leadership and "
        "funding",
        "evidence": "Attendance, leads, funding",
    },
    {
        "ref": "2",
        "words": "Themes from scrutiny, reviews and multi-agency audits",
        "evidence": "Audits, scrutiny log",
    },
    {
        "ref": "3",
        "words": "The difference made to children and families, including early help",
        "evidence": "Success measures, scorecard",
    },
    {
        "ref": "4",
        "words": "What was learned from serious incidents",
        "evidence": "Practice review register",
    },
    {
        "ref": "5",
        "words": "Main decisions and actions, including on local and national "
        "recommendations, and their results",
        "evidence": "Decisions, recommendations",
    },
    {
        "ref": "6",
        "words": "How children and families were consulted, and what changed as a "
        "result",
        "evidence": "Voice log",
    },
    {
        "ref": "7",
        "words": "Spending on reviews, training, scrutiny and other costs",
        "evidence": "Budget by partner",
    },
    {
        "ref": "8",
        "words": "How well education is represented, strategically and operationally",
        "evidence": "Education attendance, audit returns",
    },
    {
        "ref": "9",
        "words": "How data supported learning, and how information sharing improved",
        "evidence": "Scorecard commentary",
    },
    {
        "ref": "10",
        "words": "What independent scrutiny found and changed, in the scrutineer’s "
        "words",
        "evidence": "Scrutineer's section",
    },
    {
        "ref": "11",
        "words": "Changes to the published arrangements, and by when",
        "evidence": "Changes to arrangements",
    },
    {
        "ref": "12",
        "words": "How national reforms were implemented, and any barriers",
        "evidence": "Reform tracker",
    },
    {
        "ref": "13",
        "words": "Use of restraint, where there is a secure establishment in the area",
        "evidence": "Review of restraint, if it applies",
    },
]

# For the data protection officer to check; domain.md 2.6 has the sources.
LAWFUL_BASES = """\
Public task (UK GDPR article 6(1)(e)): safeguarding partners and relevant agencies \
work together to safeguard children under the Children Act 2004, as amended, and the \
guidance made under it. Planning that work, meeting to discuss it and checking how \
well it is done are part of that task.

Legal obligation (article 6(1)(c)): publishing arrangements and a yearly report; for \
schools and colleges, showing how they meet their safeguarding duties, such as under \
section 175 of the Education Act 2002.

We do not ask for information about your health, beliefs or other special categories."""

SHARING = """\
People with a role in the partnership see what that role needs: members see the work \
of their own subgroup, a school sees its own returns, officers see all. Agreed minutes \
and published reports name people in their role.

People can request the records of public bodies under freedom of information law. We \
consider each request before replying. We do not sell data, and we do not share it \
with anyone else unless the law requires it."""

ACCESSIBILITY_PROBLEMS = """\
Some documents written by others and uploaded, such as meeting papers or evidence with \
a return, have no headings or tags, or images without a description (criteria 1.1.1, \
1.3.1 and 2.4.2). You can ask us for them in another format.

Packs that combine several documents in one PDF are not fully tagged (1.3.1). You can \
open each document separately instead."""
