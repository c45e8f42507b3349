//! Purchase orders, and what was received of them.

pub(super) static REASONS: &[[&str; 3]] = &[
    [
        "Ongoing leaves out the status, the lines or a quantity of purchase order {}",
        "Ongoing utelater statusen, linjene eller et antall i innkjøpsordre {}",
        "Ongoing utelämnar statusen, raderna eller ett antal i inköpsorder {}",
    ],
    [
        "Ongoing leaves out the number of a line of purchase order {}",
        "Ongoing utelater nummeret på en linje i innkjøpsordre {}",
        "Ongoing utelämnar numret på en rad i inköpsorder {}",
    ],
    [
        "purchase order {} is no longer in the WMS",
        "innkjøpsordre {} finnes ikke lenger i WMS",
        "inköpsorder {} finns inte längre i WMS",
    ],
    [
        "several purchase orders of the WMS have the number {}",
        "flere innkjøpsordrer i WMS har nummer {}",
        "flera inköpsordrar i WMS har nummer {}",
    ],
    [
        "the WMS has another purchase order with the number {}",
        "WMS har en annen innkjøpsordre med nummer {}",
        "WMS har en annan inköpsorder med nummer {}",
    ],
    [
        "purchase order {} is withdrawn, and the warehouse has received {} of it",
        "innkjøpsordre {} er trukket tilbake, og lageret har mottatt {,} av den",
        "inköpsorder {} är tillbakadragen, och lagret har tagit emot {,} av den",
    ],
    [
        "purchase order {} is withdrawn by its source, and was taken up again in the WMS after it was cancelled there",
        "innkjøpsordre {} er trukket tilbake i kilden, og ble tatt opp igjen i WMS etter at den var kansellert der",
        "inköpsorder {} är tillbakadragen i källan, och togs upp igen i WMS efter att den hade makulerats där",
    ],
    [
        "purchase order {} has changed, and is cancelled in the WMS",
        "innkjøpsordre {} er endret, og er kansellert i WMS",
        "inköpsorder {} har ändrats, och är makulerad i WMS",
    ],
    [
        "the warehouse has begun to receive purchase order {} and refuses the change; it has {}",
        "lageret har begynt å motta innkjøpsordre {} og avviser endringen; det har {:}",
        "lagret har börjat ta emot inköpsorder {} och avvisar ändringen; det har {:}",
    ],
    [
        "purchase order {} no longer has {}, which the WMS still expects",
        "innkjøpsordre {} har ikke lenger {:}, som WMS fortsatt venter",
        "inköpsorder {} har inte längre {:}, som WMS fortfarande väntar",
    ],
    [
        "purchase order {} was cancelled in the WMS",
        "innkjøpsordre {} ble kansellert i WMS",
        "inköpsorder {} makulerades i WMS",
    ],
    [
        "line {}: the WMS has no article with the number {}",
        "linje {}: WMS har ingen artikkel med nummer {}",
        "rad {}: WMS har ingen artikel med nummer {}",
    ],
    ["the purchase order has no lines", "innkjøpsordren har ingen linjer", "inköpsordern har inga rader"],
    ["a line has no number", "en linje har ikke noe nummer", "en rad har inget nummer"],
    ["two lines have the number {}", "to linjer har nummer {}", "två rader har nummer {}"],
    ["line {} has no article", "linje {} har ingen artikkel", "rad {} har ingen artikel"],
    [
        "line {} has the quantity {}, which is not more than zero",
        "linje {} har antallet {,}, som ikke er over null",
        "rad {} har antalet {,}, som inte är över noll",
    ],
    [
        "the source of purchase orders says that there are more, and gives the same cursor again",
        "kilden til innkjøpsordrer sier at det er flere, og gir samme cursor igjen",
        "källan till inköpsordrar säger att det finns fler, och ger samma cursor igen",
    ],
    [
        "the source of purchase orders lists one without a number",
        "kilden til innkjøpsordrer oppgir en uten nummer",
        "källan till inköpsordrar anger en utan nummer",
    ],
    ["line {} ({} of {}) is missing", "linje {} ({,} av {}) mangler", "rad {} ({,} av {}) saknas"],
    ["line {}: {} instead of {}", "linje {}: {,} i stedet for {,}", "rad {}: {,} i stället för {,}"],
    ["expected on {} instead of {}", "ventet {:} i stedet for {:}", "väntad {:} i stället för {:}"],
    ["no day", "ingen dag", "ingen dag"],
    ["{} is too much", "{=} er for mye", "{=} är för mycket"],
    [
        "a line without a number ({} of {})",
        "en linje uten nummer ({,} av {})",
        "en rad utan nummer ({,} av {})",
    ],
    ["line {} ({} of {})", "linje {} ({,} av {})", "rad {} ({,} av {})"],
    ["it is not in the WMS", "den er ikke i WMS", "den är inte i WMS"],
    [
        "it is withdrawn, and not cancelled in the WMS",
        "den er trukket tilbake, og ikke kansellert i WMS",
        "den är tillbakadragen, och inte makulerad i WMS",
    ],
    ["it is cancelled in the WMS", "den er kansellert i WMS", "den är makulerad i WMS"],
    [
        "it was changed in the WMS: change it there, or in the source",
        "den ble endret i WMS: endre den der, eller i kilden",
        "den ändrades i WMS: ändra den där, eller i källan",
    ],
    [
        "within a day, expected_receipts cancels it, or says why not",
        "innen ett døgn kansellerer expected_receipts den, eller sier hvorfor ikke",
        "inom ett dygn makulerar expected_receipts den, eller säger varför inte",
    ],
    [
        "the next run of expected_receipts does it, or says why not",
        "neste kjøring av expected_receipts gjør det, eller sier hvorfor ikke",
        "nästa körning av expected_receipts gör det, eller säger varför inte",
    ],
    [
        "the next run of expected_receipts reports it",
        "neste kjøring av expected_receipts melder det",
        "nästa körning av expected_receipts rapporterar det",
    ],
    ["received {}, and reported {}", "mottatt {:}, og meldt {:}", "mottaget {:}, och rapporterat {:}"],
    [
        "report what was received of purchase order {}",
        "melde hva som er mottatt av innkjøpsordre {}",
        "rapportera vad som har tagits emot av inköpsorder {}",
    ],
    ["received of line {}", "mottatt av linje {}", "mottaget av rad {}"],
    [
        "this port cannot write purchase orders",
        "denne tilkoblingen kan ikke skrive innkjøpsordrer",
        "denna anslutning kan inte skriva inköpsordrar",
    ],
    [
        "this port cannot cancel purchase orders",
        "denne tilkoblingen kan ikke kansellere innkjøpsordrer",
        "denna anslutning kan inte makulera inköpsordrar",
    ],
    [
        "this port cannot list purchase orders",
        "denne tilkoblingen kan ikke liste opp innkjøpsordrer",
        "denna anslutning kan inte lista inköpsordrar",
    ],
    ["cancel purchase order {}", "kansellere innkjøpsordre {}", "makulera inköpsorder {}"],
    ["purchase order {}", "innkjøpsordre {}", "inköpsorder {}"],
    ["without number", "uten nummer", "utan nummer"],
    ["the WMS has {}", "WMS har {=}", "WMS har {=}"],
];
