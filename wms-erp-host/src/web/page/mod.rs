//! The pages, one file each. Whatever vendors and people wrote goes through `maud`, which escapes it, and [`words::shown`],
//! which makes visible what would turn the direction of reading.

pub(super) mod activity;
mod budget;
mod chart;
pub(super) mod drift;
pub(super) mod goods;
pub(super) mod held;
mod history;
pub(super) mod language;
pub(super) mod layout;
pub(super) mod links;
pub(super) mod login;
pub(super) mod order;
pub(super) mod overview;
pub(super) mod pause;
pub(crate) mod plan;
pub(super) mod stock;
pub(super) mod style;
pub(super) mod tenant;
pub(crate) mod words;
