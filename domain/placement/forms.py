"""Forms of work that count: those of the national rule, and those that a place adds with conditions of its own."""

from domain.names import zh as named
from domain.placement.state import MonthFacts
from domain.placement.terms import CertificateSpan
from domain.statutes.book import Provision
from domain.working import Working


def check_form(working: Working, facts: MonthFacts) -> frozenset[str]:
    """Refuse a form of work that does not count here; returns the national conditions that the place does not ask."""
    post = facts.terms.post
    special = working.law.find(f"special_form.{post}", working.law_day)
    if special is not None and facts.terms.employer_kind in special.table["employers"]:
        working.uses("特别计入规定", special.key)
        _check_person(working, facts, special)
        _check_chain(working, facts, special)
        return _waived(working, post)
    general = working.uses("可计入的用工形式", "counted_posts")
    if post not in general.table["posts"]:
        zh = f"「{named(post)}」没有可依据的计入规定"
        working.refuse("form_not_counted", zh, f"no rule here counts the form {post}", by=general)
    return frozenset()


def _waived(working: Working, post: str) -> frozenset[str]:
    key = f"special_form_conditions.{post}"
    if working.law.find(key, working.law_day) is None:
        return frozenset()
    return frozenset(working.uses("特别计入时不要求的条件", key).table["waived"])


def _check_person(working: Working, facts: MonthFacts, special: Provision) -> None:
    """Some forms count only for some disabilities, and only for people of local household registration."""
    if "categories" in special.table and not _disability_fits(working, facts, special):
        zh = f"「{named(facts.terms.post)}」只计入精神、智力或重度肢体残疾的残疾人"
        en = f"{facts.terms.post} counts for mental, intellectual or severe physical disabilities only"
        working.refuse("disability_not_of_the_form", zh, en, by=special)
    if special.table.get("local_hukou", False) and not facts.terms.local_hukou:
        _check_hukou(working, special)


def _disability_fits(working: Working, facts: MonthFacts, special: Provision) -> bool:
    held = [span for span in facts.certificates if span.kind == "disability_certificate" and span.status == "valid"]
    return any(_fits(working, span, special) for span in held)


def _fits(working: Working, span: CertificateSpan, special: Provision) -> bool:
    if span.category in special.table["categories"]:
        return True
    if span.category not in special.table["severe_categories"]:
        return False
    return span.grade in working.uses("重度的等级", "severe_grades").table["grades"]


def _check_hukou(working: Working, special: Provision) -> None:
    """Since the national rule forbids added conditions, the place itself must have said which of the two it follows."""
    if working.law.find("no_extra_hukou_condition", working.law_day) is not None:
        forbidden = working.uses("不得附加户籍条件", "no_extra_hukou_condition")
        if working.uses("户籍条件的取舍", "hukou_conflict").text == "national_rule":
            working.step("户籍", "非属地户籍,依全国规定不作为条件", "符合", by=forbidden)
            return
    working.refuse("not_local_hukou", "没有属地户籍", "the household registration is not local", by=special)


def _check_chain(working: Working, facts: MonthFacts, special: Provision) -> None:
    """用工企业—中介企业—就业基地—残疾人: the paper of every link, and a base that lies elsewhere."""
    if "links" not in special.table:
        return
    chain, terms = facts.terms.chain, facts.terms
    links: tuple[str, ...] = tuple(special.table["links"])
    missing = [name for name in links if chain is None or not getattr(chain, name)]
    if missing:
        zh = f"异地就业链条缺少证据:{'、'.join(map(named, missing))}"
        working.refuse("chain_incomplete", zh, f"the remote chain has no paper for {', '.join(missing)}", by=special)
    if chain is None:
        return
    agreed = terms.dispatch
    if agreed is None or (agreed.agency, agreed.user_unit) != (chain.intermediary, chain.employer):
        zh, en = "用工企业与中介企业没有相符的派遣协议", "no dispatch agreement fits employer and intermediary"
        working.refuse("chain_without_dispatch", zh, en, by=special)
    boundary = working.uses("异地的界限", "remote_boundary")
    digits = {"county": 6, "prefecture": 4, "province": 2}[boundary.text]
    if chain.base_place[:digits] == terms.employer_place[:digits]:
        zh = f"就业基地({chain.base_place})与用工企业({terms.employer_place})不在异地"
        en = f"base ({chain.base_place}) and employer ({terms.employer_place}) are not apart"
        working.refuse("not_remote", zh, en, by=boundary)
    if chain.base_is_user_unit:
        _refuse_redispatch(working)


def _refuse_redispatch(working: Working) -> None:
    rule = working.uses("不得再派遣", "redispatch_forbidden")
    zh, en = "就业基地不得成为第二个用工单位", "the base must not be a second user unit"
    working.refuse("redispatched", zh, en, by=rule)
