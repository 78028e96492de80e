"""What the demonstration's yearly report says, chapter by chapter. All of it invented."""

CHAPTERS = {
    "foreword": """This is the joint account of the council, the integrated care board and the police of a year of working together for the children of Wexcombe.

We have tried to show what changed for children and not only what we did. Where we have no evidence we say so, and where we fell short there is a chapter for it.

Behind the figures are people in schools, surgeries, patrol cars and family homes. We thank them.""",
    "glance": """Five priorities ran through the year. Work on neglect and on children missing education moved furthest; the agreement on sharing information with voluntary groups moved least.

More schools answered the safeguarding audit than ever before. Nearly all say that safeguarding reaches their governors every term. Fewer are sure about residential visits and about how concerns below the threshold are recorded.

The fair access panel placed more children and left fewer waiting. At the same time more children are taught at home, and more are missing from education with nobody sure where they live.""",
    "arrangements": """Wexcombe is a county of market towns and villages with four districts: Ashmere, Brackley Vale, Coldharbour and Denholt. Most children live in Ashmere; the longest journeys to a service begin in Denholt.

The three partners lead jointly. Below the executive, an Education subgroup and a Quality assurance subgroup do the work between meetings and report what they could not settle.

The published arrangements changed once in the year: schools gained a seat beside the three partners for strategy, from the summer term. The next review of the arrangements is due within twelve months of this report.""",
    "partners": """The council provided the business team, its rooms and the chair of the Education subgroup. The integrated care board paid for two practice reviews and lent a designated nurse for one day a week. The police provided the analyst who counts missing children, and chaired the task group on exploitation.

Attendance stands in the section on subgroups. Where a seat was empty more than once, the executive wrote to the agency and the seat was filled.""",
    "little_progress": """Three pieces of work did not move as they should have.

The agreement with voluntary groups on sharing information was drafted twice and signed by nobody: each side waited for the other’s legal advice. The executive now owns it.

Training for managers on reflective supervision was planned for the autumn and did not happen, for want of a trainer. It is booked for next year.

The dataset on children educated at home still cannot say why they left school. Until it can, the figure is only watched.""",
    "difference": """The clearest change is for children who had no school place. Weekly calls between admissions and the panel brought waiting down from weeks to days for most.

Families who met a worker in school rather than at an office kept more of their appointments; in Coldharbour, where this began, fewer cases came back within the year.

We cannot yet show a difference for children living with neglect. The tool is in use and people like it, but the cases reviewed are too few to say that children are better off.""",
    "education": """Education was at the table at every meeting of the Education subgroup, with heads of primary, secondary and special schools, colleges, early years and governors all holding seats, and since the summer in the executive.

Schools took part through the audit as well: what they told us is set out before this chapter. Feedback now reaches them within the term, which was their main complaint.

What we ask of schools next is evidence that actions from the audit are finished, not only planned.""",
    "data": """The scorecard was rebuilt around eight measures, each with an owner who explains it. Counts that add up over a school year are no longer set beside the term before, which had led the subgroup astray more than once.

Sharing of information improved most between schools and the missing children team: a joint form replaced three e-mails. It is still weakest where a child crosses the county border.""",
    "learning": """Two practice reviews ended in the year and one began. Their themes were familiar: the voice of a child who does not speak to us, plans that nobody stopped when they did not work, and fathers whom nobody asked.

Every recommendation became an action in the register. What came of it is counted in the chapter on what we set out to do.

Audits across agencies found good practice in the first response and drift after the third month. Managers now look at every plan that is ninety days old.""",
    "voice": """A panel of fourteen young people met four times. They chose online harm and getting to school safely as their subjects, and interviewed the executive about both.

Because of them the letter that goes to a child before a first visit was rewritten, and two bus stops in Brackley Vale have lights.

Parents were asked after each closed case. One in five answered. Most felt listened to; fewer understood what would happen next.""",
    "money": """The partners gave what they had agreed to. Most of it paid for the business team; the rest went on practice reviews, training, independent scrutiny, and the small costs of the young people’s panel.

Training cost less than planned because two courses did not happen. What was left is kept for the reviews that began late in the year.""",
    "reforms": """Family help teams opened in two of the four districts, with health visitors and school nurses in the same rooms. The other two follow when the buildings are ready, which is what held us up.

Lead child protection practitioners are in post. The new multi-agency team exists on paper and for the present shares its manager with the old one.""",
    "ahead": """We shall keep four of the five priorities and end the one on transitions, which is now everyday work.

By this time next year we want to be able to show a difference for children living with neglect, to know why children leave school rolls, and to have signed the agreement with voluntary groups.""",
}

EXPLANATIONS = {
    "13": "There is no secure establishment in Wexcombe, so there was no use of "
    "restraint to review.",
}
