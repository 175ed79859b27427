question-through-role = { $caller } 能否扮演 { $role_account } 的角色 { $role }，并对 { $resource } 执行 { $action }？
question-assume-only = { $caller } 能否扮演 { $role_account } 的角色 { $role }？
question-directly = { $caller } 能否对 { $resource } 执行 { $action }？
question-chain = { $caller } 能否先扮演 { $roles }，并对 { $resource } 执行 { $action }？
question-chain-assume-only = { $caller } 能否先扮演 { $roles }？
question-chain-role = { $role_account } 的 { $role }
list-then = { $first }，再扮演 { $next }

question-any-user = 任一用户
question-any-role = 某个角色
question-any-action = 某个操作
question-any-resource = 某个资源
question-any-account = 某个账号

question-caller = { $account } 的 { $user }
question-caller-owner = { $account } 的 { $user }
question-caller-service = 代表 { $account } 的 { $user }
question-caller-alone = { $user }
question-owner = 账号所有者
question-anonymous = 匿名调用者
question-session = 角色 { $role } 的会话 { $session }
question-saml-user = SAML 身份提供商 { $provider } 的用户
question-oidc-user = OIDC 身份提供商 { $provider } 的用户
list-and = { $first } 和 { $next }
