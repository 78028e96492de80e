"""The texts of the demonstration's plans.

Their structure is that of a real plan for 2018/19, with its awkward dates and owners.
The wording, people and places are invented. Dates are moved to the current year.
"""

from dataclasses import dataclass, field

OUT, COME, IMPACT = "output", "outcome", "impact"
ALL_DISTRICTS = ("Ashmere", "Brackley Vale", "Coldharbour", "Denholt")


@dataclass(frozen=True)
class A:
    """One action, with its due date and owners as typed, and its success measure."""

    key: str
    text: str
    due: str
    owners: str
    measure: str = ""
    kind: str = OUT
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class O:  # noqa: E742 – reads as one letter beside A and P
    """One objective with its actions."""

    text: str
    actions: list[A]


@dataclass(frozen=True)
class P:
    """One priority."""

    ref: str
    title: str
    statement: str
    rationale: str
    outcomes: str
    lead: str
    lead_words: str
    officer: str
    mechanism: str = ""
    is_open: bool = False
    areas: tuple[str, ...] = ()
    objectives: list[O] = field(default_factory=list)


# Contacts outside the cast: some own actions, none can sign in.
CONTACTS = [
    ("roberta", "Roberta Whitlow", "RW", "Quality lead, Denholt"),
    ("martin", "Martin Hale", "MH", "Public health consultant"),
    ("tess", "Tess Bourne", "TB", "Audit lead, Coldharbour"),
    ("carys", "Carys Nethercott", "CN", "Designated nurse"),
    ("joel", "Joel Farrant", "JF", "Head of early help"),
    ("hana", "Hana Petrov", "HP", "Board officer"),
]

