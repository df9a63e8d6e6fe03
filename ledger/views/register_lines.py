"""One line per kind of event of the registers: placements, exchanges, posts, carriers, services, reliefs."""

from typing import Final

REGISTER_LINES: Final[dict[str, tuple[str, str]]] = {
    "certification.Filed": (
        "{employer} 申报 {year} 年度认证:{placements:count} 项安置",
        "{employer} files the certification of {year}: {placements:count} placements",
    ),
    "certification.Certified": (
        "认证通过:{employer} {year} 年度计入 {counted:count} 个人月,不计入 {uncounted:count} 个",
        "certified: {employer} {year}, {counted:count} person-months count, {uncounted:count} do not",
    ),
    "certification.Returned": ("认证申报退回:{findings:count} 项", "certification returned: {findings:count} findings"),
    "certification.Revoked": (
        "撤销认证({clause}),释放 {claims_released:count} 个人月",
        "certification revoked ({clause}); {claims_released:count} person-months are free",
    ),
    "placement.Registered": (
        "{terms.person} 自 {started_on} 起在 {terms.employer} 就业({terms.post:zh},{terms.place})",
        "{terms.person} works for {terms.employer} from {started_on} on ({terms.post}, {terms.place})",
    ),
    "placement.TermsChanged": (
        "安置约定自 {from_on} 起变更({terms.post:zh})",
        "new terms of the placement from {from_on} on ({terms.post})",
    ),
    "placement.CertificatesRecorded": (
        "登记证件沿革 {certificates:count} 段",
        "history of certificates recorded: {certificates:count} spans",
    ),
    "placement.MonthRecorded": (
        "登记 {evidence.month} 用工证据:实发工资 {evidence.wage:zh_money}",
        "evidence of {evidence.month} recorded: wage {evidence.wage:money}",
    ),
    "placement.MonthCorrected": (
        "更正 {evidence.month} 用工证据:实发工资 {evidence.wage:zh_money}",
        "evidence of {evidence.month} corrected: wage {evidence.wage:money}",
    ),
    "placement.Ended": ("安置至 {ended_on} 结束({ground:zh})", "placement ended with {ended_on} ({ground})"),
    "exchange.Agreed": (
        "约定数据交换「{kind:zh}」:{source} 至 {receiver},每 {every_months} 个月",
        "exchange of {kind} agreed on: {source} to {receiver}, every {every_months} months",
    ),
    "exchange.Run": (
        "数据交换「{kind:zh}」:{rows} 条,一致 {matched} 条,不一致 {unmatched} 条",
        "exchange of {kind}: {rows} rows, {matched} matched, {unmatched} unmatched",
    ),
    "welfare_post.Opened": (
        "开发公益性岗位「{kind:zh}」{seats} 个({employer},{document})",
        "{seats} public-welfare posts of {kind} opened by {employer} ({document})",
    ),
    "welfare_post.Recruited": (
        "公益性岗位「{kind:zh}」招录 {person}({employer}),应聘 {candidates:count} 人",
        "{person} recruited for {kind} by {employer} among {candidates:count} candidates",
    ),
    "welfare_post.Vacated": (
        "公益性岗位「{kind:zh}」{person} 离岗:{ground}",
        "{person} left the post of {kind}: {ground}",
    ),
    "welfare_post.Closed": (
        "撤销公益性岗位「{kind:zh}」{seats} 个({employer}):{ground}",
        "{seats} posts of {kind} with {employer} closed: {ground}",
    ),
    "exchange.Ended": ("数据交换「{kind:zh}」终止", "exchange of {kind} ended"),
    "facility.Registered": ("登记{kind:zh}「{name}」({place})", "{kind} {name} registered ({place})"),
    "facility.Recognised": (
        "认定为{standard:zh}({level:zh},{stars} 星,{document})",
        "recognised as {standard} ({level}, {stars} stars, {document})",
    ),
    "facility.Rechecked": ("复核{standard:zh}:{passed:zh_passed}", "{standard} checked again: {passed:passed}"),
    "facility.RecognitionWithdrawn": ("撤销{standard:zh}认定", "recognition as {standard} withdrawn"),
    "facility.Reported": (
        "服务 {served} 人,辅助性就业 {auxiliary_workers} 人,社工岗位 {social_work_posts} 个,辅导员 {job_coaches} 人",
        "{served} served, {auxiliary_workers} in auxiliary work, {social_work_posts} posts, {job_coaches} coaches",
    ),
    "facility.CourseListed": ("公布培训项目「{title}」({course})", "course {title} listed ({course})"),
    "facility.EntryRequested": ("第 {number} 号入驻申请({applicant})", "request {number} to enter ({applicant})"),
    "facility.Admitted": ("第 {number} 号入驻", "request {number} admitted"),
    "facility.EntryRefused": ("第 {number} 号入驻申请不予同意", "request {number} refused"),
    "facility.Left": ("第 {number} 号退出", "number {number} left"),
    "facility.Closed": ("{kind:zh}退出登记册", "{kind} left the register"),
    "jobs.Developed": ("开发{kind:zh} {count} 个:{title}", "{count} of {kind} developed: {title}"),
    "jobs.Filled": ("{person} 上岗", "{person} took a post"),
    "jobs.Vacated": ("{person} 离岗", "{person} left the post"),
    "jobs.Allocated": ("调配 {count} 个给 {facility}", "{count} allocated to {facility}"),
    "jobs.Withdrawn": ("收回 {count} 个", "{count} taken back"),
    "service.Enrolled": ("{person} 列入名册({place},{basis:zh})", "{person} enrolled ({place}, {basis})"),
    "service.SituationChanged": (
        "{person} 情况变更:{before.employment:zh} 改为 {situation.employment:zh}",
        "situation of {person}: {before.employment} becomes {situation.employment}",
    ),
    "service.HouseholdRecorded": (
        "{person} 的家庭情况({household.id},{document})",
        "household {household.id} of {person} recorded ({document})",
    ),
    "service.DifficultyRecognised": (
        "认定 {person} 就业困难({document},时年 {age} 周岁)",
        "{person} recognised as having difficulty ({document}, aged {age})",
    ),
    "service.DifficultyDenied": ("{person} 经审核不认定就业困难", "{person} examined and not recognised"),
    "service.DifficultyEnded": ("{person} 就业困难认定终止", "recognition of {person} ended"),
    "service.OfficerAssigned": ("指定 {officer} 负责 {person}", "{officer} is responsible for {person}"),
    "service.PlanOpened": ("为 {person} 建立“一人一策”台账", "plan of {person} opened"),
    "service.PlanClosed": ("{person} 的“一人一策”台账办结", "plan of {person} closed"),
    "service.Served": ("为 {person} {kind:zh}({provider:zh})", "{kind} for {person} by {provider}"),
    "service.OfferMade": (
        "向 {person} 提供第 {number} 个就业机会({employer})",
        "offer {number} to {person} ({employer})",
    ),
    "service.Referred": ("向 {employer} 推荐 {person}(第 {number} 次)", "referral {number} of {person} to {employer}"),
    "service.ReferralAnswered": (
        "{person} 第 {number} 次推荐:{result:zh}",
        "referral {number} of {person}: {result}",
    ),
    "service.Trained": (
        "{person} 参加培训 {course}({type:zh},{mode:zh},{outcome:zh})",
        "{person} attended {course} ({type}, {mode}, {outcome})",
    ),
    "service.HandedOver": ("残联移交 {person}", "{person} handed over by the federation"),
    "service.HandoverReceived": ("人社部门接收 {person}", "{person} received by human resources"),
    "service.Closed": ("{person} 退出名册", "{person} left the register"),
    "relief.Requested": (
        "{beneficiary} {renewal:zh_renewal}「{relief:zh}」({place}),占用 {claims:count} 项",
        "{beneficiary} {renewal:renewal} {relief} ({place}); {claims:count} claims taken",
    ),
    "relief.Granted": (
        "批准「{relief:zh}」{decision.amount:zh_relieved},自 {begins_on} 起",
        "{relief} granted{decision.amount:relieved}, from {begins_on} on",
    ),
    "relief.Renewed": (
        "批准续期「{relief:zh}」{decision.amount:zh_relieved}",
        "{relief} renewed{decision.amount:relieved}",
    ),
    "relief.Refused": (
        "不予「{relief:zh}」:{reasons:zh_reasons}(可在 {review_until} 前申请行政复议)",
        "{relief} refused: {reasons:reasons} (review may be asked for until {review_until})",
    ),
    "relief.ReviewRequested": ("申请行政复议({reference})", "review asked for ({reference})"),
    "relief.ReviewDecided": (
        "复议决定:{outcome:zh},恢复 {restored:zh_money}",
        "review decided: {outcome}; {restored:money} restored",
    ),
    "relief.Ended": (
        "「{relief:zh}」至 {ends_on} 终止({cause:zh}),撤回 {withdrawn:zh_money}",
        "{relief} ends with {ends_on} ({cause}); {withdrawn:money} withdrawn",
    ),
}
"""Topic → the line in Chinese and in English, as in `summaries.TEMPLATES`."""
