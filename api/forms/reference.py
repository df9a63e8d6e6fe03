"""The reference of the officers' forms, written from the forms themselves: columns, and an example of each in JSON."""

import json
from collections.abc import Iterator
from typing import Any

from marshmallow import Schema

from api.forms.blank import instructions
from api.forms.columns import columns_of, fields_of
from api.schemas.catalogue import FORMS
from api.schemas.fields import FormField, Group
from api.schemas.form import ApplicationForm
from api.schemas.relief_catalogue import RELIEF_FORMS
from api.schemas.relief_form import ReliefForm
from domain.names import zh

_INTRODUCTION = """\
# The officers' forms 申请表

What an officer fills in for each programme: the columns of a sheet (CSV or XLSX) for `application import`, and the
same form as JSON for `application submit --form`. Written from the forms; a test keeps this page up to date. How to
import, and what each refusal asks for, is told in [import applications](../how-to/import-applications.md).

本页由表单定义生成。申请表有两种写法:批量导入用表格(CSV 或 XLSX),单件提交用 JSON。

* A column may be headed by its Chinese heading or by its English name, in any order; optional ones may be left out.
* Amounts are yuan with at most two decimal places, days are `2024-03-01`, months `2024-03`, yes is 是 and no is 否.
* Rows with the same 申请编号 make one application, where the form has a list: months of rent, interest periods, insured
  persons and their months, the roster. What is the same in all rows may stand in the first one only.
* Nobody's age is filled in: it follows from the resident ID. 原法定退休年龄 tells women's retirement ages apart.
* Names and numbers go to the vault. The facts hold pseudonyms only.

The numbers in the examples are made up: they pass every check and belong to nobody.

"""


_RELIEFS = """\
# The forms of reliefs 减免申请表

What is handed in with `relief request --form`, as JSON: nobody is paid, so no account is asked for. A renewal is the
same form with `--renews`.

减免只用 JSON 申请表,不填收款账号;续期用同一张表,以 `--renews` 指明原减免编号。
"""


def forms_markdown() -> str:
    """The whole page."""
    programmes = (line for form in FORMS.values() for line in _section(form()))
    reliefs = (line for form in RELIEF_FORMS.values() for line in _relief_section(form()))
    return _INTRODUCTION + "\n".join((*programmes, _RELIEFS, *reliefs)).rstrip() + "\n"


def _section(form: ApplicationForm) -> Iterator[str]:
    yield f"## {zh(form.code)} `{form.code}`\n"
    yield "| 栏目 heading | 英文名 name | 必填 required | 填写 form | 说明 note | 示例 example |"
    yield "|---|---|---|---|---|---|"
    for heading, name, required, how, note, example in instructions(columns_of(form)):
        yield f"| {heading} | `{name}` | {required} | {how} | {note} | {example} |"
    yield "\n```json"
    yield json.dumps(example_of(form), ensure_ascii=False, indent=2)
    yield "```\n"


def _relief_section(form: ReliefForm) -> Iterator[str]:
    yield f"## {zh(form.code)} `{form.code}`\n"
    yield "| 栏目 heading | 英文名 name | 必填 required | 填写 form | 说明 note | 示例 example |"
    yield "|---|---|---|---|---|---|"
    for heading, name, required, how, note, example in instructions(
        tuple(each for each in fields_of(form) if each.name != "relief")
    ):
        yield f"| {heading} | `{name}` | {required} | {how} | {note} | {example} |"
    yield "\n```json"
    yield json.dumps(relief_example_of(form), ensure_ascii=False, indent=2)
    yield "```\n"


def relief_example_of(form: ReliefForm) -> dict[str, Any]:
    """A form of a relief filled in with the examples of its fields."""
    return {**_filled(form), "relief": form.code}


def example_of(form: ApplicationForm) -> dict[str, Any]:
    """A form filled in with the examples of its fields."""
    return {"programme": form.code, **_filled(form)}


def _filled(schema: Schema) -> dict[str, Any]:
    filled: dict[str, Any] = {}
    for name, field in schema.fields.items():
        if isinstance(field, Group):
            inside = _filled(field.schema)
            filled[name] = [inside] if field.many else inside
        elif isinstance(field, FormField) and field.example not in (None, ""):
            filled[name] = field.example
    return filled
