"""A machine that reads with a key."""

from datetime import timedelta

from django.test import Client
from django.utils.timezone import localdate

from partnership.sign_in import keys
from partnership.sign_in.models import ApiToken


def give(person, **fields) -> tuple[str, ApiToken]:
    key = keys.new_key()
    fields = {"name": f"For {person}, {key[8:20]}", "by": person} | fields
    fields.setdefault("expires_on", localdate() + timedelta(days=30))
    return key, keys.give_token(key=key, person=person, on=localdate(), **fields)


def read(path, key, method="get", **headers):
    if key is not None:
        headers["Authorization"] = f"Bearer {key}"
    return getattr(Client(), method)(f"/api/{path}", headers=headers)


def rows(path, key) -> list[dict]:
    return read(path, key).json()["rows"]


def references(path, key) -> list[str]:
    return [row["reference"] for row in rows(path, key)]
