from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "coalition.sharing"
    label = "sharing"
