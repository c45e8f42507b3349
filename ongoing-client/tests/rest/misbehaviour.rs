//! The REST client against a warehouse that misbehaves in every way that there is.

use std::time::Duration;

use futures::future::join_all;
use futures::{StreamExt, TryStreamExt};
use ongoing_client::model::{ArticleDefinition, GetInventoryQuery, InventoryLine};
use ongoing_client::rest::RestClient;
use ongoing_client::{Delivery, Error, ErrorKind, RetryPolicy, WarehouseApi};
use ongoing_simulator::{Mischief, Rule, Simulator};

use super::warehouse::builder;

const ARTICLES: &str = "GET /warehouse/api/v1/articles";

/// A warehouse with five articles.
async fn warehouse() -> (Simulator, RestClient) {
    let wms = crate::standing().start().await.unwrap();
    let client = builder(&wms).build_rest().unwrap();
    for number in 1..=5 {
        client.process_article(ArticleDefinition::by_article_number(format!("L{number}"))).await.unwrap();
    }
    wms.control().clear_requests();
    (wms, client)
}

async fn numbers(client: &RestClient) -> Result<Vec<String>, Error> {
    let lines: Vec<InventoryLine> = client.inventory(GetInventoryQuery::default()).try_collect().await?;
    Ok(lines.into_iter().map(|line| line.article.unwrap().article_number.unwrap()).collect())
}

#[tokio::test]
async fn answers_that_are_none_end_in_an_error_of_their_own() {
    let (wms, client) = warehouse().await;
    for (mischief, kind, delivery) in [
        (Rule::drop_before(), ErrorKind::Interrupted, Delivery::MaybeSent),
        (Rule::html(), ErrorKind::NotTheApi, Delivery::MaybeSent),
        (Rule::too_many_requests(Some("7")), ErrorKind::Throttled, Delivery::Answered),
        (Rule::too_many_requests(None), ErrorKind::Throttled, Delivery::Answered),
        (Rule::status(500, "boom"), ErrorKind::Status, Delivery::MaybeSent),
        (Mischief::Malform.into(), ErrorKind::NotTheApi, Delivery::MaybeSent),
        (Mischief::Truncate { at: 0.5, announced: true }.into(), ErrorKind::Interrupted, Delivery::MaybeSent),
        (Mischief::Truncate { at: 0.5, announced: false }.into(), ErrorKind::NotTheApi, Delivery::MaybeSent),
    ] {
        let shown = format!("{mischief:?}");
        wms.control().misbehave(mischief.on(ARTICLES));
        let error = numbers(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (kind, delivery), "{shown}: {error:?}");
        assert!(error.is_transient(), "{shown}");
        assert_eq!(numbers(&client).await.unwrap().len(), 5, "one failure is one failure");
    }
}

#[tokio::test]
async fn slow_answers_are_answers() {
    let (wms, client) = warehouse().await;
    wms.control().misbehave(Rule::new(Mischief::Trickle(1)).on(ARTICLES));
    assert_eq!(numbers(&client).await.unwrap().len(), 5);
    wms.control().misbehave(Rule::new(Mischief::Delay(Duration::from_millis(5))).on(ARTICLES));
    assert_eq!(numbers(&client).await.unwrap().len(), 5);
}

#[tokio::test]
async fn an_answer_that_does_not_come_ends_in_a_timeout() {
    let (wms, _) = warehouse().await;
    let brief = Duration::from_millis(50);
    let builder = || builder(&wms).timeouts(brief, brief).answer_timeout(brief);
    wms.control().misbehave(Rule::hang().always());
    let rest = numbers(&builder().build_rest().unwrap()).await.unwrap_err();
    let soap = builder().build().unwrap().get_order_statuses().next().await.unwrap().unwrap_err();
    for error in [rest, soap] {
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::MaybeSent), "{error:?}");
        assert!(error.is_transient());
    }
}

/// The warehouse is at work on it: who asks again at once has it do the same twice, and waits for as long again.
#[tokio::test]
async fn an_answer_that_does_not_come_in_time_is_awaited_once() {
    for (rule, is_stalled) in [(Rule::hang(), false), (Rule::new(Mischief::Stall(0.5)), true)] {
        let (wms, _) = warehouse().await;
        wms.control().misbehave(rule.always());
        let (brief, long) = (Duration::from_millis(50), Duration::from_secs(5));
        let (begin, stall) = if is_stalled { (long, brief) } else { (brief, long) };
        let builder = || {
            let builder = builder(&wms).retry(RetryPolicy::default());
            builder.timeouts(long, stall).answer_timeout(begin)
        };
        let rest = numbers(&builder().build_rest().unwrap()).await.unwrap_err();
        let soap = builder().build().unwrap().get_order_statuses().try_collect::<Vec<_>>().await.unwrap_err();
        assert_eq!((rest.kind(), soap.kind()), (ErrorKind::Timeout, ErrorKind::Timeout));
        assert_eq!(wms.control().count(""), 2, "one each");
    }
}

