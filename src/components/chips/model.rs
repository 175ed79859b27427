//! The context of a question as chips: what each says, and what taking it away does.

use ram_scenario::context::{
    self, CURRENT_TIME, Held, MFA_PRESENT, Phase, Phases, SECURE_TRANSPORT, SOURCE_IP, Start, is_same_key,
};
use ram_scenario::moment::Moment;
use ram_scenario::question as edit;
use ram_scenario::scenario::{DocumentKey, Hop, How, Principal, Question, Scenario};
use ram_text::{Arg, Lang, Msg, Text, code, plain, strong};

/// How a hop is made, as a value of its chip.
const CONSOLE: &str = "console";

/// What a chip is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Multi-factor authentication.
    Mfa,
    /// The address of the client.
    Ip,
    /// When the first call is made.
    Time,
    /// HTTPS.
    Https,
    /// By API or by switching identity in the console: the first role, since the console takes one step only.
    How,
    /// External ID of AssumeRole.
    ExternalId,
    /// Session policies.
    SessionPolicy,
    /// Length of sessions.
    Duration,
    /// Session name.
    SessionName,
    /// Source identity.
    SourceIdentity,
    /// Time between the calls.
    Delay,
    /// Resource group of the resources.
    ResourceGroup,
    /// Any other condition key.
    Key(String),
}

/// One chip.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// What it is about; none for what is stored with a resource and can't be edited here.
    pub kind: Option<Kind>,
    /// Its icon.
    pub icon: &'static str,
    /// What it says.
    pub text: Text,
    /// Whether the request has it.
    pub is_set: bool,
    /// Whether it took part in the decision.
    pub is_decisive: bool,
    /// Whether its value can't be read.
    pub is_invalid: bool,
}

/// What is offered beside the chips that are there.
pub const PARAMETERS: [Kind; 5] =
    [Kind::SessionName, Kind::Duration, Kind::SourceIdentity, Kind::Delay, Kind::ResourceGroup];

impl Kind {
    /// Part of the ids of its chip and popover.
    pub fn id(&self) -> String {
        let id = match self {
            Kind::Mfa => "mfa",
            Kind::Ip => "ip",
            Kind::Time => "time",
            Kind::Https => "https",
            Kind::How => "how",
            Kind::ExternalId => "externalid",
            Kind::SessionPolicy => "sessionpolicy",
            Kind::Duration => "duration",
            Kind::SessionName => "sessionname",
            Kind::SourceIdentity => "sourceidentity",
            Kind::Delay => "delay",
            Kind::ResourceGroup => "resourcegroup",
            Kind::Key(key) => {
                return format!("key-{}", key.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
            }
        };
        id.to_owned()
    }

    /// Its icon.
    pub fn icon(&self) -> &'static str {
        match self {
            Kind::Mfa => "fingerprint",
            Kind::Ip => "globe",
            Kind::Time => "clock",
            Kind::Https => "lock",
            Kind::How => "monitor",
            Kind::ExternalId | Kind::Key(_) => "hash",
            Kind::SessionPolicy => "scroll-text",
            Kind::Duration | Kind::Delay => "hourglass",
            Kind::SessionName => "key-round",
            Kind::SourceIdentity => "user",
            Kind::ResourceGroup => "layers",
        }
    }

    /// What it is called.
    pub fn name(&self, lang: Lang) -> String {
        match self {
            Kind::Mfa => Msg::PageContextMfaName,
            Kind::Ip => Msg::PageContextIpName,
            Kind::Time => Msg::PageContextTimeName,
            Kind::Https => Msg::PageContextHttpsName,
            Kind::How => Msg::PageContextHowName,
            Kind::ExternalId => Msg::PageContextExternalIdName,
            Kind::SessionPolicy => Msg::PageSessionPolicy,
            Kind::Duration => Msg::PageContextDurationName,
            Kind::SessionName => Msg::PageContextSessionName,
            Kind::SourceIdentity => Msg::PageContextSourceIdentityName,
            Kind::Delay => Msg::PageContextDelayName,
            Kind::ResourceGroup => Msg::PageContextResourceGroupName,
            Kind::Key(key) => return key.clone(),
        }
        .string(lang)
    }

