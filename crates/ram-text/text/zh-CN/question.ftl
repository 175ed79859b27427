question-through-role = { $account } 的 { $user } 能否扮演 { $role_account } 的角色 { $role }，并对 { $resource } 执行 { $action }？
question-assume-only = { $account } 的 { $user } 能否扮演 { $role_account } 的角色 { $role }？
question-directly = { $account } 的 { $user } 能否对 { $resource } 执行 { $action }？
question-chain = { $account } 的 { $user } 能否先扮演 { $roles }，并对 { $resource } 执行 { $action }？
question-chain-assume-only = { $account } 的 { $user } 能否先扮演 { $roles }？
question-chain-role = { $role_account } 的 { $role }
list-then = { $first }，再扮演 { $next }

question-any-user = 任一用户
question-any-role = 某个角色
question-any-action = 某个操作
question-any-resource = 某个资源
