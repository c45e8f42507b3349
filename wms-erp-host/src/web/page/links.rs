//! The addresses of pages about a tenant.

use maud::{Markup, html};

use crate::web::call::escaped;
use crate::web::operations::Served;

/// The address of a tenant's page.
pub(super) fn path(served: &Served) -> String {
    format!("/tenants/{}", escaped(served.name()))
}

/// Whether an address is one of those below the page of a tenant.
pub(crate) fn is_below(served: &Served, address: &str) -> bool {
    address.strip_prefix(&path(served)).is_some_and(|rest| rest.starts_with('/'))
}

/// The way back from a page about a tenant.
pub(super) fn back(served: &Served) -> Markup {
    html! { p.back { a href=(path(served)) { "← " (served.name()) } } }
}
