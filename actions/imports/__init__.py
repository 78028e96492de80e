"""Reading files of actions, and saying what taking one over would change.

Cells and titles come from `partnership.lists`. `columns` knows what a plan's
spreadsheet usually calls its columns, `words` what people write for a status or a
rating, `tables` finds the table of each sheet (`titles` how many rows its titles run
over, `reordering` where they stand again), `lines` reads its rows and carries down what
stands above them (`asides` knows what is no action, `days` a due date), `standing` is
what we have already, `preview` and `comparing` say what importing would do with a row.
Nothing here writes: `services.imports` does.
"""
