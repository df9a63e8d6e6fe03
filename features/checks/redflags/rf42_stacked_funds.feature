# language: zh-CN
功能: RF42 交叉使用
  「统筹用好各类残疾人就业创业扶持资金,避免交叉使用。」(国办发〔2022〕6号)互斥的项目、同一费用由两项资金同时支付的,都算;规定可以并列的不算。
  规定一年之内或者终身只能享受其中一项的,不论是否同月:一次性补助各在受理的月份,不同月也算。

  背景:
    假如「law_exclusions」有
      | programme                   | other_programme           | relation   |
      | same_cost_item              | same_cost_item            | exclusive  |
      | training_fee_subsidy        | training_living_allowance | complement |
      | other_employment_vat_policy | vat_refund                | lock       |
      | post_subsidy                | referral_reward           | exclusive  |

  场景: 同一个月的岗位工资由两项资金支付
    假如「其他系统发放的补助」有
      | 身份证号 | 项目     | 费用项   | 开始月  | 结束月  | 金额    | 资金         |
      | 甲       | 岗位补贴 | 岗位工资 | 2024-01 | 2024-06 | 6000.00 | 残保金       |
      | 甲       | 生活补贴 | 岗位工资 | 2024-06 | 2024-12 | 7000.00 | 就业补助资金 |
    当运行检查 RF42
    那么命中「甲」
    而且「甲」的说明为「2024年6月至2024年6月享受互斥的项目(living_allowance与post_subsidy等1处),涉及6,000.00 元。」
    而且「甲」的证据为
      | 表                 | 行 |
      | 其他系统发放的补助 | 1  |
      | 其他系统发放的补助 | 2  |

  场景: 规定互斥的两个项目同期发放
    假如「其他系统发放的补助」有
      | 身份证号 | 项目     | 费用项   | 开始月  | 结束月  | 金额    |
      | 甲       | 推荐奖励 | 奖励     | 2024-03 | 2024-03 | 1000.00 |
      | 甲       | 岗位补贴 | 岗位工资 | 2024-01 | 2024-06 | 6000.00 |
    当运行检查 RF42
    那么命中「甲」

  场景: 规定可以并列的培训费和生活费
    假如「其他系统发放的补助」有
      | 身份证号 | 项目         | 费用项 | 开始月  | 结束月  | 金额    | 资金         |
      | 甲       | 培训补贴     | 培训   | 2024-03 | 2024-04 | 1000.00 | 残保金       |
      | 甲       | 培训生活补助 | 培训   | 2024-03 | 2024-04 | 600.00  | 就业补助资金 |
    当运行检查 RF42
    那么没有命中

  场景: 同一费用而期间不重叠
    假如「其他系统发放的补助」有
      | 身份证号 | 项目     | 费用项   | 开始月  | 结束月  | 金额    | 资金         |
      | 甲       | 岗位补贴 | 岗位工资 | 2024-01 | 2024-06 | 6000.00 | 残保金       |
      | 甲       | 生活补贴 | 岗位工资 | 2024-07 | 2024-12 | 7000.00 | 就业补助资金 |
    当运行检查 RF42
    那么没有命中

  场景: 两个项目费用不同,法律没有说互斥
    假如「其他系统发放的补助」有
      | 身份证号 | 项目     | 费用项   | 开始月  | 结束月  | 金额    | 资金         |
      | 甲       | 岗位补贴 | 岗位工资 | 2024-01 | 2024-06 | 6000.00 | 残保金       |
      | 甲       | 社保补贴 | 养老保险 | 2024-01 | 2024-06 | 4000.00 | 就业补助资金 |
    当运行检查 RF42
    那么没有命中

  场景大纲: 规定互斥的两项一次性补助先后申请
    假如「law_exclusions」有
      | programme       | other_programme       | relation  | span |
      | equipment_grant | job_search_grant      | exclusive | ever |
      | equipment_grant | industry_startup_gift | exclusive | year |
    而且「book_cases」有
      | case_key | programme       | person | place  | amount_fen |
      | 案一     | <项目>          | 甲     | 330521 | 3000.00    |
      | 案二     | equipment_grant | 甲     | 330521 | 5000.00    |
    而且「book_one_offs」有
      | case_key | person | cost_item | month   | amount_fen |
      | 案一     | 甲     | other     | 2022-11 | 3000.00    |
      | 案二     | 甲     | equipment | <月份>  | 5000.00    |
    当运行检查 RF42
    那么命中「甲」
    而且「甲」的说明为「2022年11月至<至>享受互斥的项目(equipment_grant与<项目>等1处),涉及3,000.00 元。」
    而且「甲」的证据为
      | 表         | 行 |
      | book_cases | 1  |
      | book_cases | 2  |

    例子:
      | 项目                  | 月份    | 至          |
      | job_search_grant      | 2024-03 | 2024年3月   |
      | industry_startup_gift | 2022-12 | 2022年12月  |

  场景: 一年之内互斥的两项一次性补助在两个年度申请
    假如「law_exclusions」有
      | programme       | other_programme       | relation  | span |
      | equipment_grant | industry_startup_gift | exclusive | year |
    而且「book_cases」有
      | case_key | programme             | person | place  | amount_fen |
      | 案一     | industry_startup_gift | 甲     | 330521 | 3000.00    |
      | 案二     | equipment_grant       | 甲     | 330521 | 5000.00    |
    而且「book_one_offs」有
      | case_key | person | cost_item | month   | amount_fen |
      | 案一     | 甲     | other     | 2022-12 | 3000.00    |
      | 案二     | 甲     | equipment | 2023-01 | 5000.00    |
    当运行检查 RF42
    那么没有命中

  场景: 终身互斥的一次性补助,其中一项由其他系统发放
    假如「law_exclusions」有
      | programme     | other_programme | relation  | span |
      | housing_grant | post_subsidy    | exclusive | ever |
    而且「book_cases」有
      | case_key | programme     | person | place  | amount_fen |
      | 案一     | housing_grant | 甲     | 330521 | 5000.00    |
    而且「book_one_offs」有
      | case_key | person | cost_item | month   | amount_fen |
      | 案一     | 甲     | housing   | 2024-03 | 5000.00    |
    而且「其他系统发放的补助」有
      | 身份证号 | 项目     | 费用项   | 开始月  | 结束月  | 金额    |
      | 甲       | 岗位补贴 | 岗位工资 | 2021-01 | 2021-06 | 6000.00 |
    当运行检查 RF42
    那么命中「甲」
    而且「甲」的证据为
      | 表                 | 行 |
      | book_cases         | 1  |
      | 其他系统发放的补助 | 1  |

  场景大纲: 按月互斥的两项一次性补助
    假如「law_exclusions」有
      | programme  | other_programme | relation  | span  |
      | tool_grant | travel_grant    | exclusive | month |
    而且「book_cases」有
      | case_key | programme    | person | place  | amount_fen |
      | 案一     | tool_grant   | 甲     | 330521 | 3000.00    |
      | 案二     | travel_grant | 甲     | 330521 | 5000.00    |
    而且「book_one_offs」有
      | case_key | person | cost_item | month   | amount_fen |
      | 案一     | 甲     | tool      | 2024-03 | 3000.00    |
      | 案二     | 甲     | travel    | <月份>  | 5000.00    |
    当运行检查 RF42
    那么<结果>

    例子:
      | 月份    | 结果     |
      | 2024-03 | 命中「甲」 |
      | 2024-04 | 没有命中 |
