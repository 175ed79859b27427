### Small words of the panels that show the answer: verdict band, trace, world explorer, list of problems.

## Verdict

# How sure the rules are that the answer rests on. {rules} lists their numbers.
verdict-relies-assumed = { $n ->
    [one] Relies on 1 assumption: { $rules }
   *[other] Relies on { $n } assumptions: { $rules }
}
verdict-relies-inferred = { $n ->
    [one] Relies on 1 inferred rule: { $rules }
   *[other] Relies on { $n } inferred rules: { $rules }
}
# What a screen reader says when the answer changes.
verdict-spoken = { $word }. { $reason }
verdict-spoken-kind = { $word }, { $kind }. { $reason }

## Trace

# How a step’s number is spoken.
trace-step-number = Step { $step }
# The accessible name of a step’s mark in the ribbon.
trace-pip = { $step } { $name }: { $outcome }
trace-pip-verdict = Verdict: { $outcome }
trace-statement-name = Statement { $statement } of { $policy }
# Where a statement stands. {lines} is “lines 7–11”.
trace-source = { $policy }, { $lines }
trace-through-group = through group { $group }
trace-more = and { $n } more
trace-absent = not in the request
trace-holds = matches
trace-fails = doesn’t match
trace-owner = Administrators of { $account } can change this.
trace-documented = Documented: { $rules }
trace-inferred = Inferred: { $rules }
trace-assumed = Assumed: { $rules }
trace-live = Live
trace-empty = The steps appear here once the question is complete.
trace-times = { $from } → { $until }
phase-step = step { $step }

## World explorer

world-directory = Resource directory
world-bucket-policies = Bucket policies
world-control-off = off
world-missing = doesn’t exist
world-empty = No accounts yet
world-no-match = Nothing is named like { $text }.
world-filter-label = Filter the world
world-clear-filter = Clear the filter

## Problems

problem-error = Error
problem-warning = Warning
problem-note = Note
problem-line = Line { $line }
page-note-count = { $n ->
    [one] 1 note
   *[other] { $n } notes
}
