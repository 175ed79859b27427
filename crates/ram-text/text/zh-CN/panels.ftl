### Small words of the panels that show the answer: verdict band, trace, world explorer, list of problems.

## Verdict

verdict-relies-assumed = 基于 { $n } 条假定：{ $rules }
verdict-relies-inferred = 基于 { $n } 条推断的规则：{ $rules }
verdict-spoken = { $word }。{ $reason }
verdict-spoken-kind = { $word }，{ $kind }。{ $reason }

## Trace

trace-step-number = 第 { $step } 步
trace-pip = { $step } { $name }：{ $outcome }
trace-pip-verdict = 结果：{ $outcome }
trace-statement-name = { $policy } 的语句 { $statement }
trace-source = { $policy }，{ $lines }
trace-through-group = 通过用户组 { $group }
trace-more = 另有 { $n } 项
trace-absent = 请求中没有
trace-holds = 匹配
trace-fails = 不匹配
trace-owner = { $account } 的管理员可以修改此处。
trace-documented = 有文档依据：{ $rules }
trace-inferred = 推断：{ $rules }
trace-assumed = 假定：{ $rules }
trace-live = 实时
trace-empty = 提问补充完整后，这里会显示各个步骤。
trace-times = { $from } → { $until }
phase-step = 第 { $step } 步

## World explorer

world-directory = 资源目录
world-bucket-policies = Bucket 授权策略
world-control-off = 未开启
world-missing = 不存在
world-empty = 还没有账号
world-no-match = 没有名称包含 { $text } 的内容。
world-filter-label = 筛选场景
world-clear-filter = 清除筛选

## Problems

problem-error = 错误
problem-warning = 警告
problem-note = 提示
problem-line = 第 { $line } 行
page-note-count = { $n } 条提示
