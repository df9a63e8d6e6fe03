"""What can be wrong with a sign-in, with a provider, or with how it was configured; never what a token says."""

from domain.errors import Refusal


class SignInRefused(Refusal):
    """登录未成功,请从登录页重新开始。

    The sign-in did not succeed; start again from the sign-in page.
    """


class SignInNotBegun(SignInRefused):
    """这次登录不是从本浏览器开始的,或凭据已损坏,请重新登录。

    This sign-in was not begun in this browser, or what it left there is damaged: sign in again.
    """


class SignInTooLate(SignInRefused):
    """登录须在 {minutes} 分钟内完成,请重新登录。

    A sign-in must be completed within {minutes} minutes: sign in again.
    """


class SignInOfAnother(SignInRefused):
    """身份提供方返回的 state 不属于这次登录。

    The state that the provider returned is not that of this sign-in.
    """


class SignInUsed(SignInRefused):
    """这次登录已经完成过,不能重复使用,请重新登录。

    This sign-in was completed before and cannot be used again: sign in anew.
    """


class SignInDeclined(SignInRefused):
    """身份提供方没有同意这次登录({error})。

    The provider did not agree to this sign-in ({error}).
    """


class AnswerFromElsewhere(SignInRefused):
    """登录的答复没有写明来自 {issuer}(RFC 9207)。

    The answer to the sign-in does not say that it comes from {issuer} (RFC 9207).
    """


class CodeNotGiven(SignInRefused):
    """身份提供方的答复中没有授权码。

    The provider's answer holds no authorization code.
    """


class CodeRefused(SignInRefused):
    """身份提供方不接受授权码({error})。

    The provider did not accept the authorization code ({error}).
    """


class IdTokenMissing(SignInRefused):
    """身份提供方没有给出 ID 令牌。

    The provider gave no ID token.
    """


class IdTokenUnreadable(SignInRefused):
    """ID 令牌无法解析。

    The ID token cannot be read.
    """


class AlgorithmNotPinned(SignInRefused):
    """ID 令牌的签名算法不是配置的算法({pinned})之一。

    The ID token is not signed by one of the configured algorithms ({pinned}).
    """


class SigningKeyUnknown(SignInRefused):
    """签署 ID 令牌的密钥不在身份提供方公布的密钥之中。

    The key that signed the ID token is not among those that the provider publishes.
    """


class SignatureWrong(SignInRefused):
    """ID 令牌的签名不正确。

    The signature of the ID token is wrong.
    """


class WrongIssuer(SignInRefused):
    """ID 令牌不是 {issuer} 签发的。

    The ID token was not issued by {issuer}.
    """


class WrongAudience(SignInRefused):
    """ID 令牌不是(或不只是)发给本系统的。

    The ID token was not issued to this system, or not to it alone.
    """


class IdTokenExpired(SignInRefused):
    """ID 令牌已过期,或没有写明有效期。

    The ID token has expired, or does not say when it does.
    """


class IdTokenNotOfNow(SignInRefused):
    """ID 令牌不是刚刚签发的,或没有写明签发时间;请核对两边的系统时间。

    The ID token was not issued just now, or does not say when: check the clocks of both sides.
    """


class WrongNonce(SignInRefused):
    """ID 令牌不属于这次登录(nonce 不符)。

    The ID token is not that of this sign-in (its nonce differs).
    """


class WrongAccessToken(SignInRefused):
    """ID 令牌与一同给出的访问令牌不符(at_hash)。

    The ID token does not go with the access token beside it (at_hash).
    """


class SubjectMissing(SignInRefused):
    """ID 令牌没有写明(或没有正确写明)是谁。

    The ID token does not say, or not properly, who it is.
    """


class ProviderUnusable(Refusal):
    """身份提供方暂时不能使用。

    The provider cannot be used at present.
    """


class ProviderUnreachable(ProviderUnusable):
    """无法连接身份提供方({problem}),请稍后再试。

    The provider cannot be reached ({problem}); try again later.
    """


class ProviderMisdescribed(ProviderUnusable):
    """身份提供方公布的「{field}」不可用:{problem}。

    What the provider publishes as "{field}" cannot be used: {problem}.
    """


class SettingUnfit(Refusal):
    """统一登录的设置「{field}」不可用:{problem}。

    The setting "{field}" of the sign-in cannot be used: {problem}.
    """
