"""Imports of actions from spreadsheets.

`columns` are the columns of such a file, `words` what people write for a status or a
rating, `lines` reads the rows and carries down what stands above them (`asides` knows
what is no action, `days` a due date), `standing` is what we have already, `matching`,
`placing` and `comparing` say what would come of each row, `applying` writes it. The way
from the upload to the import is that of `partnership.uploads`.
"""
