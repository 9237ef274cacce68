"""Every operation of the API with an address and a body that work, for tests that go through all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from coalition.access.models import Role, User
from coalition.access.tokens import make_token
from coalition.notices.models import Delivery
from coalition.notices.webhooks.endpoints import create_endpoint
from coalition.record.models import Account, Contact, LineKind, Merge, Opportunity, Stakeholder
from coalition.record.services.lines import erase_line
from coalition.record.services.merging import merge_contacts
from coalition.record.services.seat_lines import draw_seat_line, erase_seat_line
from coalition.record.services.seats import add_seat
from coalition.record.services.stakeholders import remove_stakeholder
from coalition.record.services.templates import create_template
from coalition.reviews.services.sessions import start_session
from coalition.sharing.links import make_link
from tests import factories

SIGNAL_RULE = {
    "label": "Sceptics who can veto",
    "text": "$names can veto $deal.",
    "conditions": [{"field": "indicators.vote_kind", "operator": "is", "value": "veto"}],
}
SLOWER = {"scoring": {"engagement": {"half_life_days": 45}}}


@dataclass
class World:
    """Objects the operations are about."""

    account: Account
    deal: Opportunity
    stakeholder: Stakeholder
    owner: User
    teammate: User

    def __post_init__(self) -> None:
        self.buyer: Contact = self.stakeholder.contact
        self.colleague = factories.make_contact(self.account, name="Tom Brandt")
        factories.make_stakeholder(self.deal, self.colleague)
        self.standing = factories.make_standing(self.teammate, self.buyer)
        self.newcomer = factories.make_contact(self.account, name="Nora New")
        self.line = factories.make_line(LineKind.KNOWS, self.buyer, self.colleague)
        self.insight = factories.make_insight(self.account)
        self.activity = factories.make_activity(
            opportunity=self.deal, sender=self.owner, to=[self.buyer], subject="Pilot scope"
        )
        self.empty_account = factories.make_account(name="Empty", owner=self.owner, parent=self.account)
        for member in self.account.team.all():
            member.pk, member.account = None, self.empty_account
            member.save()
        self.empty_deal = factories.make_opportunity(self.account, name="Empty deal", owner=self.owner)
        gone = factories.make_contact(self.account, name="Gwen Gone")
        self.removed = factories.make_stakeholder(self.deal, gone, notes="Asked hard questions")
        remove_stakeholder(self.removed, by=self.owner)
        self.erased = factories.make_line(LineKind.ALLY, self.buyer, gone)
        erase_line(self.erased, by=self.owner)
        twin = factories.make_contact(self.account, name="T. Brandt")
        merge_contacts(keep=self.colleague, absorb=twin, by=self.owner)
        self.merge = Merge.objects.get()
        self.token = make_token(self.owner, name="laptop")[0]
        self.team = factories.make_team("Spare")
        self.rule = factories.make_gate_rule("won", label="Spare", at_least=9)
        self.colleague_of_ours = factories.make_user("colleague")
        self.session = start_session(self.deal, by=self.owner)
        self.comment = factories.make_comment(self.stakeholder, by=self.teammate, suggests={"vote": "for"})
        self.action = factories.make_action(self.deal, by=self.owner)
        self.exception = factories.make_exception(self.empty_deal, by=self.owner)
        keeper = factories.make_user("keeper", role=Role.REVOPS)
        self.webhook, _ = create_endpoint(by=keeper, name="CRM", url="https://crm.example/hooks", messages=[])
        self.delivery = Delivery.objects.create(endpoint=self.webhook, message="test", body="{}", next_at=None)
        self.signal = factories.make_signal(self.deal, contact=self.buyer, owner=self.owner)
        self.signal_rule = factories.make_signal_rule()
        self.snoozed_signal = factories.make_signal(self.deal, owner=self.owner, state="snoozed")
        ends = timezone.now() + timedelta(days=7)
        self.view = factories.make_view(self.owner)
        roles = [{"persona": "champion", "title": "", "importance": 3, "from_stage": 0}]
        self.template = create_template(name="Big deals", segment="Giants", roles=roles, by=None)
        self.seat = add_seat(opportunity=self.deal, by=self.owner, title="Head of legal", personas=["ratifier"])
        self.seat_line = draw_seat_line(
            opportunity=self.deal, kind="dotted", start=self.seat, end=self.buyer, by=self.owner
        )
        self.erased_seat_line = draw_seat_line(
            opportunity=self.deal, kind="influences", start=self.seat, end=self.buyer, by=self.owner
        )
        erase_seat_line(self.erased_seat_line, by=self.owner)
        self.link = make_link(self.deal, by=self.owner, name="The board", expires_at=ends, as_of=None)[0]

    def address(self, template: str) -> str:
        """The path with ids filled in."""
        return template.format(**self.ids())

    def ids(self) -> dict[str, object]:
        return {
            "account_id": self.account.uuid,
            "empty_account_id": self.empty_account.uuid,
            "user_id": self.teammate.uuid,
            "contact_id": self.buyer.uuid,
            "newcomer_id": self.newcomer.uuid,
            "opportunity_id": self.deal.uuid,
            "empty_opportunity_id": self.empty_deal.uuid,
            "stakeholder_id": self.stakeholder.uuid,
            "line_id": self.line.uuid,
            "merge_id": self.merge.uuid,
            "merged_id": self.colleague.uuid,
            "removed_id": self.removed.uuid,
            "erased_id": self.erased.uuid,
            "insight_id": self.insight.uuid,
            "activity_id": self.activity.uuid,
            "token_id": self.token.uuid,
            "rule_id": self.rule.uuid,
            "team_id": self.team.uuid,
            "exception_id": self.exception.uuid,
            "signal_id": self.signal.uuid,
            "signal_rule_id": self.signal_rule.uuid,
            "snoozed_signal_id": self.snoozed_signal.uuid,
            "comment_id": self.comment.uuid,
            "action_id": self.action.uuid,
            "share_link_id": self.link.uuid,
            "view_id": self.view.uuid,
            "deal_ids": self.deal.uuid,
            "template_id": self.template.uuid,
            "seat_id": self.seat.uuid,
            "seat_line_id": self.seat_line.uuid,
            "erased_seat_line_id": self.erased_seat_line.uuid,
            "webhook_id": self.webhook.uuid,
            "delivery_id": self.delivery.uuid,
            "key": "champion",
        }

    def body(self, operation: str) -> Any:
        """A body that is accepted; None where there is none."""
        ids = {name: str(value) for name, value in self.ids().items()}
        participants = [{"contact_id": ids["contact_id"], "role": "to"}]
        activity = {
            "kind": "email",
            "occurred_at": "2026-06-01T09:00:00Z",
            "opportunity_id": ids["opportunity_id"],
            "participants": participants,
        }
        return {
            "update_me": {"title": "Account executive"},
            "invite_user": {"email": "newcomer@meridian.example", "name": "Newcomer"},
            "update_user": {"title": "Senior account executive"},
            "set_password": {"password": "seven boats under one bridge"},
            "create_team": {"name": "Coast"},
            "update_team": {"name": "Harbour"},
            "create_account": {"name": "New"},
            "update_account": {"tier": "A"},
            "put_on_account_team": {"role": "solution engineer"},
            "create_contact": {"account_id": ids["account_id"], "name": "Somebody"},
            "update_contact": {"title": "Treasurer"},
            "merge_contacts": {"absorb_id": ids["newcomer_id"]},
            "set_contact_manager": {"manager_id": str(self.colleague.uuid)},
            "create_opportunity": {"account_id": ids["account_id"], "name": "Renewal"},
            "update_opportunity": {"next_step": "Call Maria"},
            "move_stage": {"stage": "prospecting"},
            "add_stakeholder": {"contact_id": ids["newcomer_id"], "personas": ["coach"]},
            "update_stakeholder": {"is_key": True},
            "assess_sentiment": {"sentiment": "supportive", "evidence": "Asked for a pilot."},
            "override_influence": {"level": "high", "reason": "Signs everything.", "until": "2099-01-01"},
            "create_map_template": {"name": "Public", "segment": "Public sector", "roles": [{"persona": "ratifier"}]},
            "update_map_template": {"name": "Bigger deals"},
            "add_seat": {"title": "CFO", "personas": ["economic_buyer"]},
            "update_seat": {"title": "General counsel"},
            "fill_seat": {"contact_id": ids["newcomer_id"]},
            "draw_seat_line": {"kind": "ally", "from_id": ids["seat_id"], "to_id": ids["contact_id"]},
            "update_seat_line": {"strength": 2},
            "draw_line": {"kind": "ally", "from_id": ids["contact_id"], "to_id": str(self.colleague.uuid)},
            "update_line": {"strength": 3},
            "set_standing": {"current": "vendor", "desired": "trusted_adviser"},
            "create_insight": {"account_id": ids["account_id"], "kind": "goal", "text": "Fewer outages"},
            "update_insight": {"answer": "Our forecasts"},
            "log_activity": activity,
            "log_activities": {"items": [activity]},
            "create_token": {"name": "script"},
            "make_share_link": {"name": "Their board"},
            "make_embed_ticket": {"minutes": 5},
            "create_webhook": {"name": "Ticketing", "url": "https://tickets.example/hooks"},
            "update_webhook": {"is_active": False},
            "choose_digest_day": {"weekday": 0},
            "save_scoring_settings": {
                "values": {"scoring": {"engagement": {"half_life_days": 45}}},
                "note": "Long cycles",
            },
            "preview_scoring_settings": {"values": SLOWER},
            "create_gate_rule": {"stage": "negotiation", "label": "Two who decide", "at_least": 2},
            "update_gate_rule": {"at_least": 2},
            "ask_exception": {"stage": "proposal", "why": "The budget closes.", "until": str(factories.soon())},
            "approve_exception": {},
            "refuse_exception": {"note": "Meet their finance lead first."},
            "invite_reviewer": {"user_id": str(self.colleague_of_ours.uuid), "note": "Is she the buyer?"},
            "take_part": {"part": "cfo"},
            "hold_review": {"notes": "Thin on finance.", "answers": []},
            "write_comment": {"text": "Does she sign alone?", "contact_id": ids["contact_id"]},
            "answer_comment": {"answer": "With the board above 1 M."},
            "agree_action": {"text": "Meet the controller", "due_on": "2099-01-01"},
            "update_action": {"status": "done"},
            "read_map_file": {"opportunity": {"id": str(uuid4()), "name": "From a file", "stage": "discovery"}},
            "save_portfolio_view": {"name": "Thin ones", "query": {"gates": "open"}},
            "update_portfolio_view": {"name": "Renamed"},
            "create_signal_rule": SIGNAL_RULE,
            "try_signal_rule": SIGNAL_RULE,
            "update_signal_rule": {"at_least": 2},
            "snooze_signal": {"until": (timezone.now() + timedelta(days=3)).isoformat()},
            "act_on_signal": {"note": "Called them."},
            "dismiss_signal": {"reason": "On leave until March."},
            "get_what_if": {"changes": [{"contact_id": ids["contact_id"], "what": "leaves"}]},
            "create_persona": {"key": "legal", "name": "Legal", "group": "decision_maker"},
            "update_persona": {"name": "Our champion"},
        }.get(operation)


#: operation id -> (method, address). Deletions take objects nothing hangs on.
OPERATIONS: dict[str, tuple[str, str]] = {
    "get_config": ("GET", "/config"),
    "get_me": ("GET", "/me"),
    "list_users": ("GET", "/users"),
    "get_user": ("GET", "/users/{user_id}"),
    "list_teams": ("GET", "/teams"),
    "update_me": ("PATCH", "/me"),
    "invite_user": ("POST", "/users"),
    "update_user": ("PATCH", "/users/{user_id}"),
    "make_password_link": ("POST", "/users/{user_id}/password-link"),
    "set_password": ("POST", "/password"),
    "create_team": ("POST", "/teams"),
    "update_team": ("PATCH", "/teams/{team_id}"),
    "delete_team": ("DELETE", "/teams/{team_id}"),
    "list_tokens": ("GET", "/tokens"),
    "create_token": ("POST", "/tokens"),
    "revoke_token": ("DELETE", "/tokens/{token_id}"),
    "list_personas": ("GET", "/personas"),
    "create_persona": ("POST", "/personas"),
    "update_persona": ("PATCH", "/personas/{key}"),
    "list_pipelines": ("GET", "/pipelines"),
    "list_accounts": ("GET", "/accounts"),
    "create_account": ("POST", "/accounts"),
    "get_account": ("GET", "/accounts/{account_id}"),
    "update_account": ("PATCH", "/accounts/{account_id}"),
    "delete_account": ("DELETE", "/accounts/{empty_account_id}"),
    "get_account_map": ("GET", "/accounts/{account_id}/map"),
    "list_account_people": ("GET", "/accounts/{account_id}/map/people?business_unit=&search=a"),
    "list_account_team": ("GET", "/accounts/{account_id}/team"),
    "put_on_account_team": ("PUT", "/accounts/{account_id}/team/{user_id}"),
    "take_off_account_team": ("DELETE", "/accounts/{account_id}/team/{user_id}"),
    "list_segments": ("GET", "/accounts/segments"),
    "list_contacts": ("GET", "/contacts"),
    "create_contact": ("POST", "/contacts"),
    "get_contact": ("GET", "/contacts/{contact_id}"),
    "update_contact": ("PATCH", "/contacts/{contact_id}"),
    "delete_contact": ("DELETE", "/contacts/{newcomer_id}"),
    "list_duplicate_contacts": ("GET", "/accounts/{account_id}/duplicate-contacts"),
    "get_similar_contacts": ("GET", "/contacts/similar?account_id={account_id}&name=Maria"),
    "list_contact_duplicates": ("GET", "/contacts/{contact_id}/duplicates"),
    "preview_merge": ("GET", "/contacts/{contact_id}/merge?absorb_id={newcomer_id}"),
    "merge_contacts": ("POST", "/contacts/{contact_id}/merge"),
    "list_contact_merges": ("GET", "/contacts/{merged_id}/merges"),
    "undo_merge": ("POST", "/contacts/{merged_id}/merges/{merge_id}/undo"),
    "set_contact_manager": ("PUT", "/contacts/{contact_id}/manager"),
    "list_opportunities": ("GET", "/opportunities"),
    "create_opportunity": ("POST", "/opportunities"),
    "get_opportunity": ("GET", "/opportunities/{opportunity_id}"),
    "update_opportunity": ("PATCH", "/opportunities/{opportunity_id}"),
    "delete_opportunity": ("DELETE", "/opportunities/{empty_opportunity_id}"),
    "move_stage": ("POST", "/opportunities/{opportunity_id}/stage"),
    "list_stage_changes": ("GET", "/opportunities/{opportunity_id}/stages"),
    "get_gates": ("GET", "/opportunities/{opportunity_id}/gates"),
    "ask_exception": ("POST", "/opportunities/{opportunity_id}/exceptions"),
    "list_exceptions": ("GET", "/exceptions"),
    "get_exception": ("GET", "/exceptions/{exception_id}"),
    "approve_exception": ("POST", "/exceptions/{exception_id}/approve"),
    "refuse_exception": ("POST", "/exceptions/{exception_id}/refuse"),
    "withdraw_exception": ("POST", "/exceptions/{exception_id}/withdraw"),
    "list_review_queue": ("GET", "/reviews/queue"),
    "get_action_effect": ("GET", "/reviews/effect"),
    "list_invitations": ("GET", "/reviews/invitations"),
    "invite_reviewer": ("POST", "/opportunities/{opportunity_id}/invitations"),
    "get_session": ("GET", "/opportunities/{opportunity_id}/session"),
    "start_session": ("POST", "/opportunities/{empty_opportunity_id}/session"),
    "take_part": ("PUT", "/opportunities/{opportunity_id}/session/part"),
    "advance_session": ("POST", "/opportunities/{opportunity_id}/session/next"),
    "get_review": ("GET", "/opportunities/{opportunity_id}/review"),
    "note_attention": ("POST", "/opportunities/{opportunity_id}/attention"),
    "hold_review": ("POST", "/opportunities/{opportunity_id}/reviews"),
    "write_comment": ("POST", "/opportunities/{opportunity_id}/comments"),
    "answer_comment": ("POST", "/comments/{comment_id}/answer"),
    "accept_suggestion": ("POST", "/comments/{comment_id}/accept"),
    "list_actions": ("GET", "/actions"),
    "agree_action": ("POST", "/opportunities/{opportunity_id}/actions"),
    "update_action": ("PATCH", "/actions/{action_id}"),
    "list_signals": ("GET", "/signals"),
    "get_signal": ("GET", "/signals/{signal_id}"),
    "snooze_signal": ("POST", "/signals/{signal_id}/snooze"),
    "act_on_signal": ("POST", "/signals/{signal_id}/act"),
    "dismiss_signal": ("POST", "/signals/{signal_id}/dismiss"),
    "reopen_signal": ("POST", "/signals/{snoozed_signal_id}/reopen"),
    "list_signal_rules": ("GET", "/signal-rules"),
    "create_signal_rule": ("POST", "/signal-rules"),
    "try_signal_rule": ("POST", "/signal-rules/try"),
    "get_signal_rule": ("GET", "/signal-rules/{signal_rule_id}"),
    "update_signal_rule": ("PATCH", "/signal-rules/{signal_rule_id}"),
    "delete_signal_rule": ("DELETE", "/signal-rules/{signal_rule_id}"),
    "list_signal_rule_versions": ("GET", "/signal-rules/{signal_rule_id}/versions"),
    "get_conversations": ("GET", "/opportunities/{opportunity_id}/conversations"),
    "get_my_conversations": ("GET", "/conversations"),
    "get_what_if": ("POST", "/opportunities/{opportunity_id}/what-if"),
    "list_gate_rules": ("GET", "/gate-rules"),
    "list_rule_fields": ("GET", "/gate-rules/fields"),
    "create_gate_rule": ("POST", "/gate-rules"),
    "get_gate_rule": ("GET", "/gate-rules/{rule_id}"),
    "update_gate_rule": ("PATCH", "/gate-rules/{rule_id}"),
    "delete_gate_rule": ("DELETE", "/gate-rules/{rule_id}"),
    "list_gate_rule_versions": ("GET", "/gate-rules/{rule_id}/versions"),
    "get_map": ("GET", "/opportunities/{opportunity_id}/map"),
    "get_timeline": ("GET", "/opportunities/{opportunity_id}/timeline"),
    "get_opportunity_changes": ("GET", "/opportunities/{opportunity_id}/changes"),
    "get_changes": ("GET", "/changes"),
    "get_portfolio": ("GET", "/portfolio"),
    "get_portfolio_changes": ("GET", "/portfolio/changes?ids={deal_ids}"),
    "get_figures": ("GET", "/figures"),
    "get_raters": ("GET", "/raters"),
    "get_portfolio_audit": ("GET", "/portfolio/audit"),
    "export_portfolio_audit": ("GET", "/portfolio/audit/xlsx"),
    "list_portfolio_views": ("GET", "/portfolio/views"),
    "save_portfolio_view": ("POST", "/portfolio/views"),
    "update_portfolio_view": ("PATCH", "/portfolio/views/{view_id}"),
    "delete_portfolio_view": ("DELETE", "/portfolio/views/{view_id}"),
    "export_map": ("GET", "/opportunities/{opportunity_id}/export/svg"),
    "get_map_file": ("GET", "/opportunities/{opportunity_id}/map.json"),
    "read_map_file": ("POST", "/maps"),
    "get_evidence": (
        "GET",
        "/opportunities/{opportunity_id}/stakeholders/{stakeholder_id}/evidence?score=engagement",
    ),
    "get_judgement": ("GET", "/opportunities/{opportunity_id}/judgement"),
    "get_lenses": ("GET", "/opportunities/{opportunity_id}/lenses"),
    "make_share_link": ("POST", "/opportunities/{opportunity_id}/share-links"),
    "list_share_links": ("GET", "/opportunities/{opportunity_id}/share-links"),
    "list_share_looks": ("GET", "/share-links/{share_link_id}/looks"),
    "revoke_share_link": ("DELETE", "/share-links/{share_link_id}"),
    "make_embed_ticket": ("POST", "/opportunities/{opportunity_id}/tickets"),
    "get_shared_map": ("GET", "/shared/map"),
    "list_stakeholders": ("GET", "/opportunities/{opportunity_id}/stakeholders"),
    "add_stakeholder": ("POST", "/opportunities/{opportunity_id}/stakeholders"),
    "get_stakeholder": ("GET", "/stakeholders/{stakeholder_id}"),
    "update_stakeholder": ("PATCH", "/stakeholders/{stakeholder_id}"),
    "assess_sentiment": ("PUT", "/stakeholders/{stakeholder_id}/sentiment"),
    "override_influence": ("PUT", "/stakeholders/{stakeholder_id}/influence"),
    "remove_stakeholder": ("DELETE", "/stakeholders/{stakeholder_id}"),
    "restore_stakeholder": ("POST", "/stakeholders/{removed_id}/restore"),
    "list_map_templates": ("GET", "/map-templates"),
    "create_map_template": ("POST", "/map-templates"),
    "update_map_template": ("PATCH", "/map-templates/{template_id}"),
    "delete_map_template": ("DELETE", "/map-templates/{template_id}"),
    "get_starts": ("GET", "/opportunities/{opportunity_id}/starts"),
    "list_seats": ("GET", "/opportunities/{opportunity_id}/seats"),
    "add_seat": ("POST", "/opportunities/{opportunity_id}/seats"),
    "get_seat": ("GET", "/seats/{seat_id}"),
    "update_seat": ("PATCH", "/seats/{seat_id}"),
    "fill_seat": ("POST", "/seats/{seat_id}/fill"),
    "open_seat": ("POST", "/seats/{seat_id}/open"),
    "remove_seat": ("DELETE", "/seats/{seat_id}"),
    "draw_seat_line": ("POST", "/opportunities/{opportunity_id}/seat-lines"),
    "update_seat_line": ("PATCH", "/seat-lines/{seat_line_id}"),
    "erase_seat_line": ("DELETE", "/seat-lines/{seat_line_id}"),
    "restore_seat_line": ("POST", "/seat-lines/{erased_seat_line_id}/restore"),
    "list_lines": ("GET", "/lines"),
    "draw_line": ("POST", "/lines"),
    "get_line": ("GET", "/lines/{line_id}"),
    "update_line": ("PATCH", "/lines/{line_id}"),
    "erase_line": ("DELETE", "/lines/{line_id}"),
    "get_standing_grid": ("GET", "/opportunities/{opportunity_id}/standings"),
    "list_contact_standings": ("GET", "/contacts/{contact_id}/standings"),
    "set_standing": ("PUT", "/contacts/{contact_id}/standings/{user_id}"),
    "clear_standing": ("DELETE", "/contacts/{contact_id}/standings/{user_id}"),
    "restore_line": ("POST", "/lines/{erased_id}/restore"),
    "list_insights": ("GET", "/insights"),
    "create_insight": ("POST", "/insights"),
    "get_insight": ("GET", "/insights/{insight_id}"),
    "update_insight": ("PATCH", "/insights/{insight_id}"),
    "delete_insight": ("DELETE", "/insights/{insight_id}"),
    "list_activities": ("GET", "/activities"),
    "log_activity": ("POST", "/activities"),
    "log_activities": ("POST", "/activities/bulk"),
    "get_activity": ("GET", "/activities/{activity_id}"),
    "retract_activity": ("DELETE", "/activities/{activity_id}"),
    "list_webhooks": ("GET", "/webhooks"),
    "create_webhook": ("POST", "/webhooks"),
    "update_webhook": ("PATCH", "/webhooks/{webhook_id}"),
    "delete_webhook": ("DELETE", "/webhooks/{webhook_id}"),
    "replace_webhook_secret": ("POST", "/webhooks/{webhook_id}/secret"),
    "test_webhook": ("POST", "/webhooks/{webhook_id}/test"),
    "list_webhook_deliveries": ("GET", "/webhooks/{webhook_id}/deliveries"),
    "send_delivery_again": ("POST", "/webhooks/{webhook_id}/deliveries/{delivery_id}/again"),
    "get_digest_choice": ("GET", "/digest"),
    "choose_digest_day": ("PUT", "/digest"),
    "get_digest_preview": ("GET", "/digest/preview"),
    "get_scoring_settings": ("GET", "/settings/scoring"),
    "get_norms": ("GET", "/settings/scoring/norms"),
    "list_scoring_settings": ("GET", "/settings/scoring/versions"),
    "save_scoring_settings": ("PUT", "/settings/scoring"),
    "preview_scoring_settings": ("POST", "/settings/scoring/preview"),
}

LISTS = [name for name, (method, _) in OPERATIONS.items() if name.startswith("list_") and method == "GET"]
