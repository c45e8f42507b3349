//! Types of the company service.

use asmx_soap::{Secret, XsDateTime, element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;
use crate::types::*;

element! {
    /// `Relation`.
    #[non_exhaustive]
    pub struct Relation in NAMESPACE {
        /// Contact id.
        "ContactId" contact_id: Option<i32>,
        /// Company id.
        "CompanyId" company_id: Option<CompanyId>,
        /// First name.
        "FirstName" first_name: Option<String>,
        /// Last name.
        "LastName" last_name: Option<String>,
        /// Role.
        "Role" role: Option<String>,
        /// Role id.
        "RoleId" role_id: Option<i32>,
        /// Phone numbers.
        "PhoneNumbers" phone_numbers: Option<PhoneNumbers>,
        /// Email addresses.
        "EmailAddresses" email_addresses: Option<EmailAddresses>,
        /// Fax.
        "Fax" fax: Option<String>,
    }

    /// `Company`.
    #[non_exhaustive]
    pub struct Company in NAMESPACE {
        /// Api exception.
        "APIException" api_exception: Option<APIException>,
        /// Id.
        "Id" id: Option<CompanyId>,
        /// External id.
        "ExternalId" external_id: Option<String>,
        /// Organization number.
        "OrganizationNumber" organization_number: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// First name.
        "FirstName" first_name: Option<String>,
        /// Nick name.
        "NickName" nick_name: Option<String>,
        /// Addresses.
        "Addresses" addresses: Option<Addresses>,
        /// Phone numbers.
        "PhoneNumbers" phone_numbers: Option<PhoneNumbers>,
        /// Email addresses.
        "EmailAddresses" email_addresses: Option<EmailAddresses>,
        /// Url.
        "Url" url: Option<String>,
        /// Country.
        "Country" country: Option<String>,
        /// Note.
        "Note" note: Option<String>,
        /// Invoice language.
        "InvoiceLanguage" invoice_language: Option<String>,
        /// Kind.
        "Type" kind: Option<CompanyType> = CompanyType::None,
        /// Username.
        "Username" username: Option<String>,
        /// Password.
        "Password" password: Option<Secret>,
        /// Incorporation date.
        "IncorporationDate" incorporation_date: Option<XsDateTime>,
        /// Date created.
        "DateCreated" date_created: Option<XsDateTime>,
        /// Status.
        "Status" status: Option<i32>,
        /// Price list.
        "PriceList" price_list: Option<i32>,
        /// Owner.
        "Owner" owner: Option<i32>,
        /// Bank account no.
        "BankAccountNo" bank_account_no: Option<String>,
        /// Bank account type.
        "BankAccountType" bank_account_type: Option<String>,
        /// Bank account country.
        "BankAccountCountry" bank_account_country: Option<String>,
        /// Bank account bic.
        "BankAccountBic" bank_account_bic: Option<String>,
        /// Terms of delivery id.
        "TermsOfDeliveryId" terms_of_delivery_id: Option<i32>,
        /// Account debit.
        "AccountDebit" account_debit: Option<i16> = 0,
        /// Account credit.
        "AccountCredit" account_credit: Option<i16> = 0,
        /// Discount.
        "Discount" discount: Option<Decimal> = Decimal::ZERO,
        /// Type group.
        "TypeGroup" type_group: Option<i32>,
        /// Share capital.
        "ShareCapital" share_capital: Option<Decimal>,
        /// Number of employees.
        "NumberOfEmployees" number_of_employees: Option<i32>,
        /// Turnover.
        "Turnover" turnover: Option<Decimal>,
        /// Profit.
        "Profit" profit: Option<Decimal>,
        /// Industry id.
        "IndustryId" industry_id: Option<i32>,
        /// Member no.
        "MemberNo" member_no: Option<i32>,
        /// Date changed.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// Block invoice.
        "BlockInvoice" block_invoice: Option<bool> = false,
        /// Relations.
        "Relations"/"Relation" relations: Vec<Relation>,
        /// Maps.
        "Maps"/"CompanyMap" maps: Vec<CompanyMap>,
        /// Distribution method.
        "DistributionMethod" distribution_method: Option<CompanyDistributionMethod> = CompanyDistributionMethod::Unchanged,
        /// Currency id.
        "CurrencyId" currency_id: Option<CurrencyType> = CurrencyType::LOCAL,
        /// Payment time.
        "PaymentTime" payment_time: Option<i16>,
        /// Gln number.
        "GlnNumber" gln_number: Option<String>,
        /// Factoring.
        "Factoring" factoring: Option<bool>,
        /// Ledger customer account.
        "LedgerCustomerAccount" ledger_customer_account: Option<i16>,
        /// Ledger supplier account.
        "LedgerSupplierAccount" ledger_supplier_account: Option<i16>,
        /// Vat number.
        "VatNumber" vat_number: Option<String>,
        /// Private.
        "Private" private: Option<bool>,
        /// Explicitly specify new company id.
        "ExplicitlySpecifyNewCompanyId" explicitly_specify_new_company_id: Option<bool>,
    }

    /// `CompanyMap`.
    pub struct CompanyMap in NAMESPACE {
        /// Map type.
        "MapType" map_type: i32,
        /// External id.
        "ExternalId" external_id: Option<String>,
        /// Company id.
        "CompanyId" company_id: CompanyId,
    }

    /// `SyncSearchParameters`.
    pub struct SyncSearchParameters in NAMESPACE {
        /// Page.
        "Page" page: Option<i32>,
        /// Active.
        "Active" active: Option<bool>,
        /// Changed after.
        "ChangedAfter" changed_after: Option<XsDateTime>,
        /// Registered after.
        "RegisteredAfter" registered_after: Option<XsDateTime>,
    }

    /// `PageOfSyncCompany`.
    #[non_exhaustive]
    pub struct PageOfSyncCompany in NAMESPACE {
        /// Current page.
        "CurrentPage" current_page: i64,
        /// Total pages.
        "TotalPages" total_pages: i64,
        /// Total items.
        "TotalItems" total_items: i64,
        /// Items per page.
        "ItemsPerPage" items_per_page: i64,
        /// Items.
        "Items"/"SyncCompany" items: Vec<SyncCompany>,
    }

    /// `CompanySearchParameters`.
    pub struct CompanySearchParameters in NAMESPACE {
        /// External id.
        "ExternalId" external_id: Option<String>,
        /// Company id.
        "CompanyId" company_id: Option<CompanyId>,
        /// Company ids.
        "CompanyIds"/"int" company_ids: Vec<CompanyId>,
        /// Company name.
        "CompanyName" company_name: Option<String>,
        /// Changed after.
        "ChangedAfter" changed_after: Option<XsDateTime>,
        /// Company email.
        "CompanyEmail" company_email: Option<String>,
        /// Company phone.
        "CompanyPhone" company_phone: Option<String>,
        /// Organization number.
        "OrganizationNumber" organization_number: Option<String>,
    }

    /// A category of companies (CRM); the product service has another type of the same name.
    pub struct CompanyCategory ("Category") in NAMESPACE {
        /// Identifies the category.
        "Id" id: Option<i32>,
        /// Its name.
        "Name" name: Option<String>,
        /// Whether it may be given to contact persons.
        "ShowContact" show_contact: Option<bool> = false,
        /// Whether it may be given to companies.
        "ShowCompany" show_company: Option<bool> = false,
    }

    /// `Group`.
    #[non_exhaustive]
    pub struct Group in NAMESPACE {
        /// Id.
        "Id" id: i32,
        /// Name.
        "Name" name: Option<String>,
        /// Kind.
        "Type" kind: Option<i32>,
        /// Members.
        "Members"/"GroupMember" members: Vec<GroupMember>,
        /// Children.
        "Children"/"Group" children: Vec<Group>,
    }

    /// `PhoneNumbers`.
    pub struct PhoneNumbers in NAMESPACE {
        /// Home.
        "Home" home: Option<PhoneNumber>,
        /// Fax.
        "Fax" fax: Option<PhoneNumber>,
        /// Mobile.
        "Mobile" mobile: Option<PhoneNumber>,
        /// Primary.
        "Primary" primary: Option<PhoneNumber>,
        /// Work.
        "Work" work: Option<PhoneNumber>,
    }

    /// `EmailAddresses`.
    pub struct EmailAddresses in NAMESPACE {
        /// Home.
        "Home" home: Option<EmailAddress>,
        /// Invoice.
        "Invoice" invoice: Option<EmailAddress>,
        /// Primary.
        "Primary" primary: Option<EmailAddress>,
        /// Work.
        "Work" work: Option<EmailAddress>,
        /// Alternative.
        "Alternative" alternative: Option<EmailAddress>,
    }

    /// `SyncCompany`.
    #[non_exhaustive]
    pub struct SyncCompany in NAMESPACE {
        /// Company id.
        "CompanyId" company_id: Option<CompanyId>,
        /// External id.
        "ExternalId" external_id: Option<String>,
        /// Date changed.
        "DateChanged" date_changed: Option<XsDateTime>,
        /// Date registered.
        "DateRegistered" date_registered: XsDateTime,
        /// Active.
        "Active" active: bool,
    }

    /// `GroupMember`.
    #[non_exhaustive]
    pub struct GroupMember in NAMESPACE {
        /// Id.
        "Id" id: i32,
        /// Role name.
        "RoleName" role_name: Option<String>,
        /// First name.
        "FirstName" first_name: Option<String>,
        /// Last name.
        "LastName" last_name: Option<String>,
    }

    /// `PhoneNumber`.
    pub struct PhoneNumber in NAMESPACE {
        /// Description.
        "Description" description: Option<String>,
        /// Value.
        "Value" value: Option<String>,
    }

    /// `EmailAddress`.
    pub struct EmailAddress in NAMESPACE {
        /// Description.
        "Description" description: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// Value.
        "Value" value: Option<String>,
    }
}

enumeration! {
    /// How a company gets its invoices; the invoice service has a type of the same name with one word less.
    pub enum CompanyDistributionMethod ("DistributionMethod") {
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

    /// `CompanyType`.
    pub enum CompanyType {
        /// None.
        None,
        /// Lead.
        Lead,
        /// Consumer.
        Consumer,
        /// Business.
        Business,
        /// Supplier.
        Supplier,
    }

    /// `CurrencyType`.
    pub enum CurrencyType {
        /// Local.
        LOCAL,
        /// Aed.
        AED,
        /// Afn.
        AFN,
        /// All.
        ALL,
        /// Amd.
        AMD,
        /// Ang.
        ANG,
        /// Aoa.
        AOA,
        /// Ars.
        ARS,
        /// Aud.
        AUD,
        /// Awg.
        AWG,
        /// Azn.
        AZN,
        /// Bam.
        BAM,
        /// Bbd.
        BBD,
        /// Bdt.
        BDT,
        /// Bgn.
        BGN,
        /// Bhd.
        BHD,
        /// Bif.
        BIF,
        /// Bmd.
        BMD,
        /// Bnd.
        BND,
        /// Bob.
        BOB,
        /// Bov.
        BOV,
        /// Brl.
        BRL,
        /// Bsd.
        BSD,
        /// Btn.
        BTN,
        /// Bwp.
        BWP,
        /// Byn.
        BYN,
        /// Byr.
        BYR,
        /// Bzd.
        BZD,
        /// Cad.
        CAD,
        /// Cdf.
        CDF,
        /// Che.
        CHE,
        /// Chf.
        CHF,
        /// Chw.
        CHW,
        /// Clf.
        CLF,
        /// Clp.
        CLP,
        /// Cny.
        CNY,
        /// Cop.
        COP,
        /// Cou.
        COU,
        /// Crc.
        CRC,
        /// Cuc.
        CUC,
        /// Cup.
        CUP,
        /// Cve.
        CVE,
        /// Czk.
        CZK,
        /// Djf.
        DJF,
        /// Dkk.
        DKK,
        /// Dop.
        DOP,
        /// Dzd.
        DZD,
        /// Eek.
        EEK,
        /// Egp.
        EGP,
        /// Ern.
        ERN,
        /// Etb.
        ETB,
        /// Eur.
        EUR,
        /// Fjd.
        FJD,
        /// Fkp.
        FKP,
        /// Gbp.
        GBP,
        /// Gel.
        GEL,
        /// Ghs.
        GHS,
        /// Gip.
        GIP,
        /// Gmd.
        GMD,
        /// Gnf.
        GNF,
        /// Gtq.
        GTQ,
        /// Gyd.
        GYD,
        /// Hkd.
        HKD,
        /// Hnl.
        HNL,
        /// Hrk.
        HRK,
        /// Htg.
        HTG,
        /// Huf.
        HUF,
        /// Idr.
        IDR,
        /// Ils.
        ILS,
        /// Inr.
        INR,
        /// Iqd.
        IQD,
        /// Irr.
        IRR,
        /// Isk.
        ISK,
        /// Jmd.
        JMD,
        /// Jod.
        JOD,
        /// Jpy.
        JPY,
        /// Kes.
        KES,
        /// Kgs.
        KGS,
        /// Khr.
        KHR,
        /// Kmf.
        KMF,
        /// Kpw.
        KPW,
        /// Krw.
        KRW,
        /// Kwd.
        KWD,
        /// Kyd.
        KYD,
        /// Kzt.
        KZT,
        /// Lak.
        LAK,
        /// Lbp.
        LBP,
        /// Lkr.
        LKR,
        /// Lrd.
        LRD,
        /// Lsl.
        LSL,
        /// Ltl.
        LTL,
        /// Lvl.
        LVL,
        /// Lyd.
        LYD,
        /// Mad.
        MAD,
        /// Mdl.
        MDL,
        /// Mga.
        MGA,
        /// Mkd.
        MKD,
        /// Mmk.
        MMK,
        /// Mnt.
        MNT,
        /// Mop.
        MOP,
        /// Mro.
        MRO,
        /// Mtl.
        MTL,
        /// Mur.
        MUR,
        /// Mvr.
        MVR,
        /// Mwk.
        MWK,
        /// Mxn.
        MXN,
        /// Mxv.
        MXV,
        /// Myr.
        MYR,
        /// Mzn.
        MZN,
        /// Nad.
        NAD,
        /// Ngn.
        NGN,
        /// Nio.
        NIO,
        /// Nok.
        NOK,
        /// Npr.
        NPR,
        /// Nzd.
        NZD,
        /// Omr.
        OMR,
        /// Pab.
        PAB,
        /// Pen.
        PEN,
        /// Pgk.
        PGK,
        /// Php.
        PHP,
        /// Pkr.
        PKR,
        /// Pln.
        PLN,
        /// Pyg.
        PYG,
        /// Qar.
        QAR,
        /// Ron.
        RON,
        /// Rsd.
        RSD,
        /// Rub.
        RUB,
        /// Rwf.
        RWF,
        /// Sar.
        SAR,
        /// Sbd.
        SBD,
        /// Scr.
        SCR,
        /// Sdg.
        SDG,
        /// Sek.
        SEK,
        /// Sgd.
        SGD,
        /// Shp.
        SHP,
        /// Skk.
        SKK,
        /// Sll.
        SLL,
        /// Sos.
        SOS,
        /// Srd.
        SRD,
        /// Std.
        STD,
        /// Syp.
        SYP,
        /// Szl.
        SZL,
        /// Thb.
        THB,
        /// Tjs.
        TJS,
        /// Tmt.
        TMT,
        /// Tnd.
        TND,
        /// Top.
        TOP,
        /// Try.
        TRY,
        /// Ttd.
        TTD,
        /// Twd.
        TWD,
        /// Tzs.
        TZS,
        /// Uah.
        UAH,
        /// Ugx.
        UGX,
        /// Usd.
        USD,
        /// Uyu.
        UYU,
        /// Uzs.
        UZS,
        /// Vef.
        VEF,
        /// Vnd.
        VND,
        /// Vuv.
        VUV,
        /// Wst.
        WST,
        /// Xaf.
        XAF,
        /// Xag.
        XAG,
        /// Xau.
        XAU,
        /// Xba.
        XBA,
        /// Xbb.
        XBB,
        /// Xbc.
        XBC,
        /// Xbd.
        XBD,
        /// Xcd.
        XCD,
        /// Xdr.
        XDR,
        /// Xfu.
        XFU,
        /// Xof.
        XOF,
        /// Xpd.
        XPD,
        /// Xpf.
        XPF,
        /// Xpt.
        XPT,
        /// Xts.
        XTS,
        /// Xxx.
        XXX,
        /// Yer.
        YER,
        /// Zar.
        ZAR,
        /// Zmk.
        ZMK,
        /// Zwl.
        ZWL,
        /// Zwd.
        ZWD,
    }
}
