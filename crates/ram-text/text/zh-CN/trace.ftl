phase-assume = 扮演角色
phase-assume-named = 扮演 { $role }
phase-act = 执行操作
phase-steps = 第 { $first } 至 { $last } 步

step-request-check = 请求检查
step-control-policies = 管控策略
step-control-policies-of = { $name } 的管控策略
step-session-policy = 会话策略
step-identity-policies = { $name } 的权限策略
step-trust-policy = { $role } 的信任策略
step-resource-policy = 资源策略
step-bucket-policy = { $bucket } 的 Bucket 授权策略
step-combined = 合并
step-both-must-allow = 合并：两者都须允许
step-session-issued = 签发会话
step-session-not-issued = 未签发会话
step-session-valid = 会话仍有效

outcome-allow = 允许
outcome-explicit-deny = 显式拒绝
outcome-implicit-deny = 隐式拒绝
outcome-skipped = 跳过
outcome-no-limit = 不限制
outcome-not-reached = 未到达
outcome-refused = 未被接受
outcome-rejected = 已驳回

trace-decided-here = 在此判定
trace-statement = 语句 { $statement }
trace-effect = 效果：{ $effect }
trace-policy = 策略
trace-request = 请求
trace-both = 两者
trace-line = 第 { $line } 行
trace-lines = 第 { $first }–{ $last } 行
trace-not-applicable = 不适用
trace-overridden = 被覆盖
trace-other-statements = 另外 { $n } 条语句不适用
trace-none-passed = 未传入，不作限制
trace-not-used-by = { $service } 不使用
trace-trusts-account = 信任 { $account } 的全部身份

trace-foot-allow = { $outcome }，因为第 { $step } 步允许，且没有任何一步拒绝。
trace-foot-explicit-deny = { $outcome }，因为第 { $step } 步的 Deny 优先于任何 Allow。
trace-foot-implicit-deny = { $outcome }，因为第 { $step } 步没有语句允许。
trace-foot-rejected = { $outcome }，因为请求在第 { $step } 步即终止，未进行策略判定。
