"""The office a home belongs to: a village, township, county or prefecture with its division code."""

from enum import StrEnum

from sqlmodel import SQLModel


class Level(StrEnum):
    VILLAGE = "village"
    TOWNSHIP = "township"
    COUNTY = "county"
    PREFECTURE = "prefecture"


class OrganisationFields(SQLModel):
    """``code`` is the administrative division code (6, 9 or 12 digits); ``unit`` the office's full name."""

    code: str
    unit: str
    level: Level
    short_name: str = ""


class Organisation(OrganisationFields):
    model_config = {"frozen": True}
