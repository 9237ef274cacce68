"""Who may do what: operations by the kind of right they ask for. Whoever is not named here needs the right to edit."""

from __future__ import annotations

from tests.api.operations import OPERATIONS

#: About no one customer: everybody who is signed in may read them.
OPEN_READS = {"get_config", "get_me", "list_users", "get_user", "list_teams", "list_personas", "list_pipelines"}
OPEN_READS |= {"get_norms", "get_scoring_settings", "list_scoring_settings"}
OPEN_READS |= {"list_signal_rules", "get_signal_rule", "list_signal_rule_versions"}
OPEN_READS |= {"list_gate_rules", "list_rule_fields", "get_gate_rule", "list_gate_rule_versions"}
OPEN_READS |= {"list_map_templates"}
OPEN_READS |= {"list_segments"}  # of the accounts you see: empty for who sees none
#: Lists filter instead of refusing.
FILTERED = {"list_accounts", "list_contacts", "list_opportunities", "list_lines", "list_insights", "list_activities"}
FILTERED |= {"list_exceptions", "list_actions", "get_changes", "list_signals"}
#: Whom a map was shown to is for those who work on the deal.
WRITERS_READ = {"list_share_links", "list_share_looks"}
#: Before a merge one looks at what it would keep; that is for those who may merge.
WRITERS_READ |= {"preview_merge"}
#: Opened by the secret of a link, and by nobody's session or token.
BY_LINK = {"get_shared_map", "set_password"}
OWN = {"update_me", "list_tokens", "create_token", "revoke_token"}
#: Another's does not exist for you, and a guest has none.
OWN_VIEWS = {"update_portfolio_view", "delete_portfolio_view"}
OWN |= {"get_digest_choice", "choose_digest_day", "get_digest_preview"}
ADMIN_WRITES = {"create_persona", "update_persona", "save_scoring_settings", "preview_scoring_settings"}
ADMIN_WRITES |= {"invite_user", "update_user", "make_password_link", "create_team", "update_team", "delete_team"}
ADMIN_WRITES |= {"create_map_template", "update_map_template", "delete_map_template"}
ADMIN_WRITES |= {"create_signal_rule", "try_signal_rule", "update_signal_rule", "delete_signal_rule"}
ADMIN_WRITES |= {"create_gate_rule", "update_gate_rule", "delete_gate_rule"}
#: News of every deal leaves the house by them: nobody else even reads where it goes.
ADMIN_WRITES |= {name for name in OPERATIONS if "webhook" in name} | {"send_delivery_again"}
#: Colleagues who only read the deal may comment on it and ask what would be: nothing of the map changes by that.
READERS_MAY = {
    "write_comment": {"reader"},
    "take_part": {"reader"},
    "note_attention": {"reader"},
    "get_what_if": {"reader", "guest"},
}
#: Asked with a body, and nothing is stored: a read, though it is sent.
SENT_READS = {"get_what_if"}
#: Deals of those one answers for: nobody sees others', and a member of the team need not review.
QUEUES = {"list_review_queue", "list_invitations", "get_action_effect"}
#: Of the deals and views one sees: empty for who sees none.
QUEUES |= {"get_my_conversations"}
QUEUES |= {"get_portfolio", "get_portfolio_changes", "list_portfolio_views"}
QUEUES |= {"get_portfolio_audit", "export_portfolio_audit", "get_figures", "get_raters"}
#: Who may do it beyond the right to edit: who answers for the deal decides, and never who asked.
DECISIONS: dict[str, set[str]] = {
    "approve_exception": {"manager", "admin"},
    "refuse_exception": {"manager", "admin"},
    "withdraw_exception": {"owner", "manager", "admin"},
}
#: Anybody who may write at all may make one, and it is theirs.
OPEN_WRITES = {"create_account", "read_map_file", "save_portfolio_view"}
#: Name their account in the body: a wrong one is a wrong field.
BODY_NAMES = {"create_contact", "create_opportunity", "draw_line", "create_insight", "log_activity"}
