### The page around the question and the answer.

page-title = RAM Policy Playground
page-untitled = Untitled scenario
page-skip-to-question = Go to the question
page-skip-to-editor = Go to the editor

## Top bar

page-undo = Undo
page-redo = Redo
page-examples = Examples
page-share = Share
page-more = More
page-theme = Theme
page-theme-light = Light
page-theme-dark = Dark
page-theme-system = System
# The other language, in its own words.
page-other-language = 中文
# The accessible name of the button above.
page-other-language-label = 中文, switch to Simplified Chinese
page-saved = Saved in this browser
page-open-unsaved = The changes made here are not saved. Open the other scenario anyway?
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
page-editor-loading = Editor is loading. Plain text works now.
page-length = { NUMBER($n) } of { NUMBER($limit) } characters
page-length-without-limit = { $n ->
    [one] 1 character
   *[other] { $n } characters
}
page-no-problems = none
page-show-problems = Show problems
page-hide-problems = Hide problems
# The button beside a finding that opens the page of its code.
page-explain = About { $code }
page-in-words = In words
page-in-words-hint = Put the cursor into a statement to read it in words.
page-document-menu = Rewrite the document
page-format = Format document
page-canonical = Canonical form, as Terraform prints it
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

## The page's frame

page-skip-to-trace = Go to the decision trace
page-skip = Skip
page-views = Views
page-answer = Answer
# The policies as one of three views on a phone.
page-view-policies = Policies
page-show-world = Show world explorer
page-show-trace = Show decision trace
page-close = Close
page-retry = Try again

## Scenario menu

page-new-scenario = New empty scenario
page-open-file = Open file…
page-save-file = Save file
page-open-original = Open the original
page-edit-as-json = Edit as JSON
page-rename = Rename

## Notices

# Opening a link or example that was edited here before.
page-later-edits = This version has later edits, which were saved in this browser.
page-original-opened = The original is open.
page-not-saved-why = Storage is full or blocked here. The work lasts until this tab is closed.
page-link-not-opened = The link was not opened.
page-file-not-opened = The file was not opened.
page-file-unreadable = The browser could not read the file.
page-file-first = The file holds { NUMBER($n) } scenarios. The first one is open.
page-drop-file = Drop the file to open it
page-trace-copied = Trace copied as text
page-copy-refused = The browser didn’t allow copying.
# Why an old answer is shown. The policy has an error.
page-stale = This answer is from before the errors in { $policy }.

## Share

page-link-copied = Link copied, { NUMBER($n) } characters

## Editor notes

page-editor-failed = The full editor didn’t load. Plain text works.
page-editor-plain = Plain text, as suits a touch screen.
page-editor-full = Open the full editor
page-tab-leaves = Tab now leaves the editor. { $keys } makes it indent again.
page-tab-indents = Tab indents here. { $keys } lets Tab leave the editor.
page-close-tab = Close { $name }
page-tab-broken = has errors
page-no-document = No policy is open
page-no-document-hint = Choose one in World.
page-policy-json = { $name }, JSON
page-fidelity-official = Official text, { $version }, updated { $date }
page-fidelity-older = Official text of { $date }, today’s may differ
page-fidelity-partial = Start of the official text, { $version }, updated { $date }
page-fidelity-reconstructed = Reconstructed from the documentation

## Editor notes

page-and-more = { $first } and { NUMBER($n) } more

## Find anything

page-find-anything = Find anything
page-go-to-top-bar = Go to the top bar
page-go-to-world = Go to the world
page-go-to-decision = Go to the step that decides
page-filter-here = Filter in the current region

## Keys

page-keys = Keyboard shortcuts

## Scenarios kept here

page-scenarios = Scenarios in this browser
page-deleted = { $name } deleted
page-cleared = All local data deleted

page-undo-step = Undo: { $step }
page-redo-step = Redo: { $step }
world-add = Add to the world
world-actions = Actions
world-empty-hint = Add the account that owns the resources, then the one that needs access. Users, roles, policies and resources appear here.
world-add-account = Add account
world-resource-groups = Resource groups
page-copy-policy = Copy as custom policy
page-arn-copied = ARN copied.
page-step-done = Done: { $step }
page-author-loading = Loading the forms
page-author-failed = The forms could not be loaded. Reload the page to try again; nothing is lost.
page-author-loading-hint = They are fetched after the first answer. If they don’t come, reload the page.
page-other-tab = Another tab has changed this scenario.
page-other-tab-why = This tab no longer saves, so that nothing of the other one is lost.
page-reload = Show the other version
page-save-copy = Go on as a copy
page-copy-of = Copy of { $name }
page-shown-as = Shown as
page-as-text = JSON
page-as-form = Visual
page-in-step = in step with the form
page-beside = Beside the form
page-trace-beside = Trace
