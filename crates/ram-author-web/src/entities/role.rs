//! A new role, guided as in the console: whom it trusts, how long its sessions last, what it may do.

use ram_author::facts::TRUSTED_SERVICES;
use ram_policy::arn::Arn;
use ram_policy::policy::{Document, PolicyKind};
use ram_policy::text::DocumentId;
use ram_scenario::diagnostics;
use ram_scenario::edit::field::{self, Broken, Check};
use ram_scenario::edit::fresh;
use ram_scenario::edit::trusted::Trusted;
use ram_scenario::edit::{Edit, Entity, Holder, New};
use ram_scenario::scenario::{Account, Attachment, Role, RoleKind, Scenario};
use ram_text::{Lang, Msg, code};
use yew::prelude::*;

use super::attach::Chooser;
use super::create::{NewProps, account_field};
use super::fields::{field as text, named, optional, radios, select, sets, some, tick};
use super::form::{Form, accounts, first_account};
use super::wish::Made;
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Tab;

/// The kinds of trusted entity that the console offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    ThisAccount,
    OtherAccount,
    /// One user or role, whom the console's guided form does not offer.
    Identity,
    Service,
    Saml,
    Oidc,
    /// Whom a trust policy says that is written by hand.
    Written,
}

impl Trust {
    /// Its words.
    fn label(self) -> Msg {
        match self {
            Trust::ThisAccount => Msg::EntityTrustThis,
            Trust::OtherAccount => Msg::EntityTrustOther,
            Trust::Identity => Msg::EntityTrustIdentity,
            Trust::Service => Msg::EntityTrustService,
            Trust::Saml => Msg::EntityTrustSaml,
            Trust::Oidc => Msg::EntityTrustOidc,
            Trust::Written => Msg::EntityTrustWritten,
        }
    }

    /// These kinds to choose from.
    pub(super) fn options(kinds: &[Trust]) -> Vec<(Trust, Msg)> {
        kinds.iter().map(|kind| (*kind, kind.label())).collect()
    }
}

/// A new role as it is typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    account: String,
    name: String,
    description: String,
    /// The kind of the trusted entity.
    pub(super) trust: Trust,
    /// The trust policy as it was laid out by hand, where it says what the fields say.
    laid_out: Option<String>,
    /// The one that was written by hand, and says what no fields can say.
    written: Option<String>,
    /// The ID of the other account.
    other: String,
    /// What whoever assumes the role from there must send; may be left out.
    external_id: String,
    /// The ARN of a user or role.
    identity: String,
    service: String,
    /// The ARN of the identity provider.
    provider: String,
    issuer: String,
    audience: String,
    /// Whether the service alone may change the role (R6.25).
    is_linked: bool,
    /// In seconds; may be left out.
    duration: String,
    attached: Vec<Attachment>,
}

impl Draft {
    fn new(scenario: &Scenario, wished: Option<&String>) -> Draft {
        Draft::of(scenario, &first_account(scenario, wished), Trust::ThisAccount)
    }

    /// What a form in this account begins with.
    fn of(scenario: &Scenario, account: &str, trust: Trust) -> Draft {
        let account = account.to_owned();
        let other = scenario.accounts.iter().find(|other| other.id != account);
        let name = match fresh::role(scenario, &account, &Trusted::Account(account.clone())) {
            New::Role { role, .. } => role.name,
            _ => String::new(),
        };
        Draft {
            name,
            description: String::new(),
            trust,
            laid_out: None,
            written: None,
            other: other.map(|other| other.id.clone()).unwrap_or_default(),
            external_id: String::new(),
            identity: String::new(),
            service: "ecs.aliyuncs.com".to_owned(),
            provider: format!("acs:ram::{account}:saml-provider/idp"),
            issuer: String::new(),
            audience: String::new(),
            is_linked: false,
            duration: String::new(),
            attached: Vec::new(),
            account,
        }
    }

    /// What a form begins with that lets this role trust one more: a user or role other than itself.
    pub(super) fn of_one_more(scenario: &Scenario, account: &str, role: &str) -> Draft {
        let own = Arn::role(account, role).to_string();
        let other = identities(scenario).into_iter().find(|arn| *arn != own);
        Draft { identity: other.unwrap_or_default(), ..Draft::of(scenario, account, Trust::Identity) }
    }

    /// Sets a field that the trust policy follows.
    pub(super) fn follow(&mut self, set: impl FnOnce(&mut Draft)) {
        set(self);
        self.laid_out = None;
    }

