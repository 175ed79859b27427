### Why a link is not opened: what, where, and what to do.

# Made by a later version of the page.
link-newer = This link begins with { $found }, and this page reads links up to { $known }. Reload the page to get its newest version.
link-cut = This link is incomplete: it ends after { NUMBER($length) } characters, so a part of the scenario is missing. Ask for the link again, or for the file: some chat apps cut long links.
# A character that no link has.
link-character = Character { $position } of this link is { $found }, which no link to a scenario has. Ask for the link again, or for the file: some apps change links.
link-damaged = This link was changed on its way, so its scenario can’t be read. Ask for the link again, or for the file.
link-too-large = This link holds more than { NUMBER($limit) } MB of text, so it was not opened. Ask for the scenario as a file.
link-no-such-example = There is no example { $slug }. Choose one from the list of examples.
