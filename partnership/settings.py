"""Every setting, in Django's order, with environment variables for what differs.

Importing this module has no side effects. `.env.example` explains each variable.
"""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from partnership.sign_in_settings import *  # noqa: F403 – each of them
from tools import embedded, folders
from tools.processes import write_secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
PRODUCTION = env.bool("PRODUCTION", False)
DATA_DIR = Path(env.str("DATA_DIR", str(folders.DATA)))


def required(name: str, otherwise: str) -> str:
    """A value that production must set, with a default for elsewhere."""
    value = env.str(name, "")
    if PRODUCTION and not value:
        raise ImproperlyConfigured(f"Set {name}: .env.example says how.")
    return value or otherwise


def key_made_once() -> str:
    """A secret key for this checkout, created when first needed."""
    file = DATA_DIR / "secret_key"
    if not file.exists():
        DATA_DIR.mkdir(mode=0o755, parents=True, exist_ok=True)
        write_secret(file, secrets.token_urlsafe(64))
    return file.read_text()


# Our own servers and address, as last started, unless others are named
OURS = {} if PRODUCTION else embedded.recorded()

# Core
DEBUG = env.bool("DEBUG", False) and not PRODUCTION
SECRET_KEY = required("SECRET_KEY", "" if PRODUCTION else key_made_once())
# Earlier keys, with which sealed and signed values are still valid.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SITE_ADDRESS = required(
    "SITE_ADDRESS", OURS.get("SITE_ADDRESS", "http://localhost:8000")
)
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[urlsplit(SITE_ADDRESS).hostname, "localhost", "127.0.0.1"]
)
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS.rstrip("/")] if PRODUCTION else []
ROOT_URLCONF = "partnership.urls"
WSGI_APPLICATION = "partnership.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Apps, from the lowest in the dependency order to the highest
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "partnership",
    "actions",
    "subgroups",
    "audits",
    "scorecard",
]

# Middleware
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "partnership.middleware.HeadMiddleware",
    "partnership.middleware.CookieMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partnership.middleware.SessionLimitMiddleware",
    "partnership.middleware.PersonMiddleware",
    "partnership.middleware.SecondStepMiddleware",
    "partnership.middleware.SignedOutMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "partnership.middleware.RefusedMiddleware",
    "axes.middleware.AxesMiddleware",
]

# Templates
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "partnership.navigation.context",
                "partnership.sign_in.idle.context",
            ],
            "builtins": [
                "partnership.templatetags.addresses",
                "partnership.templatetags.acts",
                "partnership.templatetags.components",
                "partnership.templatetags.local_rules",
            ],
        },
    }
]

# Database
DATABASE_URL = required("DATABASE_URL", OURS.get("DATABASE_URL", ""))
if not DATABASE_URL:
    raise ImproperlyConfigured(
        "Set DATABASE_URL (.env.example says how), or start with manage.py or make run."
    )
DATABASES = {
    "default": {
        **env.db_url_config(DATABASE_URL),
        "CONN_MAX_AGE": env.int("DATABASE_CONNECTION_SECONDS", 60),
        "CONN_HEALTH_CHECKS": True,
        # From the models, as a new database is: see tools/prepare.py.
        "TEST": {"MIGRATE": False},
    }
}

# Cache: no one is signed out if it is down
REDIS_URL = required("REDIS_URL", OURS.get("REDIS_URL", ""))
CACHE_URL = env.str(
    "CACHE_URL", f"{REDIS_URL.rpartition('/')[0]}/1" if REDIS_URL else ""
)
CACHES = {
    "default": {
        "BACKEND": "partnership.cache.FailOpenRedisCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {
            "socket_connect_timeout": 0.25,
            "socket_timeout": 0.25,
            "retry": None,
        },
    }
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# A constraint over Lower() makes emails unique in any case, which W004 cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# Language and time: British English alone, so that no word is looked up in a catalogue
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, P"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y P"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"]
USE_TZ = True

