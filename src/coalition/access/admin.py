"""Users, teams and tokens in the admin site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm, ReadOnlyPasswordHashField
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from coalition.access.models import ApiToken, Team, User


class NewUserForm(BaseUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("email", "name")


class UserForm(forms.ModelForm):  # type: ignore[type-arg]
    password = ReadOnlyPasswordHashField()

    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(SimpleHistoryAdmin, DjangoUserAdmin):  # type: ignore[misc,type-arg]  # simple-history ships no types
    """Our people. Somebody who leaves is made inactive; what they did stays theirs."""

    form = UserForm
    add_form = NewUserForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("name", "email", "role", "team", "is_active")
    list_select_related = ("team",)
    list_filter = ("role", "is_active", "team")
    search_fields = ("name", "email")
    ordering = ("name",)
    autocomplete_fields = ("team",)
    readonly_fields = ("uuid", "last_login", "joined_at")
    filter_horizontal = ("groups", "user_permissions")
    fieldsets = (
        (None, {"fields": ("email", "password", "name", "title", "seniority", "time_zone", "uuid")}),
        ("What they may do", {"fields": ("role", "team", "is_active", "is_staff", "is_superuser")}),
        ("Admin site", {"classes": ("collapse",), "fields": ("groups", "user_permissions")}),
        ("Elsewhere", {"classes": ("collapse",), "fields": ("source", "external_id", "last_login", "joined_at")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "name", "role", "team", "password1", "password2")}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Team)
class TeamAdmin(SimpleHistoryAdmin):  # type: ignore[misc]  # simple-history ships no types
    list_display = ("name", "parent")
    search_fields = ("name",)
    autocomplete_fields = ("parent",)


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Tokens can be looked at and revoked (deleted); only their owner makes them."""

    list_display = ("name", "user", "hint", "read_only", "created_at", "last_used_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__email")
    exclude = ("digest",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