#[tokio::test]
async fn an_answer_that_stalls_ends_in_a_timeout() {
    let (wms, _) = warehouse().await;
    let builder = || builder(&wms).timeouts(Duration::from_secs(5), Duration::from_millis(50));
    wms.control().misbehave(Rule::new(Mischief::Stall(0.5)).always());
    let rest = numbers(&builder().build_rest().unwrap()).await.unwrap_err();
    let soap = builder().build().unwrap().get_order_statuses().try_collect::<Vec<_>>().await.unwrap_err();
    for error in [rest, soap] {
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::MaybeSent), "{error:?}");
    }
}

#[tokio::test]
async fn lists_that_are_not_what_they_were_are_read_as_they_come() {
    let (wms, client) = warehouse().await;
    wms.control().misbehave(Rule::new(Mischief::Duplicate(None)).on(ARTICLES));
    assert_eq!(numbers(&client).await.unwrap().len(), 6);
    wms.control().misbehave(Rule::new(Mischief::Omit(None)).on(ARTICLES));
    assert_eq!(numbers(&client).await.unwrap().len(), 4);
    wms.control().seed(3);
    wms.control().misbehave(Rule::new(Mischief::Shuffle(None)).on(ARTICLES));
    let mut shuffled = numbers(&client).await.unwrap();
    assert_ne!(shuffled, ["L1", "L2", "L3", "L4", "L5"]);
    shuffled.sort();
    assert_eq!(shuffled, ["L1", "L2", "L3", "L4", "L5"]);
    // Pages go on behind the highest id, whatever order they come in: nothing is lost and nothing comes twice.
    wms.control().misbehave(Rule::new(Mischief::Shuffle(None)).on(ARTICLES).always());
    let paged: Vec<InventoryLine> =
        client.inventory(GetInventoryQuery::default().paged(2)).try_collect().await.unwrap();
    assert_eq!(paged.len(), 5);
}

