//! One more whom a role trusts: a statement of its own behind those of the trust policy, whose text stays as it is.

use ram_author::form::{Form as Read, FormEdit, after, statements};
use ram_policy::policy::PolicyKind;
use ram_scenario::edit::trusted::Trusted;
use ram_scenario::edit::{Edit, Entity, RoleField};
use ram_scenario::scenario::DocumentKey;
use ram_text::{Msg, code};
use yew::prelude::*;

use super::change::ChangeProps;
use super::fields::{radios, sets};
use super::form::Form;
use super::role::{Draft, Trust, trust_fields};
use ram_policy_playground::components::text::say;
use ram_policy_playground::state::Tab;

/// The trust policy that trusts one more; nothing for a text that is no policy.
fn trusting(text: &str, trusted: &Trusted) -> Option<String> {
    let at = Read::read(PolicyKind::Trust, text).ok()?.statements.len();
    let adds = |statement| FormEdit::AddStatement { at, statement };
    after(PolicyKind::Trust, text, &Vec::from_iter(statements(&trusted.policy())?.into_iter().map(adds)))
}

/// The form.
#[component]
pub fn AddTrusted(props: &ChangeProps) -> Html {
    let (given, entity) = (&props.given, &props.entity);
    let (lang, scenario) = (given.lang, &given.scenario);
    let draft = use_state(|| Draft::of_one_more(scenario, entity.account().unwrap_or_default(), entity.name()));
    let Entity::Role { account, name } = entity else { return Html::default() };
    let key = DocumentKey::Trust { account: account.clone(), role: name.clone() };
    let before = scenario.document(&key).unwrap_or_default();
    let text = trusting(before, &draft.trusted());
    let is_broken = text.is_none();
    let set =
        |text: String| Edit::Role { account: account.clone(), role: name.clone(), set: RoleField::TrustPolicy(text) };
    let edit = text.filter(|_| draft.check_trust().is_ok()).map(set);
    let kinds = [Trust::Identity, Trust::ThisAccount, Trust::OtherAccount, Trust::Service, Trust::Saml, Trust::Oidc];
    let kinds = Trust::options(&kinds);
    let title = Msg::EntityTrustTitle { role: code(name.as_str()) };
    html! {
        <Form given={given.clone()} title={title.string(lang)} submit={Msg::EntityAdd.string(lang)} {edit}
            then={Tab::Document(key.clone())}>
            if is_broken {
                <p>{ say(&Msg::EntityTrustBroken, lang) }</p>
            } else {
                { radios("new-trust", &Msg::EntityTrusted, &kinds, draft.trust, &sets(&draft, Draft::choose), lang) }
                { trust_fields(&draft, scenario, lang) }
                <p class="help form-note">{ say(&Msg::EntityTrustAdded, lang) }</p>
            }
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ram_policy::policy::Document;
    use ram_policy::text::DocumentId;

    const B: &str = "1345678901234567";

    #[test]
    fn one_more_is_trusted_and_what_was_written_stays() {
        let before =
            Trusted::Account(B.to_owned()).policy().replace("  ", "\t").replace("Allow", "Allow\", \"Sid\": \"甲");
        for trusted in [
            Trusted::Identity(format!("acs:ram::{B}:user/Bob")),
            Trusted::Service("fc.aliyuncs.com".to_owned()),
            Trusted::Saml(format!("acs:ram::{B}:saml-provider/idp")),
        ] {
            let text = trusting(&before, &trusted).unwrap();
            let read = |text: &str| Document::parse(DocumentId::new("t"), "", PolicyKind::Trust, text);
            assert_eq!(read(&text).first_error(), None, "{text}");
            assert_eq!(read(&text).policy.unwrap().statements.len(), 2, "{text}");
            let same = before.chars().zip(text.chars()).take_while(|(one, other)| one == other).count();
            assert!(before.chars().take(same).collect::<String>().contains("Sid\": \"甲"), "{text}");
            assert!(text.contains("\n\t\t{\n\t\t\t\"Action\""), "laid out as the rest is: {text}");
        }
    }

    #[test]
    fn a_text_that_is_no_policy_takes_nobody() {
        assert_eq!(trusting("{", &Trusted::Account(B.to_owned())), None);
    }
}
