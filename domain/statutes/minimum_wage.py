"""The minimum wage of a place: first its class, then the monthly wage of that class."""

from datetime import date

from domain.statutes.book import Law, Provision


def minimum_wage(law: Law, day: date) -> tuple[Provision, Provision]:
    """The provisions for the place's class and for the monthly minimum wage of the class, both in force on the day.

    Provinces set the wages, prefectures choose the class of each county: two documents, two citations.
    """
    wage_class = law.at("minimum_wage_class", day)
    return wage_class, law.at(f"monthly_minimum_wage.class_{wage_class.text}", day)
