"""Reading files of actions, and saying what taking one over would change.

Cells and titles come from `partnership.lists`. `columns` knows what a plan's
spreadsheet usually calls its columns, `words` what people write for a status or a
rating, `tables` finds the table of each sheet, `lines` reads its rows and carries down
what stands above them, `standing` is what we have already, `preview` and `comparing`
say, row by row, what importing would do. Nothing here writes: `services.imports` does.
"""
