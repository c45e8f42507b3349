//! What products are sorted by.

use asmx_soap::element;

use crate::NAMESPACE;
use crate::types::APIException;

element! {
    /// A category of products; the company service has another type of the same name ([`CompanyCategory`]).
    pub struct Category in NAMESPACE {
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
