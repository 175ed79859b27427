//! The condition keys of a question, and when each of its calls happens.
//!
//! A question makes one call for each role that is assumed, and one for the action: its phases. Each has a context of
//! its own. People think of one context for all of them, so edits reach all phases unless one is set apart.

use ram_policy::condition::ConditionKey;

use crate::moment::Moment;
use crate::scenario::{Context, OneOrMany, Question};

/// Time of a request.
pub const CURRENT_TIME: &str = "acs:CurrentTime";
/// Whether the caller passed multi-factor authentication.
pub const MFA_PRESENT: &str = "acs:MFAPresent";
/// Whether the request came over HTTPS.
pub const SECURE_TRANSPORT: &str = "acs:SecureTransport";
/// The address of the client.
pub const SOURCE_IP: &str = "acs:SourceIp";

/// The keys that a new call takes over from the calls that are already there.
const SHARED: [&str; 4] = [MFA_PRESENT, SOURCE_IP, CURRENT_TIME, SECURE_TRANSPORT];

/// Keys that official pages name and that a person may want to set, in the order in which they are offered. Those that
/// the question has a place of its own for are left out.
pub const WELL_KNOWN: [&str; 16] = [
    "acs:SourceVpc",
    "acs:VpcSourceIp",
    "acs:PrincipalARN",
    "acs:PrincipalRDId",
    "acs:PrincipalRDPath",
    "acs:RequestTag/",
    "acs:ResourceTag/",
    "acs:TagKeys",
    "acs:Service",
    "acs:UserAgent",
    "acs:AccessId",
    "oss:Prefix",
    "oss:Delimiter",
    "oss:x-oss-acl",
    "ram:ServiceName",
    "saml:recipient",
];

/// One call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Assuming a role; which, from 0.
    Hop(usize),
    /// The action.
    Action,
}

/// What an edit reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Phases {
    /// Every call, and the context that the action would have, if none is chosen yet.
    #[default]
    All,
    /// One call.
    Only(Phase),
}

/// What the calls say about one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// No call has it.
    Absent,
    /// Every call has the same values.
    Same(Vec<String>),
    /// The calls differ; `None` for one that does not have it.
    Differs(Vec<(Phase, Option<Vec<String>>)>),
}

/// When the first call happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// The first call has no time.
    Absent,
    /// Its time.
    At(Moment),
    /// A text that is no time.
    Unreadable(String),
}

/// The calls that a question makes, in order. The action counts unless the question only assumes.
pub fn phases(question: &Question) -> Vec<Phase> {
    let hops = (0..question.assume_role.len()).map(Phase::Hop);
    let has_action = question.action.is_some() || question.assume_role.is_empty();
    hops.chain(has_action.then_some(Phase::Action)).collect()
}

/// The condition keys of one call.
pub fn of_phase(question: &Question, phase: Phase) -> Option<&Context> {
    match phase {
        Phase::Hop(hop) => question.assume_role.get(hop).map(|hop| &hop.context),
        Phase::Action => Some(&question.context),
    }
}

fn contexts(question: &mut Question, phases: Phases) -> Vec<&mut Context> {
    let hops = question.assume_role.iter_mut().map(|hop| &mut hop.context).enumerate();
    let all = hops.map(|(hop, context)| (Phase::Hop(hop), context)).chain([(Phase::Action, &mut question.context)]);
    all.filter(|(phase, _)| phases == Phases::All || phases == Phases::Only(*phase))
        .map(|(_, context)| context)
        .collect()
}

/// The values of a key in one context; letters' case doesn't count, but for the name of a tag (R4.41).
pub fn values<'a>(context: &'a Context, key: &str) -> Option<&'a [String]> {
    let key = ConditionKey::new(key);
    context.iter().find(|(name, _)| ConditionKey::new(name) == key).map(|(_, values)| values.values())
}

/// The question with other values for a key. Without values the key is not sent.
pub fn set_key(question: &Question, key: &str, values: &[String], phases: Phases) -> Question {
    let mut question = question.clone();
    for context in contexts(&mut question, phases) {
        put(context, key, values);
    }
    question
}

/// What a question of a new scenario states from the start: the time when it was made, an address of a documentation
/// network, and an encrypted connection. Whether MFA was passed follows from who is chosen to ask.
pub fn of_new_question(now: &str) -> Context {
    let mut context = Context::new();
    for (key, value) in [(CURRENT_TIME, now), (SOURCE_IP, "203.0.113.24"), (SECURE_TRANSPORT, "true")] {
        put(&mut context, key, &[value.to_owned()]);
    }
    context
}

