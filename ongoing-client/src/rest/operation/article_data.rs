//! What belongs to articles: classes, dangerous goods, kits.

use super::filters::filters;
use super::operations;
use crate::model::ArticleSystemId;
use crate::rest::model::{
    GetArticleClassesModel, GetArticleDangerousGoodsModel, GetArticleStructureDefinitionModel,
    PortArticleArticleClassesModel, PostArticleClassModel, PostArticleClassResponse,
    PostArticleDangerousGoodsByArticleNumberModel, PostArticleDangerousGoodsModel, PostArticleResponse,
    PostFileResponse,
};

filters! {
    /// Of which articles to read what makes them dangerous goods.
    pub struct DangerousGoodsQuery {
        /// With one of these numbers.
        "articleNumbers" article_numbers: Vec<String>,
    }

    /// Of which kits to read the parts.
    pub struct StructureDefinitionsQuery {
        /// With one of these numbers.
        "articleNumbers" article_numbers: Vec<String>,
    }
}

operations! {
    /// `GET /articles/classes`: the classes that articles can have.
    get "/articles/classes" fn get_article_classes
        owner ["goodsOwnerId"] => one [GetArticleClassesModel];

    /// `PUT /articles/classes`: creates the class with this code, or updates it.
    put bulk "/articles/classes" fn put_article_class
        body [PostArticleClassModel] => one [PostArticleClassResponse];

    /// `PUT /articles/classes/{articleClassId}`: updates a class, also its code.
    put bulk "/articles/classes/{articleClassId}" fn put_article_class_by_id
        path [article_class_id: i32] body [PostArticleClassModel] => one [PostArticleClassResponse];

    /// `DELETE /articles/classes/{articleClassId}`: removes a class.
    delete bulk "/articles/classes/{articleClassId}" fn delete_article_class
        path [article_class_id: i32] => one [PostArticleClassResponse];

    /// `PUT /articles/{articleSystemId}/classes`: replaces the classes of an article by these. (The vendor's document
    /// answers it with what it answers to files.)
    put bulk "/articles/{articleSystemId}/classes" fn set_article_classes
        path [article_system_id: ArticleSystemId] body [PortArticleArticleClassesModel] => one [PostFileResponse];

    /// `GET /articles/dangerousGoods`: what makes articles dangerous goods.
    get "/articles/dangerousGoods" fn get_dangerous_goods
        owner ["goodsOwnerId"] filters [DangerousGoodsQuery] => list [GetArticleDangerousGoodsModel];

    /// `PUT /articles/dangerousGoods`: says what makes the article with this number dangerous goods.
    put bulk "/articles/dangerousGoods" fn put_dangerous_goods
        body [PostArticleDangerousGoodsByArticleNumberModel] => one [PostArticleResponse];

    /// `GET /articles/{articleSystemId}/dangerousGoods`: what makes an article dangerous goods.
    get "/articles/{articleSystemId}/dangerousGoods" fn get_article_dangerous_goods
        path [article_system_id: ArticleSystemId] => one [GetArticleDangerousGoodsModel];

    /// `PUT /articles/{articleSystemId}/dangerousGoods`: says what makes the article with this id dangerous goods.
    put bulk "/articles/{articleSystemId}/dangerousGoods" fn put_article_dangerous_goods
        path [article_system_id: ArticleSystemId] body [PostArticleDangerousGoodsModel]
        => one [PostArticleResponse];

    /// `GET /articles/structureDefinitions`: the parts of kits. The kind is a word of the service, such as `Structure`.
    get "/articles/structureDefinitions" fn get_structure_definitions
        owner ["goodsOwnerId"] value ["articleKind" article_kind: String] filters [StructureDefinitionsQuery]
        => list [GetArticleStructureDefinitionModel];

    /// `GET /articles/{articleSystemId}/structureDefinition`: the parts of one kit.
    get "/articles/{articleSystemId}/structureDefinition" fn get_article_structure_definition
        path [article_system_id: ArticleSystemId] => one [GetArticleStructureDefinitionModel];
}
