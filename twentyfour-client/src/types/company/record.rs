//! A customer or a supplier.

use asmx_soap::{Secret, XsDateTime, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::properties::selectable;
use crate::types::{
    APIException, Addresses, CompanyId, CompanyMap, CurrencyType, EmailAddresses, PhoneNumbers, Relation,
};

selectable! {
    /// A customer or a supplier. Only the properties that were asked for are filled in.
    #[non_exhaustive]
    pub struct Company by id in NAMESPACE {
        /// Why a save of it was refused.
        "APIException" api_exception: Option<APIException>,
        /// Identifies it. Not set creates a company; set changes it.
        "Id" id: Option<CompanyId>,
        /// An id of another system: free text, not unique.
        "ExternalId" external_id: Option<String>,
        /// The organisation number, at most 20 characters.
        "OrganizationNumber" organization_number: Option<String>,
        /// The name, at most 200 characters; of a consumer, the last name. Needed to create one.
        "Name" name: Option<String>,
        /// The first name of a consumer, at most 50 characters.
        "FirstName" first_name: Option<String>,
        /// Another name, at most 200 characters.
        "NickName" nick_name: Option<String>,
        /// Its addresses.
        "Addresses" addresses: Option<Addresses>,
        /// Its phones.
        "PhoneNumbers" phone_numbers: Option<PhoneNumbers>,
        /// Its e-mail addresses.
        "EmailAddresses" email_addresses: Option<EmailAddresses>,
        /// Its website, at most 255 characters.
        "Url" url: Option<String>,
        /// Its country.
        "Country" country: Option<String>,
        /// A note for people.
        "Note" note: Option<String>,
        /// The language of its invoices.
        "InvoiceLanguage" invoice_language: Option<String>,
        /// What it is; one thing only, so a company that both buys and supplies cannot be expressed. Needed to create one.
        "Type" kind: Option<CompanyType> = CompanyType::None,
        /// Its user name in a web shop.
        "Username" username: Option<String>,
        /// Its password in a web shop.
        "Password" password: Option<Secret>,
        /// When it was founded.
        "IncorporationDate" incorporation_date: Option<XsDateTime>,
        /// When the record was made.
        "DateCreated" date_created: Option<XsDateTime>,
        /// Its status, one of [`get_statuses`](crate::Client::get_statuses).
        "Status" status: Option<i32>,
        /// Its price list, one of [`get_all_price_lists`](crate::Client::get_all_price_lists).
        "PriceList" price_list: Option<i32>,
        /// Who looks after it: the id of an employee.
        "Owner" owner: Option<i32>,
        /// Its bank account.
        "BankAccountNo" bank_account_no: Option<String>,
        /// What sort of number the bank account has.
        "BankAccountType" bank_account_type: Option<String>,
        /// The country of its bank.
        "BankAccountCountry" bank_account_country: Option<String>,
        /// The code of its bank.
        "BankAccountBic" bank_account_bic: Option<String>,
        /// Its terms of delivery.
        "TermsOfDeliveryId" terms_of_delivery_id: Option<i32>,
        /// The account for debits.
        "AccountDebit" account_debit: Option<i16> = 0,
        /// The account for credits.
        "AccountCredit" account_credit: Option<i16> = 0,
        /// Its discount, in per cent.
        "Discount" discount: Option<Decimal> = Decimal::ZERO,
        /// The group of accounts that it is booked on.
        "TypeGroup" type_group: Option<i32>,
        /// Its share capital.
        "ShareCapital" share_capital: Option<Decimal>,
        /// How many people work there.
        "NumberOfEmployees" number_of_employees: Option<i32>,
        /// Not in use, by the vendor's word.
        "Turnover" turnover: Option<Decimal>,
        /// Not in use, by the vendor's word.
        "Profit" profit: Option<Decimal>,
        /// Its industry, one of [`get_industries`](crate::Client::get_industries).
        "IndustryId" industry_id: Option<i32>,
        /// Its number as a member.
        "MemberNo" member_no: Option<i32>,
        /// When it was last changed, rounded to about a minute.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// Whether it gets no invoices.
        "BlockInvoice" block_invoice: Option<bool> = false,
        /// Its contact persons.
        "Relations"/"Relation" relations: Vec<Relation>,
        /// Its ids in other systems.
        "Maps"/"CompanyMap" maps: Vec<CompanyMap>,
        /// How it gets its invoices.
        "DistributionMethod" distribution_method: Option<CompanyDistributionMethod> = CompanyDistributionMethod::Unchanged,
        /// Its currency.
        "CurrencyId" currency_id: Option<CurrencyType> = CurrencyType::LOCAL,
        /// Days to pay, in the code of `InvoiceOrder.PaymentTime`.
        "PaymentTime" payment_time: Option<i16>,
        /// Its location number.
        "GlnNumber" gln_number: Option<String>,
        /// Whether its invoices go to the factoring company.
        "Factoring" factoring: Option<bool>,
        /// Its account in the customers' ledger; 0 is a value.
        "LedgerCustomerAccount" ledger_customer_account: Option<i16>,
        /// Its account in the suppliers' ledger; 0 is a value.
        "LedgerSupplierAccount" ledger_supplier_account: Option<i16>,
        /// Its VAT number.
        "VatNumber" vat_number: Option<String>,
        /// Whether only its owner sees it.
        "Private" private: Option<bool>,
        /// Set when saving a new company under an id of one's own choice.
        "ExplicitlySpecifyNewCompanyId" explicitly_specify_new_company_id: Option<bool>,
    }
}

enumeration! {
    /// What a company is.
    pub enum CompanyType = None {
        /// Not said.
        None,
        /// A company that may become a customer; not in use any more, by the vendor's word.
        Lead,
        /// A person who buys.
        Consumer,
        /// A company that buys.
        Business,
        /// A company that supplies.
        Supplier,
    }

    /// How a company gets its invoices; the invoice service has a type of the same name with one word less.
    pub enum CompanyDistributionMethod ("DistributionMethod") = Unchanged {
        /// Leave it as it is.
        Unchanged,
        /// On paper.
        Print,
        /// By e-mail.
        EMail,
        /// As an electronic invoice.
        ElectronicInvoice,
        /// As the vendor's settings say.
        Default,
    }
}
