### Why a scenario is not read: what, where, and what to do.

scenario-too-large = This file is larger than { NUMBER($limit) } MB, so it was not read. Leave out what the question doesn’t need.
scenario-not-json = This is not valid JSON: reading stopped at line { $line }, column { $column }. Check the text there, for example for a missing comma or quote.
scenario-not-a-scenario = This is not a scenario: its member { $member } must be { $format }.
# The importer reads two formats.
scenario-unknown-format = This file holds neither a scenario nor cases: its member { $member } must be { $format } or { $cases }.
# Made by a later version of the page.
scenario-newer = This scenario has the format { $found }, and this page reads { $known }. Reload the page to get its newest version.
scenario-unknown-member = Line { $line }, column { $column }: there is no member { $member } in this place. Correct its spelling, or remove it.
scenario-missing-member = Line { $line }: the object that ends here lacks the member { $member }. Add it.
scenario-repeated-member = Line { $line }: the member { $member } stands twice in one object. Remove one of the two.
scenario-unknown-value = Line { $line }, column { $column }: { $value } is none of the words known in this place. Correct its spelling.
scenario-wrong-type = Line { $line }, column { $column }: a value of another kind is needed here. Compare it with a scenario saved by this page.
# Accounts, identities, policies, attachments, resources and folders together.
scenario-too-many-entities = This scenario has more than { NUMBER($limit) } accounts, users, groups, roles, policies, attachments and resources. Leave out what the question doesn’t need.
scenario-too-many-hops = This question assumes more than { NUMBER($limit) } roles, one after the other. Ask about a shorter chain.
scenario-too-many-resources = This question names more than { NUMBER($limit) } resources. Ask about fewer at once.
# Values of condition keys, changes over time, tests and lessons.
scenario-too-many-details = This scenario has more than { NUMBER($limit) } condition values, changes and tests. Leave some out.
