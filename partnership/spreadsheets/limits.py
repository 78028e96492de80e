"""How large a list may be that somebody uploads."""

MOST_BYTES = 5 << 20
# What a workbook may come to once it is unpacked.
MOST_UNPACKED = 20 << 20
MOST_MEMBERS = 500
MOST_SHEETS = 20
MOST_ROWS = 5_000
MOST_COLUMNS = 200
# Where the last row may stand, blank ones counted.
LAST_ROW = 20_000
# So far blank rows may go on at the end of a CSV file.
LAST_BLANK_ROW = 200_000
MOST_MERGED = 5_000
TOO_LONG = 10_000
