"""The months as people write them."""

from calendar import month_name

MONTHS = tuple(name[:3].lower() for name in month_name[1:])
BY_NAME = {
    **{name.lower(): number for number, name in enumerate(month_name) if name},
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    "sept": 9,
}
