//! The frame of a view: what it shows, its actions under the thumb, the trust line.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct FrameProps {
    /// The name of the view.
    pub(super) name: &'static str,
    /// On a wide screen picture and panel stand side by side.
    #[prop_or_default]
    pub(super) wide: bool,
    #[prop_or_default]
    pub(super) actions: Html,
    pub(super) trust_line: Html,
    pub(super) children: Html,
}

/// A view.
#[function_component]
pub(super) fn Frame(props: &FrameProps) -> Html {
    let FrameProps { name, wide, actions, trust_line, children } = props;
    html! {
        <main class={classes!("view", wide.then_some("view-wide"))} data-view={*name}>
            { children.clone() }
            <div class="foot">
                <div class="actions">{ actions.clone() }</div>
                { trust_line.clone() }
            </div>
        </main>
    }
}

/// The heading of a view. It takes the focus when the view opens.
pub(super) fn heading(text: String) -> Html {
    html! { <h1 id="heading" tabindex="-1">{ text }</h1> }
}
