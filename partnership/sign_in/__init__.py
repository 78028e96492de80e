"""How people sign in: django-allauth by invitation only, with its emails in the outbox.

`adapters` configures allauth and `openid` the identity provider, `lockouts` counts
failures, `events` writes the history, `idle` and `typed` handle the end of a session,
and `urls` lists the allauth pages in use.
"""
