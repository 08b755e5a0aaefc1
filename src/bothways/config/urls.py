"""Every address, by room."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from bothways.config import phone
from bothways.config.health import healthz, metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bothways.trust.urls")),
    path("", include("bothways.members.urls")),
    path("", include("bothways.notifications.urls")),
    path("ledger/", include("bothways.record.urls")),
    path("guides/", include("bothways.guides.urls")),
    path("languages/", include("bothways.languages.urls")),
    path("", include("bothways.firm.urls")),
    path("rounds/", include("bothways.surveys.urls")),
    path("results/", include("bothways.results.urls")),
    path("guardian/", include("bothways.guardian.urls")),
    path("mailbox/", include("bothways.mailbox.urls")),
    path("promises/", include("bothways.commitments.urls")),
    path("decisions/", include("bothways.decisions.urls")),
    path("ideas/", include("bothways.voices.urls")),
    path("questions/", include("bothways.voices.question_urls")),
    path("answers/", include("bothways.answers.urls")),
    path("search/", include("bothways.search.urls")),
    path("confirmations/", include("bothways.confirmations.urls")),
    path("leaders/", include("bothways.leaders.urls")),
    path("outcomes/", include("bothways.outcomes.urls")),
    path("calculator/", include("bothways.calculator.urls")),
    path("did-it-work/", include("bothways.programmes.urls")),
    path("", include("bothways.api.urls")),
    path("installation/", include("bothways.operations.urls")),
    path("healthz", healthz),
    path("metrics", metrics),
    path("sw.js", phone.service_worker, name="app-worker"),
    path("app/<slug:language>.webmanifest", phone.manifest, name="app-manifest"),
    path("app/<slug:language>/offline/", phone.offline, name="app-offline"),
]
if settings.MODE == "demo":
    urlpatterns.append(path("demo/", include("bothways.demo.urls")))
