"""Reading lists that people send, and saying what taking one over would change.

`reading` turns the bytes of a CSV file or an Excel workbook into cells with addresses;
`headers` finds the row that names the columns. Both know nothing of people: whatever
is imported from a spreadsheet begins with them. `columns` knows what a list of people
usually calls its columns, `cells` reads one row of it, `directory` is whom and what we
know already, and `plan` says, row by row, what importing would do. Nothing here writes:
`services.lists` does.
"""
