from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "coalition.record"
    label = "record"
