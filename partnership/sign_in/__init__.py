"""How people sign in: django-allauth, closed to strangers, its emails in the outbox.

`adapters` answers what allauth asks, `openid` what a provider of identities may say,
`lockouts` counts failures, `events` writes the history, `idle` and `typed` are about
the end of a session, `urls` names those of allauth's pages that exist here.
"""
