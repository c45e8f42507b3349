//! The day, scene by scene.

use std::sync::{Arc, Mutex, PoisonError};

use rust_decimal::Decimal;
use wms_erp_host::sandbox::company::{
    self, BEFORE_THE_START, COOKING_SET, EXPIRED, FREIGHT, FROM_BERGEN, FROM_KARI, FROM_OLA, FROM_SATRA, MAP,
    OFFER, SLEEPING_BAG, THERMOS, WOOL,
};
use wms_erp_host::sandbox::overview;
use wms_erp_host::timeline;
use wms_erp_sync::Process;

use crate::stage::{Stage, Told, ZONE};

const SENT: &str = "OrderState_Sent";

pub(crate) fn before(stage: &mut Stage) -> Told {
    let title = format!("A day at {}", company::NAME);
    stage.show(&title, &"=".repeat(title.chars().count()))?;
    stage.say(
        "The company sells tents and sleeping bags from Tromsø. Its office works in 24SevenOffice (the ERP); its goods \
         lie in a warehouse that works with Ongoing (the WMS). Until today, people typed everything twice.",
    )?;
    stage.scene(7, 30, "Before the integration starts, Monday 2 March 2026")?;
    stage.say(
        "Orders are in 24SevenOffice only. The warehouse has the goods on its shelves under the right codes, but \
         without names or bar codes, and it has counted three flasks less than the books say.",
    )?;
    let (orders, stock) = (overview::orders(&stage.systems), overview::stock(&stage.systems));
    stage.show("Orders", &orders)?;
    stage.show("Stock", &stock)
}

pub(crate) async fn morning(stage: &mut Stage) -> Told {
    stage.scene(8, 0, "The integration runs for the first time")?;
    stage.say(
        "Articles and confirmed orders go to the WMS, in that order; then status and stock come back. It is set to \
         start with orders of this year. Each line of the table is a process: how many records it read, found unchanged, \
         wrote and holds, and how many requests it sent to each system.",
    )?;
    stage.run().await?;
    stage.claim("The articles have their names, bar codes and weights.", articles_are_described(stage))?;
    let map = stage.systems.wms.article_by_product_code(&MAP.to_string());
    stage.claim(
        "The map has no number in the ERP: its id is its number in the WMS.",
        map.is_some_and(|map| map.number() == MAP.to_string()),
    )?;
    let freight = stage.systems.wms.article_by_product_code(&FREIGHT.to_string());
    stage.claim(
        "Freight is an article that is not kept in stock, and its line on Kari's order is not picked.",
        freight.is_some_and(|freight| !freight.is_stock_article())
            && stage.wms_order(FROM_KARI).is_some_and(|order| {
                order.lines.iter().filter(|line| !line.do_pick()).count() == 1 && order.lines.len() == 2
            }),
    )?;
    let expired = stage.systems.wms.article_by_product_code(&EXPIRED.to_string());
    stage.claim("The rucksack, which is no longer sold, is not transferred.", expired.is_none())?;
    let kari = stage.systems.wms.customer_of(&FROM_KARI.to_string());
    stage.claim(
        "Kari's order has no phone number: the one in the customer register is used.",
        kari.is_some_and(|kari| kari.data.address.mobile_phone.as_deref() == Some("+47 990 11 201")),
    )?;
    let satra = stage.systems.wms.customer_of(&FROM_SATRA.to_string());
    stage.claim(
        "«Sverige» became SE.",
        satra.is_some_and(|satra| satra.data.address.country_code.as_deref() == Some("SE")),
    )?;
    let absent = |order| stage.wms_order(order).is_none();
    let (old, offer, held) = (absent(BEFORE_THE_START), absent(OFFER), absent(FROM_OLA));
    stage.claim("Last year's order and the offer stay where they are.", old && offer)?;
    stage.claim(
        "Ola's order is to go to «Norgge». The country is not guessed: the order is held, with a remedy, \
         and delays nothing else.",
        held,
    )?;
    stage.claim(
        "The ERP's stock of flasks is what the warehouse counted: 7 instead of 10.",
        stage.stock_is(THERMOS, 7),
    )
}

/// Whether the article of each product that is sold says what the product says.
fn articles_are_described(stage: &Stage) -> bool {
    let products = stage.systems.erp.books().products();
    products.iter().filter(|product| product.int("StatusId") != Some(0)).all(|product| {
        let article = stage.systems.wms.article_by_product_code(product.text("Id").unwrap_or_default());
        article.is_some_and(|article| {
            article.data.article_name.as_deref() == product.text("Name")
                && article.data.bar_code.as_deref().filter(|code| !code.is_empty()) == product.text("EAN1")
                && article.data.weight == product.decimal("Weight")
        })
    })
}

pub(crate) async fn corrections(stage: &mut Stage) -> Told {
    stage.scene(8, 45, "The office corrects one order, and a customer changes another")?;
    let books = stage.systems.erp.books();
    books.patch_order(FROM_OLA, |order| order.set("Addresses.Delivery.Country", "Norge"));
    let row = books.order(FROM_BERGEN).and_then(|order| order.list("InvoiceRows").get(1)?.int("RowId"));
    books.patch_row(FROM_BERGEN, row.unwrap_or_default(), |row| row.set("Quantity", 6));
    stage.say("Ola's country is spelt right now, and Bergen wants six cooking sets instead of five.")?;
    let writes = stage.writes();
    stage.run().await?;
    stage.claim("Exactly these two orders were written, and nothing else.", stage.writes() == writes + 2)?;
    let six = stage
        .wms_order(FROM_BERGEN)
        .is_some_and(|order| order.lines.iter().any(|line| line.number_of_items == 6.into()));
    let ola = stage.wms_order(FROM_OLA).is_some();
    stage.claim("The warehouse has Ola's order, and six cooking sets on Bergen's.", six && ola)
}

