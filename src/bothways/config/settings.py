"""Django's settings: wiring only. What may be set from outside is in env.py."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from bothways.config.env import (
    BALLOTS_FILE,
    MAIN_FILE,
    file_url,
    kept_folder,
    read_env,
    secret_of,
)
from bothways.config.logs import DICT, write_logs
from bothways.config.mail import mail_settings
from bothways.storage.addresses import database, replica, to_read

ENV = read_env()
HERE = Path(__file__).resolve().parent
DATA = kept_folder(ENV)

MODE = ENV.mode
DEBUG = ENV.debug
SECRET_KEY = secret_of(ENV, DATA)
READ_ONLY = ENV.read_only
ALLOWED_HOSTS = [host.strip() for host in ENV.hosts.split(",") if host.strip()]
BASE_URL = ENV.base_url.rstrip("/")
BALLOT_DELAY_SECONDS = ENV.ballot_delay
BOX_URL = ENV.box_url

BACKUP_TO, BACKUP_KEEP = ENV.backup_to, ENV.backup_keep
BACKUP_KEY, BACKUP_PASSPHRASE = ENV.backup_key, ENV.backup_passphrase
METRICS_TOKEN = ENV.metrics

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "bothways.people",
    "bothways.ui",
    "bothways.access",
    "bothways.guides",
    "bothways.languages",
    "bothways.record",
    "bothways.search",
    "bothways.notifications",
    "bothways.jobs",
    "bothways.ballotbox",
    "bothways.letterbox",
    "bothways.members",
    "bothways.keyholders",
    "bothways.mailbox",
    "bothways.surveys",
    "bothways.results",
    "bothways.guardian",
    "bothways.readings",
    "bothways.commitments",
    "bothways.decisions",
    "bothways.confirmations",
    "bothways.voices",
    "bothways.leaders",
    "bothways.answers",
    "bothways.outcomes",
    "bothways.programmes",
    "bothways.firm",
    "bothways.trust",
    "bothways.calculator",
    "bothways.api",
    "bothways.rehearsal",
    "bothways.operations",
    "bothways.config",
]
if MODE == "demo":
    INSTALLED_APPS.append("bothways.demo")

MIDDLEWARE = [
    "bothways.config.middleware.ballots_go_past_everything",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "bothways.config.middleware.programs_bring_no_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bothways.config.middleware.attempts_are_kept",
    "bothways.members.middleware.short_sessions_end",
    "bothways.members.middleware.kiosks_keep_nothing",
    "bothways.config.middleware.pages_are_not_kept",
    "bothways.members.middleware.lead_to_the_first_run",
    "bothways.members.middleware.in_the_persons_language",
    "bothways.config.middleware.bodies_have_an_end",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "bothways.config.urls"
WSGI_APPLICATION = "bothways.config.wsgi.application"
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["bothways.members.backends.PeopleHere"]
LOGIN_URL = "demo:doors" if MODE == "demo" else "members:sign-in"
LOGIN_REDIRECT_URL = "/"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "bothways.ui.context.frame",
                "bothways.members.context.device",
                "bothways.mailbox.context.books",
                "bothways.surveys.context.ahead",
            ],
        },
    }
]

DATABASES = {
    "default": database(ENV.database_url or file_url(DATA / MAIN_FILE)),
    "ballots": database(ENV.ballots_url or file_url(DATA / BALLOTS_FILE), ballots=True),
}
if ENV.replica_url:
    DATABASES["replica"] = replica(ENV.replica_url)
if READ_ONLY:
    DATABASES = {alias: to_read(database) for alias, database in DATABASES.items()}
REPLICA_LAG_SECONDS = ENV.replica_lag
DATABASE_ROUTERS = ["bothways.config.routers.BallotsApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Mail: caught in the demo; without a server, a real installation lets it wait in the outbox.
DEFAULT_FROM_EMAIL = ENV.mail_from
BOUNCES_TO = ENV.bounces_to
MAIL_LEAVES = bool(ENV.mail_url) or MODE != "run"
if MODE == "demo":
    EMAIL_BACKEND = "bothways.notifications.caught.EmailBackend"
if ENV.mail_url:
    globals().update(mail_settings(ENV.mail_url))

# Notifications on phones: browsers give addresses to pages over HTTPS alone.
PUSH = ENV.push and (ENV.https or MODE == "test")
PUSH_HOSTS = [host.strip() for host in ENV.push_hosts.split(",") if host.strip()]

LOGGING = DICT
write_logs()

LANGUAGE_CODE = ENV.language
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español")]  # each by its own name
LOCALE_PATHS = [DATA / "locale"]  # compiled by `bothways prepare` from bothways/locale
USE_I18N = True
LANGUAGE_COOKIE_NAME = "bothways-language"
FORMAT_MODULE_PATH = ["bothways.config.formats"]
TIME_ZONE = ENV.time_zone
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SESSION_ENGINE = "bothways.members.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SECURE_SSL_REDIRECT = False
if ENV.https:  # the proxy ends TLS and says so; without this every form would be refused
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if ENV.https else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF, *filter(None, [BOX_URL])],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