#[tokio::test]
async fn a_lost_answer_to_a_write_says_that_it_may_have_been_done() {
    let (wms, client) = warehouse().await;
    let put = "PUT /warehouse/api/v1/articles";
    wms.control().misbehave(Rule::drop_after().on(put));
    let error = client.process_article(ArticleDefinition::by_article_number("L6")).await.unwrap_err();
    assert_eq!(error.delivery(), Delivery::MaybeSent);
    assert!(wms.article_by_number("L6").is_some());
    // What sets can be sent again: with a retry policy nobody notices.
    let patient = builder(&wms).retry(RetryPolicy::default().waits(Duration::ZERO, Duration::ZERO));
    wms.control().misbehave(Rule::drop_after().on(put));
    let patient = patient.build_rest().unwrap();
    patient.process_article(ArticleDefinition::by_article_number("L7")).await.unwrap();
    assert_eq!(wms.articles().len(), 7);
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_over_soap_and_rest_wait_for_each_other() {
    let (wms, rest) = warehouse().await;
    let soap = builder(&wms).build().unwrap();
    let writes = (0..20).map(|number| {
        let (rest, soap) = (rest.clone(), soap.clone());
        let article = ArticleDefinition::by_article_number(format!("N{number}"));
        tokio::spawn(async move {
            match number % 2 {
                0 => rest.process_article(article).await,
                _ => soap.process_article(article).await,
            }
        })
    });
    for write in join_all(writes).await {
        write.unwrap().unwrap();
    }
    assert_eq!((wms.articles().len(), wms.parallel_writes()), (25, 0));
}

#[tokio::test]
async fn what_is_no_character_costs_nothing() {
    let (wms, client) = warehouse().await;
    for (bytes, expected) in [
        (&br"\ud83d\ude0a"[..], "😊"),
        (br"\ud83d", "\u{FFFD}"),
        (br"\ude0a", "\u{FFFD}"),
        (b"\xF8", "\u{FFFD}"),
    ] {
        let replace = Mischief::Replace("L3".to_owned(), bytes.into());
        wms.control().misbehave(Rule::new(replace).on(ARTICLES));
        assert_eq!(numbers(&client).await.unwrap(), ["L1", "L2", expected, "L4", "L5"]);
    }
}

/// The product codes of the articles, and of those that cannot be read, with a question mark.
async fn codes(client: &dyn WarehouseApi, query: GetInventoryQuery) -> Result<Vec<String>, Error> {
    let mut lines = client.inventory(query);
    let mut codes = Vec::new();
    while let Some(line) = lines.next().await {
        codes.push(match line {
            Ok(line) => line.article.unwrap().product_code.unwrap(),
            Err(error) if error.is_item() => format!("{}?", error.record_id().unwrap_or_default()),
            Err(error) => return Err(error),
        });
    }
    Ok(codes)
}

#[tokio::test]
async fn one_article_that_cannot_be_read_costs_no_other_over_both_transports() {
    let wms = crate::standing().start().await.unwrap();
    let (rest, soap) = (builder(&wms).build_rest().unwrap(), builder(&wms).build().unwrap());
    for code in 1..=9 {
        let mut article = ArticleDefinition::by_product_code(format!("{code}"), format!("N-{code}"));
        (article.article_name, article.weight) = (Some(format!("Vare @{code}@")), Some((1000 + code).into()));
        soap.process_article(article).await.unwrap();
    }
    let expected = ["1", "2", "3", "4", "5", "6", "7?", "8", "9"].map(str::to_owned).to_vec();
    let kinds: [(&str, &[&str]); 2] = [
        // A value that does not fit; a text that ends nothing and everything.
        ("1007", &["x", "1.0.0", "0x7"]),
        (
            "@7@",
            &[
                "<",
                "&unknown;",
                "</Wrong>",
                "<!--",
                "\n\u{1}\u{0}\t",
                "\\x",
                "\"",
                "a\"b\"",
                "\":{\"",
                "\"}]",
            ],
        ),
    ];
    for (mark, kinds) in kinds {
        for bytes in kinds {
            let rule = Rule::new(Mischief::Replace(mark.to_owned(), bytes.to_string().into()));
            wms.control().misbehave(rule.always());
            for (name, client) in [("REST", &rest as &dyn WarehouseApi), ("SOAP", &soap)] {
                wms.control().clear_requests();
                let read = codes(client, GetInventoryQuery::default()).await;
                let read = read.unwrap_or_else(|error| panic!("{name}, {bytes:?}: {error:?}"));
                let is_harmless = read.iter().all(|code| !code.ends_with('?'));
                let may_be_harmless = mark == "@7@";
                assert!(
                    read == expected || may_be_harmless && is_harmless && read.len() == 9,
                    "{name}, {bytes:?}: {read:?}"
                );
                let asked = wms.control().requests().len();
                assert!(asked <= 22, "{name}, {bytes:?}: {asked} requests");
                let paged =
                    GetInventoryQuery { max_articles_to_get: Some(4), ..GetInventoryQuery::default() };
                assert_eq!(codes(client, paged).await.unwrap(), read, "{name}, {bytes:?}, page by page");
            }
            wms.control().behave();
        }
    }
}

#[tokio::test]
async fn an_article_that_cannot_be_read_is_refused_alone_when_it_is_looked_up() {
    let wms = crate::standing().start().await.unwrap();
    let article = |code: i32| {
        let mut article = ArticleDefinition::by_product_code(format!("{code}"), format!("N-{code}"));
        (article.article_name, article.weight) = (Some("Vare".to_owned()), Some((1000 + code).into()));
        article
    };
    let first = builder(&wms).build_rest().unwrap();
    for code in 1..=3 {
        first.process_article(article(code)).await.unwrap();
    }
    let rule = Rule::new(Mischief::Replace("1002".to_owned(), "\"x\"".into()));
    wms.control().misbehave(rule.always());
    let second = builder(&wms).build_rest().unwrap();
    let expected = |code: i32| ongoing_client::ExpectedArticle::new(code.to_string(), format!("N-{code}"));
    second.expect_articles((1..=4).map(expected).collect()).await.unwrap();
    for code in [1, 3, 4] {
        second.process_article(article(code)).await.unwrap();
    }
    let error = second.process_article(article(2)).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Refused, Delivery::Answered));
    assert!(error.message().contains("the article with the product code 2 cannot be read"), "{error}");
    // Its number is taken, though it cannot be read.
    let mut other = article(5);
    other.article_number = Some("N-2".to_owned());
    let error = second.process_article(other).await.unwrap_err();
    assert!(error.message().contains("already used by another article"), "{error}");
}