    /// Chooses whom to trust. The example of a provider's ARN is one of the chosen kind.
    pub(super) fn choose(&mut self, trust: Trust) {
        self.laid_out = None;
        self.trust = trust;
        match trust {
            Trust::Saml => self.provider = self.provider.replace(":oidc-provider/", ":saml-provider/"),
            Trust::Oidc => self.provider = self.provider.replace(":saml-provider/", ":oidc-provider/"),
            _ => {}
        }
    }

    /// Takes a trust policy that is written by hand. Where the fields can say the same, they do.
    fn write(&mut self, text: String) {
        match Trusted::read(&text) {
            Some(Trusted::Account(id)) if id == self.account => self.trust = Trust::ThisAccount,
            Some(Trusted::Account(id)) => {
                (self.trust, self.other, self.external_id) = (Trust::OtherAccount, id, String::new());
            }
            Some(Trusted::AccountKnowing { account, external_id }) => {
                (self.trust, self.other, self.external_id) = (Trust::OtherAccount, account, external_id);
            }
            Some(Trusted::Service(service)) => (self.trust, self.service) = (Trust::Service, service),
            Some(Trusted::Saml(provider)) => (self.trust, self.provider) = (Trust::Saml, provider),
            Some(Trusted::Oidc { provider, issuer, audience }) => {
                self.trust = Trust::Oidc;
                (self.provider, self.issuer, self.audience) = (provider, issuer, audience);
            }
            // No form is read back as one user or role.
            None | Some(Trusted::Identity(_)) => {
                self.trust = Trust::Written;
                self.written = Some(text);
                return;
            }
        }
        self.laid_out = Some(text);
    }

    fn trust_policy(&self) -> String {
        let by_hand = if self.trust == Trust::Written { &self.written } else { &self.laid_out };
        by_hand.clone().unwrap_or_else(|| self.trusted().policy())
    }

    /// Whom the fields name.
    pub(super) fn trusted(&self) -> Trusted {
        let provider = self.provider.trim().to_owned();
        match self.trust {
            Trust::ThisAccount | Trust::Written => Trusted::Account(self.account.clone()),
            Trust::OtherAccount => {
                let account = self.other.trim().to_owned();
                match some(&self.external_id) {
                    None => Trusted::Account(account),
                    Some(external_id) => Trusted::AccountKnowing { account, external_id },
                }
            }
            Trust::Identity => Trusted::Identity(self.identity.trim().to_owned()),
            Trust::Service => Trusted::Service(self.service.trim().to_owned()),
            Trust::Saml => Trusted::Saml(provider),
            Trust::Oidc => Trusted::Oidc {
                provider,
                issuer: self.issuer.trim().to_owned(),
                audience: self.audience.trim().to_owned(),
            },
        }
    }

    /// The ID of any account, in this scenario or out of it (R7.1).
    fn check_other(&self) -> Check {
        field::account_id(&Scenario::empty(), self.other.trim(), None)
    }

    /// The first error of a trust policy that is written by hand.
    fn check_written(&self, lang: Lang) -> Check {
        if self.trust != Trust::Written {
            return Ok(());
        }
        let document = Document::parse(DocumentId::new("trust"), "", PolicyKind::Trust, &self.trust_policy());
        document.first_error().map_or(Ok(()), |error| {
            Err(Broken { rule: None, message: diagnostics::message(&error.problem, lang).into() })
        })
    }

    /// The rule that the trusted entity breaks.
    pub(super) fn check_trust(&self) -> Check {
        match self.trust {
            Trust::ThisAccount => Ok(()),
            // The platform refuses a trust policy with an error (R9.1).
            Trust::Written => self.check_written(Lang::En),
            Trust::OtherAccount => self.check_other().and_then(|()| optional(&self.external_id, field::external_id)),
            Trust::Identity => field::identity_arn(self.identity.trim()),
            Trust::Service => field::service(self.service.trim()),
            Trust::Saml | Trust::Oidc => field::provider(self.provider.trim()),
        }
    }

    fn check_duration(&self) -> Check {
        // What is no number is out of range.
        let seconds = some(&self.duration).map(|text| text.parse().unwrap_or(0));
        seconds.map_or(Ok(()), field::max_session_duration)
    }

