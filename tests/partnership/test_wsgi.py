"""How the site is called by its server."""

from partnership.wsgi import ROOM, with_room


def test_a_request_has_room_on_the_stack_and_is_answered_as_before():
    call = with_room(lambda environ, start_response: (environ, start_response))

    assert call("environ", "start") == ("environ", "start")
    assert call.__code__.co_stacksize == ROOM
