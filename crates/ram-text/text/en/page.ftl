### The page around the question and the answer.

page-title = RAM Policy Playground
page-untitled = Untitled scenario
page-skip-to-question = Skip to the question
page-skip-to-editor = Skip to the editor and trace
page-privacy = Nothing leaves this browser. The scenario sits in the link after the #, a part that browsers never send. Anyone with the link can read these policies.

## Top bar

page-undo = Undo
page-redo = Redo
page-examples = Examples
page-share = Share
page-more = More
page-theme = Theme
page-theme-light = Light
page-theme-dark = Dark
page-theme-system = As the system
# The other language, in its own words.
page-other-language = 中文
# The accessible name of the button above.
page-other-language-label = 中文, switch to Simplified Chinese
page-saved = Saved in this browser
page-not-saved = Not saved in this browser

## Regions

page-question = Question
page-verdict = Verdict
page-world = World
page-editor = Policy editor
page-problems = Problems
page-trace = Decision trace

## World explorer

page-users = Users
page-groups = Groups
page-roles = Roles
page-policies = Policies
page-resources = Resources
page-control-policies = Control policies
page-trust-policy = Trust policy
page-session-policy = Session policy
page-bucket-policy = Bucket policy
page-add = Add
page-filter = Filter
page-collapse-world = Collapse explorer
page-resize-world = Resize world explorer
page-resize-trace = Resize decision trace
page-user-count = { $n ->
    [one] 1 user
   *[other] { $n } users
}
# A dot beside the principals, roles and resources that the question names.
page-in-question = Part of the question

## Editor

page-open-documents = Open policies
page-attached-to = attached to { $name }
page-not-attached = not attached
page-system-policy = System policy, read-only
page-changed-since-shared = Changed since the shared version
page-editor-loading = Editor is loading. Plain text works now.
page-length = { NUMBER($n) } of { NUMBER($limit) } characters
page-length-without-limit = { $n ->
    [one] 1 character
   *[other] { $n } characters
}
page-no-problems = none
page-show-problems = Show problems
page-hide-problems = Hide problems
page-error-count = { $n ->
    [one] 1 error
   *[other] { $n } errors
}
page-warning-count = { $n ->
    [one] 1 warning
   *[other] { $n } warnings
}

## Trace pane

page-live = Live · { $ms } ms
page-copy-trace = Copy trace as text
page-expand-path = Expand the deciding path
page-steps-at-a-glance = Steps at a glance

## Context chips

page-context-when = when
page-context-mfa-on = MFA on
page-context-mfa-off = MFA off
# The request carries no MFA key, as calls with an AccessKey pair do.
page-context-mfa-not-sent = MFA not sent
page-context-from = From { $ip }
page-context-at = At { $time }
page-context-no-external-id = No external ID
page-context-external-id = External ID { $id }
page-context-no-session-policy = No session policy
page-context-key = Context key
page-context-decisive = This value takes part in the decision
