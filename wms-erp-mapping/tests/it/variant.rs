use ongoing_client::model::{ArticleDefinition, ArticleGroupIdentification, ArticleGroupOperation};
use wms_erp_mapping::{InvalidPattern, Variant, VariantPattern};

use crate::sample::text;

fn split(pattern: &str, number: &str) -> Option<[Option<String>; 3]> {
    let pattern: VariantPattern = pattern.parse().unwrap();
    pattern.split(number).map(|variant| [variant.group, variant.color, variant.size])
}

#[test]
fn numbers_are_split_from_their_end() {
    assert_eq!(
        split("{group}-{color}-{size}", "LAMP-1-BLACK-L"),
        Some([text("LAMP-1"), text("BLACK"), text("L")])
    );
    assert_eq!(split("{group}/{size}", " A/B/42 "), Some([text("A/B"), None, text("42")]));
    assert_eq!(split("V:{color} {group};", "V:rød Lampe;"), Some([text("Lampe"), text("rød"), None]));
    assert_eq!(split("{group}", "LAMP"), Some([text("LAMP"), None, None]));
}

#[test]
fn a_number_that_does_not_fit_is_no_variant() {
    for number in ["", "LAMP", "LAMP-BLACK", "LAMP--L", "LAMP-BLACK-", "-BLACK-L", "LAMP- -L"] {
        assert_eq!(split("{group}-{color}-{size}", number), None, "{number}");
    }
    assert_eq!(split("V:{group}", "LAMP"), None);
    assert_eq!(split("{group};", "LAMP"), None);
}

#[test]
fn a_pattern_says_what_is_wrong_with_it() {
    let error = |pattern: &str| pattern.parse::<VariantPattern>().unwrap_err();
    assert_eq!(error("{group}-{colour}"), InvalidPattern::UnknownPart("colour".to_owned()));
    assert_eq!(error("{size}-{size}"), InvalidPattern::Twice("size"));
    assert_eq!(error("{group}{size}"), InvalidPattern::NothingBetween);
    assert_eq!(error("{group"), InvalidPattern::OpenBrace);
    assert_eq!(error("group}"), InvalidPattern::OpenBrace);
    assert_eq!(error("{group}}"), InvalidPattern::OpenBrace);
    assert_eq!(error(""), InvalidPattern::NoPart);
    assert_eq!(
        error("{x}").to_string(),
        "{x} is not a part of a variant; the parts are {group}, {color} and {size}"
    );
}

#[test]
fn a_pattern_is_shown_as_it_was_written() {
    for pattern in ["{group}-{color}-{size}", "V:{color} {group};"] {
        assert_eq!(pattern.parse::<VariantPattern>().unwrap().to_string(), pattern);
    }
}

#[test]
fn a_variant_is_said_on_its_article() {
    let pattern: VariantPattern = "{group}-{color}-{size}".parse().unwrap();
    let mut article = ArticleDefinition::by_product_code("4711", "LAMP-BLACK-L");
    pattern.split("LAMP-BLACK-L").unwrap().apply(&mut article);
    let group = article.article_group.unwrap();
    assert_eq!(group.article_group_operation, ArticleGroupOperation::FindOrCreate);
    assert_eq!(group.article_group_identification, ArticleGroupIdentification::ArticleGroupCode);
    assert_eq!((group.article_group_code, group.article_group_name), (text("LAMP"), text("LAMP")));
    let (color, size) = (article.article_color.unwrap(), article.article_size.unwrap());
    assert_eq!((color.color_code, color.color_name), (text("BLACK"), text("BLACK")));
    assert_eq!((size.size_code, size.size_name), (text("L"), text("L")));
    let mut plain = ArticleDefinition::by_product_code("1", "1");
    Variant::default().apply(&mut plain);
    assert_eq!((plain.article_group, plain.article_color, plain.article_size), (None, None, None));
}
