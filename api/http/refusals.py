"""What is wrong with a request before any rule of the ledger is asked."""

from domain.errors import Refusal


class NotAuthenticated(Refusal):
    """未登录,或登录已失效;请登录,或在 Authorization 中给出 API 密钥。

    Not authenticated, or no longer: sign in, or send an API key in Authorization.
    """


class CsrfTokenWrong(Refusal):
    """请求缺少防伪令牌(X-CSRF-Token)或令牌不符,请刷新页面后重试。

    The request has no anti-forgery token (X-CSRF-Token), or a wrong one; load the page again and retry.
    """


class CrossSiteRequest(Refusal):
    """请求来自其他网站的页面,已拒绝。

    The request comes from a page of another site, and is refused.
    """


class EndpointNotForRole(Refusal):
    """{actor} 的角色不能使用此接口;需要下列角色之一:{roles}。

    No role of {actor} opens this endpoint; it takes one of: {roles}.
    """

    def _zh(self, name: str, value: object) -> str:
        """Each of the roles by its Chinese name."""
        return "、".join(super(EndpointNotForRole, self)._zh(name, each) for each in str(value).split("、"))


class IdempotencyKeyMissing(Refusal):
    """写入请求必须带 Idempotency-Key:同一编号重复提交只办理一次。

    A request that writes needs an Idempotency-Key: under one key it is carried out once.
    """


class RequestInFlight(Refusal):
    """操作编号「{key}」的请求正在办理,请稍后用同一编号再查。

    The request with the key "{key}" is being carried out; ask again under the same key.
    """


class VersionMissing(Refusal):
    """办理已有事项必须带 If-Match,写明您所依据的版本(上次读取时的 ETag)。

    An act on something that exists needs If-Match with the version it rests on (the ETag that you read).
    """


class VersionMalformed(Refusal):
    """If-Match 应写作带引号的版本号,如 "7";不接受 * 和弱标签。

    If-Match is a version in quotes, such as "7"; neither * nor a weak tag is taken.
    """


class UnknownParameter(Refusal):
    """本接口没有查询参数「{name}」。

    There is no query parameter "{name}" here.
    """

    ids = frozenset({"name"})


class ParameterRepeated(Refusal):
    """查询参数「{name}」出现了多次。

    The query parameter "{name}" stands more than once.
    """

    ids = frozenset({"name"})


class BodyNotJson(Refusal):
    """请求正文应为 application/json。

    The body must be application/json.
    """


class BodyNotText(Refusal):
    """请求正文中有不完整的 Unicode 字符(单独的代理码位)。

    The body holds half of a Unicode character (a surrogate that stands alone).
    """


class BodyNotExpected(Refusal):
    """本接口不接受请求正文。

    There is no body to be sent here.
    """


class BodyTooLarge(Refusal):
    """请求正文超过 {most} 字节。

    The body is larger than {most} bytes.
    """


class LengthMissing(Refusal):
    """提交文件必须带 Content-Length:没有长度,就分不清传完还是中断。

    A file needs a Content-Length: without it nobody can tell its end from a line that broke.
    """


class BodyCutOff(Refusal):
    """文件没有传完,还差 {missing} 字节;请重新提交。

    The file broke off: {missing} bytes are missing; send it again.
    """


class NoEvidenceHere(Refusal):
    """本服务没有设置证据库,不能导入证据。

    This server keeps no evidence; none can be imported here.
    """


class NoDocumentsHere(Refusal):
    """本服务没有设置材料库,不能提交或查看材料。

    This server keeps no documents; none can be filed or read here.
    """


class NoSuchEndpoint(Refusal):
    """没有这个地址。

    There is nothing at this address.
    """


class MethodNotHere(Refusal):
    """此地址不支持 {method} 方法。

    {method} is not supported at this address.
    """

    ids = frozenset({"method"})


class NotAcceptable(Refusal):
    """没有您要的格式;可选:{offered}。

    None of the formats asked for is offered; there are: {offered}.
    """


class TooManyRequests(Refusal):
    """请求过于频繁,请在 {seconds} 秒后再试。

    Too many requests: try again in {seconds} seconds.
    """


class RequestMalformed(Refusal):
    """请求格式有误({problem})。

    The request is malformed ({problem}).
    """


class StoreNotAnswering(Refusal):
    """账套的数据库暂时没有响应,没有确认办理;请稍后用同一操作编号重试。

    The store of the book does not answer at present and nothing is confirmed: retry later under the same key.
    """


class InternalError(Refusal):
    """系统内部错误,没有确认办理;请凭请求编号联系管理员,并用同一操作编号重试。

    Something went wrong inside and nothing is confirmed: tell the operator the request id; retry under the same key.
    """


class ServerBusy(Refusal):
    """服务器正忙于同类请求,请稍后再试。

    The server is busy with requests of this kind; try again later.
    """
