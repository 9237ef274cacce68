"""The record in the admin site: for looking things up, for words and stages. Activities are append-only here too."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from coalition.record import pulse
from coalition.record.models import (
    Account,
    AccountMember,
    Activity,
    Contact,
    Insight,
    Line,
    Opportunity,
    Participant,
    Persona,
    Pipeline,
    Stage,
    Stakeholder,
    Standing,
)
from coalition.record.services.reach import deals_of


def _maps_of(row: Any) -> list[int]:
    """The deals whose maps show this row."""
    if isinstance(row, Opportunity):
        return [row.pk]
    if isinstance(row, Contact):
        return deals_of([row.pk])
    return [row.opportunity_id] if isinstance(row, (Stakeholder, Insight)) and row.opportunity_id else []


class RecordedAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history ships no types
    """A record with its versions. A change made here raises the version like any other."""

    readonly_fields: tuple[str, ...] = ("uuid", "version", "recorded_at", "updated_at")
    list_per_page = 50
    show_full_result_count = False  # counting millions of rows to say "of N" is not worth the wait

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Model], change: bool) -> None:
        if change:
            obj.version += 1
        obj._change_reason = "Changed in the admin site"
        super().save_model(request, obj, form, change)
        pulse.map_changed(_maps_of(obj), what=obj._meta.model_name, ids=[obj.uuid])


class MemberInline(admin.TabularInline):  # type: ignore[type-arg]
    model = AccountMember
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Account)
class AccountAdmin(RecordedAdmin):
    list_display = ("name", "industry", "segment", "tier", "owner")
    search_fields = ("name", "domain")
    list_filter = ("tier", "segment")
    autocomplete_fields = ("parent", "owner")
    inlines = (MemberInline,)


@admin.register(Contact)
class ContactAdmin(RecordedAdmin):
    list_display = ("name", "title", "account", "email", "status")
    list_select_related = ("account",)
    search_fields = ("name", "email", "title")
    list_filter = ("status", "seniority")
    autocomplete_fields = ("account", "moved_to", "merged_into")


@admin.register(Opportunity)
class OpportunityAdmin(RecordedAdmin):
    list_display = ("name", "account", "stage", "amount", "close_on", "owner")
    list_select_related = ("account", "stage", "owner")
    search_fields = ("name", "account__name")
    list_filter = ("stage",)
    autocomplete_fields = ("account", "owner")
    readonly_fields = (*RecordedAdmin.readonly_fields, "stage")  # stages move through the product, which keeps when


@admin.register(Stakeholder)
class StakeholderAdmin(RecordedAdmin):
    list_display = ("contact", "opportunity", "personas", "sentiment", "influence")
    list_select_related = ("contact", "opportunity")
    search_fields = ("contact__name", "opportunity__name")
    autocomplete_fields = ("opportunity", "contact", "coverage_owner", "sentiment_by", "influence_by")


@admin.register(Line)
class LineAdmin(RecordedAdmin):
    list_display = ("from_contact", "kind", "to_contact", "opportunity", "strength")
    list_select_related = ("from_contact", "to_contact", "opportunity")
    search_fields = ("from_contact__name", "to_contact__name")
    list_filter = ("kind",)
    # A circle of reporting lines is refused by the product's own service; here the ends only can be looked at.
    readonly_fields = (*RecordedAdmin.readonly_fields, "kind", "from_contact", "to_contact", "opportunity")
    autocomplete_fields = ("drawn_by",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Insight)
class InsightAdmin(RecordedAdmin):
    list_display = ("kind", "text", "account", "opportunity")
    list_select_related = ("account", "opportunity")
    search_fields = ("text",)
    list_filter = ("kind",)
    autocomplete_fields = ("account", "opportunity", "told_by", "confirmed_with")


@admin.register(Standing)
class StandingAdmin(RecordedAdmin):
    list_display = ("user", "contact", "current", "desired")
    list_select_related = ("user", "contact")
    search_fields = ("contact__name", "user__name")
    autocomplete_fields = ("user", "contact")


class ParticipantInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Participant
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Activity)
class ActivityAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """To look at. What happened is logged and retracted through the product, which derives the scores from it."""

    list_display = ("occurred_at", "kind", "direction", "subject", "account")
    list_select_related = ("account",)
    search_fields = ("subject", "external_id")
    list_filter = ("kind",)
    show_full_result_count = False
    inlines = (ParticipantInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Persona)
class PersonaAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "key", "group", "position", "is_active")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("key",) if obj else ()  # maps of the past name it

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # taken out of use instead, see is_active


class StageInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Stage
    extra = 0


@admin.register(Pipeline)
class PipelineAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "key")
    inlines = (StageInline,)
