"""Limits on the size of uploads."""

MOST_BYTES = 5 << 20
# The largest unpacked size of a workbook.
MOST_UNPACKED = 20 << 20
MOST_MEMBERS = 500
MOST_SHEETS = 20
MOST_ROWS = 5_000
MOST_COLUMNS = 200
# The last row number, including blank rows.
LAST_ROW = 20_000
# The most blank rows at the end of a CSV file.
LAST_BLANK_ROW = 200_000
MOST_MERGED = 5_000
TOO_LONG = 10_000
