"""Why an act on a carrier is refused."""

from domain.errors import Refusal


class UnknownFacilityKind(Refusal):
    """未知的载体类型「{kind}」;可用:{known}。

    Unknown kind of carrier "{kind}"; known: {known}.
    """


class OperatorUnknown(Refusal):
    """运营单位须为统一社会信用代码,个人须为化名(p_ 开头),不得使用姓名或证件号码。

    An operator is a credit code, or a person's pseudonym (p_…), never a name or a personal number.
    """


class StarsDoNotFit(Refusal):
    """星级 {stars} 无效:评星的为 1 至 5 星,其他认定没有星级。

    {stars} stars are not valid: a rating has 1 to 5, any other recognition has none.
    """


class FacilityClosed(Refusal):
    """载体 {facility} 已退出,不能办理「{act}」。

    The carrier {facility} has left the register; "{act}" is not possible.
    """


class SamePersonRecognisesFacility(Refusal):
    """{actor} 登记了载体 {facility},不得由同一人认定。

    {actor} registered the carrier {facility} and may not recognise it.
    """


class StandardNotMet(Refusal):
    """载体 {facility} 没有「{standard}」的认定。

    The carrier {facility} is not recognised as "{standard}".
    """


class CapacityFull(Refusal):
    """载体 {facility} 已满:容量 {capacity},已入驻 {admitted}。

    The carrier {facility} is full: room for {capacity}, {admitted} are in.
    """


class PriorityWaits(Refusal):
    """还有符合条件的残疾人创业者或以带动残疾人就业为主的项目在等待,应当优先吸纳。

    A person with disabilities who founds a business, or a project mainly for them, still waits and goes first.
    """

    rule = "湖南省促进残疾人就业三年行动方案(2022—2024年)二(三)9(S339)"


class EntryNotWaiting(Refusal):
    """第 {number} 号入驻申请不在「{state}」状态。

    Request {number} is not "{state}".
    """


class MoreDisabledThanStaff(Refusal):
    """残疾人 {disabled} 人多于员工 {staff} 人。

    {disabled} persons with disabilities are more than the staff of {staff}.
    """
