//! Classes, dangerous goods and kits of articles.

use rust_decimal::Decimal;

use super::record::record;
use crate::model::ArticleSystemId;
use crate::rest::model::WholeList;

record! {
    /// The classes that articles can have.
    #[non_exhaustive]
    pub struct GetArticleClassesModel {
        /// The classes.
        "articleClasses" article_classes: Vec<GetArticleClassModel>,
    }

    /// A class that articles can have.
    #[non_exhaustive]
    pub struct GetArticleClassModel {
        /// Ongoing's id.
        "id" id: Option<i32>,
        /// Code.
        "code" code: Option<String>,
        /// Name.
        "name" name: Option<String>,
        /// A comment.
        "comment" comment: Option<String>,
    }

    /// What makes an article dangerous goods, as it is read.
    #[non_exhaustive]
    pub struct GetArticleDangerousGoodsModel {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// What makes it dangerous goods.
        "dangerousGoods" dangerous_goods: Option<GetArticleDangerousGoodsModelDangerousGoods>,
    }

    /// What makes it dangerous goods.
    #[non_exhaustive]
    pub struct GetArticleDangerousGoodsModelDangerousGoods {
        /// UN number. It must be in the warehouse's list already.
        "unNumber" un_number: Option<GetArticleDangerousGoodsInfoModelUnNumber>,
        /// Type of packing.
        "unPackageType" un_package_type: Option<String>,
        /// Numbers of the labels.
        "unLabelNumbers" un_label_numbers: Option<String>,
        /// Whether it is a hazard at sea.
        "unIsMarineHazard" un_is_marine_hazard: Option<bool>,
        /// Coefficient by which dangerous goods are added up.
        "dangerousGoodsCoefficient" dangerous_goods_coefficient: Option<Decimal>,
        /// Code of the emergency schedules at sea.
        "emsCode" ems_code: Option<String>,
        /// Flash point, in degrees Celsius.
        "flashPoint" flash_point: Option<Decimal>,
        /// Proper shipping names, by language.
        "unProperShippingNames" un_proper_shipping_names: Vec<ProperShippingNameModel>,
    }

    /// A UN number, with what the warehouse knows about it.
    #[non_exhaustive]
    pub struct GetArticleDangerousGoodsInfoModelUnNumber {
        /// UN number. It must be in the warehouse's list already.
        "unNumber" un_number: Option<String>,
        /// Tunnel restriction codes.
        "unTunnelCodes" un_tunnel_codes: Vec<GetArticleTunnelCodesModel>,
        /// Class of dangerous goods.
        "unClassNumber" un_class_number: Option<String>,
    }

    /// A tunnel restriction code.
    #[non_exhaustive]
    pub struct GetArticleTunnelCodesModel {
        /// Tunnel restriction code.
        "unTunnelCode" un_tunnel_code: Option<String>,
    }

    /// The proper shipping name of dangerous goods in a language.
    pub struct ProperShippingNameModel("GetArticleProperShippingNameModel", "PostArticleProperShippingNameModel") {
        /// Language, as a code.
        "languageCode" language_code: Option<String>,
        /// Name.
        "name" name: Option<String>,
    }

    /// The parts of a kit, as they are read.
    #[non_exhaustive]
    pub struct GetArticleStructureDefinitionModel {
        /// Ongoing's id of the article.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// With this number.
        "articleNumber" article_number: Option<String>,
        /// What kind of article it is; a word of the service, of which no list is published.
        "articleKind" article_kind: Option<String>,
        /// The parts.
        "rows" rows: Vec<GetArticleStructureRowInfoModel>,
    }

    /// A part of a kit, as it is read.
    #[non_exhaustive]
    pub struct GetArticleStructureRowInfoModel {
        /// Ongoing's id of the part.
        "articleSystemId" article_system_id: Option<ArticleSystemId>,
        /// Number of the part.
        "articleNumber" article_number: Option<String>,
        /// Quantity of this part in one kit.
        "numberOfItems" number_of_items: Option<Decimal>,
    }

    /// The classes of an article, by their ids. (The vendor's spelling.)
    pub struct PortArticleArticleClassesModel {
        /// Ongoing's ids of the classes.
        "articleClassIds" article_class_ids: WholeList<i32>,
    }

    /// A class that articles can have, as it is written.
    pub struct PostArticleClassModel signs goods_owner_id {
        /// Ongoing's id of the goods owner; filled in by the client where it is 0.
        "goodsOwnerId" goods_owner_id: i32,
        /// Code. Always written.
        "code" code: String,
        /// Name. Always written.
        "name" name: String,
        /// A comment.
        "comment" comment: Option<String>,
    }

    /// What the service answers to classes of articles.
    #[non_exhaustive]
    pub struct PostArticleClassResponse judged success message {
        /// Ongoing's id of the class.
        "articleClassId" article_class_id: Option<i32>,
        /// Whether it was done.
        "success" success: Option<bool>,
        /// What the warehouse says, for people: perhaps localised. Not for decisions.
        "message" message: Option<String>,
    }

    /// What makes the article with a number dangerous goods, as it is written.
    pub struct PostArticleDangerousGoodsByArticleNumberModel signs goods_owner_id {
        /// Ongoing's id of the goods owner; filled in by the client where it is 0.
        "goodsOwnerId" goods_owner_id: i32,
        /// With this number. Always written.
        "articleNumber" article_number: String,
        /// What makes it dangerous goods. Always written.
        "dangerousGoods" dangerous_goods: PostArticleDangerousGoodsModel,
    }

    /// What makes an article dangerous goods, as it is written.
    pub struct PostArticleDangerousGoodsModel {
        /// UN number. It must be in the warehouse's list already. Always written.
        "unNumber" un_number: String,
        /// Type of packing.
        "unPackageType" un_package_type: Option<String>,
        /// Numbers of the labels.
        "unLabelNumbers" un_label_numbers: Option<String>,
        /// Whether it is a hazard at sea. Always written.
        "unIsMarineHazard" un_is_marine_hazard: bool,
        /// Coefficient by which dangerous goods are added up.
        "dangerousGoodsCoefficient" dangerous_goods_coefficient: Option<Decimal>,
        /// Code of the emergency schedules at sea.
        "emsCode" ems_code: Option<String>,
        /// Flash point, in degrees Celsius.
        "flashPoint" flash_point: Option<Decimal>,
        /// Proper shipping names, by language.
        "unProperShippingNames" un_proper_shipping_names: Vec<ProperShippingNameModel>,
    }
}
