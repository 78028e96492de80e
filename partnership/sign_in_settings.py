"""Settings for signing in, imported by `settings`.

People sign in with a password, an emailed code, a passkey or the organisation's own
provider. Accounts are by invitation only, and officers need a second step.
"""

from datetime import timedelta
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
PRODUCTION = env.bool("PRODUCTION", False)

# Users, passwords and allauth
AUTH_USER_MODEL = "partnership.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "partnership.sign_in.backend.SignInBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "partnership.sign_in.adapters.AccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "partnership.sign_in.forms.accounts.SignInForm",
    "request_login_code": "partnership.sign_in.forms.accounts.RequestCodeForm",
    "confirm_login_code": "partnership.sign_in.forms.accounts.ConfirmCodeForm",
    "reset_password": "partnership.sign_in.forms.accounts.ForgottenPasswordForm",
    "reset_password_from_key": "partnership.sign_in.forms.accounts.ResetPasswordForm",
    "change_password": "partnership.sign_in.forms.accounts.ChangePasswordForm",
    "set_password": "partnership.sign_in.forms.accounts.SetPasswordForm",
    "reauthenticate": "partnership.sign_in.forms.accounts.ConfirmPasswordForm",
}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# As long as the email's code lasts (`letter_kinds`); late codes get an explanation.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_LOGIN_METHODS = {"email"}
# By network address, which `sign_in` adds to each key, so no one blocks another.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/m/ip,10/5m/key",
    "request_code_here": "3/m/key",
    "request_login_code": "20/m/ip",
    "reset_password": "20/m/ip",
    "reset_password_here": "5/m/key",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None

# The second step: authenticator app, recovery codes, passkeys
MFA_ADAPTER = "partnership.sign_in.adapters.SecondStepAdapter"
_SECOND_STEP = "partnership.sign_in.forms.second_step"
MFA_FORMS = {
    "authenticate": f"{_SECOND_STEP}.SecondStepForm",
    "reauthenticate": f"{_SECOND_STEP}.ConfirmSecondStepForm",
    "activate_totp": f"{_SECOND_STEP}.SetUpAppForm",
    "deactivate_totp": f"{_SECOND_STEP}.TakeAwayAppForm",
    "generate_recovery_codes": f"{_SECOND_STEP}.NewRecoveryCodesForm",
    "add_webauthn": f"{_SECOND_STEP}.AddPasskeyForm",
    "edit_webauthn": f"{_SECOND_STEP}.NamePasskeyForm",
    "authenticate_webauthn": f"{_SECOND_STEP}.SecondStepPasskeyForm",
    "login_webauthn": f"{_SECOND_STEP}.SignInPasskeyForm",
    "reauthenticate_webauthn": f"{_SECOND_STEP}.ConfirmPasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
# Phone clocks may be 30 seconds wrong.
MFA_TOTP_TOLERANCE = 1

# The organisation's own identity provider, if one is named
OPENID_SERVER = env.str("OPENID_SERVER", "")
OPENID_NAME = env.str("OPENID_NAME", "your organisation’s account")
OPENID_VERIFIED_CLAIM = env.str("OPENID_VERIFIED_CLAIM", "email_verified")
OPENID_TRUSTS_MFA = env.bool("OPENID_TRUSTS_MFA", False)
# Where the sign-in form may lead: the provider and the sites it redirects to.
OPENID_ORIGINS = env.list("OPENID_ORIGINS", default=[])
SOCIALACCOUNT_ADAPTER = "partnership.sign_in.openid.OpenIdAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS = {}
if OPENID_SERVER:
    _at = urlsplit(OPENID_SERVER)
    if {"common", "organizations", "consumers"}.intersection(_at.path.split("/")):
        raise ImproperlyConfigured("OPENID_SERVER must name one tenant of Entra ID.")
    OPENID_ORIGINS = [f"{_at.scheme}://{_at.netloc}", *OPENID_ORIGINS]
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "organisation",
                "name": OPENID_NAME,
                "client_id": env.str("OPENID_CLIENT_ID"),
                "secret": env.str("OPENID_CLIENT_SECRET"),
                "settings": {"server_url": OPENID_SERVER, "oauth_pkce_enabled": True},
            }
        ]
    }

# How many proxies are in front of us, whose forwarded addresses are trusted.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if PRODUCTION else 0)

# Lockouts: of one network address for one email address, counted in PostgreSQL
AXES_CLIENT_IP_CALLABLE = "partnership.sign_in.lockouts.address_of"
AXES_COOLOFF_TIME = timedelta(minutes=env.int("LOCK_OUT_MINUTES", 15))
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_FAILURE_LIMIT = env.int("LOCK_OUT_FAILURES", 5)
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = AXES_FAILURE_LIMIT
AXES_LOCKOUT_CALLABLE = "partnership.sign_in.lockouts.page"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["login", "email", "password", "code", "credential"]
AXES_USERNAME_CALLABLE = "partnership.sign_in.lockouts.name_of"
AXES_VERBOSE = False

# How long people stay signed in: in total, and without activity
SESSION_ENGINE = "partnership.sign_in.session_store"
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", 12 * 60 * 60)
IDLE_LIMIT = timedelta(minutes=env.int("IDLE_MINUTES", 60))
