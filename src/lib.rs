//! The playground: a yew single-page app around the evaluator.