fn put(context: &mut Context, key: &str, values: &[String]) {
    let same = ConditionKey::new(key);
    let written = context.keys().find(|name| ConditionKey::new(name) == same).cloned();
    let written = written.unwrap_or_else(|| key.to_owned());
    match values {
        [] => context.remove(&written),
        [value] => context.insert(written, OneOrMany::One(value.clone())),
        _ => context.insert(written, OneOrMany::Many(values.to_vec())),
    };
}

/// What the calls of the question say about a key.
pub fn value_of(question: &Question, key: &str) -> Held {
    hold(phases(question).into_iter().map(|phase| {
        let values = of_phase(question, phase).and_then(|context| values(context, key));
        (phase, values.map(<[String]>::to_vec))
    }))
}

/// Puts what each phase says into one.
pub(crate) fn hold(values: impl Iterator<Item = (Phase, Option<Vec<String>>)>) -> Held {
    let values = Vec::from_iter(values);
    match values.split_first() {
        None => Held::Absent,
        Some(((_, first), others)) if others.iter().all(|(_, other)| other == first) => {
            first.clone().map_or(Held::Absent, Held::Same)
        }
        Some(_) => Held::Differs(values),
    }
}

/// Every key that a call of the question has, once.
pub fn keys(question: &Question) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for phase in phases(question) {
        for key in of_phase(question, phase).into_iter().flat_map(Context::keys) {
            if !keys.iter().any(|known| ConditionKey::new(known) == ConditionKey::new(key)) {
                keys.push(key.clone());
            }
        }
    }
    keys
}

/// Whether two texts name the same key.
pub fn is_same_key(left: &str, right: &str) -> bool {
    ConditionKey::new(left) == ConditionKey::new(right)
}

/// Fills the context of a new call with what every call has: MFA, address, time, HTTPS.
pub(crate) fn shared(context: &Context) -> Context {
    let mut shared = Context::new();
    for key in SHARED {
        if let Some(values) = values(context, key) {
            put(&mut shared, key, values);
        }
    }
    shared
}

/// Seconds from the start to a call.
pub fn delay(question: &Question, phase: Phase) -> i64 {
    let hops = match phase {
        Phase::Hop(hop) => hop + 1,
        Phase::Action => question.assume_role.len(),
    };
    let before = question.assume_role.iter().take(hops).map(|hop| hop.time_offset_seconds).fold(0, u64::saturating_add);
    let own = if phase == Phase::Action { question.time_offset_seconds } else { 0 };
    i64::try_from(before.saturating_add(own)).unwrap_or(i64::MAX)
}

/// When the question starts: the time of its first call, without the delay of that call.
pub fn start_time(question: &Question) -> Start {
    let first = phases(question).first().copied().unwrap_or(Phase::Action);
    let texts = of_phase(question, first).and_then(|context| values(context, CURRENT_TIME));
    match texts.and_then(<[String]>::first) {
        None => Start::Absent,
        Some(text) => match Moment::parse(text) {
            Some(moment) => Start::At(moment.plus(-delay(question, first))),
            None => Start::Unreadable(text.clone()),
        },
    }
}

/// The question with another start; every call gets the time that follows from it. `None` takes the time away.
pub fn set_start_time(question: &Question, start: Option<Moment>) -> Question {
    let mut question = question.clone();
    for phase in (0..question.assume_role.len()).map(Phase::Hop).chain([Phase::Action]) {
        let time = start.map(|start| start.plus(delay(&question, phase)).to_string());
        question = set_key(&question, CURRENT_TIME, time.as_slice(), Phases::Only(phase));
    }
    question
}

/// The question with another time between a call and the one before it. The time of every call follows.
pub fn set_offset(question: &Question, phase: Phase, seconds: u64) -> Question {
    in_step(question, |question| match phase {
        Phase::Hop(hop) => {
            if let Some(hop) = question.assume_role.get_mut(hop) {
                hop.time_offset_seconds = seconds;
            }
        }
        Phase::Action => question.time_offset_seconds = seconds,
    })
}