# Files: assets by whitenoise under hashed names, uploads behind an access check
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(DATA_DIR / "media")))
FILE_UPLOAD_PERMISSIONS = 0o600
# The virus scanner that is asked about uploads, if any: see docs/operations.md
CLAMAV_URL = env.str("CLAMAV_URL", "")
HASHED_STATIC = env.bool("HASHED_STATIC", not DEBUG)
# In a bucket of S3, or of a store that speaks like it, if one is named; never public
S3_BUCKET = env.str("S3_BUCKET", "")
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None,
            "region_name": env.str("S3_REGION", "") or None,
            "access_key": env.str("S3_ACCESS_KEY", "") or None,
            "secret_key": env.str("S3_SECRET_KEY", "") or None,
            "default_acl": None,
            "file_overwrite": False,
            "object_parameters": {"ServerSideEncryption": "AES256"},
        },
    }
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Forms
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"

# Email: written to .data/mail if no server is named
EMAIL_URL = required("EMAIL_URL", "")
NOTIFY_URL = EMAIL_URL if EMAIL_URL.startswith("notify") else ""
if NOTIFY_URL:
    EMAIL_BACKEND = "partnership.outbox.notify.NotifyBackend"
elif EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = env.float("EMAIL_SECONDS", 20)
# The mailbox for emails that could not be delivered: see `manage.py read_bounces`
BOUNCES_URL = env.str("BOUNCES_URL", "")
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", f"quorate@{urlsplit(SITE_ADDRESS).hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Tasks: requests never wait for the broker, and sweeps retry
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_TASK_ALWAYS_EAGER = env.bool("TASKS_EAGER", not REDIS_URL)
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULE = {
    "Send emails waiting in the outbox, each minute": {
        "task": "partnership.tasks.sweep_outbox",
        "schedule": crontab(),
        "options": {"expires": 60},
    },
    "Send the day's digests, each quarter of an hour from seven": {
        "task": "scorecard.tasks.send_digests",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 15 * 60},
    },
    "Ask GOV.UK Notify, if used, whether emails were delivered": {
        "task": "partnership.tasks.ask_notify",
        "schedule": crontab(minute="5-59/15"),
        "options": {"expires": 15 * 60},
    },
    "Close the accounts of people who have left, each quarter of an hour": {
        "task": "scorecard.tasks.end_sign_ins",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 15 * 60},
    },
    "Delete expired sessions and old failed attempts, each hour": {
        "task": "partnership.tasks.clear_sessions",
        "schedule": crontab(minute=17),
        "options": {"expires": 60 * 60},
    },
    "Delete lists of people that were not imported, each hour": {
        "task": "partnership.tasks.clear_lists",
        "schedule": crontab(minute=20),
        "options": {"expires": 60 * 60},
    },
    "Delete files of the school register that were not imported, each hour": {
        "task": "partnership.tasks.clear_registers",
        "schedule": crontab(minute=26),
        "options": {"expires": 60 * 60},
    },
    "Ask again for register files that no worker has, each minute": {
        "task": "partnership.tasks.resume_registers",
        "schedule": crontab(),
        "options": {"expires": 60},
    },
    "Delete files of actions that were not imported, each hour": {
        "task": "actions.tasks.clear_imports",
        "schedule": crontab(minute=23),
        "options": {"expires": 60 * 60},
    },
    "Delete lists of seats that were not imported, each hour": {
        "task": "subgroups.tasks.clear_seat_lists",
        "schedule": crontab(minute=29),
        "options": {"expires": 60 * 60},
    },
    "Ask again for packs of meetings that no worker has, each minute": {
        "task": "subgroups.tasks.resume_packs",
        "schedule": crontab(),
        "options": {"expires": 60},
    },
    "Ask again for PDFs of returns that no worker has, each minute": {
        "task": "audits.tasks.resume_return_pdfs",
        "schedule": crontab(),
        "options": {"expires": 60},
    },
    "Ask again for reports that no worker has started, each minute": {
        "task": "scorecard.tasks.resume_builds",
        "schedule": crontab(),
        "options": {"expires": 60},
    },
}

# Security: no inline scripts, nothing from other sites, no framing
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
CSRF_FAILURE_VIEW = "partnership.sign_in.typed.token_changed"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # Checked internally without TLS by the process manager.
    SECURE_REDIRECT_EXEMPT = [r"^health/"]

# Logs: readable in development, JSON in production
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "partnership.logs.JsonFormatter"},
        "words": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if PRODUCTION else "words",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        # Django's own handlers would log everything twice, and email it.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "axes": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
    },
}
