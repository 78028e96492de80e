"""The allauth pages in use; pages not listed here cannot be opened.

Signing up, changing the address, connecting accounts and showing recovery codes a
second time are left out.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import include, path, re_path

from partnership.sign_in.views import entering as sign_in

urlpatterns = [
    path("login/", sign_in.SignInView.as_view(), name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path(
        "login/code/confirm/",
        sign_in.ConfirmCodeView.as_view(),
        name="account_confirm_login_code",
    ),
    path("login/second-step/", second_step.authenticate, name="mfa_authenticate"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path(
        "login/cancelled/",
        provider.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path(
        "login/at/<provider_id>/",
        include(
            [
                path("", sign_in.openid_login, name="openid_connect_login"),
                path("back/", openid.callback, name="openid_connect_callback"),
            ]
        ),
    ),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path(
        "confirm/",
        include(
            [
                path("", account.reauthenticate, name="account_reauthenticate"),
                path("code/", second_step.reauthenticate, name="mfa_reauthenticate"),
                path(
                    "passkey/",
                    passkeys.reauthenticate_webauthn,
                    name="mfa_reauthenticate_webauthn",
                ),
            ]
        ),
    ),
    path(
        "password/",
        include(
            [
                path(
                    "change/", account.password_change, name="account_change_password"
                ),
                path("set/", account.password_set, name="account_set_password"),
                path("reset/", account.password_reset, name="account_reset_password"),
                path(
                    "reset/done/",
                    account.password_reset_done,
                    name="account_reset_password_done",
                ),
                re_path(
                    r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
                    account.password_reset_from_key,
                    name="account_reset_password_from_key",
                ),
                path(
                    "reset/key/done/",
                    account.password_reset_from_key_done,
                    name="account_reset_password_from_key_done",
                ),
            ]
        ),
    ),
    path("email/", sign_in.email_address, name="account_email"),
    path(
        "second-step/",
        include(
            [
                path("", sign_in.SecondStepView.as_view(), name="mfa_index"),
                path("app/set-up/", totp.activate_totp, name="mfa_activate_totp"),
                path(
                    "app/replace/",
                    sign_in.ReplaceAppView.as_view(),
                    name="mfa_replace_totp",
                ),
                path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
                path(
                    "recovery-codes/",
                    recovery_codes.view_recovery_codes,
                    name="mfa_view_recovery_codes",
                ),
                path(
                    "recovery-codes/new/",
                    recovery_codes.generate_recovery_codes,
                    name="mfa_generate_recovery_codes",
                ),
            ]
        ),
    ),
    path(
        "passkeys/",
        include(
            [
                path("", passkeys.list_webauthn, name="mfa_list_webauthn"),
                path("add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
                path(
                    "<int:pk>/remove/",
                    passkeys.remove_webauthn,
                    name="mfa_remove_webauthn",
                ),
                path(
                    "<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"
                ),
            ]
        ),
    ),
]