/// Makes an edit and then gives every call the time that follows from the start.
pub(crate) fn in_step(question: &Question, edit: impl FnOnce(&mut Question)) -> Question {
    let start = start_time(question);
    let mut edited = question.clone();
    edit(&mut edited);
    match start {
        Start::At(start) => set_start_time(&edited, Some(start)),
        _ => edited,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Hop;

    fn context(pairs: &[(&str, &str)]) -> Context {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), OneOrMany::One((*value).to_owned()))).collect()
    }

    fn through_a_role(hop: &[(&str, &str)], action: &[(&str, &str)]) -> Question {
        let hop = Hop { role_arn: "acs:ram::1:role/ops".to_owned(), context: context(hop), ..Hop::default() };
        Question {
            assume_role: vec![hop],
            action: Some("ecs:StopInstance".to_owned()),
            context: context(action),
            ..Question::default()
        }
    }

    fn one(value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }

    #[test]
    fn an_edit_reaches_all_calls() {
        let question = through_a_role(&[], &[(MFA_PRESENT, "true")]);
        let edited = set_key(&question, MFA_PRESENT, &one("false"), Phases::All);
        assert_eq!(value_of(&edited, MFA_PRESENT), Held::Same(one("false")));
    }

    #[test]
    fn a_call_can_be_set_apart() {
        let question = through_a_role(&[(MFA_PRESENT, "true")], &[(MFA_PRESENT, "true")]);
        let edited = set_key(&question, MFA_PRESENT, &[], Phases::Only(Phase::Action));
        assert_eq!(
            value_of(&edited, MFA_PRESENT),
            Held::Differs(vec![(Phase::Hop(0), Some(one("true"))), (Phase::Action, None)])
        );
    }

    #[test]
    fn a_question_that_only_assumes_has_no_call_for_the_action() {
        let mut question = through_a_role(&[(SOURCE_IP, "10.0.0.1")], &[]);
        question.action = None;
        assert_eq!(value_of(&question, SOURCE_IP), Held::Same(one("10.0.0.1")));
        let edited = set_key(&question, SOURCE_IP, &one("10.0.0.2"), Phases::All);
        assert_eq!(values(&edited.context, SOURCE_IP), Some(one("10.0.0.2").as_slice()));
    }

    #[test]
    fn keys_are_the_same_in_any_case_and_keep_their_spelling() {
        let question = through_a_role(&[("acs:mfapresent", "true")], &[]);
        let edited = set_key(&question, MFA_PRESENT, &one("false"), Phases::Only(Phase::Hop(0)));
        assert_eq!(Vec::from_iter(edited.assume_role[0].context.keys()), ["acs:mfapresent"]);
    }

    #[test]
    fn several_values_are_a_list() {
        let both = vec!["a".to_owned(), "b".to_owned()];
        let edited = set_key(&Question::default(), "acs:TagKeys", &both, Phases::All);
        assert_eq!(edited.context.get("acs:TagKeys"), Some(&OneOrMany::Many(both)));
    }

    #[test]
    fn keys_are_listed_once() {
        let question = through_a_role(&[("acs:SourceVpc", "v")], &[("acs:sourcevpc", "v"), ("acs:Service", "fc")]);
        assert_eq!(keys(&question), ["acs:SourceVpc", "acs:Service"]);
    }

    #[test]
    fn the_time_of_each_call_follows_from_start_and_delays() {
        let question = through_a_role(&[], &[]);
        let start = Moment::parse("2025-03-14T10:00:00+08:00");
        let question = set_offset(&set_start_time(&question, start), Phase::Action, 5_400);
        let time = |phase| values(of_phase(&question, phase).unwrap(), CURRENT_TIME).unwrap()[0].clone();
        assert_eq!(time(Phase::Hop(0)), "2025-03-14T10:00:00+08:00");
        assert_eq!(time(Phase::Action), "2025-03-14T11:30:00+08:00");
        assert_eq!(start_time(&question), Start::At(start.unwrap()));
        let later = set_offset(&question, Phase::Hop(0), 60);
        assert_eq!(start_time(&later), Start::At(start.unwrap()));
        assert_eq!(values(&later.context, CURRENT_TIME).unwrap(), ["2025-03-14T11:31:00+08:00"]);
    }

    #[test]
    fn without_a_time_delays_set_none() {
        let question = set_offset(&through_a_role(&[], &[]), Phase::Action, 60);
        assert_eq!(start_time(&question), Start::Absent);
        assert_eq!(value_of(&question, CURRENT_TIME), Held::Absent);
    }

    #[test]
    fn a_text_that_is_no_time_is_kept() {
        let question = through_a_role(&[(CURRENT_TIME, "noon")], &[]);
        assert_eq!(start_time(&question), Start::Unreadable("noon".to_owned()));
        assert_eq!(set_offset(&question, Phase::Action, 60).assume_role, question.assume_role);
    }
}