    /// The condition key that it sets, if it sets one.
    pub fn key(&self) -> Option<&str> {
        match self {
            Kind::Mfa => Some(MFA_PRESENT),
            Kind::Ip => Some(SOURCE_IP),
            Kind::Time => Some(CURRENT_TIME),
            Kind::Https => Some(SECURE_TRANSPORT),
            Kind::ExternalId => Some("sts:ExternalId"),
            Kind::SourceIdentity => Some("sts:SourceIdentity"),
            Kind::Key(key) => Some(key),
            Kind::How
            | Kind::SessionPolicy
            | Kind::Duration
            | Kind::SessionName
            | Kind::Delay
            | Kind::ResourceGroup => None,
        }
    }

    /// What the question says about it.
    pub fn held(&self, question: &Question) -> Held {
        let text = |read: fn(&Hop) -> &Option<String>| edit::parameter(question, |hop| read(hop).clone());
        match self {
            Kind::Mfa | Kind::Ip | Kind::Time | Kind::Https | Kind::Key(_) => {
                context::value_of(question, self.key().unwrap_or_default())
            }
            Kind::How => match question.assume_role.first() {
                Some(hop) if hop.how == How::Console => Held::Same(vec![CONSOLE.to_owned()]),
                _ => Held::Absent,
            },
            Kind::ExternalId => text(|hop| &hop.external_id),
            Kind::SessionPolicy => match (text(|hop| &hop.session_policy), &question.principal) {
                (Held::Absent, Some(Principal::Session { session_policy: Some(policy), .. })) => {
                    Held::Same(vec![policy.clone()])
                }
                (of_hops, _) => of_hops,
            },
            Kind::SessionName => text(|hop| &hop.session_name),
            Kind::SourceIdentity => text(|hop| &hop.source_identity),
            Kind::Duration => edit::parameter(question, |hop| hop.duration_seconds.map(|seconds| seconds.to_string())),
            Kind::Delay => {
                let last = context::phases(question).last().copied().unwrap_or(Phase::Action);
                let seconds = context::delay(question, last);
                if seconds == 0 { Held::Absent } else { Held::Same(vec![seconds.to_string()]) }
            }
            Kind::ResourceGroup => {
                question.resource_group.clone().map_or(Held::Absent, |group| Held::Same(vec![group]))
            }
        }
    }

    /// The question with other values for it; without values it is left out.
    pub fn put(&self, question: &Question, values: &[String], phases: Phases) -> Question {
        let first = values.first().cloned();
        match self {
            Kind::Mfa | Kind::Ip | Kind::Https | Kind::Key(_) => {
                context::set_key(question, self.key().unwrap_or_default(), values, phases)
            }
            Kind::Time => match first.as_deref().map(Moment::parse) {
                Some(None) => context::set_key(question, CURRENT_TIME, values, phases),
                moment => context::set_start_time(question, moment.flatten()),
            },
            Kind::How => {
                let how = if first.as_deref() == Some(CONSOLE) { How::Console } else { How::Api };
                edit::edit_hops(question, Phases::Only(Phase::Hop(0)), |hop| hop.how = how)
            }
            Kind::ExternalId => edit::edit_hops(question, phases, |hop| hop.external_id.clone_from(&first)),
            Kind::SessionPolicy => {
                let edited = edit::edit_hops(question, phases, |hop| hop.session_policy.clone_from(&first));
                edit::set_session_policy(&edited, &DocumentKey::Running, first)
            }
            Kind::SessionName => edit::edit_hops(question, phases, |hop| hop.session_name.clone_from(&first)),
            Kind::SourceIdentity => edit::edit_hops(question, phases, |hop| hop.source_identity.clone_from(&first)),
            Kind::Duration => {
                let seconds = first.and_then(|seconds| seconds.parse().ok());
                edit::edit_hops(question, phases, |hop| hop.duration_seconds = seconds)
            }
            Kind::Delay => {
                let calls = context::phases(question);
                calls.into_iter().fold(question.clone(), |question, phase| context::set_offset(&question, phase, 0))
            }
            Kind::ResourceGroup => edit::set_resource_group(question, first),
        }
    }

