//! The addresses of pages about a tenant.

use maud::{Markup, html};

use crate::web::call::escaped;
use crate::web::operations::Served;

/// The address of a tenant's page.
pub(super) fn path(served: &Served) -> String {
    format!("/tenants/{}", escaped(served.name()))
}

/// The way back from a page about a tenant.
pub(super) fn back(served: &Served) -> Markup {
    html! { p.back { a href=(path(served)) { "← " (served.name()) } } }
}