PRIORITIES = [
    P("WSCP1", "New safeguarding arrangements",
      "The change to the new multi-agency arrangements keeps children safe and brings schools in.",
      "The law has replaced the old board by arrangements that three partners lead together. What the board has learned about scrutiny, and about hearing children, should not be lost on the way.",
      "The arrangements are in place on time, are about children first, and children's own views can be seen in them.",
      "eve", "Independent Chair, with Eve Lindqvist for the council", "amara", "Transition group", objectives=[
        O("The arrangements are agreed and in place when the law asks for them", [
            A("transition-plan", "Work out a transition plan with the safeguarding partners", "Jan 2019", "Independent Chair", "The three partners have agreed the plan and it is being worked"),
            A("implement", "Put the transition plan into practice together with the partners", "Sept 2019", "Independent Chair and Board office", "The new arrangements are running by September 2019"),
            A("reports", "Bring the board a report on how the arrangements take shape", "Quarterly", "Independent Chair", "The board has considered 4 updates in 2018-19"),
        ]),
        O("Children and schools have a say in them", [
            A("young-advisers", "Set up an advisory group of children and young people and have the partners approve it", "July 2018", "Independent Chair and Board office", "The group has met and its members say what they would change", COME),
            A("schools-case", "Put the case for an education group to the three partners", "Chris Penhallow to bring a paper by end of March 2019", "Chris Penhallow", "How schools take part is agreed and published; terms of reference are agreed at the first meeting", COME),
        ]),
    ]),
    P("WSCP2", "Many risks at once",
      "Services see and answer what several risks together mean for a child.",
      "Violence at home, poor mental health and drug or alcohol use seldom come alone, and poverty is easily missed beside them. Reviews here found families who kept services at arm's length while the danger grew.",
      "The board can see from figures and audits that children who live with several risks are found early and are safer for it.",
      "", "Head of Children's Social Care, Denholt", "bryn", "Access to services task and finish group", objectives=[
        O("Practitioners recognise families who avoid contact", [
            A("research", "Gather what research says about families who avoid contact, for the review of how services are reached", "Dec 2018", "Board Officer", "Findings stand in the report of the review"),
            A("discussion", "Let every agency discuss how it answers when a family draws back", "Dec 2018", "Lead Officer", "The review brings recommendations to the board"),
            A("guidance", "Put the findings online as guidance for practitioners", "", "Training group", "The guidance is on the website and in the newsletter"),
            A("metrics", "Find measures of how agencies respond when parents do not engage", "", "Business Intelligence Teams, County and Denholt", "Measures are proposed to the board", OUT, ("Ashmere", "Denholt")),
        ]),
        O("Ways into services take account of several risks", [
            A("pathway-risks", "Make cases with three or more risks a part of the review of access", "By", "Access to Service Task and Finish group", "The published thresholds speak of several risks"),
        ]),
        O("Learning from child deaths reaches practice", [
            A("cdop", "Read the child death reviews for what they say about suicide and infants, and share it", "September 2018", "Lead Officer / Martin Hale (See above)", "The report to the board in Dec 18 draws on the findings"),
        ]),
        O("The answer to violence at home protects children", [
            A("da-audit", "Audit case files of children who live with domestic abuse across agencies", "July 2018", "Audit Chair (Roberta Whitlow, Denholt) and Board Office", "The audit and its action plan have been before the board"),
            A("da-sharing", "Hear from the domestic abuse executive how well information is shared", "tbc", "Chair of the Domestic Abuse Exec", "Reports name what still stands in the way of sharing", COME),
            A("da-impact", "Hear from the domestic abuse executive what difference its services make to children", "Jan 2019", "Chair of the Domestic Abuse Exec", "The report gives the number of children helped, and needs not met", IMPACT),
            A("da-leadership", "Agree with the safer communities board who leads for children affected", "ASAP", "Independent Chair", "Leadership is agreed and stands in the published arrangements"),
        ]),
    ]),
    P("WSCP3", "The way into services",
      "Everyone who worries about a child knows where to turn, and the answer comes from the right place.",
      "The thresholds document has grown old: it differs from the latest guidance and is read in different ways in the four districts.",
      "People from all agencies speak of need in the same words, and children get the right help at the right time.",
      "imran", "Imran Sethi, ICB", "bryn", "Pathways Task and Finish", objectives=[
        O("New pathways and thresholds are written and published", [
            A("examples", "Collect thresholds from other areas to compare with ours", "July 2018", "Board Office", "Good examples are before the task and finish group"),
            A("convene", "Bring a task and finish group together from councils, police and health", "June 2018", "Board Office", "Every partner sends someone who can decide"),
            A("procedures", "Meet as often as needed to write procedures that fit the new guidance", "June 2018 to", "Task and Finish", "All the main agencies take part throughout"),
            A("publish", "Finish the procedures and publish them", "By", "Wexcombe Procedures", "Pathways and thresholds are published"),
            A("test", "Test how the procedures are used, in audits and by asking families and staff", "onwards", "Wexcombe case file audit groups EAG / PQG", "Audits find timely assessments and help", IMPACT, ALL_DISTRICTS),
            A("front-door", "Watch at the front door how the new thresholds change what is referred", "June 2018 onwards", "BH/CN", "Repeat referrals fall", COME),
        ]),
    ]),
    P("WSCP4", "Exploitation of children",
      "Children at risk of exploitation, sexual or criminal, are found and protected.",
      "Children who go missing, are trafficked or drawn into gangs are often the same children. Two projects lose their money at the end of the year, and an audit of missing episodes is long overdue.",
      "The board knows from audits and from what children say on return that the work protects them, and that fewer refuse to talk.",
      "sol", "Sol Abernethy, Police", "bryn", "Exploitation operations group", areas=ALL_DISTRICTS, objectives=[
        O("Work on sexual exploitation protects children", [
            A("cse-audit", "Audit case files about sexual exploitation", "September 2018", "Audit Chair: Tess Bourne (tbc), audit will be across all districts", "Outcome and action plan come to the board", OUT, ALL_DISTRICTS),
            A("cse-funding", "Hear what the end of project money will mean for services", "Q3 2018/19", "Exploitation Executive Chair", "Losses are known and answered; whether numbers at high and medium risk fall", COME),
            A("cse-awareness", "Raise awareness through training, faith and community groups, champions and lessons in schools", "termly", "CSE, Missing and Trafficked Operations; Olu Adeyemi", "Quarterly performance reports"),
        ]),
        O("Children who go missing are kept safe", [
            A("return-analysis", "Hear what return interviews say, and how often and why they are refused", "monthly from Oct", "Olu Adeyemi", "Refusals fall", COME),
            A("missing-audit", "Audit case files about children who go missing", "December 2018", "Audit Chair (Wexcombe Police), audit will be across all districts but provide information by district", "Outcome and action plan come to the board", OUT, ALL_DISTRICTS),
            A("placed-children", "Tell children placed here from elsewhere apart in the analysis of risk", "December 2018", "Police", "The risk to each placed child is known", COME),
            A("cme", "Seek assurance that children missing from education are found and followed up quickly", "Spring 2019", "LA Children Missing education leads", "Every child missing education is followed and their whereabouts known", IMPACT),
        ]),
        O("Gangs are understood before they grow", [
            A("gangs-watch", "Watch referrals that speak of gangs", "ongoing", "Police", "Numbers and kinds of concern are reported, with what is done"),
            A("gangs-views", "Ask the young advisers about gangs", "November 2018", "Wexcombe SCP", "Their views come to the board and the priority lead", COME),
            A("gangs-procedures", "Write procedures for gangs", "w/c 4 February 2019", "Carys Nethercott and Olu Adeyemi", "Joint procedures are in place and known"),
        ]),
    ]),
    P("WSCP5", "Children with special needs and disabilities",
      "Safeguarding works as well for children with special educational needs and disabilities as for any child.",
      "The last audit found that signs of harm were too often put down to the child's condition.",
      "Added risks to these children are seen and answered.",
      "", "Carys Nethercott, Ashmere Hospitals NHS Trust", "hana", "Task and Finish", is_open=True, objectives=[
        O("Work with these children answers their added risks", [
            A("revive", "Bring the former task and finish group together again", "June 2018", "Lead and Board office", "The group meets with every agency in it"),
            A("send-procedures", "Review the procedures in the light of the audit", "mid-June 2018", "Procedures Subgroup / Task and Finish", "Procedures meet the standard; families say what they think of them", COME),
            A("follow-up", "Audit again to see whether the procedures are kept and what they changed", "Follow up audit in 2019/10", "Pathways Task and Finish", "Practice has changed since the first audit", IMPACT),
            A("materials", "Write and use materials that help people notice", "Sept–Nov 2018", "Task and Finish and Mo Rahimi", "Those who took part say that they are surer of themselves", COME),
            A("complaints", "Look at how easily disabled children and their families can complain", "January 2019", "All Board Members", "The review is done and gaps are answered"),
            A("spotlight", "Hold a spotlight event about these children with the neighbouring city", "September 2018", "Wexcombe SCP Training", "Feedback goes to the joint executive"),
            A("special-schools", "Ask special schools what would make reporting easier", "Next meeting", "Chris Penhallow / Mo Rahimi", "Their answers shape the procedures", COME),
        ]),
    ]),
]  # fmt: skip

