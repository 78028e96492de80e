"""Every local rule, in the order the settings page shows them."""

from partnership.policy.of_partnership import OF_PARTNERSHIP
from partnership.policy.of_public_pages import OF_PUBLIC_PAGES
from partnership.policy.of_reviews import OF_REVIEWS
from partnership.policy.of_risks import OF_RISKS
from partnership.policy.of_work import OF_WORK

SETTINGS = {
    setting.name: setting
    for setting in [
        *OF_PARTNERSHIP,
        *OF_WORK,
        *OF_RISKS,
        *OF_REVIEWS,
        *OF_PUBLIC_PAGES,
    ]
}
