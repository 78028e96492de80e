"""Encrypts secrets, so that a copy of the database does not reveal them.

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
    """Encrypt a text for the database."""
    sealed = next(_keys()).encrypt(text.encode(), [PURPOSE])
    return urlsafe_b64encode(sealed).decode()


def unseal(sealed: str) -> str:
    """Decrypt a text.

    Raises:
        InvalidTag: it was encrypted with another key.
    """
    for key in _keys():
        try:
            return key.decrypt(urlsafe_b64decode(sealed), [PURPOSE]).decode()
        except InvalidTag:
            continue
    raise InvalidTag