LAST_YEAR = [
    P("NEG", "Neglect", "Neglect is named early and answered together.",
      "Half of the children with a plan had a plan for neglect.", "Fewer children come back for neglect.",
      "imran", "Imran Sethi, ICB", "bryn", "Neglect group", objectives=[
        O("Everyone uses one tool", [
            A("neg-tool", "Choose one tool to recognise neglect", "June 2017", "Carys Nethercott", "The tool is agreed"),
            A("neg-training", "Train health visitors and schools in it", "December 2017", "Training group and Mo Rahimi", "300 people are trained"),
            A("neg-dental", "Find out why dental neglect is reported so rarely", "March 2018", "Martin Hale", "The reasons are known", COME),
            A("neg-return", "Follow up children who come back within a year", "Quarterly", "Joel Farrant", "Fewer children come back", IMPACT),
        ]),
    ]),
    P("EARLY", "Early help", "Families find help before things go wrong.",
      "Early help assessments differ widely between districts.", "Help comes sooner, and lasts.",
      "eve", "Eve Lindqvist, council", "hana", "Early help group", objectives=[
        O("Help comes sooner", [
            A("early-offer", "Write down in one place what early help there is", "September 2017", "Joel Farrant", "Families can find it"),
            A("early-schools", "Ask schools why so few of them lead assessments", "Autumn term 2017", "Chris Penhallow", "Schools lead more of them", COME),
            A("early-voice", "Ask families what helped", "January 2018", "Wexcombe SCP", "Their answers are published", COME),
            A("early-app", "Build an app for early help", "tbc", "Business Intelligence Teams", "It is in use"),
        ]),
    ]),
    P("ONLINE", "Life online", "Children are safer online.",
      "Sharing of images led to more referrals than any other concern in secondary schools.", "Children know whom to tell.",
      "sol", "Sol Abernethy, Police", "bryn", "Education subgroup", objectives=[
        O("Schools and police act together", [
            A("online-protocol", "Agree when schools call the police about shared images", "July 2017", "Olu Adeyemi and Chris Penhallow", "The protocol is published"),
            A("online-parents", "Hold evenings for parents in each district", "February 2018", "Mo Rahimi", "An evening was held in each district", OUT, ALL_DISTRICTS),
            A("online-police", "Count what the police do with the referrals", "March 2018", "Police", "Figures come twice a year"),
        ]),
    ]),
]  # fmt: skip

