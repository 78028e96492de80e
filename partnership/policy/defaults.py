"""What the longer policy settings hold until a partnership changes them.

Wording is ours. Where a law or guidance stands behind a row, domain.md names it; what
could not be checked word for word is meant to be edited, which is why it is data.
"""

RAG_LEGEND_DELIVERY = [
    {
        "value": "blue",
        "word": "Complete",
        "meaning": "Done, and the evidence has been seen",
    },
    {
        "value": "green",
        "word": "On track",
        "meaning": "Will be done by the date agreed",
    },
    {
        "value": "amber",
        "word": "At risk",
        "meaning": "May miss its date; there is a plan to recover",
    },
    {
        "value": "red",
        "word": "Off track",
        "meaning": "Has missed its date, or will, and needs a decision",
    },
    {
        "value": "grey",
        "word": "Not started",
        "meaning": "Work has not begun, and need not have",
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
        "meaning": "There are early signs, not yet borne out by evidence",
    },
    {
        "value": "red",
        "word": "No difference seen",
        "meaning": "The evidence shows no change, or things getting worse",
    },
    {
        "value": "grey",
        "word": "Not yet judged",
        "meaning": "It is too early to tell, or nobody has looked",
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

# No `years` means for good.
RETENTION_PERIODS = [
    {"name": "minutes", "words": "Agreed minutes", "years": None},
    {"name": "yearly_reports", "words": "Published yearly reports", "years": None},
    {"name": "returns", "words": "Submitted audit returns", "years": 6},
    {"name": "drafts", "words": "Drafts never agreed or published", "years": 1},
    {
        "name": "contacts",
        "words": "Contact details of people who have left",
        "years": 2,
    },
    {"name": "messages", "words": "Messages that were sent", "years": 2},
    {"name": "history", "words": "The history of changes", "years": 7},
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
        "words": "What each safeguarding partner put in: people, leadership and money",
        "evidence": "Attendance, leads, funding",
    },
    {
        "ref": "2",
        "words": "Themes that run through scrutiny, reviews and multi-agency audits",
        "evidence": "Audits, scrutiny log",
    },
    {
        "ref": "3",
        "words": "The difference made to children and families, from early help on",
        "evidence": "Success measures, scorecard",
    },
    {
        "ref": "4",
        "words": "What was learned from serious incidents",
        "evidence": "Register of practice reviews",
    },
    {
        "ref": "5",
        "words": "Main decisions and actions, local and national recommendations "
        "among them, and what came of them",
        "evidence": "Decisions, recommendations",
    },
    {
        "ref": "6",
        "words": "How children and families were asked, and what their answers changed",
        "evidence": "Voice log",
    },
    {
        "ref": "7",
        "words": "What was spent on reviews, training, scrutiny and the rest",
        "evidence": "Budget by partner",
    },
    {
        "ref": "8",
        "words": "How well education is represented, in strategy and in practice",
        "evidence": "Attendance of education, audit returns",
    },
    {
        "ref": "9",
        "words": "How data helped people learn, and how sharing information improved",
        "evidence": "Scorecard commentary",
    },
    {
        "ref": "10",
        "words": "What independent scrutiny found and changed, told by the scrutineer",
        "evidence": "Scrutineer's section",
    },
    {
        "ref": "11",
        "words": "Changes to the published arrangements, and by when",
        "evidence": "Changes to arrangements",
    },
    {
        "ref": "12",
        "words": "How national reforms were put in place, and what got in the way",
        "evidence": "Reform tracker",
    },
    {
        "ref": "13",
        "words": "Use of restraint, where there is a secure establishment in the area",
        "evidence": "Review of restraint; only where it applies",
    },
]

# For a data protection officer to read; domain.md 2.6 has the facts.
LAWFUL_BASES = """\
Public task (UK GDPR article 6(1)(e)): safeguarding partners and relevant agencies \
work together to safeguard children under the Children Act 2004, as amended, and the \
guidance made under it. Planning that work, meeting about it and finding out how well \
it is done is part of the task.

Legal obligation (article 6(1)(c)): publishing arrangements and a yearly report; for \
schools and colleges, showing how they meet their safeguarding duties, such as under \
section 175 of the Education Act 2002.

We do not ask for information about your health, beliefs or other special categories."""

SHARING = """\
People with a role in the partnership see what that role needs: members see the work \
of their own subgroup, a school sees its own returns, officers see all. Agreed minutes \
and published reports name people in their role.

Records of public bodies can be asked for under freedom of information law; we look at \
each request before we answer. We do not sell data, and share it with nobody else \
unless the law requires it."""

ACCESSIBILITY_PROBLEMS = """\
Documents that others wrote and that were uploaded as they were, such as papers for a \
meeting or evidence with a return: some have no headings, no tags, or pictures without \
a description (criteria 1.1.1, 1.3.1 and 2.4.2). Ask us for them in another form.

Packs that bind several documents into one PDF are not tagged as a whole (1.3.1). Each \
document can be opened by itself beside the pack."""
