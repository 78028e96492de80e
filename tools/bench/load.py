"""Fills one database, named by the environment: its tables, the data, or the assets."""

import sys

import django
from django.db import connection


def main(what: str) -> None:
    django.setup()
    # Their models can be imported only now.
    from django.core.management import call_command  # noqa: PLC0415
    from django.utils.timezone import localdate  # noqa: PLC0415

    from tools import prepare  # noqa: PLC0415
    from tools.bench import data  # noqa: PLC0415

    if what == "migrate":
        call_command("migrate", verbosity=0)
    elif what == "data":
        data.build(data.Scale(), on=localdate())
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    else:
        prepare.collect()


if __name__ == "__main__":
    main(sys.argv[1])
