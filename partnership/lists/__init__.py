"""Lists of people: matching rows to the directory, and importing them.

`columns` are the columns of such a list, `entries` reads a row, `known` is whom and
what we know already, `placing` where a row puts someone, `comparing` what would come of
it. The way from the upload to the import is that of `partnership.uploads`.
"""
