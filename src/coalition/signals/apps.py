from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "coalition.signals"
    label = "signals"

    def ready(self) -> None:
        from coalition.portfolio import judging
        from coalition.signals.services.watching import watch

        judging.watched_by(watch)
