"""Lists, entries and matches as rows, to look at only."""

from django.contrib import admin

from compliance.audit.evidence import Evidence
from screening.models import Entry, ListVersion, Match, Watchlist


@admin.register(Watchlist)
class WatchlistAdmin(Evidence):
    list_display = ("source", "current", "checked_at", "refused_at", "refused_code")


@admin.register(ListVersion)
class ListVersionAdmin(Evidence):
    list_display = ("source", "number", "published", "fetched_at", "entry_count", "added", "changed", "removed")
    list_filter = ("source",)


@admin.register(Entry)
class EntryAdmin(Evidence):
    list_display = ("source", "ref", "since", "until")
    list_filter = ("source",)
    list_select_related = ("since", "until")
    search_fields = ("=ref",)


@admin.register(Match)
class MatchAdmin(Evidence):
    list_display = ("id", "source", "entry_ref", "score", "status", "created_at", "disposed_at", "lapsed_at")
    list_filter = ("status", "source")
    exclude = ("reasons",)