    fn edit(&self) -> Option<Edit> {
        self.check_trust().ok()?;
        self.check_duration().ok()?;
        let role = Role {
            name: self.name.trim().to_owned(),
            description: some(&self.description),
            max_session_duration: some(&self.duration).and_then(|text| text.parse().ok()),
            trust_policy: Some(self.trust_policy()),
            ..Role::default()
        };
        if self.is_linked && self.trust == Trust::Service {
            // Its policies come with it: nobody attaches any later.
            let role = Role { kind: Some(RoleKind::ServiceLinked), policies: self.attached.clone(), ..role };
            return Some(Edit::Create(Box::new(New::Role { account: self.account.clone(), role })));
        }
        let to = Holder::role(&self.account, &role.name);
        let mut edits = vec![Edit::Create(Box::new(New::Role { account: self.account.clone(), role }))];
        let attach = |attachment: &Attachment| Edit::Attach { to: to.clone(), attachment: attachment.clone() };
        edits.extend(self.attached.iter().map(attach));
        Some(Edit::All(edits))
    }
}

/// The guided form.
#[component]
pub fn NewRole(props: &NewProps) -> Html {
    let given = &props.given;
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| Draft::new(scenario, props.account.as_ref()));
    let entity = Entity::Role { account: draft.account.clone(), name: draft.name.trim().to_owned() };
    let mut trusts = vec![Trust::ThisAccount, Trust::OtherAccount, Trust::Service, Trust::Saml, Trust::Oidc];
    // What was written by hand stays within reach.
    if draft.written.is_some() {
        trusts.push(Trust::Written);
    }
    let trusts = Trust::options(&trusts);
    let aside = text("new-trust-policy", Msg::PageTrustPolicy, &draft.trust_policy(), sets(&draft, Draft::write))
        .check(draft.check_written(lang))
        .help(Msg::EntityTrustPolicyHelp)
        .long()
        .code()
        .draw(lang);
    html! {
        <Form given={given.clone()} title={Made::Role.label().string(lang)} submit={Msg::EntityCreate.string(lang)}
            edit={draft.edit()} then={Tab::Entity(entity)} {aside}>
            { account_field(given, &draft.account, sets(&draft, |d: &mut Draft, v| {
                d.follow(|d| d.account = v);
                d.attached.clear();
            })) }
            { text("new-name", Msg::EntityRoleName, &draft.name, sets(&draft, |d: &mut Draft, v| d.name = v))
                .check(field::role_name(scenario, &draft.account, draft.name.trim(), None)).first().code().draw(lang) }
            { radios("new-trust", &Msg::EntityTrusted, &trusts, draft.trust, &sets(&draft, Draft::choose), lang) }
            { trust_fields(&draft, scenario, lang) }
            if draft.trust == Trust::Service {
                { tick("new-linked", say(&Msg::EntityServiceLinkedWhy, lang), draft.is_linked,
                    sets(&draft, |d: &mut Draft, v| d.is_linked = v)) }
            }
            { text("new-duration", Msg::EntityMaxSession, &draft.duration, sets(&draft, |d: &mut Draft, v| d.duration = v))
                .check(draft.check_duration()).help(Msg::EntityMaxSessionHelp).code().draw(lang) }
            { text("new-description", Msg::EntityDescription, &draft.description,
                sets(&draft, |d: &mut Draft, v| d.description = v)).check_if_set(field::description).draw(lang) }
            <Chooser scenario={scenario.clone()} account={draft.account.clone()} holder={None::<Holder>} {lang}
                chosen={draft.attached.clone()} on_chosen={sets(&draft, |d: &mut Draft, v| d.attached = v)} />
        </Form>
    }
}

/// The ARNs of the users and roles of a scenario.
fn identities(scenario: &Scenario) -> Vec<String> {
    let of = |account: &Account| {
        let users = account.users.iter().map(|user| Arn::user(&account.id, &user.name));
        let roles = account.roles.iter().map(|role| Arn::role(&account.id, &role.name));
        users.chain(roles).map(|arn| arn.to_string()).collect::<Vec<_>>()
    };
    scenario.accounts.iter().flat_map(of).collect()
}

/// The options to choose from, and first what is typed and in no list.
fn with_typed(known: Vec<(String, String)>, typed: &str, words: &Msg, lang: Lang) -> Vec<(String, String)> {
    let is_known = known.iter().any(|(value, _)| value == typed);
    let none = (!is_known).then(|| (typed.to_owned(), words.string(lang)));
    none.into_iter().chain(known).collect()
}

