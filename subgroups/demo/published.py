"""The terms of reference and published documents of the demonstration. All invented."""

RESPONSIBILITIES = "\n".join(
    [
        "The subgroup:",
        "- hears the risks that settings report, and recommends to the executive what should be done about them",
        "- helps settings to know and follow law, guidance and the lessons of national reviews",
        "- tells settings what is new locally: guidance, inspections, audits, figures",
        "- tells the partnership what its decisions would mean for settings",
        "- shares good practice and the themes of inspection reports",
        "- contributes to the yearly report",
    ]
)
# As the group had them at first: no members, no deputies, no review date.
EDUCATION_TERMS = {
    "purpose": "The subgroup is where education speaks to the partnership, and where the partnership listens. It names the safeguarding issues that schools, colleges and early years settings meet, works on answers, and takes to the executive what it cannot settle itself.",
    "objectives": "- Better attendance, and fewer suspensions and exclusions\n"
    "- Every partner knows what missing school does to a child\n"
    "- Support for children whose needs or circumstances keep them from learning",
    "responsibilities": RESPONSIBILITIES,
    "quorum": "The chair decides whether a meeting is quorate, and expects at least 75% of the seats to be represented.",
    "practice_standards": "- What became of each issue raised is reported to the executive\n"
    "- Education’s part in strategy is visible and signed off by the chair\n"
    "- The schools’ audit is analysed and its gaps are acted upon",
}
EDUCATION_TERMS_AGAIN = {
    **EDUCATION_TERMS,
    "responsibilities": f"{RESPONSIBILITIES}\n- follows up what schools’ audits show, until each gap is closed",
    "membership": "Each of these has a seat:\n"
    "- the council’s education, inclusion and early years services\n"
    "- primary, secondary and special schools, by phase and area\n"
    "- colleges, playgroups and governors\n"
    "- the police, school nursing and the integrated care board\n"
    "The chair is elected by the members for two years.",
    "deputies": "Each seat names one deputy of the same phase or authority, who may decide in its place.",
    "frequency": "At least once in every half term, on a date agreed a year ahead.",
    "quorum": "The chair decides whether a meeting is quorate, and expects at least 75% of the seats to be represented. A deputy counts as the seat; a visitor does not.",
    "decision_making": "By consensus. What cannot be agreed goes to the executive.",
    "conflicts": "Members declare interests at the start of each meeting, and withdraw from the item concerned.",
    "confidentiality": "No child or family is named. What is marked as restricted stays with the members.",
    "secretariat": "The partnership office sends the agenda and papers five working days before a meeting and circulates the minutes within ten.",
}
OTHER_TERMS = {
    "purpose": "To give the partnership assurance about {what}.",
    "responsibilities": "- Agree a programme of work each year\n"
    "- Report to the executive after each meeting\n"
    "- Contribute to the yearly report",
    "decision_making": "By consensus; the chair decides what goes to the executive.",
    "deputies": "Each seat names one deputy of the same authority.",
    "frequency": "Each quarter",
}

TOGETHER = "Working together to safeguard children"
# key, title, edition, from when it applies, the edition that it replaces
LEGAL_TEXTS = [
    ("act", "Children Act 2004", "sections 16E to 16L, as inserted in 2017", "2018-06-29", ""),
    ("together 2018", TOGETHER, "2018", "2018-07-04", ""),
    ("together 2023", TOGETHER, "2023", "2023-12-15", "together 2018"),
    ("together 2026", TOGETHER, "2026", "2026-03-18", "together 2023"),
]  # fmt: skip

ARRANGEMENTS = "\n".join(
    [
        "## Who we are",
        "Three safeguarding partners share the duty to keep Wexcombe’s children safe:",
        "- Wexcombe Council",
        "- the integrated care board",
        "- the police",
        "Schools, colleges and early years settings are relevant agencies and take part at every level.",
        "## How we work",
        "The executive meets every two months. Its subgroups report to it after each of their meetings.",
        "## Independent scrutiny",
        "A scrutineer, who belongs to none of the partners, reads everything and reports once a year.",
    ]
)
# kind: text, legal texts, what changed
FIRST = {
    "arrangements": (ARRANGEMENTS, ["act", "together 2018"], ""),
    "threshold": (
        "## Four levels of need\n"
        "1. Universal: what every child receives\n"
        "2. Early help: a family needs more for a time\n"
        "3. Targeted: several services work together\n"
        "4. Specialist: a child needs a social worker\n"
        "## If you are not sure\n"
        "Talk to the designated safeguarding lead, or ring the front door for advice.",
        ["together 2018"],
        "",
    ),
    "escalation": (
        "## When professionals disagree\n"
        "1. Talk to each other within one working day\n"
        "2. Ask your managers to agree within two\n"
        "3. Ask the safeguarding leads of both agencies\n"
        "4. Bring it to the partnership, which answers within five working days",
        ["together 2018"],
        "",
    ),
}
SECOND = {
    "arrangements": (
        f"{ARRANGEMENTS}\n"
        "## Education\n"
        "The chair of the Education subgroup sits on the executive and speaks there for schools, colleges and early years settings.\n"
        "## Money\n"
        "The partners publish each year what each of them puts in.",
        ["act", "together 2023"],
        "Education has a seat on the executive.\nThe partners publish what each of them puts in.",
    ),
}
ESCALATION_DRAFT = (
    "## When professionals disagree\n"
    "1. Talk to each other on the same day\n"
    "2. Ask your managers to agree within one working day\n"
    "3. Ask the safeguarding leads of both agencies\n"
    "4. Bring it to the partnership, which answers within five working days"
)
