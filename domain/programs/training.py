"""Training subsidies 培训类补贴: of a course, its fee and the days attended; after it, assessment and certificate."""

from typing import Final

from domain.programs.training_certificate import ASSESSMENT_PROGRAMME, CERTIFICATE_PROGRAMME
from domain.programs.training_course import FEE_PROGRAMME, LIVING_PROGRAMME

PROGRAMMES: Final = (FEE_PROGRAMME, LIVING_PROGRAMME, ASSESSMENT_PROGRAMME, CERTIFICATE_PROGRAMME)
