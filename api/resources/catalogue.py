"""Every resource of the API."""

from typing import Final

from api.http.resource import Resource
from api.resources.applications import applications
from api.resources.endings import endings
from api.resources.funds import funds
from api.resources.payments import adjustments, payments, recoveries

RESOURCES: Final[tuple[Resource, ...]] = (applications, endings, payments, recoveries, adjustments, funds)
