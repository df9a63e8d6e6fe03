# language: zh-CN
功能: SP03B 个人拆分审批
  同一人的几件申请都略低于一人审批的限额,前后只隔几天。

  场景: 本人三件四万五千元的申请
    假如「book_cases」有
      | case_key | programme           | person | applied_day | amount_fen |
      | 案一     | accessibility_grant | 甲     | 2024-03-01  | 45000.00   |
      | 案二     | accessibility_grant | 甲     | 2024-03-06  | 45000.00   |
      | 案三     | accessibility_grant | 甲     | 2024-03-14  | 45000.00   |
    当运行检查 SP03B
    那么命中「甲」
    而且「甲」的说明为「2024-03-01至2024-03-14,同一人有3件申请金额略低于审批限额,共135,000.00 元。」
    而且「甲」的证据为
      | 表         | 行 |
      | book_cases | 1  |
      | book_cases | 2  |
      | book_cases | 3  |

  场景: 三件不同的项目
    假如「book_cases」有
      | case_key | programme           | person | applied_day | amount_fen |
      | 案一     | accessibility_grant | 甲     | 2024-03-01  | 45000.00   |
      | 案二     | startup_grant       | 甲     | 2024-03-06  | 45000.00   |
      | 案三     | lease_subsidy       | 甲     | 2024-03-14  | 45000.00   |
    当运行检查 SP03B
    那么没有命中
