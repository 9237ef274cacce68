import threading

from django.apps import AppConfig


def courier(stop: threading.Event) -> None:
    # Loaded where it runs: the web server has no use for it.
    from coalition.notices.courier import run_courier

    run_courier(stop)


class NoticesConfig(AppConfig):
    name = "coalition.notices"
    label = "notices"

    def ready(self) -> None:
        from coalition.portfolio.beside import beside_the_worker

        beside_the_worker(courier)
