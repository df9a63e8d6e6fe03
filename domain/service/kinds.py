"""What can be done for a person, and the wider requirement that each kind of service meets beside its own."""

from typing import Final

SERVICE: Final = "employment_service"
ONE_TO_ONE: Final = "one_to_one_service"

KINDS: Final[dict[str, tuple[str, ...]]] = {
    # 「四个一」 S053, S259, S429; the round of S336; the list of S171
    "basic_check": (),
    "information_comparison": (),
    "vocational_assessment": (),
    "need_registration": (),
    "need_survey": (),
    "post_assistance": (SERVICE,),
    # 「一对一」 S157
    "policy_briefing": (SERVICE, ONE_TO_ONE),
    "career_planning": (SERVICE, ONE_TO_ONE),
    "cv_writing": (SERVICE, ONE_TO_ONE),
    "interview_coaching": (SERVICE, ONE_TO_ONE),
    "job_recommendation": (SERVICE, ONE_TO_ONE),
    "counselling": (SERVICE, ONE_TO_ONE),
    # the finer services of S173
    "field_survey": (),
    "career_guidance": (SERVICE,),
    "job_introduction": (SERVICE,),
    "matching": (SERVICE,),
    "network_certification": (),
    "follow_up": (),
    # the visits of S409, the green channel and the coaches of S170, the examinations of S104
    "home_visit": (),
    "green_channel": (SERVICE,),
    "job_coaching": (SERVICE,),
    "exam_accommodation": (),
}
"""Each kind by the code that stands in events; a clause of a plan that asks for it stands above it."""

OFFER: Final = "job_offer"
REFERRAL: Final = "referral"
TRAINING: Final = "training"

MEETS: Final[dict[str, frozenset[str]]] = {
    **{code: frozenset((code, *wider)) for code, wider in KINDS.items()},
    OFFER: frozenset((OFFER, SERVICE)),
    REFERRAL: frozenset((REFERRAL, SERVICE)),
    TRAINING: frozenset((TRAINING,)),
}
"""Every requirement that one act of a kind meets. A course is no employment service: no plan says that it is."""
