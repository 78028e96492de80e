"""A cache that may be down without affecting pages."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _failing_open(name: str, answer=None):
    """A cache method that behaves as if the cache were empty when it is down."""
    method = getattr(RedisCache, name)

    def ask(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except RedisError as fault:
            logger.warning("The cache does not answer: %s", fault)
            return answer(*args, **kwargs) if callable(answer) else answer

    return ask


class FailOpenRedisCache(RedisCache):
    """Redis; if it is down, pages do without it and no one is signed out."""

    add = _failing_open("add", True)
    get = _failing_open("get", lambda key, default=None, version=None: default)
    set = _failing_open("set")
    touch = _failing_open("touch", False)
    delete = _failing_open("delete", False)
    get_many = _failing_open("get_many", lambda *args, **kwargs: {})
    has_key = _failing_open("has_key", False)
    incr = _failing_open("incr", lambda key, delta=1, version=None: delta)
    set_many = _failing_open("set_many", lambda values, *args, **kwargs: list(values))
    delete_many = _failing_open("delete_many")
    clear = _failing_open("clear", False)