# Three years of core statutory business, which every partnership has.
CORE = [
    P("CORE1", "What the law asks every year",
      "The partnership does what it must, on time, whatever its priorities are.",
      "Working Together asks for a yearly report, for independent scrutiny and for learning from reviews.",
      "Nothing that the law asks for is late or left out.",
      "amara", "Business manager", "amara", "Executive", objectives=[
        O("The yearly report is published in time", [
            A("yearly-report", "Write, agree and publish the yearly report", "September 2019", "Business manager", "The report is published by 30 September"),
            A("arrangements", "Look through the published arrangements and say what has changed", "March 2019", "Business manager", "The published arrangements are those in force"),
        ]),
        O("Scrutiny is independent and heard", [
            A("scrutiny", "Plan scrutiny with the scrutineer and answer what it finds", "March 2020", "Scrutineer", "Each finding has an answer in words", COME),
        ]),
    ]),
]  # fmt: skip

# Saved views: name, query, whose it is, whether it is shared.
VIEWS = [
    ("Overdue, longest first", "order=due&overdue=on", "amara", True),
    ("Due date changed, still open", "moved=1&order=-moved&status=open", "amara", True),
    ("Owners to match", "status=open&unmatched=unresolved", "bryn", True),
    ("No update for a month", "quiet=30", "bryn", False),
]

