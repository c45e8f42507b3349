//! Purchase orders, as they are written.

use asmx_soap::{element, enumeration};

use crate::NAMESPACE;
use crate::model::{
    AddressClass, CommunicationInfo, GoodsOwner, InOrderInfoClass, InOrderLine, InOrderOperation,
};

element! {
    /// A purchase order, as it is written: goods that the warehouse is to expect.
    ///
    /// It can be written again until goods reception begins, afterwards it is refused
    /// (developer.ongoingwarehouse.com/process-inorder). Write all of it, every time: what becomes of lines and values that
    /// the second leaves out is not documented.
    pub struct InOrder in NAMESPACE {
        /// The head.
        "InOrderInfo" in_order_info: Option<InOrderInfoClass>,
        /// The customer that goods come back from.
        "InOrderCustomer" in_order_customer: Option<InOrderCustomer>,
        /// Who delivers.
        "InOrderSupplier" in_order_supplier: Option<InOrderSupplier>,
        /// Whose goods. The request names the goods owner already.
        "GoodsOwner" goods_owner: Option<GoodsOwner>,
        /// Which systems exchange the message.
        "CommunicationInfo" communication_info: Option<CommunicationInfo>,
        /// The lines.
        "InOrderLines"/"InOrderLine" in_order_lines: Vec<InOrderLine>,
    }

    /// The customer that goods come back from, on a purchase order of return type.
    pub struct InOrderCustomer in NAMESPACE {
        /// Which fields it is found by.
        "InOrderCustomerIdentification" in_order_customer_identification: InOrderCustomerIdentificationType,
        /// Whether it must exist already.
        "InOrderCustomerOperation" in_order_customer_operation: InOrderCustomerOperation,
        /// Number of the customer.
        "CustomerNumber" customer_number: Option<String>,
        /// Name.
        "Name" name: Option<String>,
        /// Name in the address.
        "AddressName" address_name: Option<String>,
        /// First line of the address, usually the street.
        "Address" address: Option<String>,
        /// Second line of the address.
        "Address2" address2: Option<String>,
        /// Third line of the address.
        "Address3" address3: Option<String>,
        /// Postal code.
        "PostCode" post_code: Option<String>,
        /// Place.
        "City" city: Option<String>,
        /// Telephone number. (The vendor writes it with two capitals.)
        "TelePhone" tele_phone: Option<String>,
        /// E-mail address.
        "AddressEmail" address_email: Option<String>,
        /// Mobile telephone number, where text messages go.
        "MobilePhone" mobile_phone: Option<String>,
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
    }

    /// Who delivers a purchase order.
    pub struct InOrderSupplier in NAMESPACE {
        /// Which fields it is found by.
        "InOrderSupplierIdentificationType" in_order_supplier_identification_type: InOrderSupplierIdentificationType,
        /// Whether it must exist already.
        "InOrderSupplierOperation" in_order_supplier_operation: InOrderSupplierOperation,
        /// Number of the supplier.
        "SupplierNumber" supplier_number: Option<String>,
        /// Name of the supplier.
        "SupplierName" supplier_name: Option<String>,
        /// Address.
        "Address" address: Option<AddressClass>,
    }
}

enumeration! {
    /// What the customer of a purchase order is found by.
    pub enum InOrderCustomerIdentificationType = CustomerNumber {
        /// The number.
        CustomerNumber,
        /// Name and address, as a whole. (The vendor's spelling.)
        FullNameAndAdress,
    }

    /// What to do with the customer of a purchase order.
    pub enum InOrderCustomerOperation = Find {
        /// Use what is there; it must be there.
        Find,
        /// Create it, or update what is there.
        CreateOrUpdate,
    }

    /// What the supplier of a purchase order is found by.
    pub enum InOrderSupplierIdentificationType = SupplierNumber {
        /// The number.
        SupplierNumber,
        /// Name and address, as a whole. (The vendor's spelling.)
        FullNameAndAdress,
        /// The name.
        SupplierName,
    }

    /// What to do with the supplier of a purchase order.
    pub enum InOrderSupplierOperation = CreateOrUpdate {
        /// Create it, or update what is there.
        CreateOrUpdate,
        /// Use what is there; it must be there.
        Find,
    }
}

impl InOrder {
    /// A purchase order that is created or updated, with what it cannot do without.
    pub fn new(in_order_info: InOrderInfoClass, in_order_lines: Vec<InOrderLine>) -> Self {
        Self { in_order_info: Some(in_order_info), in_order_lines, ..Self::default() }
    }

    /// Cancels the purchase order with this number.
    pub fn remove(order_number: impl Into<String>) -> Self {
        let in_order_info = InOrderInfoClass {
            in_order_operation: InOrderOperation::Remove,
            ..InOrderInfoClass::by_number(order_number)
        };
        Self { in_order_info: Some(in_order_info), ..Self::default() }
    }
}

impl InOrderSupplier {
    /// A supplier that is found by its number, and created or updated.
    pub fn by_number(number: impl Into<String>, name: impl Into<String>) -> Self {
        Self { supplier_number: Some(number.into()), supplier_name: Some(name.into()), ..Self::default() }
    }
}
