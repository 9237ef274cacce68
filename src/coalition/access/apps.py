from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "coalition.access"
    label = "access"
