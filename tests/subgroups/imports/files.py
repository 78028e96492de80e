"""Minutes as invented groups write them: as text, and as Word makes it hard."""

import zipfile
from io import BytesIO

# The layout of real minutes: members and visitors a line each, apologies in columns,
# actions in blocks, emphasis in places, the next dates a line each.
AS_TEXT = """


Harbour Subgroup

MINUTES

21st October 2024 – 9.30a.m.-12.00p.m.

Quay House, Seaham

Present: Adam Over, Safeguarding Manager (AO)
Ann Lee, Taking Care Scheme Manager (AL)
Carla Hope, Kiln Playgroup (CH)
Ian Budd, Assistant Director, Education Services (IB) (**Chair**)
Jane Le Fevre, Paddock Primary School (JLF)
Lin Fenn, Education Safeguarding (LF) (**Minutes**)
Sal Kam-Gaze, All Saints CE Primary School (SKG)

Apologies: Asha Shaw (ASh) Bea Sharp Hal Good
Jo Key Kit Skuda Paul Fells

Visitors: Gil Thom, Prevent (GT)
Em Gelf, IT Service (EG)

1. **Introductions and apologies:**

Attendees introduced themselves and apologies were noted as above.

2. **Minutes of last meeting (30.4.24) / matters arising:**

Page 1: Amendment – CH advised this should refer to mail accounts. 24 schools have one.

ACTIONS:

AO: Access – liaise with the website team.


3. Off rolling and schools' checks of alternative providers

SKG: Nothing has changed. The subgroup agreed that guidance is needed. More will follow.

ACTIONS:

AO to remind HG that JP would like a conversation.

GT to have a regular slot. This is reviewed next year.

Slides
thom@prevent.example

4. Scorecard – AO/IB

- The number has gone from 330 to 325.
1. A point that is no item

ACTIONS:

AO/EG: To contact the 4 remaining schools by 20 January 2025.

5. Any Other Business:

None tabled.

6. Dates/time of next meetings:

(Quay House – 9.30 a.m. to 12.00p.m.):

20th January 2025

27th April 2025
"""

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType='
    '"application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.'
    'main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="{}/{}" Target="{}"/></Relationships>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{WORDS}"><w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
        for n, words in enumerate(("%1.", "%1.%2"))
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, level: int | None = None, of: int = 1) -> str:
    numbered = (
        ""
        if level is None
        else f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/>'
        "</w:numPr></w:pPr>"
    )
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p>{numbered}{inside}</w:p>"


def control(inside: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{inside}'
        "</w:sdtContent></w:sdt>"
    )


def change(kind: str, text: str) -> str:
    words = "delText" if kind == "del" else "t"
    return (
        f'<w:{kind} w:id="1" w:author="Clerk"><w:r><w:{words} xml:space="preserve">'
        f"{text}</w:{words}></w:r></w:{kind}>"
    )


def row(*cells: str) -> str:
    inside = "".join(
        f"<w:tc>{one if one.startswith('<') else paragraph(one)}</w:tc>"
        for one in cells
    )
    return f"<w:tr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def text_box(text: str) -> str:
    """As Word writes one: once for itself and once for programs of long ago."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wps:txbx '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/'
        f'wordprocessingShape">{inside}</wps:txbx></w:drawing></mc:Choice>'
        '<mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">'
        f"{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def word(*pieces: str, beginning: str = "") -> bytes:
    written = BytesIO()
    document = f'<w:document xmlns:w="{WORDS}"><w:body>{"".join(pieces)}</w:body>'
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "_rels/.rels",
            RELATIONS.format(RELATION, "officeDocument", "word/document.xml"),
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            RELATIONS.format(RELATION, "numbering", "numbering.xml"),
        )
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/document.xml", f"{beginning}{document}</w:document>")
    return written.getvalue()


WITH_TRAPS = word(
    control(paragraph("Minutes of the Harbour Subgroup, 12 January 2026")),
    paragraph("Chair: ", control(run("Priya Nash")), " (PN)"),
    control(
        table(
            row("Present", "Role", "Initials"),
            row("Priya Nash", "Head, Oak Primary", "PN"),
            control(row("Tom Ash", "Police", "TA")),
            row("Ana Reed", control(paragraph("Health, for Jo Bell")), "AR"),
        )
    ),
    paragraph("Apologies", level=0),
    paragraph("Jo Bell (JB)."),
    paragraph("Minutes of the last meeting", level=0),
    paragraph(
        "Agreed, with page 3: ", change("del", "fourteen"), change("ins", "forty"),
        " schools.",
    ),
    paragraph("Attendance", level=0),
    paragraph("Figures for the autumn term.", level=1),
    paragraph(change("ins", "ACTION: TA/AR: bring the list of children by 20 Feb.")),
    paragraph(
        "<w:r><w:t>ACTION: PN:</w:t><w:br/><w:t>write to the schools</w:t><w:tab/>"
        "<w:t>31.1.26</w:t></w:r>"
    ),
    paragraph(f"<w:hyperlink>{run('The document')}</w:hyperlink>", " noted."),
    text_box("Next meeting: 16 March 2026, 1.30pm"),
)  # fmt: skip
