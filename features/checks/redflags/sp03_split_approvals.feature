# language: zh-CN
功能: SP03 拆分审批
  同一单位的几件申请都略低于一人审批的限额,前后只隔几天:拆开来就不必两人签批。

  场景: 三件四万九千元的申请在两周内提出
    假如「book_cases」有
      | case_key | programme          | employer | applied_day | amount_fen |
      | 案一     | base_creation_grant | 单位A    | 2024-03-01  | 49000.00   |
      | 案二     | base_creation_grant | 单位A    | 2024-03-06  | 49000.00   |
      | 案三     | base_creation_grant | 单位A    | 2024-03-14  | 48000.00   |
    当运行检查 SP03
    那么命中「单位A」
    而且「单位A」的说明为「2024-03-01至2024-03-14,同一单位有3件申请金额略低于审批限额,共146,000.00 元。」
    而且「单位A」的证据为
      | 表         | 行 |
      | book_cases | 1  |
      | book_cases | 2  |
      | book_cases | 3  |

  场景: 三件申请分在三个季度
    假如「book_cases」有
      | case_key | programme          | employer | applied_day | amount_fen |
      | 案一     | base_creation_grant | 单位A    | 2024-03-01  | 49000.00   |
      | 案二     | base_creation_grant | 单位A    | 2024-06-06  | 49000.00   |
      | 案三     | base_creation_grant | 单位A    | 2024-09-14  | 48000.00   |
    当运行检查 SP03
    那么没有命中

  场景: 三件小额申请
    假如「book_cases」有
      | case_key | programme          | employer | applied_day | amount_fen |
      | 案一     | base_creation_grant | 单位A    | 2024-03-01  | 9000.00    |
      | 案二     | base_creation_grant | 单位A    | 2024-03-06  | 9000.00    |
      | 案三     | base_creation_grant | 单位A    | 2024-03-14  | 9000.00    |
    当运行检查 SP03
    那么没有命中

  场景: 超过限额的申请本来就须两人签批
    假如「book_cases」有
      | case_key | programme          | employer | applied_day | amount_fen |
      | 案一     | base_creation_grant | 单位A    | 2024-03-01  | 51000.00   |
      | 案二     | base_creation_grant | 单位A    | 2024-03-06  | 51000.00   |
      | 案三     | base_creation_grant | 单位A    | 2024-03-14  | 51000.00   |
    当运行检查 SP03
    那么没有命中
