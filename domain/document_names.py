"""The Chinese names of what documents are, and of what is done with them."""

from typing import Final

DOCUMENT_NAMES: Final = {
    # kinds
    "application_form": "申请表",
    "identity_document": "身份证件",
    "business_licence": "营业执照",
    "labour_contract": "用工合同",
    "lease_contract": "租赁合同",
    "loan_contract": "借款合同",
    "purchase_agreement": "采购合同",
    "invoice": "发票",
    "payment_voucher": "付款凭证",
    "bank_statement": "银行流水单",
    "payroll": "工资表",
    "social_insurance_proof": "社保缴费证明",
    "attendance_sheet": "考勤表",
    "training_diploma": "培训或职业资格证书",
    "site_photo": "现场照片",
    "site_record": "现场核查记录",
    "commitment_letter": "承诺书",
    "authorisation_letter": "委托书",
    "objection_letter": "异议材料",
    "appeal_letter": "复议材料",
    "other_evidence": "其他材料",
    # acts
    "file_document": "提交材料",
    "withdraw_document": "撤回材料",
    "open_document": "查看材料",
    # statuses
    "in_evidence": "在卷",
    # what may not be found
    "document": "材料",
}
