from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "coalition.portfolio"
    label = "portfolio"
