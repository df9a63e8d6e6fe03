# language: zh-CN
功能: RF39 对公资金入私户
  发给单位的奖励和补贴应进单位基本账户;个体工商户可以用经营者的账户。

  背景:
    假如「其他系统发放的补助」有
      | 单位  | 项目       | 费用项 | 开始月  | 结束月  | 金额     | 收款账户 | 账户类别 | 发给单位的项目 |
      | 单位A | 超比例奖励 | 奖励   | 2024-03 | 2024-03 | 20000.00 | 老板卡   | 个人账户 | 是             |

  场景: 公司的超比例奖励进了个人账户
    假如「市场主体登记」有
      | 统一社会信用代码 | 类别 |
      | 单位A            | 企业 |
    当运行检查 RF39
    那么命中「单位A」
    而且「单位A」的说明为「2024年3月至2024年3月,发给单位的补贴1笔共20,000.00 元转入个人账户。」
    而且「单位A」的证据为
      | 表                 | 行 |
      | 其他系统发放的补助 | 1  |

  场景: 个体工商户用经营者账户收款
    假如「市场主体登记」有
      | 统一社会信用代码 | 类别       |
      | 单位A            | 个体工商户 |
    当运行检查 RF39
    那么没有命中

  场景: 账本付给单位的补贴进了个人账户
    假如「book_cases」有
      | case_key | programme         | employer | unit_programme |
      | 案一     | over_quota_reward | 单位B    | 1              |
    而且「book_payments」有
      | payment_key | case_key | programme         | employer | account  | amount_fen | paid_day   |
      | 付一        | 案一     | over_quota_reward | 单位B    | 会计的卡 | 9000.00    | 2024-05-10 |
    而且「银行账户」有
      | 账户     | 户主身份证号 | 类别     |
      | 会计的卡 | 会计         | 个人账户 |
    而且「市场主体登记」有
      | 统一社会信用代码 | 类别       |
      | 单位A            | 个体工商户 |
      | 单位B            | 企业       |
    当运行检查 RF39
    那么命中「单位B」

  场景: 账本付给单位的补贴进了单位账户
    假如「book_cases」有
      | case_key | programme         | employer | unit_programme |
      | 案一     | over_quota_reward | 单位B    | 1              |
    而且「book_payments」有
      | payment_key | case_key | programme         | employer | account  | amount_fen | paid_day   |
      | 付一        | 案一     | over_quota_reward | 单位B    | 基本账户 | 9000.00    | 2024-05-10 |
    而且「银行账户」有
      | 账户     | 户主单位 | 类别     |
      | 基本账户 | 单位B    | 对公账户 |
    而且「市场主体登记」有
      | 统一社会信用代码 | 类别       |
      | 单位A            | 个体工商户 |
      | 单位B            | 企业       |
    当运行检查 RF39
    那么没有命中
