# language: zh-CN
功能: RF61 执行标准版本错误
  已付的与按当时有效标准重新计算的不同:多付要追回,少付要补发(深圳龙岗,GUIDE X10)。

  场景: 沿用旧标准少发
    假如「book_recomputed」有
      | case_key | person | paid_fen | due_fen | from_month | to_month |
      | 案一     | 甲     | 5000.00  | 6200.00 | 2023-01    | 2023-06  |
    当运行检查 RF61
    那么命中「案一」
    而且「案一」的说明为「2023年1月至2023年6月已付5,000.00 元,按当时有效的标准应为6,200.00 元,相差1,200.00 元。」
    而且「案一」的证据为
      | 表              | 行 |
      | book_recomputed | 1  |

  场景: 提前执行了新标准
    假如「book_recomputed」有
      | case_key | person | paid_fen | due_fen | from_month | to_month |
      | 案一     | 甲     | 6200.00  | 5000.00 | 2023-01    | 2023-06  |
    当运行检查 RF61
    那么命中「案一」

  场景: 重新计算的金额相同
    假如「book_recomputed」有
      | case_key | person | paid_fen | due_fen | from_month | to_month |
      | 案一     | 甲     | 6200.00  | 6200.01 | 2023-01    | 2023-06  |
    当运行检查 RF61
    那么没有命中
