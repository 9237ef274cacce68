from django.apps import AppConfig


class GatesConfig(AppConfig):
    name = "coalition.gates"
    label = "gates"

    def ready(self) -> None:
        from coalition.gates.selectors.rules import rules_of
        from coalition.gates.services.moves import check_move
        from coalition.portfolio.supplied import GATE_RULES
        from coalition.record import stage_checks

        GATE_RULES.comes_from(rules_of)
        stage_checks.register(check_move)
