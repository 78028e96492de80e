"""The demonstration's eight risks, over the past year.

Days are counted back from today, so some reviews are always due soon or overdue.
"""

from dataclasses import dataclass, field

from actions.register.models.actions import Action
from actions.register.owners import read_owners
from actions.risks.models.ratings import RATING_FIELDS
from actions.risks.models.risks import Risk
from actions.risks.services import controls as services_controls
from actions.risks.services import risks
from partnership.demo import World

STRONG, SOME, NONE = "strong", "some", "none"


@dataclass(frozen=True)
class R:
    """One risk, with its ratings, controls and events."""

    cause: str
    event: str
    consequence: str
    categories: tuple[str, ...]
    place: str
    owner: str
    owner_words: str
    ratings: tuple[int, int, int, int, int, int]
    day: int
    controls: tuple[tuple[str, str, str], ...] = ()
    events: tuple[tuple, ...] = ()
    actions: tuple[str, ...] = ()
    months: int = Risk.Cadence.QUARTERLY
    raised: tuple[str, str, str] = field(default=())


# Ratings: likelihood and impact, for inherent, current and target. Events: the day, the
# kind and its text; an assessment has the new current rating.
RISKS = [
    R("five of twelve posts in the two front doors are vacant",
      "a new referral waits longer than a day for a decision",
      "a child in danger is seen too late",
      ("workforce", "front door"), "partnership", "eve", "Director of children’s services",
      (5, 5, 4, 4, 2, 4), -330,
      ((
          "Two agency teams cover the vacancies until the spring",
          "The council’s weekly figures of waiting referrals", SOME),
       ("A manager reads every referral that waits at four in the afternoon",
        "Eight weeks of the log were read by the scrutineer", STRONG)),
      ((-318, "acknowledge", "eve", "The council has agreed to pay more for these posts."),
       (-240, "assess", (4, 4), "Three posts are filled, two more became vacant."),
       (-150, "assess", (3, 4), "Nine of twelve posts are filled and the waits are shorter."),
       (-62, "assess", (4, 4), "Two of the new workers have left and waits grew to two days."),
       (-55, "acknowledge", "sol", "The three partners hear the figures every month from now on.")),
      ("front-door",), Risk.Cadence.MONTHLY),
    R("schools hear of violence at home by a notice that is sent on working days only",
      "a school does not know on Monday what happened at the weekend",
      "children come to lessons with nobody to turn to",
      ("information sharing", "domestic abuse"), "education", "chris", "",
      (4, 4, 4, 3, 2, 3), -300,
      (("Notices of Friday and Saturday go out on Sunday evening",
        "An audit of twelve files saw them arrive on the same day", STRONG),),
      ((-205, "assess", (3, 3), "The audit saw notices reach schools the same day."),
       (-110, "assess", (2, 3), "Holidays are covered as well now.")),
      ("da-audit",)),
    R("the three partners have not agreed who pays for the partnership after March",
      "the business team loses two of its four posts",
      "audits, reviews and training stop within the year",
      ("finance",), "partnership", "amara", "",
      (4, 4, 3, 4, 2, 3), -280,
      (("A written agreement for one more year", "It is signed by two of the three", SOME),),
      ((-190, "assess", (3, 4), "Nothing has changed; the budget is set in the winter."),
       (-80, "assess", (4, 4), "One partner wants to wait for its own budget."),
       ),
      ("transition-plan",), Risk.Cadence.QUARTERLY,
      ("Ask the three finance directors for a budget of three years", "Amara Okafor", "End of January")),
    R("children taught at home are seen only where their parents agree",
      "nobody notices that such a child is being neglected",
      "harm goes on for months",
      ("education", "children not in school"), "education", "", "Lead for children missing education",
      (4, 5, 3, 4, 2, 4), -210,
      (("Each notice of home education is looked at by social care as well", "", NONE),),
      ((-108, "assess", (3, 4), "The number rose by a quarter, the visits did too."),)),
    R("agencies keep chronologies in three systems that do not speak to each other",
      "patterns in a family’s life are missed",
      "decisions rest on the last event only",
      ("information sharing", "systems"), "quality", "carys", "Designated nurse",
      (4, 4, 3, 3, 2, 3), -260,
      (("A joint chronology is written by hand in complex cases",
        "Six files were read; four had one", SOME),),
      ((-170, "assess", (3, 3), "A new system comes in two years; until then nothing moves."),
       (-160, "accept", "The three systems stay for two years. The chronology by hand goes on, and this is reviewed every half year.")),
      (), Risk.Cadence.HALF_YEARLY),
    R("the new arrangements had no place for early years settings",
      "nurseries do not hear of changes to thresholds",
      "the youngest children are referred late",
      ("arrangements",), "partnership", "bryn", "",
      (3, 4, 3, 3, 1, 3), -340,
      (("Early years settings have a seat on the Education subgroup",
        "Attendance of the last four meetings", STRONG),),
      ((-220, "assess", (1, 3), "The alliance has taken its seat and came every time."),
       (-120, "close", "Early years settings have a seat and use it; there is nothing left to bring down."))),
    R("young people are moved between areas by people who sell drugs",
      "a child who is exploited is treated as an offender first",
      "they are harmed again and trust nobody",
      ("exploitation",), "quality", "olu", "",
      (4, 5, 3, 5, 2, 4), -130,
      (("A weekly meeting of police, social care and schools looks at each child",
        "Its minutes", SOME),),
      ((-40, "assess", (3, 5), "Three children from one town; the procedures are still a draft."),),
      ("gangs-procedures", "gangs-views")),
    R("half of the designated leads changed their post in the summer",
      "schools send in audits that nobody has checked",
      "gaps in safeguarding are found by inspectors first",
      ("education", "audit"), "education", "lena", "",
      (3, 3, 3, 3, 2, 2), -35,
      (("A briefing for new leads each half term", "", NONE),)),
]  # fmt: skip


