# language: zh-CN
功能: RF42B 单位交叉使用
  同一单位同一期间享受互斥的项目,或同一费用由两项资金支付。

  背景:
    假如「law_exclusions」有
      | programme      | other_programme | relation  |
      | same_cost_item | same_cost_item  | exclusive |

  场景: 单位的租金由两项资金支付
    假如「其他系统发放的补助」有
      | 单位  | 项目         | 费用项 | 开始月  | 结束月  | 金额     | 资金         |
      | 单位A | 场地租金补贴 | 租金   | 2023-01 | 2023-12 | 12000.00 | 残保金       |
      | 单位A | 其他         | 租金   | 2023-06 | 2023-12 | 6000.00  | 就业补助资金 |
    当运行检查 RF42B
    那么命中「单位A」
    而且「单位A」的说明为「2023年6月至2023年12月享受互斥的项目(lease_subsidy与other等1处),涉及6,000.00 元。」
    而且「单位A」的证据为
      | 表                 | 行 |
      | 其他系统发放的补助 | 1  |
      | 其他系统发放的补助 | 2  |

  场景: 两项资金分别支付租金和利息
    假如「其他系统发放的补助」有
      | 单位  | 项目         | 费用项 | 开始月  | 结束月  | 金额     | 资金         |
      | 单位A | 场地租金补贴 | 租金   | 2023-01 | 2023-12 | 12000.00 | 残保金       |
      | 单位A | 贷款贴息     | 利息   | 2023-01 | 2023-12 | 6000.00  | 就业补助资金 |
    当运行检查 RF42B
    那么没有命中

  场景: 单位先后领取终身只能享受其中一项的两项补助
    假如「law_exclusions」有
      | programme           | other_programme     | relation  | span |
      | base_creation_grant | unit_equipment_gift | exclusive | ever |
    而且「book_cases」有
      | case_key | programme           | employer | place  | amount_fen |
      | 案一     | base_creation_grant | 单位A    | 330521 | 50000.00   |
      | 案二     | unit_equipment_gift | 单位A    | 330521 | 20000.00   |
    而且「book_one_offs」有
      | case_key | employer | cost_item | month   | amount_fen |
      | 案一     | 单位A    | other     | 2022-03 | 50000.00   |
      | 案二     | 单位A    | equipment | 2024-03 | 20000.00   |
    当运行检查 RF42B
    那么命中「单位A」
    而且「单位A」的证据为
      | 表         | 行 |
      | book_cases | 1  |
      | book_cases | 2  |