# Each event: when (0 is the plan's first day, 1 today), the action, the kind of event and
# its details. An update has a rating, a text, the occurrence it answers, the reason for
# the rating and the difference made. A completion or a later rating of impact has the
# rating (empty if it is too early) and a text. `approve` is of the whole plan.
EVENTS = [
    (0.08, "young-advisers", "update", "green", "Two youth clubs and a school council have each named someone."),
    (0.10, "reports", "update", "green", "First report: the partners have met twice and named their leads.", 0),
    (0.12, "convene", "update", "green", "Seven agencies have answered; probation is still to name someone."),
    (0.15, "examples", "update", "green", "Five areas have sent theirs; two are close to what we need."),
    (0.18, "revive", "update", "amber", "No date suits health and both councils before the summer."),
    (0.20, "convene", "complete", "green", "The group met with all agencies and the same people came each time, so decisions held."),
    (0.22, "da-audit", "update", "green", "Twelve files have been chosen and the tool is agreed."),
    (0.25, "cdop", "due", "October 2018", "The reviews of two infants are not finished yet."),
    (0.28, "revive", "due", "September 2018", "The first meeting moves to after the holidays."),
    (0.30, "examples", "complete", "", "The group could start from three tried models; staff in two of them say that families understood the words."),
    (0.32, "front-door", "update", "green", "Counting has begun at both front doors.", None, "", "amber"),
    (0.34, "send-procedures", "update", "red", "Waiting for the group to meet at all."),
    (0.38, "transition-plan", "update", "green", "A first draft is with the three partners."),
    (0.40, "young-advisers", "update", "amber", "Eleven young people are ready, the partners' approval is not.", None, "It waits for the partners, who meet in two months."),
    (0.42, "cse-awareness", "update", "green", "Lessons ran in nine schools.", 0),
    (0.45, "reports", "update", "green", "Second report: schools asked where they will sit.", 1, "", "amber"),
    (0.48, "cdop", "due", "November 2018", "One review is still open."),
    (0.50, "da-audit", "complete", "green", "Files showed that police notices now reach schools the same day; four children were seen sooner because of it."),
    (0.51, "cdop", "approve", "", "The executive agreed to the later dates of two actions"),
    (0.52, "cse-audit", "update", "amber", "The chair of the audit is still to be confirmed, so it starts late."),
    (0.55, "gangs-watch", "update", "green", "Three referrals since April, all from one town."),
    (0.58, "implement", "update", "green", "Who does what in the last half year is written down."),
    (0.60, "revive", "update", "green", "Met for the first time, with a parent in the group.", None, "It has met, and its next three dates stand."),
    (0.62, "gangs-procedures", "update", "green", "Two areas have let us use theirs."),
    (0.65, "research", "update", "green", "Eighteen papers read; four are worth sending round."),
    (0.66, "cdop", "update", "amber", "The findings on infants are ready, those on suicide are not."),
    (0.68, "procedures", "update", "amber", "Three of eight chapters are agreed."),
    (0.70, "revive", "complete", "amber", "Children with disabilities now have a group that speaks for them; it changed the form used by short breaks."),
    (0.72, "da-sharing", "withdraw", "", "The domestic abuse board now publishes this itself."),
    (0.75, "spotlight", "update", "red", "The hall fell through and no new date is set."),
    (0.78, "return-analysis", "update", "amber", "Two in five interviews are refused.", 0),
    (0.80, "schools-case", "update", "green", "The heads' associations support the paper.", None, "", "green"),
    (0.82, "examples", "judge", "amber", "Two of three areas now write to families in these words; nobody has asked the families of the third."),
    (0.84, "materials", "update", "green", "A leaflet with pictures has been tried in two special schools."),
    (0.88, "placed-children", "update", "green", "The list of placed children is complete for three districts."),
    (0.92, "transition-plan", "update", "amber", "One partner wants to wait for its new budget.", None, "Without that partner the plan cannot be agreed in January."),
    (0.95, "gangs-views", "update", "green", "The young advisers will talk about it at their next evening."),
    (0.96, "complaints", "steps", "", "Ask each agency for its leaflet\nRead them with the young advisers\nTell each agency what to change"),
    (0.97, "complaints", "update", "green", "Six agencies have sent their leaflets."),
    (0.972, "complaints", "tick", "", "Ask each agency for its leaflet"),
    (0.98, "missing-audit", "update", "amber", "Two districts have not chosen their files."),
    (0.985, "front-door", "report", "green", "Both front doors count in one way now; forty more families were offered help on the day they rang."),
]  # fmt: skip

LAST_YEARS_EVENTS = [
    (0.10, "neg-tool", "update", "green", "Two tools have been tried."),
    (0.20, "neg-tool", "complete", "green", "Health visitors and schools now score neglect in the same way, and children are referred sooner."),
    (0.24, "neg-return", "update", "green", "Eleven children came back in the quarter.", 0),
    (0.30, "online-protocol", "update", "green", "Drafted with two heads."),
    (0.36, "online-protocol", "complete", "amber", "Fewer children are interviewed twice about the same picture."),
    (0.45, "early-offer", "due", "December 2017", "Two districts had nothing written down."),
    (0.50, "neg-return", "update", "amber", "Fourteen children came back.", 1, "More came back than in the quarter before."),
    (0.55, "early-schools", "update", "amber", "Schools say that nobody answers the telephone."),
    (0.60, "neg-training", "update", "green", "Two hundred trained."),
    (0.70, "early-offer", "complete", "green", "Families found the page 4,000 times; early help began two weeks sooner."),
    (0.74, "neg-return", "update", "green", "Nine children came back.", 2, "Fewer came back again."),
    (0.78, "early-app", "withdraw", "", "The page does what the app was meant to do."),
    (0.82, "neg-training", "complete", "amber", "Three hundred and twelve people trained; schools now make half of the neglect referrals."),
    (0.88, "online-parents", "complete", "", "Parents in all four districts know whom to ask; schools had 30 calls afterwards."),
    (0.92, "early-voice", "update", "red", "Only nine families have answered."),
    (0.95, "early-schools", "due", "Summer term 2018", "Schools asked for a term to try the new line."),
]  # fmt: skip
