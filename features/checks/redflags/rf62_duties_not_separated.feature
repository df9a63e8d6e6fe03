# language: zh-CN
功能: RF62 不相容岗位未分离
  同一案件的初审、审批、支付须由不同的人办理。

  场景: 初审和审批是同一个人
    假如「book_steps」有
      | case_key | person | step         | official | day        |
      | 案一     | 甲     | first_review | 张       | 2024-03-01 |
      | 案一     | 甲     | approval     | 张       | 2024-03-05 |
      | 案一     | 甲     | payment      | 李       | 2024-03-06 |
    当运行检查 RF62
    那么命中「案一」
    而且「案一」的说明为「经办人official在2024-03-01至2024-03-05办理了同一案件中须由不同人办理的两个以上环节(初审、审批、支付)。」
    而且「案一」的证据为
      | 表         | 行 |
      | book_steps | 1  |
      | book_steps | 2  |

  场景: 初审和审批是两个人
    假如「book_steps」有
      | case_key | person | step         | official | day        |
      | 案一     | 甲     | first_review | 张       | 2024-03-01 |
      | 案一     | 甲     | approval     | 李       | 2024-03-05 |
      | 案二     | 乙     | approval     | 张       | 2024-03-05 |
    当运行检查 RF62
    那么没有命中

  场景: 受理和初审由一人办理
    假如「book_steps」有
      | case_key | person | step         | official | day        |
      | 案一     | 甲     | completeness | 张       | 2024-03-01 |
      | 案一     | 甲     | first_review | 张       | 2024-03-05 |
    当运行检查 RF62
    那么没有命中
