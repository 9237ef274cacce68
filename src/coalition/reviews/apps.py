from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "coalition.reviews"
    label = "reviews"

    def ready(self) -> None:
        from coalition.portfolio.supplied import REVIEWS
        from coalition.reviews.selectors.facts import facts_of

        REVIEWS.comes_from(facts_of)
