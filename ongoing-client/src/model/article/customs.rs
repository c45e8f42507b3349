//! Dangerous goods and customs tariff numbers.

use asmx_soap::{element, enumeration};
use rust_decimal::Decimal;

use crate::NAMESPACE;

element! {
    /// What makes an article dangerous to carry.
    pub struct DangerousGoods in NAMESPACE {
        /// UN number. The warehouse must know it beforehand.
        "UNNumber" un_number: Option<String>,
        /// Whether it harms the sea.
        "UNIsMarineHazard" un_is_marine_hazard: Option<bool>,
        /// Whether it counts as dangerous goods.
        "UNIsDangerousGoods" un_is_dangerous_goods: Option<bool>,
        /// Packing group.
        "UNPackageType" un_package_type: UNPackageType,
        /// Tunnels that it may not pass.
        "UNTunnelCodes"/"UNTunnelCode" un_tunnel_codes: Vec<UNTunnelCode>,
        /// Class.
        "UNClassNumber" un_class_number: Option<String>,
        /// Proper shipping names. A repeated element without a wrapper.
        "UNProperShippingName" un_proper_shipping_name: Vec<ProperShippingName>,
        /// Numbers of the labels that it must carry.
        "UNLabelNumbers" un_label_numbers: Option<String>,
        /// Coefficient for the points of a transport.
        "DangerousGoodsCoefficient" dangerous_goods_coefficient: Option<Decimal>,
        /// Code of the emergency schedule at sea.
        "EmSCode" em_s_code: Option<String>,
    }

    /// What dangerous goods are called on transport documents.
    pub struct ProperShippingName in NAMESPACE {
        /// Name.
        "Name" name: Option<String>,
        /// Language, as a code such as `sv`.
        "LanguageCode" language_code: Option<String>,
    }

    /// Customs tariff numbers of an article.
    pub struct TaricNumbers in NAMESPACE {
        /// One for each country. A repeated element without a wrapper.
        "TaricNumber" taric_number: Vec<TaricNumberClass>,
    }

    /// A customs tariff number.
    pub struct TaricNumberClass in NAMESPACE {
        /// For which country.
        "Country" country: Country,
        /// Customs tariff number.
        "TaricNumber" taric_number: Option<String>,
    }

    /// A country.
    pub struct Country in NAMESPACE {
        /// Country, as an ISO 3166-1 code of two letters.
        "CountryCode" country_code: Option<String>,
    }
}

enumeration! {
    /// The packing group of dangerous goods.
    pub enum UNPackageType = I {
        /// Great danger.
        I,
        /// Medium danger.
        II,
        /// Minor danger.
        III,
        /// No packing group is known. (On the wire `Unknown`; it is not a word that this crate does not
        /// know.)
        NotKnown = "Unknown",
    }

    /// Which tunnels dangerous goods may not pass.
    pub enum UNTunnelCode = A {
        /// Tunnels of category A.
        A,
        /// Tunnels of category B.
        B,
        /// Tunnels of category C.
        C,
        /// Tunnels of category D.
        D,
        /// Tunnels of category E.
        E,
        /// Category B above 1000 kg of explosive per transport unit, else C. Newer than the 2017 contract
        /// (developer.ongoingwarehouse.com/process-article).
        B1000C,
        /// Category C above 5000 kg of explosive per transport unit, else D. Newer than the 2017 contract
        /// (developer.ongoingwarehouse.com/process-article).
        C5000D,
    }
}
