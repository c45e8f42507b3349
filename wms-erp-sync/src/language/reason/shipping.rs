//! What was sent, and the order's status in the ERP.

pub(super) static REASONS: &[[&str; 3]] = &[
    ["sent, and already {} in the ERP", "sendt, og alt {} i ERP", "skickad, och redan {} i ERP"],
    [
        "the WMS has sent the order, but it is no longer in the ERP",
        "WMS har sendt ordren, men den finnes ikke lenger i ERP",
        "WMS har skickat ordern, men den finns inte längre i ERP",
    ],
    [
        "the WMS has sent the order, but in the ERP it is {} and has no customer",
        "WMS har sendt ordren, men i ERP er den {} og har ingen kunde",
        "WMS har skickat ordern, men i ERP är den {} och har ingen kund",
    ],
    [
        "the WMS has sent the order, but in the ERP it is {}",
        "WMS har sendt ordren, men i ERP er den {}",
        "WMS har skickat ordern, men i ERP är den {}",
    ],
    ["{}; the ERP has not been told", "{:}; ERP har ikke fått beskjed", "{:}; ERP har inte meddelats"],
    [
        "the order was edited in the ERP while it was about to be saved",
        "ordren ble redigert i ERP mens den skulle lagres",
        "ordern redigerades i ERP när den skulle sparas",
    ],
    [
        "the ERP's answer did not contain the order",
        "svaret fra ERP inneholdt ikke ordren",
        "svaret från ERP innehöll inte ordern",
    ],
    [
        "the ERP's answer did not contain it",
        "svaret fra ERP inneholdt den ikke",
        "svaret från ERP innehöll den inte",
    ],
    [
        "the ERP did not report the result of the save",
        "ERP oppga ikke resultatet av lagringen",
        "ERP angav inte resultatet av sparandet",
    ],
    [
        "the order could not be read before its status was written",
        "ordren kunne ikke leses før statusen ble skrevet",
        "ordern kunde inte läsas innan statusen skrevs",
    ],
    [
        "the order itself, which can no longer be read",
        "selve ordren, som ikke lenger kan leses",
        "själva ordern, som inte längre kan läsas",
    ],
    ["{} of order {} in the ERP", "{=} på ordre {#} i ERP", "{=} på order {#} i ERP"],
    ["status and tracking", "status og sporing", "status och spårning"],
    ["status and delivered quantities", "status og leverte antall", "status och levererade antal"],
    [
        "status, tracking and delivered quantities",
        "status, sporing og leverte antall",
        "status, spårning och levererade antal",
    ],
    ["delivered quantities", "leverte antall", "levererade antal"],
    [
        "setting the {} of order {} in the ERP changed more than {}: {}",
        "å sette {:} på ordre {#} i ERP endret mer enn {p}: {*}",
        "att sätta {:} på order {#} i ERP ändrade mer än {p}: {*}",
    ],
    [
        "the quantities were not acknowledged in the WMS: {}",
        "antallene ble ikke kvittert i WMS: {:}",
        "antalen kvitterades inte i WMS: {:}",
    ],
    [
        "reported quantities of order {} in the WMS",
        "rapporterte antall på ordre {} i WMS",
        "rapporterade antal på order {} i WMS",
    ],
    [
        "the order was sent short, and the orders of the WMS could not all be read, so it may have a back order of its own",
        "ordren ble sendt med mindre enn bestilt, og ikke alle ordrer i WMS kunne leses, så det kan finnes en restordre der",
        "ordern skickades med mindre än beställt, och alla ordrar i WMS kunde inte läsas, så det kan finnas en restorder där",
    ],
    [
        "the delivered quantities of order {} were not written: {}",
        "de leverte antallene på ordre {} ble ikke skrevet: {:}",
        "de levererade antalen på order {} skrevs inte: {:}",
    ],
    ["not written: {}", "ikke skrevet: {:}", "inte skrivet: {:}"],
    ["rest {}", "rest {,}", "rest {,}"],
    [
        "enter them by hand if they are needed; they are written again once the WMS reports that more was picked",
        "skriv dem inn for hånd hvis de trengs; de skrives igjen så snart WMS melder at mer er plukket",
        "lägg in dem för hand om de behövs; de skrivs igen så snart WMS rapporterar att mer har plockats",
    ],
    [
        "delivered in the WMS, and not in the ERP's rows: {}",
        "levert i WMS, og ikke på linjene i ERP: {:}",
        "levererat i WMS, och inte på raderna i ERP: {:}",
    ],
    ["{} (it was so already)", "{} (det var den fra før)", "{} (det var den redan)"],
    [
        "order {} was sent, but it is unclear how much of which row: {}",
        "ordre {} ble sendt, men det er uklart hvor mye av hvilken linje: {:}",
        "order {} skickades, men det är oklart hur mycket av vilken rad: {:}",
    ],
    [
        "enter it by hand if it is needed; it is written again once the WMS reports another parcel or waybill",
        "skriv det inn for hånd hvis det trengs; det skrives igjen så snart WMS melder et annet kolli eller fraktbrev",
        "lägg in det för hand om det behövs; det skrivs igen så snart WMS rapporterar ett annat kolli eller en annan fraktsedel",
    ],
    [
        "{} does not have the tracking that the WMS reports",
        "{} mangler sporingen som WMS oppgir",
        "{} saknar spårningen som WMS anger",
    ],
    ["it has no customer", "den har ingen kunde", "den har ingen kund"],
    [
        "a person saved the order in the ERP at the same moment",
        "noen lagret ordren i ERP i samme øyeblikk",
        "någon sparade ordern i ERP i samma ögonblick",
    ],
    ["the ERP refused it: {}", "ERP avviste det: {:}", "ERP avvisade det: {:}"],
    ["the ERP refused them: {}", "ERP avviste dem: {:}", "ERP avvisade dem: {:}"],
    ["it is {} already", "den er alt {#}", "den är redan {#}"],
    ["it is {} by now", "den er {#} nå", "den är {#} nu"],
    [
        "the tracking of order {} was not written: {}",
        "sporingen på ordre {} ble ikke skrevet: {:}",
        "spårningen på order {} skrevs inte: {:}",
    ],
    [
        "{} of product {} instead of {}",
        "{,} av produkt {} i stedet for {,}",
        "{,} av produkt {} i stället för {,}",
    ],
    [
        "the ERP does not have them behind the save: {}",
        "ERP har dem ikke etter lagringen: {:}",
        "ERP har dem inte efter sparandet: {:}",
    ],
    [
        "whether the rows of order {} changed while Sent was being saved is not known: {}",
        "det er ukjent om linjene på ordre {} ble endret mens Sent ble lagret: {:}",
        "det är okänt om raderna på order {} ändrades medan Sent sparades: {:}",
    ],
    [
        "the rows of order {} changed while Sent was being saved: {}",
        "linjene på ordre {} ble endret mens Sent ble lagret: {:}",
        "raderna på order {} ändrades medan Sent sparades: {:}",
    ],
    [
        "order {} was sent short: {}",
        "ordre {} ble sendt med mindre enn bestilt: {:}",
        "order {} skickades med mindre än beställt: {:}",
    ],
    [
        "order {} was sent with more than it has in the ERP: {}",
        "ordre {} ble sendt med mer enn den har i ERP: {:}",
        "order {} skickades med mer än den har i ERP: {:}",
    ],
    [
        "line {}: {} of {} sent, {} missing",
        "linje {#}: {,} av {,} sendt, {,} mangler",
        "rad {#}: {,} av {,} skickade, {,} saknas",
    ],
    ["cancelled in the WMS", "kansellert i WMS", "makulerad i WMS"],
    [
        "the WMS has the order at status {}, behind those that mean sent, and the ERP was not told that it was sent",
        "WMS har ordren i status {}, bak dem som betyr sendt, og ERP fikk ikke beskjed om at den ble sendt",
        "WMS har ordern i status {}, efter dem som betyder skickad, och ERP meddelades inte att den skickades",
    ],
    [
        "an order for the rest of order {}",
        "en ordre for resten av ordre {}",
        "en order för resten av order {}",
    ],
    [
        "the ERP refused the order for the rest: {}",
        "ERP avviste restordren: {:}",
        "ERP avvisade restordern: {:}",
    ],
    [
        "the ERP did not say whether the order for the rest was created",
        "ERP oppga ikke om restordren ble opprettet",
        "ERP angav inte om restordern skapades",
    ],
    [
        "the existing orders for the rest could not be read",
        "restordrene som finnes, kunne ikke leses",
        "de befintliga restordrarna kunde inte läsas",
    ],
    [
        "the rest of order {} exists {} times, as orders {}",
        "resten av ordre {} finnes {} ganger, som ordrene {*}",
        "resten av order {} finns {} gånger, som ordrarna {*}",
    ],
    [
        "the order {} for the rest could not be read",
        "restordren {} kunne ikke leses",
        "restordern {} kunde inte läsas",
    ],
    [
        "the order {}, which was created for the rest, is no longer in the ERP",
        "ordre {}, som ble opprettet for resten, finnes ikke lenger i ERP",
        "order {}, som skapades för resten, finns inte längre i ERP",
    ],
    ["{} of product {}", "{,} av produkt {#}", "{,} av produkt {#}"],
    [
        "the order was edited after the order {} for its rest was made: that has {}, and what is left is {}",
        "ordren ble redigert etter at restordren {} ble laget: den har {:}, og det som gjenstår er {:}",
        "ordern redigerades efter att restordern {} gjordes: den har {:}, och det som återstår är {:}",
    ],
    ["order {}", "ordre {#}", "order {#}"],
    [
        "the host's hooks would set the order to {}, in which orders are imported: it would be imported again",
        "tilpasningene ville satt ordren til {}, som er en status ordrer importeres i: den ville blitt importert på nytt",
        "anpassningarna skulle sätta ordern till {}, som är en status ordrar importeras i: den skulle importeras på nytt",
    ],
    [
        "the WMS returned the order without its status, so it is unknown whether it was sent or cancelled",
        "WMS returnerte ordren uten status, så det er ukjent om den er sendt eller kansellert",
        "WMS returnerade ordern utan status, så det är okänt om den har skickats eller makulerats",
    ],
    [
        "the WMS returned the order without its lines or without a quantity, so it is unknown how much was sent",
        "WMS returnerte ordren uten linjer eller uten et antall, så det er ukjent hvor mye som ble sendt",
        "WMS returnerade ordern utan rader eller utan ett antal, så det är okänt hur mycket som skickades",
    ],
    [
        "24SevenOffice returned the order without its rows, or a row without its id or its quantity, so nothing is known of what it asks for",
        "24SevenOffice returnerte ordren uten linjer, eller en linje uten id eller antall, så det er ukjent hva som er bestilt",
        "24SevenOffice returnerade ordern utan rader, eller en rad utan id eller antal, så det är okänt vad som har beställts",
    ],
];