    /// The calls that can be told apart, if there are several.
    pub fn phases(&self, question: &Question) -> Vec<Phase> {
        let phases = match self {
            Kind::Mfa | Kind::Ip | Kind::Https | Kind::Key(_) => context::phases(question),
            Kind::ExternalId | Kind::SessionName | Kind::SourceIdentity | Kind::Duration => {
                (0..question.assume_role.len()).map(Phase::Hop).collect()
            }
            Kind::How | Kind::Time | Kind::SessionPolicy | Kind::Delay | Kind::ResourceGroup => Vec::new(),
        };
        if phases.len() > 1 { phases } else { Vec::new() }
    }

    /// Whether it only means something where a role is assumed.
    pub fn needs_hop(&self) -> bool {
        matches!(
            self,
            Kind::How | Kind::ExternalId | Kind::Duration | Kind::SessionName | Kind::SourceIdentity | Kind::Delay
        )
    }

    /// Whether a call of the question can carry it: what only the API sends needs a hop that is made by API.
    pub fn fits(&self, question: &Question) -> bool {
        let hops = &question.assume_role;
        match self {
            Kind::SessionPolicy if matches!(question.principal, Some(Principal::Session { .. })) => true,
            Kind::SessionPolicy | Kind::ExternalId | Kind::Duration | Kind::SessionName | Kind::SourceIdentity => {
                hops.iter().any(|hop| hop.how == How::Api)
            }
            _ => !hops.is_empty() || !self.needs_hop(),
        }
    }

    /// What stands in the place of a value that is not there.
    fn absent(&self) -> Msg {
        match self {
            Kind::Mfa => Msg::PageContextMfaNotSent,
            Kind::Ip => Msg::PageContextNoIp,
            Kind::Time => Msg::PageContextNoTime,
            Kind::Https => Msg::PageContextHttpsNotSent,
            Kind::How => Msg::PageContextByApi,
            Kind::ExternalId => Msg::PageContextNoExternalId,
            Kind::SessionPolicy => Msg::PageContextNoSessionPolicy,
            _ => Msg::PageContextNotSent,
        }
    }

    /// A value alone, in a few words.
    fn value(&self, values: &[String], lang: Lang) -> String {
        let text = values.join(", ");
        match (self, text.as_str()) {
            (Kind::Mfa, "true") => Msg::PageContextMfaOn.string(lang),
            (Kind::Mfa, "false") => Msg::PageContextMfaOff.string(lang),
            (Kind::Https, "true") => Msg::PageContextHttpsOn.string(lang),
            (Kind::Https, "false") => Msg::PageContextHttpsOff.string(lang),
            (Kind::Time, _) => Moment::parse(&text).map_or(text, |moment| moment.words(lang)),
            (Kind::Duration | Kind::Delay, _) => text.parse().map_or(text, |seconds| length(seconds).string(lang)),
            _ => text,
        }
    }

    /// A value with what it is.
    fn text(&self, values: &[String], lang: Lang) -> Text {
        let value = strong(self.value(values, lang));
        match self {
            Kind::Mfa => Msg::PageContextMfa { state: value },
            Kind::Ip => Msg::PageContextFrom { ip: value },
            Kind::Time => match values.first().and_then(|text| Moment::parse(text)) {
                Some(moment) => Msg::PageContextAt { time: value, zone: plain(moment.zone()) },
                None => Msg::PageContextAtText { text: value },
            },
            Kind::Https => Msg::PageContextHttps { state: value },
            Kind::How => Msg::PageContextInConsole,
            Kind::ExternalId => Msg::PageContextExternalId { id: value },
            Kind::SessionPolicy => Msg::PageSessionPolicy,
            Kind::Duration => Msg::PageContextDuration { length: value },
            Kind::SessionName => Msg::PageContextSession { name: value },
            Kind::SourceIdentity => Msg::PageContextSourceIdentity { name: value },
            Kind::Delay => Msg::PageContextLater { length: value },
            Kind::ResourceGroup => Msg::PageContextResourceGroup { group: value },
            Kind::Key(key) => Msg::PageContextPair { key: code(key.as_str()), value },
        }
        .text(lang)
    }

    fn is_invalid(&self, values: &[String]) -> bool {
        values.iter().any(|value| match self {
            Kind::Ip => value.parse::<std::net::IpAddr>().is_err(),
            Kind::Time => Moment::parse(value).is_none(),
            Kind::Mfa | Kind::Https => value != "true" && value != "false",
            _ => false,
        })
    }

