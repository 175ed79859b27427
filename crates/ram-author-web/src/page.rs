//! The page of an entity, drawn in a place that the page gives.

use std::rc::Rc;

use ram_catalog::Catalogue;
use ram_policy_playground::author::Report;
use ram_policy_playground::state::Same;
use ram_scenario::analysis::Analysis;
use ram_scenario::edit::Entity;
use ram_scenario::scenario::Scenario;
use ram_text::Lang;
use yew::prelude::*;

use crate::entities::page::EntityPage;
use crate::entities::wish::Wish;

#[derive(Debug, Clone, Properties)]
pub struct FactsProps {
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// The actions, once they are there.
    pub catalogue: Option<Rc<Catalogue>>,
    /// What the page is about.
    pub entity: Entity,
    /// The language of the page.
    pub lang: Lang,
    /// Something is wished.
    pub on_wish: Callback<Wish>,
    /// What the page is told.
    pub on_report: Callback<Report>,
}

impl PartialEq for FactsProps {
    fn eq(&self, other: &FactsProps) -> bool {
        Rc::ptr_eq(&self.scenario, &other.scenario)
            && self.catalogue.is_some() == other.catalogue.is_some()
            && (&self.entity, self.lang) == (&other.entity, other.lang)
            && (&self.on_wish, &self.on_report) == (&other.on_wish, &other.on_report)
    }
}

/// The page, with what follows from the scenario.
#[component]
pub fn FactsPage(props: &FactsProps) -> Html {
    let analysis = use_memo(Same(props.scenario.clone()), |scenario| Analysis::of(&scenario.0, None));
    let on_show = props.on_report.reform(|place: ram_policy_playground::state::Place| Report::Show {
        document: place.document.to_string(),
        start: place.span.start,
        end: place.span.end,
    });
    let on_copy = props.on_report.reform(|text| Report::Copied { text });
    html! {
        <EntityPage key={props.entity.to_string()} scenario={props.scenario.clone()} {analysis} catalogue={props.catalogue.clone()} entity={props.entity.clone()} lang={props.lang}
            on_wish={props.on_wish.clone()} {on_show} {on_copy} />
    }
}
