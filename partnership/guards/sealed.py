"""Secrets that the database keeps sealed: read by nobody who has only a copy of it.

The key comes from `SECRET_KEY`; what was sealed with one of `SECRET_KEY_FALLBACKS` can
still be opened. The same text gives the same seal, so that two demonstrations of one
day are alike; what is sealed is random, so this tells nothing.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha512

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

PURPOSE = b"quorate.sealed"


def _keys() -> Iterator[AESSIV]:
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield AESSIV(sha512(PURPOSE + key.encode()).digest())


def seal(text: str) -> str:
    """The text as the database may keep it."""
    sealed = next(_keys()).encrypt(text.encode(), [PURPOSE])
    return urlsafe_b64encode(sealed).decode()


def unseal(sealed: str) -> str:
    """The text that was sealed.

    Raises:
        InvalidTag: by a key that we no longer have, or never had.
    """
    for key in _keys():
        try:
            return key.decrypt(urlsafe_b64decode(sealed), [PURPOSE]).decode()
        except InvalidTag:
            continue
    raise InvalidTag