    fn chip(&self, question: &Question, lang: Lang) -> Chip {
        let held = self.shown(question);
        let whole = |values: Option<&Vec<String>>| match values {
            Some(values) => self.text(values, lang),
            None => self.absent().text(lang),
        };
        let (text, is_invalid) = match &held {
            Held::Absent => (whole(None), false),
            Held::Same(values) => (whole(Some(values)), self.is_invalid(values)),
            Held::Differs(phases) => {
                let first = phases.first().and_then(|(_, values)| values.as_ref());
                let hops = phases.iter().filter(|(phase, _)| *phase != Phase::Action);
                let value = Arg::text(whole(first));
                let action = phases.iter().find(|(phase, _)| *phase == Phase::Action);
                let is_one_apart = hops.into_iter().all(|(_, values)| values.as_ref() == first);
                let text = match action {
                    Some((_, action)) if is_one_apart => {
                        let not_sent = || Msg::PageContextNotSent.string(lang);
                        let action = action.as_ref().map_or_else(not_sent, |values| self.value(values, lang));
                        Msg::PageContextApart { value, action: strong(action) }.text(lang)
                    }
                    _ => Msg::PageContextDiffers { value }.text(lang),
                };
                (text, phases.iter().any(|(_, values)| values.as_ref().is_some_and(|values| self.is_invalid(values))))
            }
        };
        let is_set = held != Held::Absent;
        Chip { kind: Some(self.clone()), icon: self.icon(), text, is_set, is_decisive: false, is_invalid }
    }

    /// What the chip is about: the start, where the time of every call follows from it.
    fn shown(&self, question: &Question) -> Held {
        match (self, context::start_time(question)) {
            (Kind::Time, Start::At(start)) => {
                let expected = context::set_start_time(question, Some(start));
                let held = context::value_of(question, CURRENT_TIME);
                let is_in_step = held == context::value_of(&expected, CURRENT_TIME);
                if is_in_step { Held::Same(vec![start.to_string()]) } else { held }
            }
            _ => self.held(question),
        }
    }
}

/// All chips in order: the common ones, set or not, then whatever else is set, then what is stored with the resources.
pub fn chips(scenario: &Scenario, decisive_keys: &[String], lang: Lang) -> Vec<Chip> {
    let question = &scenario.question;
    let is_decisive = |key: &str| decisive_keys.iter().any(|decisive| is_same_key(decisive, key));
    let common = [Kind::Mfa, Kind::Ip, Kind::Time, Kind::Https, Kind::How, Kind::ExternalId, Kind::SessionPolicy];
    let mut kinds = Vec::from_iter(common.into_iter().filter(|kind| kind.fits(question)));
    kinds.extend(PARAMETERS.into_iter().filter(|kind| kind.fits(question) && kind.held(question) != Held::Absent));
    for key in context::keys(question) {
        let is_there = kinds.iter().any(|kind| kind.key().is_some_and(|known| is_same_key(known, &key)));
        // The external ID and the source identity are parameters; a key of that name is another thing.
        if !is_there || key.starts_with("sts:") {
            kinds.push(Kind::Key(key));
        }
    }
    let chip = |kind: Kind| {
        let chip = kind.chip(question, lang);
        Chip { is_decisive: kind.key().is_some_and(is_decisive), ..chip }
    };
    let mut chips = Vec::from_iter(kinds.into_iter().map(chip));
    let resources = scenario.accounts.iter().flat_map(|account| &account.resources);
    // Without an action nothing is asked of them.
    let is_asked = |arn: &String| question.action.is_some() && question.resources.contains(arn);
    for resource in resources.filter(|resource| is_asked(&resource.arn)) {
        let fixed =
            |icon, text, is_decisive| Chip { kind: None, icon, text, is_set: true, is_decisive, is_invalid: false };
        if let Some(group) = &resource.resource_group {
            let text = Msg::PageContextResourceGroup { group: strong(group.as_str()) }.text(lang);
            chips.push(fixed("layers", text, false));
        }
        for (key, value) in &resource.tags {
            let text = Msg::PageContextTag { key: plain(key.as_str()), value: strong(value.as_str()) }.text(lang);
            chips.push(fixed("hash", text, is_decisive(&format!("acs:ResourceTag/{key}"))));
        }
    }
    chips
}

