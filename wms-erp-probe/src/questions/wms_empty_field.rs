use ongoing_client::model::ArticleDefinition;

use crate::answer::{Conclusion, Stopped};
use crate::bench::Bench;
use crate::question::{BOTH, Question, Vendor};

pub(super) const QUESTION: Question = Question {
    id: "wms-empty-field",
    vendor: Vendor::Ongoing,
    transports: BOTH,
    unknown: "Does an empty field clear the stored value?",
    matters: "A text that is removed in the ERP is sent as an empty one. If that keeps the old text, the warehouse goes by what no longer holds.",
    settings: &["wms.transport"],
    reads: "the description of the article",
    writes: "one article with a description; then the article with an empty one",
    undone: "the article is marked as out of use",
    ask: |bench| Box::pin(ask(bench)),
};

async fn ask(bench: &mut Bench<'_>) -> Result<Conclusion, Stopped> {
    let number =
        bench.new_article(|article| article.article_description = Some("A description".to_owned())).await?;
    let mut article = ArticleDefinition::by_article_number(number.as_str());
    article.article_name = Some(number.clone());
    article.is_stock_article = Some(true);
    article.article_description = Some(String::new());
    if let Err(refused) = bench.write_article("write the article with an empty description", article).await? {
        return Ok(Conclusion::learned("refused", format!("an empty description is refused: {refused}")));
    }
    let description = bench.read_article(&number).await?.article.unwrap_or_default().description;
    bench.seen(format!("description: {description:?}"));
    Ok(match description.as_deref() {
        None | Some("") => Conclusion::learned("clears", "an empty field clears the stored value"),
        Some("A description") => Conclusion::learned("kept", "an empty field keeps the stored value"),
        Some(_) => Conclusion::unclear("the description has become another text"),
    })
}
