//! The playground, put into the page.

fn main() {
    ram_policy_playground::app::mount();
}
