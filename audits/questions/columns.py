"""The columns of a question set as a spreadsheet, one question to a row."""

from partnership.spreadsheets.columns import Column, Columns

COLUMNS = Columns(
    (
        Column("section", "Section", ("section", "part")),
        Column("title", "Section title", ("section title", "title of section")),
        Column("intro", "Section guidance", ("section guidance", "introduction")),
        Column("text", "Question", ("question", "questions", "question text")),
        Column("kind", "Kind of answer", ("kind of answer", "answer type", "type")),
        Column("choices", "Answers", ("answers", "choices", "options")),
        Column("gap_answers", "Answers that show a gap", ("answers that show a gap",)),
        Column("gap_below", "Gap below", ("gap below", "threshold")),
        Column("gap_text", "Action for a gap", ("action for a gap", "action")),
        Column("why_we_ask", "Why we ask", ("why we ask", "why")),
        Column(
            "guidance_reference",
            "Guidance reference",
            ("guidance reference", "guidance", "reference to guidance"),
        ),
        Column("is_statutory", "Statutory", ("statutory",)),
        Column("is_optional", "Optional", ("optional",)),
        Column(
            "allows_not_applicable",
            "May be not applicable",
            ("may be not applicable", "not applicable"),
        ),
        Column("ref", "Reference", ("reference", "ref", "number", "no")),
        Column("code", "Code", ("code",)),
        Column("phases", "Phases", ("phases", "phase")),
        Column("sectors", "Sectors", ("sectors", "sector")),
        Column("has_boarders", "Boarders", ("boarders",)),
        Column("has_sixth_form", "Sixth form", ("sixth form",)),
        Column("has_nursery", "Nursery", ("nursery",)),
        Column("from_date", "Asked from", ("asked from", "from")),
        Column("to_date", "Asked until", ("asked until", "until")),
    ),
    needed=("text",),
    missing="The file needs a column called “Question”",
    nothing="There are no questions in this file",
)
