//! Goods that came back, and their credits.

pub(super) static REASONS: &[[&str; 3]] = &[
    [
        "Ongoing leaves out a quantity of return {}",
        "Ongoing utelater et antall i retur {}",
        "Ongoing utelämnar ett antal i retur {}",
    ],
    ["{} of {} (line {})", "{,} av {} (linje {#})", "{,} av {} (rad {#})"],
    ["{} of an unnamed article", "{,} av en artikkel uten navn", "{,} av en artikel utan namn"],
    ["{} of line {}", "{,} av linje {#}", "{,} av rad {#}"],
    ["{} of {}", "{,} av {}", "{,} av {}"],
    [
        "the WMS does not report the id of the return, by which its credit is found again",
        "WMS oppgir ikke id-en til returen, som krediteringen finnes igjen med",
        "WMS anger inte returens id, som krediteringen hittas igen med",
    ],
    [
        "a credit for the return {} of order {}",
        "en kreditering av retur {} på ordre {}",
        "en kreditering av retur {} på order {}",
    ],
    [
        "a credit of this return appeared in the ERP in the meantime",
        "en kreditering av denne returen er kommet til i ERP i mellomtiden",
        "en kreditering av denna retur har tillkommit i ERP under tiden",
    ],
    ["the ERP refused the credit: {}", "ERP avviste krediteringen: {:}", "ERP avvisade krediteringen: {:}"],
    [
        "whether the credit was created is not known: {}",
        "det er ukjent om krediteringen ble opprettet: {:}",
        "det är okänt om krediteringen skapades: {:}",
    ],
    [
        "the ERP did not report whether the credit was created",
        "ERP oppga ikke om krediteringen ble opprettet",
        "ERP angav inte om krediteringen skapades",
    ],
    [
        "the return is credited {} times, by the orders {}",
        "returen er kreditert {} ganger, med ordrene {*}",
        "returen är krediterad {} gånger, med ordrarna {*}",
    ],
    ["not credited: {}", "ikke kreditert: {:}", "inte krediterat: {:}"],
    ["not reported: {}", "ikke rapportert: {:}", "inte rapporterat: {:}"],
    [
        "the next run of returns does it, or says why not",
        "neste kjøring av returer gjør det, eller sier hvorfor ikke",
        "nästa körning av returer gör det, eller säger varför inte",
    ],
    [
        "the credit {} of this return is no longer in the ERP",
        "krediteringen {*} av denne returen finnes ikke lenger i ERP",
        "krediteringen {*} av denna retur finns inte längre i ERP",
    ],
    [
        "enter it by hand if the customer is to get it: it is not made again",
        "legg den inn for hånd hvis kunden skal ha den: den lages ikke på nytt",
        "lägg in den för hand om kunden ska ha den: den görs inte igen",
    ],
    [
        "the existing credits could not be read",
        "krediteringene som finnes, kunne ikke leses",
        "de befintliga krediteringarna kunde inte läsas",
    ],
    [
        "the ERP has {} for this return already, with {}, and {} came back that is not known to be credited",
        "ERP har alt {:} for denne returen, med {:}, og {:} kom i retur uten at det er kjent som kreditert",
        "ERP har redan {:} för denna retur, med {:}, och {:} kom tillbaka utan att det är känt som krediterat",
    ],
    ["the credits {}", "krediteringene {*}", "krediteringarna {*}"],
    ["the credit {}", "krediteringen {#}", "krediteringen {#}"],
    ["an unknown order", "en ukjent ordre", "en okänd order"],
    [
        "nothing of {} is returned now: it was undone in the WMS",
        "ingenting av {:} er i retur nå: det ble angret i WMS",
        "inget av {:} är i retur nu: det ångrades i WMS",
    ],
    [
        "goods of {} came back: {} ({})",
        "varer fra {:} kom i retur: {:} ({*})",
        "varor från {:} kom i retur: {:} ({*})",
    ],
    ["goods of {} came back: {}", "varer fra {:} kom i retur: {:}", "varor från {:} kom i retur: {:}"],
    [
        "{} of the return {} did not come back after all by what the WMS says now, and the ERP has the credit {}",
        "{:} av retur {} kom likevel ikke tilbake, etter det WMS sier nå, og ERP har krediteringen {*}",
        "{:} av retur {} kom ändå inte tillbaka, enligt vad WMS säger nu, och ERP har krediteringen {*}",
    ],
    [
        "the return with the id {} in the WMS has no number",
        "returen med id {} i WMS har ikke noe nummer",
        "returen med id {} i WMS har inget nummer",
    ],
    [
        "the WMS does not report which order the goods are from",
        "WMS oppgir ikke hvilken ordre varene er fra",
        "WMS anger inte vilken order varorna är från",
    ],
    [
        "the goods are from the order {}, which is not one of the ERP",
        "varene er fra ordre {}, som ikke er fra ERP",
        "varorna är från order {}, som inte är från ERP",
    ],
    [
        "order {} could not be read in the WMS",
        "ordre {} kunne ikke leses i WMS",
        "order {} kunde inte läsas i WMS",
    ],
    [
        "order {} is no longer in the WMS",
        "ordre {} finnes ikke lenger i WMS",
        "order {} finns inte längre i WMS",
    ],
    [
        "another order of the WMS has the number {}, too",
        "en annen ordre i WMS har også nummer {}",
        "en annan order i WMS har också nummer {}",
    ],
    [
        "order {} could not be read in the ERP",
        "ordre {} kunne ikke leses i ERP",
        "order {} kunde inte läsas i ERP",
    ],
    [
        "order {} is no longer in the ERP",
        "ordre {} finnes ikke lenger i ERP",
        "order {} finns inte längre i ERP",
    ],
    [
        "not all returns of order {} could be read",
        "ikke alle returer av ordre {} kunne leses",
        "alla returer av order {} kunde inte läsas",
    ],
    ["a line without a code", "en linje uten kode", "en rad utan kod"],
    ["line {}", "linje {#}", "rad {#}"],
    [
        "goods came back on {}, which order {} does not have in the WMS",
        "varer kom i retur på {:}, som ordre {} ikke har i WMS",
        "varor kom i retur på {:}, som order {} inte har i WMS",
    ],
    [
        "{} of line {} of order {} came back, and {} were sent",
        "{,} av linje {} på ordre {} kom i retur, og {,} ble sendt",
        "{,} av rad {} på order {} kom i retur, och {,} skickades",
    ],
    ["an article without a number", "en artikkel uten nummer", "en artikel utan nummer"],
    [
        "line {} of order {} is of {}, which is no product of the ERP",
        "linje {} på ordre {} gjelder {:}, som ikke er et produkt i ERP",
        "rad {} på order {} gäller {:}, som inte är en produkt i ERP",
    ],
    [
        "line {} of order {} is a part of a kit, which has one price in the ERP",
        "linje {} på ordre {} er del av et sett, som har én pris i ERP",
        "rad {} på order {} är en del av en sats, som har ett pris i ERP",
    ],
    [
        "order {} no longer has a row of line {}, product {}",
        "ordre {} har ikke lenger noen linje for {}, produkt {}",
        "order {} har inte längre någon rad för {}, produkt {}",
    ],
    [
        "order {} has several rows of product {}, and none of them is that of line {}",
        "ordre {} har flere linjer med produkt {}, og ingen av dem er linje {}",
        "order {} har flera rader med produkt {}, och ingen av dem är rad {}",
    ],
    [
        "several returns of the WMS have the number {}",
        "flere returer i WMS har nummer {}",
        "flera returer i WMS har nummer {}",
    ],
    ["return {}: {}", "retur {#}: {:}", "retur {#}: {:}"],
];