pub(crate) async fn shipping(stage: &mut Stage) -> Told {
    stage.scene(10, 45, "The warehouse has picked and sent three orders, one of them short")?;
    stage.say(
        "Kari's and Sätra's orders are complete. Of the ten flasks for Bergen there are only seven: they are sent with \
         the rest.",
    )?;
    for order in [FROM_KARI, FROM_BERGEN, FROM_SATRA].map(|order| order.to_string()) {
        stage.systems.wms.pick_all(&order)?;
        stage.systems.wms.send(&order)?;
    }
    stage.systems.wms.collect(&FROM_SATRA.to_string())?;
    let lowest = watch_flasks(stage);
    stage.run().await?;
    let sent = [FROM_KARI, FROM_BERGEN, FROM_SATRA].iter().all(|order| stage.erp_status(*order) == SENT);
    stage.claim("All three are sent in the ERP, including the one that was sent short.", sent)?;
    stage
        .claim("Ola's, which the warehouse still has, is not.", stage.erp_status(FROM_OLA) == "Confirmed")?;
    stage.claim(
        "When the order became sent, the ERP took ten flasks out of its stock, although only seven were \
         sent: its stock was -3. Stock is compared afterwards, and corrected: 0, as in the warehouse.",
        *lowest.lock().unwrap_or_else(PoisonError::into_inner) == Some((-3).into())
            && stage.stock_is(THERMOS, 0),
    )?;
    stage.claim(
        "What else was sent has left both stocks: 19 cooking sets, 40 sets of underwear and 16 sleeping bags remain.",
        stage.stock_is(COOKING_SET, 19) && stage.stock_is(WOOL, 40) && stage.stock_is(SLEEPING_BAG, 16),
    )
}

/// The lowest stock of flasks that the ERP ever shows after an order was saved.
fn watch_flasks(stage: &Stage) -> Arc<Mutex<Option<Decimal>>> {
    let lowest: Arc<Mutex<Option<Decimal>>> = Arc::default();
    let (seen, books) = (Arc::clone(&lowest), stage.systems.erp.books());
    stage.systems.erp.control().after("SaveInvoices", move |_| {
        let now = books.product(THERMOS).and_then(|product| product.decimal("Stock"));
        let mut lowest = seen.lock().unwrap_or_else(PoisonError::into_inner);
        *lowest = lowest.map_or(now, |lowest| now.map(|now| now.min(lowest)));
    });
    lowest
}

pub(crate) async fn counting(stage: &mut Stage) -> Told {
    stage.scene(13, 0, "The warehouse counts its sleeping bags")?;
    stage.say("A mouse has damaged one of them: there are 15 left.")?;
    stage.systems.wms.set_stock(&SLEEPING_BAG.to_string(), 15)?;
    let writes = stage.writes();
    stage.run().await?;
    let only = stage.writes() == writes + 1;
    stage.claim("The ERP has 15 too, and nothing else was written.", stage.stock_is(SLEEPING_BAG, 15) && only)
}

pub(crate) async fn quiet(stage: &mut Stage) -> Told {
    stage.scene(15, 0, "Nothing has happened")?;
    let (erp, wms, writes) =
        (stage.systems.erp.count(""), stage.systems.wms.control().count(""), stage.writes());
    stage.run().await?;
    let (erp, wms) = (stage.systems.erp.count("") - erp, stage.systems.wms.control().count("") - wms);
    stage.claim(
        &format!("The round took {erp} requests to 24SevenOffice and {wms} to Ongoing; nothing was written."),
        erp <= 2 && wms <= 2 && stage.writes() == writes,
    )
}

pub(crate) async fn evening(stage: &mut Stage) -> Told {
    stage.scene(17, 0, "The day is over: both systems side by side")?;
    let (orders, stock) = (overview::orders(&stage.systems), overview::stock(&stage.systems));
    stage.show("Orders", &orders)?;
    stage.show("Stock", &stock)?;
    let events = stage.timeline(FROM_BERGEN).await?;
    let title = format!("What happened to order {FROM_BERGEN}, as the integration remembers it");
    stage.show(&title, &timeline::lines(&events, ZONE, 98))?;
    let in_step = stage.systems.erp.books().products().iter().all(|product| {
        let id = product.int("Id").unwrap_or_default();
        let stocked = product.flag("StockControlled") == Some(true) && product.int("StatusId") != Some(0);
        !stocked || product.decimal("Stock").is_some_and(|stock| stage.stock_is(id, stock))
    });
    stage.pause()?;
    stage.claim("Every product that is kept in stock has the same stock in both systems.", in_step)?;
    let orders = stage.systems.wms.orders();
    let twice =
        orders.iter().any(|order| orders.iter().filter(|other| other.number() == order.number()).count() > 1);
    stage.claim("No order is in the warehouse twice.", !twice && orders.len() == 4)?;
    let held = stage.engine.inspect("nordlys").held().await?;
    stage.claim(
        "One thing is left for a person: to decide about the three flasks that Bergen did not get.",
        held.len() == 1 && held.iter().all(|held| held.process == Process::OrderStatus),
    )
}
