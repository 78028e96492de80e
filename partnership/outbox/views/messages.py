"""The pages of messages: recipient, reason and status."""

from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from partnership.access import Permission, requires
from partnership.guards.acts import requires_act
from partnership.history import services as history
from partnership.outbox import delivery, letters, services
from partnership.outbox.forms import MessageFilter
from partnership.outbox.models import Message
from partnership.pages.listing import FirstPages

PER_PAGE = 25


@require_GET
@requires(Permission.SEE_MESSAGES)
def messages(request):
    narrowed = MessageFilter(request.GET, Message.objects.visible_to(request.person))
    rows = narrowed.qs.select_related("person").defer("body", "refusal")
    page = FirstPages(rows.order_by("-written_at", "-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    for message in page:
        message.why = letters.why(message.kind)
    everything = Message.objects.visible_to(request.person)
    return render(
        request,
        "partnership/outbox/messages.html",
        {
            "page": page,
            "filter": narrowed,
            "held_up": everything.held_up().first(),
            "probably_bounced": everything.probably_bounced().count(),
        },
    )


@require_GET
@requires(Permission.SEE_MESSAGES, on=Message)
def message(request, message):
    return render(
        request,
        "partnership/outbox/message.html",
        {
            "message": message,
            "letter": letters.LETTERS.get(message.kind),
            "why": letters.why(message.kind),
            "gathered": message.gathered.order_by("written_at", "pk"),
            "others": Message.objects.visible_to(request.person)
            .perhaps_instead_of(message)
            .select_related("person"),
            "sent_anew_as": getattr(message, "sent_anew_as", None),
            "message_id": delivery.message_id(message.pk),
            "events": history.of(message)[:20],
        },
    )


@require_POST
@requires_act("send_again", on=Message)
def send_again(request, message):
    services.send_again(message, by=request.person)
    notices.success(request, "The message will be sent again")
    return redirect(message)


@require_POST
@requires_act("send_anew", on=Message)
def send_anew(request, message):
    again = services.send_anew(message, by=request.person)
    notices.success(request, f"The message will be sent to {again.address}")
    return redirect(again)


@require_POST
@requires_act("confirm_bounce", on=Message)
def confirm_bounce(request, message):
    services.confirm_bounce(message, by=request.person)
    notices.success(request, "The message is marked as bounced")
    return redirect(message)


@require_POST
@requires_act("dismiss_bounce", on=Message)
def dismiss_bounce(request, message):
    services.dismiss_bounce(message, by=request.person)
    notices.success(request, "The delivery report has been set aside for this message")
    return redirect(message)