/// The fields of the chosen kind.
pub(super) fn trust_fields(draft: &UseStateHandle<Draft>, scenario: &Scenario, lang: Lang) -> Html {
    let provider = |example: &'static str| {
        text(
            "new-provider",
            Msg::EntityProvider,
            &draft.provider,
            sets(draft, |d: &mut Draft, v| d.follow(|d| d.provider = v)),
        )
        .check(field::provider(draft.provider.trim()))
        .help(Msg::EntityProviderHelp { example: code(example) })
        .code()
        .draw(lang)
    };
    match draft.trust {
        Trust::ThisAccount | Trust::Written => Html::default(),
        Trust::OtherAccount => {
            let others = accounts(scenario, lang).into_iter().filter(|(id, _)| *id != draft.account);
            let others = Vec::from_iter(others);
            let is_any = !others.is_empty();
            let others = with_typed(others, &draft.other, &Msg::EntityTypedBelow, lang);
            html! {
                <>
                    if is_any {
                        { select("new-other", &Msg::EntityOtherAccount, &others, &draft.other,
                            sets(draft, |d: &mut Draft, v| d.follow(|d| d.other = v)), lang) }
                    }
                    { text("new-other-id", Msg::EntityOtherAccountId, &draft.other,
                        sets(draft, |d: &mut Draft, v| d.follow(|d| d.other = v))).check(draft.check_other())
                        .help(Msg::EntityTrustOtherHelp).code().draw(lang) }
                    { text("new-external-id", Msg::PageContextExternalIdName, &draft.external_id,
                        sets(draft, |d: &mut Draft, v| d.follow(|d| d.external_id = v)))
                        .check_if_set(field::external_id).help(Msg::EntityExternalIdHelp).code().draw(lang) }
                </>
            }
        }
        Trust::Identity => {
            let known = named(&identities(scenario));
            let offered = with_typed(known, &draft.identity, &Msg::EntityTrustTyped, lang);
            html! {
                <>
                    if offered.len() > 1 {
                        { select("new-known", &Msg::EntityTrustKnown, &offered, &draft.identity,
                            sets(draft, |d: &mut Draft, v| d.follow(|d| d.identity = v)), lang) }
                    }
                    { text("new-identity", Msg::EntityTrustIdentityArn, &draft.identity,
                        sets(draft, |d: &mut Draft, v| d.follow(|d| d.identity = v))).check(draft.check_trust())
                        .help(Msg::EntityTrustIdentityHelp).code().draw(lang) }
                </>
            }
        }
        Trust::Service => {
            let known = Vec::from_iter(TRUSTED_SERVICES.iter().map(|code| format!("{code}.aliyuncs.com")));
            let known = with_typed(named(&known), &draft.service, &Msg::EntityTypedBelow, lang);
            let set = || sets(draft, |d: &mut Draft, v| d.follow(|d| d.service = v));
            html! {
                <>
                    { select("new-known-service", &Msg::EntityKnownService, &known, &draft.service, set(), lang) }
                    { text("new-service", Msg::EntityService, &draft.service, set())
                        .check(field::service(draft.service.trim())).code().draw(lang) }
                </>
            }
        }
        Trust::Saml => provider("acs:ram::1234567890123456:saml-provider/idp"),
        Trust::Oidc => html! {
            <>
                { provider("acs:ram::1234567890123456:oidc-provider/k8s") }
                { text("new-issuer", Msg::EntityIssuer, &draft.issuer, sets(draft, |d: &mut Draft, v| d.follow(|d| d.issuer = v))).code().draw(lang) }
                { text("new-audience", Msg::EntityAudience, &draft.audience, sets(draft, |d: &mut Draft, v| d.follow(|d| d.audience = v))).code().draw(lang) }
            </>
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_scenario::scenario::PolicyType;

    const A: &str = "1234567890123456";

    fn draft() -> (Scenario, Draft) {
        let scenario = ram_scenario::examples::example("partner-operations").unwrap().scenario();
        let draft = Draft::new(&scenario, Some(&A.to_owned()));
        (scenario, draft)
    }

    #[test]
    fn a_role_is_made_with_trust_and_policies_in_one_step() {
        let (scenario, mut draft) = draft();
        draft.choose(Trust::OtherAccount);
        draft.duration = "7200".to_owned();
        let policy = "AliyunECSReadOnlyAccess".to_owned();
        draft.attached = vec![Attachment { policy, kind: PolicyType::System, ..Attachment::default() }];
        let edit = draft.edit().unwrap();
        assert_eq!(edit.name(&scenario, Lang::En).string(Lang::En), format!("Create role {}", draft.name));
        let after = edit.apply(&scenario).unwrap();
        let role = after.accounts[0].roles.last().unwrap();
        assert_eq!((role.max_session_duration, role.policies.len()), (Some(7_200), 1));
        let other = &scenario.accounts[1].id;
        assert!(role.trust_policy.as_ref().unwrap().contains(&format!("acs:ram::{other}:root")));
    }

    #[test]
    fn what_breaks_a_rule_makes_nothing() {
        let (_, start) = draft();
        let wrong = |set: fn(&mut Draft)| {
            let mut draft = start.clone();
            set(&mut draft);
            draft.edit()
        };
        assert!(wrong(|_| ()).is_some());
        assert_eq!(wrong(|draft| draft.duration = "10".to_owned()), None);
        assert_eq!(wrong(|draft| draft.duration = "long".to_owned()), None);
        assert_eq!(wrong(|draft| (draft.trust, draft.service) = (Trust::Service, "ecs".to_owned())), None);
        assert_eq!(wrong(|draft| (draft.trust, draft.other) = (Trust::OtherAccount, "x".to_owned())), None);
    }

    #[test]
    fn a_service_linked_role_comes_with_its_policies() {
        let (scenario, mut draft) = draft();
        draft.is_linked = true;
        let policy = "AliyunECSReadOnlyAccess".to_owned();
        draft.attached = vec![Attachment { policy, kind: PolicyType::System, ..Attachment::default() }];
        let last = |draft: &Draft| {
            let after = draft.edit().unwrap().apply(&scenario).unwrap();
            after.accounts[0].roles.last().unwrap().clone()
        };
        assert_eq!(last(&draft).kind, None, "only a service has such a role");
        draft.choose(Trust::Service);
        let role = last(&draft);
        assert_eq!((role.kind, role.policies.len()), (Some(RoleKind::ServiceLinked), 1));
    }

    #[test]
    fn a_trust_policy_with_an_error_makes_no_role() {
        let (_, mut draft) = draft();
        draft.write("{broken".to_owned());
        assert_eq!(draft.edit(), None);
    }

    #[test]
    fn fields_and_trust_policy_stay_in_step() {
        let (scenario, mut draft) = draft();
        let other = scenario.accounts[1].id.clone();
        draft.write(Trusted::Account(other.clone()).policy().replace("  ", " "));
        assert_eq!((draft.trust, &draft.other), (Trust::OtherAccount, &other));
        assert!(draft.trust_policy().contains("\n \"Version\""), "the layout is kept: {}", draft.trust_policy());
        draft.follow(|draft| draft.other = "1111222233334444".to_owned());
        assert_eq!(draft.trust_policy(), Trusted::Account("1111222233334444".to_owned()).policy());
        draft.follow(|draft| draft.external_id = "acme-7".to_owned());
        let knowing =
            Trusted::AccountKnowing { account: "1111222233334444".to_owned(), external_id: "acme-7".to_owned() };
        assert_eq!(draft.trust_policy(), knowing.policy());
        draft.write(knowing.policy().replace("acme-7", "acme-8"));
        assert_eq!((draft.trust, draft.external_id.as_str()), (Trust::OtherAccount, "acme-8"));
        draft.follow(|draft| draft.external_id = "*".to_owned());
        assert_eq!(draft.check_trust().unwrap_err().rule, Some("R6.5"));
        draft.write(Trusted::Account("1111222233334444".to_owned()).policy());
        assert_eq!(draft.external_id, "");
        draft.write(Trusted::Service("fc.aliyuncs.com".to_owned()).policy());
        assert_eq!((draft.trust, draft.service.as_str()), (Trust::Service, "fc.aliyuncs.com"));
        let by_hand = Trusted::Account(other).policy().replace(":root", ":user/Bob");
        draft.write(by_hand.clone());
        assert_eq!((draft.trust, draft.check_written(Lang::En)), (Trust::Written, Ok(())));
        draft.follow(|draft| draft.account = scenario.accounts[1].id.clone());
        assert_eq!(draft.trust_policy(), by_hand);
        draft.write("{".to_owned());
        assert!(draft.check_written(Lang::En).is_err());
        draft.choose(Trust::ThisAccount);
        assert_eq!(draft.trust_policy(), Trusted::Account(draft.account.clone()).policy());
        draft.choose(Trust::Written);
        assert_eq!(draft.trust_policy(), "{", "nothing that was written is lost");
    }

    #[test]
    fn the_provider_is_of_the_chosen_kind() {
        let (_, mut draft) = draft();
        draft.choose(Trust::Oidc);
        assert!(matches!(draft.trusted(), Trusted::Oidc { provider, .. } if provider.contains(":oidc-provider/")));
        assert!(draft.edit().is_some());
        draft.choose(Trust::Saml);
        assert!(matches!(draft.trusted(), Trusted::Saml(provider) if provider.contains(":saml-provider/")));
    }
}
