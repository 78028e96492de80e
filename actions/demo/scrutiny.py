"""The demonstration's scrutiny: the scrutineer's visit and a committee.

The committee's session has the structure of real minutes, with numbered paragraphs and
themes. Its text is invented.
"""

from actions.demo.reviews import follow
from actions.scrutiny import services
from actions.scrutiny.models import ScrutinySession
from partnership.demo import World


def build(world: World) -> None:
    """Build a visit and a committee's session."""
    _visit(world)
    _committee(world)


def _session(world: World, days: int, *, by: str, **said) -> ScrutinySession:
    with world.on(world.day(days + 2), hour=9) as day:
        return services.record_session(
            held_on=world.day(days), by=world.people[by], on=day, **said
        )


def _visit(world: World) -> None:
    """A visit that the scrutineer recorded."""
    session = _session(
        world,
        -75,
        by="scarlett",
        kind=ScrutinySession.Kind.INDEPENDENT,
        body="Independent scrutineer",
        subject="How the front door hears from schools",
        who_went="Scarlett Nwosu, with two young scrutineers",
        findings="1. Staff at the front door could say what a good referral from a "
        "school looks like.\n2. Schools do not always hear what became of one.\n"
        "3. Young people asked why nobody had told them that they could ring.",
        outcome="Three findings, which the executive received",
    )
    with world.on(world.day(-73), hour=10):
        heard = services.add_question(
            session,
            theme="Hearing back",
            text="How does a school learn what came of its referral?",
            asked_by="Independent scrutineer",
            answer_from="Front door manager",
            answer_by=world.day(-50),
            needs_action=True,
            by=world.people["scarlett"],
        )
        services.add_question(
            session,
            theme="Young people’s voice",
            text="Do young people know that they may ring the front door themselves?",
            asked_by="Young scrutineers",
            answer="Not enough of them: the number is on the council’s page only.",
            answer_from="Front door manager",
            needs_action=True,
            by=world.people["scarlett"],
        )
    with world.on(world.day(-52)) as day:
        services.answer_question(
            heard,
            answer="By letter within ten days; the letter is often late, and goes to "
            "whoever rang instead of the safeguarding lead.",
            day=day,
            needs_action=True,
            by=world.people["bryn"],
            on=day,
        )
    follow(
        world,
        services.raise_for_question,
        heard,
        -51,
        "Send the outcome of each referral to the school’s safeguarding lead",
        owner="eve",
        due=20,
    )


COMMITTEE = """\
31.1 The director introduced the yearly report and what had changed in the arrangements.
31.2 The chair of the Education subgroup added what schools had taken part in.
31.3 The business manager said how the partnership would be measured next year.
31.4 Members thanked officers, and were glad that young people had written a page.
31.5 Members asked about digital safety, exclusions, self-harm and young scrutineers.
31.6 The report was noted."""

ASKED = (
    (
        "Digital safety",
        "What do schools do about pictures of pupils that were made by a machine?",
        "A lesson for every year group is ready; the police have named one contact.",
        None,
    ),
    (
        "Digital safety",
        "How many schools have somebody who leads on this?",
        "",
        -3,
    ),
    (
        "Exclusions",
        "How many of the youngest children were sent home in the year, and why?",
        "",
        9,
    ),
    (
        "Self-harm",
        "Were the young people seen in hospital in the care of the council?",
        "Most of them were not; the figures will name the share from now on.",
        None,
    ),
    (
        "Young scrutineers",
        "Could the young scrutineers come to the committee themselves?",
        "",
        None,
    ),
)


def _committee(world: World) -> None:
    """A session of the council committee, with some questions unanswered."""
    session = _session(
        world,
        -24,
        by="bryn",
        kind=ScrutinySession.Kind.COUNCIL,
        body="Children and families scrutiny committee",
        subject="The partnership’s yearly report",
        who_went="Eve Lindqvist, director of children’s services; Chris Penhallow, "
        "chair of the Education subgroup; Amara Okafor, business manager",
        papers_words="Agenda and papers of the committee",
        papers_url="https://council.wexcombe.example/committees/children/31",
        findings=COMMITTEE,
        outcome="Resolved to note the report",
    )
    with world.on(world.day(-22), hour=11):
        for theme, text, answer, answer_by in ASKED:
            services.add_question(
                session,
                theme=theme,
                paragraph="31.5",
                text=text,
                asked_by="Members of the committee",
                answer_from="Director of children’s services",
                answer=answer,
                answer_by=None if answer_by is None else world.day(answer_by),
                needs_action=not answer and answer_by is None,
                by=world.people["bryn"],
            )
