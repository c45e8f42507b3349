//! Phones, e-mail addresses, contact persons.

use asmx_soap::element;

use crate::NAMESPACE;
use crate::types::CompanyId;

element! {
    /// The phones of a company or a person. By the documentation companies use fax, mobile and work; in
    /// practice any may be filled in.
    pub struct PhoneNumbers in NAMESPACE {
        /// At home.
        "Home" home: Option<PhoneNumber>,
        /// Fax.
        "Fax" fax: Option<PhoneNumber>,
        /// Mobile.
        "Mobile" mobile: Option<PhoneNumber>,
        /// The one to call first.
        "Primary" primary: Option<PhoneNumber>,
        /// At work.
        "Work" work: Option<PhoneNumber>,
    }

    /// A phone.
    pub struct PhoneNumber in NAMESPACE {
        /// What it is for.
        "Description" description: Option<String>,
        /// The number, as typed.
        "Value" value: Option<String>,
    }

    /// The e-mail addresses of a company or a person. By the documentation companies use invoice and work; in
    /// practice any may be filled in.
    pub struct EmailAddresses in NAMESPACE {
        /// At home.
        "Home" home: Option<EmailAddress>,
        /// Where invoices go.
        "Invoice" invoice: Option<EmailAddress>,
        /// The one to write to first.
        "Primary" primary: Option<EmailAddress>,
        /// At work.
        "Work" work: Option<EmailAddress>,
        /// Another one.
        "Alternative" alternative: Option<EmailAddress>,
    }

    /// An e-mail address.
    pub struct EmailAddress in NAMESPACE {
        /// What it is for.
        "Description" description: Option<String>,
        /// Whose it is.
        "Name" name: Option<String>,
        /// The address, as typed.
        "Value" value: Option<String>,
    }

    /// A contact person of a company.
    #[non_exhaustive]
    pub struct Relation in NAMESPACE {
        /// The person's contact record.
        "ContactId" contact_id: Option<i32>,
        /// The company.
        "CompanyId" company_id: Option<CompanyId>,
        /// First name.
        "FirstName" first_name: Option<String>,
        /// Last name.
        "LastName" last_name: Option<String>,
        /// What the person is at the company.
        "Role" role: Option<String>,
        /// The role's id.
        "RoleId" role_id: Option<i32>,
        /// The person's phones.
        "PhoneNumbers" phone_numbers: Option<PhoneNumbers>,
        /// The person's e-mail addresses.
        "EmailAddresses" email_addresses: Option<EmailAddresses>,
        /// The person's fax.
        "Fax" fax: Option<String>,
    }
}
