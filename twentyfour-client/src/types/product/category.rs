//! What products are sorted by.

use crate::NAMESPACE;
use crate::properties::selectable;
use crate::types::APIException;

selectable! {
    /// A category of products; the company service has another type of the same name ([`CompanyCategory`]).
    pub struct Category by id in NAMESPACE {
        /// Identifies the category; not set creates one.
        "Id" id: Option<i32>,
        /// Its name.
        "Name" name: Option<String>,
        /// Its number.
        "No" no: Option<String>,
        /// The category that it is a part of.
        "ParentId" parent_id: Option<i32>,
        /// Why a save of it was refused.
        "APIException" api_exception: Option<APIException>,
    }
}