def build(world: World, actions: dict[str, Action]) -> None:
    """Add the risks and play their events; `actions` are the plan's, by key."""
    happened = []
    for entry in sorted(RISKS, key=lambda entry: entry.day):
        risk = _entered(world, entry)
        happened += [(day, risk, what, words) for day, what, *words in entry.events]
        _linked(world, risk, entry, actions)
    for day, risk, what, words in sorted(happened, key=lambda event: event[0]):
        with world.on(world.day(day), hour=14) as on:
            _happens(world, risk, what, words, on=on)


def _entered(world: World, entry: R) -> Risk:
    with world.on(world.day(entry.day)) as on:
        risk = risks.add_risk(
            cause=entry.cause,
            event=entry.event,
            consequence=entry.consequence,
            categories=entry.categories,
            organisation=world.organisations[entry.place],
            owner=world.people.get(entry.owner),
            owner_words=entry.owner_words,
            review_months=entry.months,
            by=world.by,
            on=on,
            **dict(zip(RATING_FIELDS, entry.ratings, strict=True)),
        )
        for text, assurance, strength in entry.controls:
            services_controls.add_risk_control(
                risk, text=text, assurance=assurance, strength=strength, by=world.by
            )
    return risk


def _linked(world: World, risk: Risk, entry: R, actions: dict[str, Action]) -> None:
    """Link the plan's actions, once they all exist."""
    with world.on(world.day(-20)) as on:
        for key in entry.actions:
            services_controls.link_risk_action(
                risk, action=actions[key], by=world.people["bryn"], on=on
            )
        if entry.raised:
            text, owners, due = entry.raised
            services_controls.raise_from_risk(
                risk,
                text=text,
                owners=read_owners(owners, people=world.people.values()),
                due_text=due,
                by=world.by,
                on=on,
            )


def _happens(world: World, risk: Risk, what: str, words: list, *, on) -> None:
    if what == "assess":
        (likelihood, impact), reason = words
        ratings = {name: getattr(risk, name) for name in RATING_FIELDS}
        ratings |= {"current_likelihood": likelihood, "current_impact": impact}
        risks.assess_risk(
            risk, reason=reason, by=risk.owner or world.by, on=on, **ratings
        )
    elif what == "acknowledge":
        risks.acknowledge_risk(risk, note=words[1], by=world.people[words[0]], on=on)
    elif what == "accept":
        risks.accept_risk(risk, reason=words[0], by=world.by, on=on)
    else:
        risks.close_risk(risk, reason=words[0], by=world.by, on=on)
