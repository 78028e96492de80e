"""The grammar of due dates, from top to bottom.

A name stands for any of the forms below it. It means what the function behind `->`
(in `dates`, `recurrence` or `cells`) makes of them, or what is found last; behind `?`
stand the words in which it is asked about. A form lists kinds of tokens (`vocabulary`)
and names:

    [x]  may be missing        x|y      either       unit=term  a token of that value
    {x}  as many as there are  first:n  found as n under the name first
"""

GRAMMAR = """
# Days

sep
    -|/|.|,
short_year -> short_year
    yy|n
any_year
    year|short_year
ordinal -> ordinal
    n|nth
day -> day
    [weekday] [,] numbers:date
    [weekday] [,] day:ordinal [sep] month [sep] year
    [weekday] [,] day:ordinal [-|/|.] month [-|/|.] year:short_year
    [weekday] [,] day:ordinal [sep] month
    [weekday] [,] month day:nth [,] year:any_year
    [weekday] [,] month day:n [,] year
    [weekday] [,] month day:nth
    weekday month day:n
    month day:nth year:short_year
day -> day_and_month
    day:n / month:n
day -> next_meeting
    next_meeting
next_meeting
    next meeting
    next word meeting
    next word word meeting

# Months

a_month -> month
    month [sep] year
    year [,] month
    month [sep] year:yy
    month_year
a_month -> month_and_two_digits
    month [-|/] n
a_month -> month_of_years
    month [,] span
a_month -> month
    month

# Years

span -> span
    first:year -|/ last:n
    first:year -|/|to last:year
    first:n / last:n
tight -> span
    first:n - last:n
tight
    span
a_year -> year_of_two
    financial|academic [:] tight
    tight financial|academic
    span
a_year -> this_financial_year
    financial
a_year -> plan_year
    plan_year
a_year -> calendar_year
    calendar year
    year calendar
    year
a_year ? is a year that may begin in April, September or January: give its last day
    financial|academic year|n
    academic|new_school_year

# Quarters, halves and terms

quarter_number -> quarter_number
    q
    unit=quarter q:n
    q:nth unit=quarter
a_quarter -> quarter
    quarter_number [sep|(] [financial] tight
    [financial] tight [sep] quarter_number
    quarter_number
a_quarter ? may be of the calendar year or of the financial year: which is meant?
    quarter_number [sep] any_year
    [financial] year|yy [sep] quarter_number
    financial n [sep] quarter_number
a_quarter -> half_year
    word=h n [,] [financial] [tight]
    first_half|second_half [financial] tight
a_term -> term
    season [-] unit=term [,] span
    season year unit=term
    season [-] unit=term [,] year:any_year
    season [-] unit=term
a_term -> term_of_terms
    season [year|year:yy]
    season span
a_half -> half_of_term
    first_half|second_half a_term
    a_term [,|-|(] first_half|second_half
a_season ? may be a school term or a season: write “term” after it, or the months
    season [any_year]
    season span
a_season ? differs from place to place: give the days
    [month|season] unclear [any_year]
    [month|season] unit=half_term [any_year]
    [season] unit=term n
    season unit=term unit=half_term

# A part of a time, and a time with its weekday

whole
    a_quarter|a_half|a_term|a_season|day|a_month|a_year
shape -> kind
    end [-|:] [unit=month]
    start|early|mid|late|early_mid|mid_late [-]
    first_half|second_half|week_of|week_to
shape -> nth_day
    nth weekday|working
    nth unit=week|week_of
shaped -> start_of_school_year
    start [next] academic|new_school_year
shaped -> shaped
    shape whole
    whole [-] shape:end
shaped -> with_weekday
    whole [,] [(] weekday
shaped
    whole

# Several times

times -> months_with_short_years
    month [-] short_year -|to last:month [-] last_year:short_year
times -> one_time
    shaped
times -> day_of_a_month_to_come
    [weekday] ordinal
join
    [,|;] and
    ,|;|-|to|until|through|/|or
more_times -> joined
    join times
series -> series
    times {more_times}
series -> between
    between times and last:times

# How often

every_unit -> every_unit
    every|per|once unit
    every|per|once financial|calendar|plan_year
    every|once meeting
    every word meeting
    every word word meeting
    every weekday
interval -> interval
    adverb
    every_unit
    end every_unit
    every_unit end
interval -> part_of_every
    start|early|mid|first_half every_unit
    nth unit=week|unit=day|week_of every_unit
interval -> every_so_many
    every n unit
    every other|nth=2 unit
    other unit
    n adverb
    n - adverb
interval -> no_days
    every n -|to n unit
    nth [weekday] and nth [weekday] every_unit=month
many -> many
    n word=times|word=x
    word=x n
    n:twice
interval -> so_often
    many {word} every_unit
    many unit
    many unit:adverb
    n {word} every_unit
    adverb=3 many
interval -> on_a_day
    nth weekday|working every_unit=month
    nth weekday unit=month
    adverb=1 [-|,|:|(] [by] nth [weekday|working]
    nth every_unit=month
one_interval -> said_twice
    interval
    interval ( end unit
    interval [-|,|:|;|/] [(] again:interval

# Whole cells

pause
    -|(|:|,|;|stop
chatter
    word|label|meeting
    to|and|by word|label|meeting
talk
    chatter|not|pause
link
    pause|and
    [pause|and] word=then
goes_on
    ongoing|always
core -> when
    {by} [:|-] series
    until|to|through|throughout series
    n unit pause [by] series
core -> said_again
    [by] series pause|/ [by] again:series
core -> year_end
    [by] year_end [pause] series
    series [pause] year_end
core -> when_it_meets
    next_meeting [pause] series
core -> meeting
    [by|to] series [word] meeting
    {meeting} [pause] series
core -> from_to
    from|not_before [:] shaped [pause] end|until|to [:] last:shaped
core -> before
    [to] before series
core -> beginning
    after series
    not_before series
    series [pause] not_before=earliest
core -> left_open
    [by] series to|-|until
    series to|-|until tbc
    from series to|-|until
core -> begins
    from|since [:] series
    from [:] series onwards
    series [pause] onwards
    [from] series [link|to] ongoing [onwards]
    goes_on [pause] from|since series
core -> goes_on_within
    goes_on [pause] [throughout|through] series
core -> goes_on_until
    goes_on [pause] to|until series
core -> goes_on_with_review
    goes_on [pause|until] label [:] [by] series
core -> goes_on
    {chatter} [pause] ongoing [pause] {chatter}
    goes_on
    always n unit
    always=rolling_programme {chatter}
    goes_on [pause] annual [label]
    goes_on pause label=annual_review
core -> whole_year
    whole_year
    goes_on whole_year
core ? gives no beginning: from when?
    onwards
core ? may be a day, a month or a year: write it in full
    [by] n .|- n
core ? may go on after that: does it begin or end then?
    goes_on [pause] by series
often
    {talk} [by] one_interval
    goes_on [pause|/] {chatter} one_interval
core -> recurring_from
    often {chatter} [pause] from|since series
    from series [link] {chatter} often:one_interval
core -> recurring_until
    often {chatter} [pause|pause] to|until series
core -> recurring
    often {chatter} [pause] [label] [by|every] series
    [annual] [pause] {label} [by] series [link] {chatter} often:one_interval [onwards]
    annual pause|/ series
    series ( annual
    often {chatter}
    often until complete
    every series
    annual

# What else stands in a cell

note -> note
    tbc|status|about|moved|held|complete
    depends {word}
set_aside -> set_aside
    past|done [:|-|(] series
fore -> remark
    note [pause]
    done ,|;|stop
    set_aside pause
    soon [pause|and]
    numbered n :|(|-
    pause
fore -> title
    label [pause]
aft -> remark
    [pause] note
    [pause] done
    pause set_aside
    pause soon
core -> when
    set_aside by [:] series
cell -> cell
    {fore} core {aft}
cell -> only_the_past
    {note} [pause] set_aside
    set_aside [pause] {note}
"""
