//! Articles, suppliers and stock.

pub(super) static REASONS: &[[&str; 3]] = &[
    [
        "a product without an id cannot become an article",
        "et produkt uten id kan ikke bli en artikkel",
        "en produkt utan id kan inte bli en artikel",
    ],
    ["a product has no id", "et produkt har ingen id", "en produkt har inget id"],
    ["check it in the ERP", "kontroller det i ERP", "kontrollera den i ERP"],
    [
        "article {}, again: it is unknown whether it was renumbered",
        "artikkel {}, på nytt: det er ukjent om den fikk nytt nummer",
        "artikel {}, igen: det är okänt om den fick nytt nummer",
    ],
    [
        "article {}, for the time being: products {} exchange their numbers, and {} is made free",
        "artikkel {}, inntil videre: produktene {*} bytter numre, og {} frigjøres",
        "artikel {}, tills vidare: produkterna {*} byter nummer, och {} frigörs",
    ],
    ["article {}", "artikkel {#}", "artikel {#}"],
    [
        "{}, product {} waits for the number of product {}",
        "{:}, produkt {} venter på nummeret til produkt {}",
        "{:}, produkt {} väntar på numret från produkt {}",
    ],
    ["{}, which is held: {}", "{:}, som er stoppet: {:}", "{:}, som är stoppad: {:}"],
    [
        "the number {} belongs to product {} already",
        "nummeret {*} tilhører alt produkt {}",
        "numret {*} tillhör redan produkt {}",
    ],
    [
        "the number {} is also the number of product {}",
        "nummeret {*} er også nummeret til produkt {*}",
        "numret {*} är också numret för produkt {*}",
    ],
    [
        "the product code was changed in the WMS by hand; it is the product's again",
        "produktkoden ble endret for hånd i WMS; nå er den produktets igjen",
        "produktkoden ändrades för hand i WMS; nu är den produktens igen",
    ],
    [
        "supplier {} has no article yet; suppliers are transferred with their articles",
        "leverandør {} har ingen artikkel ennå; leverandører overføres sammen med artiklene sine",
        "leverantör {} har ingen artikel ännu; leverantörer överförs tillsammans med sina artiklar",
    ],
    ["article of {}", "artikkel fra leverandør {#}", "artikel från leverantör {#}"],
    [
        "{}; it was to step aside, as {}: {}",
        "{:}; den skulle vike plass, som {}: {:}",
        "{:}; den skulle lämna plats, som {}: {:}",
    ],
    [
        "products {} exchange their numbers: the article of product {} is called {} until its number is free",
        "produktene {*} bytter numre: artikkelen til produkt {} heter {} til nummeret er ledig",
        "produkterna {*} byter nummer: artikeln för produkt {} heter {} tills numret är ledigt",
    ],
    [
        "products {} exchange their numbers, and the WMS knows their articles by their numbers: it is unclear which goods are meant",
        "produktene {*} bytter numre, og WMS kjenner artiklene på numrene: det er uklart hvilke varer som er ment",
        "produkterna {*} byter nummer, och WMS känner artiklarna på numren: det är oklart vilka varor som menas",
    ],
    [
        "the host's hooks ignore product {}",
        "tilpasningene ignorerer produkt {}",
        "anpassningarna ignorerar produkt {}",
    ],
    [
        "its supplier could not be looked up: {}",
        "leverandøren kunne ikke slås opp: {:}",
        "leverantören kunde inte slås upp: {:}",
    ],
    [
        "the WMS has {} articles with the product code {}: {}",
        "WMS har {} artikler med produktkode {}: {*}",
        "WMS har {} artiklar med produktkoden {}: {*}",
    ],
    [
        "the article {}, which we transferred, is no longer in the WMS",
        "artikkelen {*}, som vi overførte, finnes ikke lenger i WMS",
        "artikeln {*}, som vi överförde, finns inte längre i WMS",
    ],
    [
        "the WMS has an article {} without a product code",
        "WMS har en artikkel {*} uten produktkode",
        "WMS har en artikel {*} utan produktkod",
    ],
    [
        "the WMS has an article {} with the product code {}",
        "WMS har en artikkel {*} med produktkode {*}",
        "WMS har en artikel {*} med produktkoden {*}",
    ],
    ["the WMS has no article {}", "WMS har ingen artikkel {*}", "WMS har ingen artikel {*}"],
    [
        "the next run of articles transfers it",
        "neste kjøring av artikler overfører den",
        "nästa körning av artiklar överför den",
    ],
    [
        "the article is of product {}, which the ERP does not have",
        "artikkelen gjelder produkt {}, som ERP ikke har",
        "artikeln gäller produkt {}, som ERP inte har",
    ],
    ["the article has no product code", "artikkelen har ingen produktkode", "artikeln har ingen produktkod"],
    [
        "nothing, if it belongs to another system; otherwise set its product code to the product's id",
        "ingenting, hvis den tilhører et annet system; ellers sett produktkoden til produktets id",
        "inget, om den tillhör ett annat system; annars sätt produktkoden till produktens id",
    ],
    [
        "the article's product code {} is not a product id",
        "artikkelens produktkode {*} er ikke en produkt-id",
        "artikelns produktkod {*} är inte ett produkt-id",
    ],
    [
        "stock of product {} in the ERP",
        "beholdningen av produkt {} i ERP",
        "lagersaldot för produkt {} i ERP",
    ],
    [
        "the ERP accepted the stock {} several times, but still shows {}",
        "ERP har godtatt beholdningen {,} flere ganger, men viser fortsatt {,}",
        "ERP har godtagit lagersaldot {,} flera gånger, men visar fortfarande {,}",
    ],
    ["{} in the WMS, {} in the ERP", "{,} i WMS, {,} i ERP", "{,} i WMS, {,} i ERP"],
    ["left alone: {}", "ikke rørt: {*}", "inte rörd: {*}"],
    [
        "the stock of {} products would go to zero; none of them is written",
        "beholdningen av {} produkter ville blitt null; ingen av dem skrives",
        "lagersaldot för {} produkter skulle bli noll; inget av dem skrivs",
    ],
    [
        "the WMS reports no quantity for the article {}, so its stock is not compared",
        "WMS oppgir ikke noe antall for artikkelen {*}, så beholdningen sammenlignes ikke",
        "WMS anger inget antal för artikeln {*}, så lagersaldot jämförs inte",
    ],
    [
        "the WMS, asked for the stock of the article {} with the product code {}, does not list it, so its stock is not compared",
        "WMS ble spurt om beholdningen av artikkelen {*} med produktkode {} og nevner den ikke, så beholdningen sammenlignes ikke",
        "WMS tillfrågades om lagersaldot för artikeln {*} med produktkoden {} och nämner den inte, så lagersaldot jämförs inte",
    ],
    [
        "Ongoing lists no warehouse {}; it has {}",
        "Ongoing har ikke noe lager {*}; det har {*}",
        "Ongoing har inget lager {*}; det har {*}",
    ],
    [
        "Ongoing does not say in which warehouse the article {} is",
        "Ongoing oppgir ikke hvilket lager artikkelen {*} er i",
        "Ongoing anger inte i vilket lager artikeln {*} finns",
    ],
    [
        "this port cannot report the stock of {}",
        "denne tilkoblingen kan ikke oppgi beholdningen i {*}",
        "denna anslutning kan inte ange lagersaldot i {*}",
    ],
    [
        "this port cannot list what changed the stock",
        "denne tilkoblingen kan ikke vise hva som endret beholdningen",
        "denna anslutning kan inte visa vad som ändrade lagersaldot",
    ],
    [
        "this port cannot list returns",
        "denne tilkoblingen kan ikke vise returer",
        "denna anslutning kan inte visa returer",
    ],
];
