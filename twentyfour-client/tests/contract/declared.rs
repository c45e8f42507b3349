//! What this crate declares, in a form that a test can walk.

use asmx_soap::{
    DecodeError, Decoder, Element, FieldInfo, Limits, Operation, Reader, Tag, Value, Writer, Xsd, XsdKind,
    from_xml, to_xml,
};
use twentyfour_client::NAMESPACE;
use twentyfour_client::operation::{ServiceOperation, auth, company, invoice, product};
use twentyfour_client::types;

/// An operation.
pub(crate) struct Declared {
    pub(crate) service: &'static str,
    pub(crate) path: &'static str,
    pub(crate) name: &'static str,
    pub(crate) soap_action: String,
    pub(crate) fields: &'static [FieldInfo],
    pub(crate) result: &'static [&'static str],
    pub(crate) item: (&'static str, Xsd),
    /// Reads a request and writes it again.
    pub(crate) rewrite: fn(&str) -> String,
    /// Writes a request of which only what must be set is set.
    pub(crate) least: fn() -> String,
    /// Reads an answer, and writes each of its items as `<value>` in the element `Item`.
    pub(crate) answer: fn(&str) -> Result<Vec<String>, DecodeError>,
}

/// A complex type.
pub(crate) struct DeclaredType {
    pub(crate) xsd: Xsd,
    /// Reads an element and writes it again.
    pub(crate) rewrite: fn(&str) -> Result<String, DecodeError>,
}

macro_rules! operations {
    ($($module:ident: $($operation:ident)*;)*) => { vec![$($( declared::<$module::$operation>() ),*),*] };
}

pub(crate) fn operations() -> Vec<Declared> {
    operations! {
        auth: AuthenticateByToken Login HasSession GetIdentity GetIdentities SetIdentity SetIdentityById
            GetIdentitiesWithCredential GetIdentitiesWithCredentialByService;
        product: SetStockQuantity GetProducts SaveProducts DeleteProducts GetPriceList GetAllPriceLists GetCategories
            SaveCategories GetDiscountMatrixPriceGroup GetDiscountMatrixCategory;
        invoice: GetOrderSyncList GetInvoices UpdateInvoices SaveInvoices GetInvoiceDocument GetDeliveryMethods
            GetInvoiceTemplates GetPaymentMethods;
        company: DeleteRelations DeleteCompanies SaveRelations DeleteMaps SaveMaps GetCompanySyncList GetCompanies
            GetCategories SaveCategories GetCustomerCategories GetIndustries SaveCustomerCategories
            DeleteCustomerCategories GetCustomerCategoryTree SaveCompanies GetStatuses GetCRMGroups;
    }
}

macro_rules! types {
    ($($type:ident)*) => { vec![$( declared_type::<types::$type>() ),*] };
}

pub(crate) fn types() -> Vec<DeclaredType> {
    types! {
        Token Passport Credential Identity User Client Server
        ProductSearchParameters Product KeyValuePair ProductPriceList Category Discount APIException
        InvoiceSyncParameters InvoiceSearchParameters InvoiceOrder InvoiceDocumentSearchParameters DeliveryMethod
        TemplateModel PaymentMethod Addresses Currency InvoiceRow UserDefinedDimension Address TaxSettings
        Relation Company CompanyMap SyncSearchParameters PageOfSyncCompany CompanySearchParameters CompanyCategory
        Group PhoneNumbers EmailAddresses SyncCompany GroupMember PhoneNumber EmailAddress
    }
}

fn declared<O: ServiceOperation + 'static>() -> Declared {
    Declared {
        service: O::SERVICE.name(),
        path: O::SERVICE.path(),
        name: O::NAME,
        soap_action: O::soap_action(),
        fields: O::FIELDS,
        result: O::RESULT,
        item: (O::ITEM, O::Item::XSD),
        rewrite: |xml| to_xml(&from_xml::<O>(xml).unwrap()).unwrap(),
        least: || to_xml(&O::default()).unwrap(),
        answer: answer::<O>,
    }
}

fn declared_type<E: Element + 'static>() -> DeclaredType {
    DeclaredType { xsd: E::XSD, rewrite: |xml| Ok(to_xml(&from_xml::<E>(xml)?).unwrap()) }
}

fn answer<O: Operation>(xml: &str) -> Result<Vec<String>, DecodeError> {
    let mut decoder = Decoder::<O>::new(Limits::default());
    decoder.push(xml.as_bytes())?;
    decoder.end();
    let mut items = Vec::new();
    while let Some(item) = decoder.next()? {
        items.push(to_xml(&Item(Some(item))).unwrap());
    }
    Ok(items)
}

/// Any value, alone in an element.
struct Item<T>(Option<T>);

impl<T> Default for Item<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Value> Value for Item<T> {
    const XSD: Xsd = Xsd::new("Item", XsdKind::Scalar);

    fn read(reader: &mut Reader<'_>, tag: &Tag<'_>) -> Result<Option<Self>, DecodeError> {
        T::read(reader, tag).map(|value| Some(Self(value)))
    }

    fn write(&self, writer: &mut Writer, name: &'static str) {
        writer.open(name);
        if let Some(value) = &self.0 {
            value.write(writer, "value");
        }
        writer.close(name);
    }
}

impl<T: Value> Element for Item<T> {
    const NAME: &'static str = "Item";
    const NAMESPACE: &'static str = NAMESPACE;
    const FIELDS: &'static [FieldInfo] = &[];
}
