"""The vocabulary of due dates: each kind of token with its phrases.

Phrases are separated by semicolons, a space matches any space or hyphen, and the
longest phrase wins. `phrase; phrase = value` gives the tokens a value of their own.
Whatever is not listed here is an ordinary word.
"""

MONTHS = """
jan; january = 1; feb; february = 2; mar; march = 3; apr; april = 4; may = 5;
jun; june = 6; jul; july = 7; aug; august = 8; sep; sept; september = 9;
oct; october = 10; nov; november = 11; dec; december = 12
"""
WEEKDAYS = """
mon; monday = 0; tue; tues; tuesday = 1; wed; weds; wednesday = 2;
thu; thur; thurs; thursday = 3; fri; friday = 4; sat; saturday = 5; sun; sunday = 6
"""
COUNTS = """
one = 1; two = 2; three = 3; four = 4; five = 5; six = 6; eight = 8; ten = 10;
twelve = 12
"""
# Left out before matching: they do not change a date.
LIGHT = """
the; of; in; on; at; for; during; within; a; an; date; dates; at the latest;
at latest; latest; cop; cob; close of play; close of business; noon; midnight;
at least; minimum; a minimum of; day of; full
"""
PHRASES = {
    "month": MONTHS,
    "weekday": WEEKDAYS,
    "n": COUNTS,
    "nth": """
        first = 1; second = 2; third = 3; fourth = 4; fifth = 5; last = -1; final = -1
    """,
    "season": "spring; summer; autumn",
    # The dates of these differ from place to place and from year to year.
    "unclear": """
        winter; easter; christmas; xmas; new year; half way; mid term;
        summer holidays; summer break; easter holidays; bank holiday; term time
    """,
    "unit": """
        day; days; working days; calendar day; calendar days;
        school days = day; week; weeks; wk; wks; working week = week;
        fortnight; fortnights = fortnight; month; months; mths; mth; mnths = month;
        quarter; quarters; qtr; qtrs = quarter; half term = half term;
        term; terms; school term; academic term; school terms = term;
        year; years; yrs; yr; annum = year; half year = half year
    """,
    "working": "working day",
    "financial": "fy; f/y; financial year; fiscal year; the financial year",
    "academic": "ay; a/y; academic year; school year; whole academic year",
    "calendar": "calendar year",
    "new_school_year": """
        new academic year; new school year; this academic year; next academic year
    """,
    "plan_year": """
        plan year; planning year; business plan year; this plan year;
        current plan year; life of the plan; lifetime of the plan; duration of plan;
        duration of the plan
    """,
    "whole_year": """
        throughout the year; throughout year; through the year; all year; in year;
        all year round; year round; whole year; full year; within the year;
        across the year; over the year; during the year; once during the year;
        throughout the plan; throughout plan; across the plan
    """,
    "year_end": "year end; eoy; ye; y/e; fye; end of year; financial year end",
    # These mark a deadline.
    "by": """
        by; no later than; not later than; on or before; on or by; before or on; due;
        due by; due on; now due; deadline; target; complete by; completed by;
        to be completed by; but no later than; to be reviewed by; by or before;
        now; between now and; now until; now to; now -
    """,
    "before": "before; prior to; ahead of; in advance of",
    "after": "after; following; following on from",
    "from": """
        from; start; starts; starting; starting in; started; start date; begin;
        begins; began; beginning; commence; commences; commencing; effective;
        effective from; with effect from; wef; to commence from; commencing from;
        onward from; onwards from
    """,
    "since": "since; in post since",
    "not_before": """
        not before; not until; no earlier than; not earlier than; no sooner than;
        earliest; on hold until; paused until
    """,
    "until": """
        until; till; til; up to; up to and including; through to;
        through to and including; finish = range
    """,
    "through": "through",
    "to": "to = range",
    "onwards": """
        onwards; onward; on wards; thereafter; and beyond; to date; to present; present;
        until further notice; and thereafter
    """,
    "between": "between",
    "throughout": "throughout; across; over",
    "and": "and; &; + = list",
    "or": "or; and/or = choice",
    # Parts of a time.
    "end": """
        end; end of; end date; close; close of; last day; last day of; month end; eom;
        eo; e/o; ends = end
    """,
    "start": "start of; beginning of; beginning of the; first day of; 1st day of",
    "early": "early",
    "mid": "mid; middle of; middle",
    "late": "late",
    "early_mid": "early to mid; early mid",
    "mid_late": "mid to late; mid late; mid to end; mid end",
    "first_half": "first half; first half of; 1st half; 1st half of",
    "second_half": "second half; second half of; 2nd half; 2nd half of; latter half of",
    "week_of": """
        w/c; wc; w.c.; w.c; w/b; wb; week commencing; wk commencing; week beginning;
        week beg; week beg.; week starting; week of; wk of; w/comm; w/commencing
    """,
    "week_to": "w/e; w.e.; week ending; wk ending; w/ending",
    # Frequency.
    "adverb": """
        monthly; mthly = 1; quarterly; qtrly; qtly; qrtly; q'ly = 3; termly = term;
        annually; yearly; per annum; p.a.; p.a; pa = 12;
        six monthly; half yearly; semi annual; semi annually; twice yearly = 6;
        weekly; fortnightly; daily = often; half termly = otherwise;
        bi monthly; bimonthly; bi termly; bi annual; biannual; biannually; bi annually;
        biennial; biennially; bi weekly = unclear; triennially; triennial = seldom;
        standing item; standing agenda item = otherwise
    """,
    "annual": "annual",
    "every": "every; each",
    "per": "per",
    "once": """
        once per; once every; once each; one per; 1 per; once a; once in each
    """,
    "not": "not; no longer; except; excluding; apart from; other than; but",
    "other": "other; alternate",
    "twice": "twice = 2; thrice = 3",
    "meeting": """
        meeting; meetings; board; boards; executive; exec; committee; subgroup;
        sub group; board meeting; executive meeting; exec meeting; subgroup meeting;
        sub group meeting; committee meeting
    """,
    "ongoing": "ongoing; on going; on - going",
    "always": """
        continuous; continuously; continual; continually; continuing; rolling;
        permanent; permanently; business as usual; bau; indefinite; indefinitely;
        rolling programme; continuous monitoring; immediate and ongoing;
        with immediate effect and ongoing
    """,
    # Other words in a cell, each with a remark.
    "word": "24/7",
    "label": """
        review; reviews; next review; to be reviewed; launch; target; completion;
        update; updates; report; reports; report to; to report; reporting; reported;
        implementation; next due; to be presented; annual report; yearly report;
        annual review
    """,
    "next": "next",
    "numbered": "phase; stage; step; action; priority; workstream; strand",
    "done": "completed; done; closed; achieved; finished",
    "complete": "complete",
    "past": """
        raised; date raised; opened; date opened; added; date added; logged; identified;
        last reviewed; last updated; previously; originally; original; formerly; was;
        original date; originally due; previously due; overdue since; overdue from;
        outstanding since;
        born
    """,
    "status": """
        not started; not yet started; in progress; on track; off track; overdue;
        partially complete; not yet complete; not complete; not completed; not achieved;
        on track for
    """,
    "tbc": """
        tbc; tba; tbd; t.b.c.; t.b.c; to be confirmed; to be agreed; to be advised;
        to be decided; to be determined; to be scheduled; to be set; provisional; ?
    """,
    "about": """
        circa; approx; approx.; approximately; around; roughly; about; est; est.;
        estimated; c.; ca.; ~
    """,
    "depends": "subject to; if agreed; if possible; if approved; dependent on",
    "moved": """
        revised; revised to; revised date; extended to; moved to; delayed to; deferred;
        deferred to; postponed; postponed to; rescheduled to; re scheduled to; slipped;
        slipped to; carried forward; carried forward to; rolled forward; c/f; pushed to;
        pushed back to; put back to; brought forward to; new date; revised deadline
    """,
    # No form has these: a date after them no longer applies.
    "moved_from": """
        moved from; slipped from; deferred from; revised from; changed from;
        postponed from; delayed from; extended from; rescheduled from;
        brought forward from; carried forward from; rolled over from
    """,
    "held": "on hold; paused; suspended",
    "soon": """
        asap; a.s.a.p.; as soon as possible; immediate; immediately; immediate effect;
        urgent; urgently
    """,
}
NOTES = {
    "status": "",
    "tbc": "Marked as still to be confirmed",
    "about": "The text says “about”: is this the due date?",
    "depends": "The text makes it depend on something else",
    "moved": "The text says that the date has moved",
    "held": "The text says that it is on hold",
    "complete": "The text says that it is done",
    "done": "The text says that it is done",
}
# Questions for these words without a date: the first that fits.
RELATIVE = "This depends on when it was written: give the date"
QUESTIONS = {
    "held": "The text says that it is on hold: until when?",
    "done": "The text says that it is done",
    "complete": "The text says that it is done",
    "moved": "The text says that it has moved: to when?",
    "soon": "“As soon as possible” is not a date: when is it due?",
    "unit": RELATIVE,
    "weekday": RELATIVE,
    "year_end": RELATIVE,
    "meeting": "When is that meeting?",
}
