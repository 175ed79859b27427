### The palette, the sheet of keys, the shelf of scenarios, the pages of codes.

page-code-bad = Wrong
page-code-good = Right
page-code-official = Official page
page-untitled-number = Untitled scenario { $number }
page-find-anything-hint = A policy, a principal, an action or a command
page-commands = Commands
page-settings = Settings
page-language = Language
# Headings over what the question can be changed to.
page-ask-as-user = Ask as
page-ask-with-role = Ask with role
page-ask-about-action = Ask about action
page-keys-single = Shortcuts of a single key
page-splitters = Splitters
page-key-regions = Next or previous region
page-key-escape = Close the innermost popover, then release the link that is kept
page-key-open-picker = Open a picker; typing filters, Enter chooses and moves on
page-key-chips = From chip to chip
page-key-unset = Unset the chip
page-key-rows = From row to row
page-key-open-row = Open; close or go to the parent
page-key-open-document = Open the policy
page-key-menu = Menu of the row
page-key-paste = Paste a policy, an ARN, a link or a scenario
page-key-problem = Next or previous problem
page-key-suggest = What could be written here
page-key-fix = Quick fixes
page-key-free-tab = Let Tab leave the editor
page-key-ends = First or last row
page-key-source = Show the source
page-key-resize = Resize; with Shift in larger steps
page-key-limits = Narrowest or widest
page-key-collapse = Collapse or restore
page-from-example = Example, edited
page-from-link = From a link
page-from-file = From a file
page-from-here = Made here
page-open-now = Open
page-kilobytes = { NUMBER($n) } KB
page-rename-named = Rename { $name }
page-duplicate-named = Duplicate { $name }
page-delete-named = Delete { $name }
page-no-scenarios = Nothing is kept here yet. A scenario is kept as soon as it is edited.
page-storage-used = { NUMBER($n) } KB of some 5,000 KB that a browser keeps for a page.
page-clear-all = Clear all local data
page-clear-warning = { $n ->
    [one] This deletes 1 scenario and the settings of this page from this browser. It can’t be undone.
   *[other] This deletes { $n } scenarios and the settings of this page from this browser. It can’t be undone.
}
page-clear-now = Delete all
page-keep = Keep
page-rule = Rule { $rule }

page-privacy = Nothing leaves this browser. The scenario sits in the link after the #, a part that browsers never send. Anyone with the link can read these policies.
page-done = Done
page-scenario-title = Title
page-file-empty = The file holds nothing that can be opened here.
page-share-title = Share this scenario
page-link = Link
page-copy-link = Copy link
page-link-length = Link length
page-link-fits = { NUMBER($n) } characters, fits every browser and chat app
page-link-long = { NUMBER($n) } characters, some chat apps cut links this long
page-link-very-long = { NUMBER($n) } characters, a file is safer than a link this long
page-link-by-hand = The browser didn’t allow copying. The link is selected: { $keys } copies it.
page-download-scenario = Download scenario file

page-as-json = The scenario as JSON
page-as-json-help = One file: accounts, policies and the question
page-as-json-changed = Changed, and not applied yet. It is kept until it is applied or discarded, as long as this page is open.
page-as-json-discard = Discard
page-as-json-take = Apply
page-as-json-step = Edit the scenario as JSON
page-as-json-older = Bring back what was typed before