/// A length of time in words.
pub fn length(seconds: u64) -> Msg {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    match (seconds % 60, hours, minutes) {
        (1.., _, _) | (_, 0, 0) => Msg::PageLengthSeconds { n: number(seconds) },
        (_, 0, minutes) => Msg::PageLengthMinutes { n: plain(minutes.to_string()) },
        (_, hours, 0) => Msg::PageLengthHours { n: plain(hours.to_string()) },
        (_, hours, minutes) => {
            Msg::PageLengthHoursMinutes { hours: plain(hours.to_string()), minutes: plain(minutes.to_string()) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scenario(question: &str) -> Scenario {
        let accounts =
            r#"[{"id":"1","resources":[{"arn":"acs:ecs:cn-hangzhou:1:instance/i-001","tags":{"env":"prod"}}]}]"#;
        Scenario::from_json(&format!(r#"{{"format":"ram-scenario/1","accounts":{accounts},"question":{question}}}"#))
            .unwrap()
    }

    fn says(question: &str, lang: Lang) -> Vec<String> {
        chips(&scenario(question), &[], lang).into_iter().map(|chip| chip.text.to_string()).collect()
    }

    const CONTEXT: &str = r#"{"acs:MFAPresent":"true","acs:SourceIp":"203.0.113.24","acs:CurrentTime":"2025-03-14T10:00:00+08:00","acs:SecureTransport":"true"}"#;

    #[test]
    fn a_question_without_context_has_the_common_chips_unset() {
        assert_eq!(says("{}", Lang::En), ["MFA not sent", "No source IP", "No time", "HTTPS not sent"]);
        let chips = chips(&scenario("{}"), &[], Lang::En);
        assert!(chips.iter().all(|chip| !chip.is_set));
    }

    #[test]
    fn a_running_session_may_have_a_session_policy() {
        let question = |policy: &str| {
            format!(r#"{{"principal":{{"type":"session","account":"1","role":"Ops","name":"app"{policy}}}}}"#)
        };
        assert!(says(&question(""), Lang::En).contains(&"No session policy".to_owned()));
        assert!(says(&question(r#","session_policy":"{}""#), Lang::En).contains(&"Session policy".to_owned()));
    }

    #[test]
    fn values_are_shown_in_both_languages() {
        let question = format!(
            r#"{{"assume_role":[{{"role_arn":"acs:ram::1:role/ops","duration_seconds":5400,"context":{CONTEXT}}}],"action":"ecs:StopInstance","context":{CONTEXT},"resources":["acs:ecs:cn-hangzhou:1:instance/i-001"]}}"#
        );
        let english = [
            "MFA on",
            "From 203.0.113.24",
            "At 14 Mar 2025, 10:00 UTC+8",
            "HTTPS on",
            "By API",
            "No external ID",
            "No session policy",
            "Session of 1 h 30 min",
            "Tag env = prod",
        ];
        assert_eq!(says(&question, Lang::En), english);
        let chinese = [
            "MFA 已通过",
            "来源 IP 203.0.113.24",
            "时间 2025-03-14 10:00 UTC+8",
            "HTTPS 已启用",
            "通过 API",
            "无外部 ID",
            "无会话策略",
            "会话时长 1 小时 30 分钟",
            "标签 env = prod",
        ];
        assert_eq!(says(&question, Lang::ZhCn), chinese);
    }

    #[test]
    fn what_the_console_can_not_send_has_no_chip() {
        let hop = |how: &str| format!(r#"{{"role_arn":"acs:ram::1:role/ops","external_id":"x","how":"{how}"}}"#);
        let one = format!(r#"{{"assume_role":[{}]}}"#, hop("console"));
        let console = ["MFA not sent", "No source IP", "No time", "HTTPS not sent", "By switching identity"];
        assert_eq!(says(&one, Lang::En), console);
        let two = format!(r#"{{"assume_role":[{},{}]}}"#, hop("console"), hop("api"));
        assert!(says(&two, Lang::En).contains(&"External ID x".to_owned()));
        let question = scenario(&one).question;
        let api = Kind::How.put(&question, &[], Phases::All);
        assert_eq!(Kind::How.put(&api, &[CONSOLE.to_owned()], Phases::All), question);
    }

    #[test]
    fn a_call_that_differs_is_told() {
        let differs = |action: &str| {
            let hop = r#"{"role_arn":"acs:ram::1:role/ops","context":{"acs:MFAPresent":"true"}}"#;
            let question = format!(r#"{{"assume_role":[{hop}],"action":"a:B","context":{action}}}"#);
            says(&question, Lang::En).remove(0)
        };
        assert_eq!(differs(r#"{"acs:MFAPresent":"false"}"#), "MFA on · off for the action");
        assert_eq!(differs("{}"), "MFA on · not sent for the action");
    }

    #[test]
    fn hops_that_differ_are_told() {
        let hop = |id: &str| format!(r#"{{"role_arn":"acs:ram::1:role/ops","external_id":"{id}"}}"#);
        let question = format!(r#"{{"assume_role":[{},{}],"action":"a:B"}}"#, hop("x"), hop("y"));
        assert!(says(&question, Lang::En).contains(&"External ID x · differs between calls".to_owned()));
    }

    #[test]
    fn other_keys_have_chips_of_their_own() {
        let question = r#"{"context":{"acs:TagKeys":["a","b"],"acs:sourceip":"10.0.0.1"}}"#;
        assert_eq!(says(question, Lang::En)[1], "From 10.0.0.1");
        assert_eq!(says(question, Lang::En)[4..], ["acs:TagKeys = a, b"]);
    }

    #[test]
    fn the_delay_is_that_of_the_last_call() {
        let question =
            r#"{"assume_role":[{"role_arn":"acs:ram::1:role/ops"}],"action":"a:B","time_offset_seconds":1800}"#;
        assert!(says(question, Lang::En).contains(&"30 min later".to_owned()));
    }

    #[test]
    fn decisive_keys_mark_their_chips_in_any_case() {
        let keys = ["acs:mfapresent".to_owned()];
        let chips = chips(&scenario("{}"), &keys, Lang::En);
        assert_eq!(Vec::from_iter(chips.iter().map(|chip| chip.is_decisive)), [true, false, false, false]);
    }

    #[test]
    fn what_can_not_be_read_is_invalid() {
        let chips = chips(&scenario(r#"{"context":{"acs:SourceIp":"home","acs:CurrentTime":"noon"}}"#), &[], Lang::En);
        assert_eq!(Vec::from_iter(chips.iter().map(|chip| chip.is_invalid)), [false, true, true, false]);
        assert_eq!(chips[2].text.to_string(), "At noon");
    }

    #[test]
    fn every_kind_can_be_put_and_left_out() {
        let question = edit::choose_role(&Question::default(), 0, "acs:ram::1:role/ops");
        let kinds = [
            Kind::Mfa,
            Kind::Ip,
            Kind::Https,
            Kind::ExternalId,
            Kind::SessionPolicy,
            Kind::Duration,
            Kind::SessionName,
            Kind::SourceIdentity,
            Kind::ResourceGroup,
            Kind::Key("acs:SourceVpc".to_owned()),
        ];
        let running = edit::choose_principal(&question, edit::running_session(&question, "1", "Ops"));
        let by_session = Question { assume_role: Vec::new(), ..running };
        let policy = Kind::SessionPolicy;
        let set = policy.put(&by_session, &["900".to_owned()], Phases::All);
        assert_eq!(policy.held(&set), Held::Same(vec!["900".to_owned()]));
        assert_eq!(policy.put(&set, &[], Phases::All), by_session);
        for kind in kinds {
            let one = vec!["900".to_owned()];
            let set = kind.put(&question, &one, Phases::All);
            assert_eq!(kind.held(&set), Held::Same(one), "{kind:?}");
            assert_eq!(kind.put(&set, &[], Phases::All), question, "{kind:?}");
        }
    }

    #[test]
    fn lengths_are_short() {
        let say = |seconds| length(seconds).string(Lang::En);
        assert_eq!(say(45), "45 s");
        assert_eq!(say(900), "15 min");
        assert_eq!(say(3_600), "1 h");
        assert_eq!(say(5_400), "1 h 30 min");
        assert_eq!(say(3_601), "3,601 s");
    }
}
