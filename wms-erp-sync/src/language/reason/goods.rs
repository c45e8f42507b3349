//! Where purchase orders and returns are, and what they wait for.

pub(super) static REASONS: &[[&str; 3]] = &[
    [
        "Ongoing leaves out the number and the product code of an article in stock",
        "Ongoing utelater nummeret og produktkoden til en artikkel på lager",
        "Ongoing utelämnar numret och produktkoden för en artikel i lager",
    ],
    [
        "it is written at the next run of {}, {}",
        "den skrives ved neste kjøring av {p}, {}",
        "den skrivs vid nästa körning av {p}, {}",
    ],
    [
        "it is written at the next run of {}",
        "den skrives ved neste kjøring av {p}",
        "den skrivs vid nästa körning av {p}",
    ],
    ["its source has not listed it", "kilden har ikke meldt den", "källan har inte anmält den"],
    ["its source has withdrawn it", "kilden har trukket den tilbake", "källan har dragit tillbaka den"],
    ["its source orders {}", "kilden bestiller {:}", "källan beställer {:}"],
    ["{} of {} (line {})", "{,} av {} (linje {})", "{,} av {} (rad {})"],
    ["the WMS does not have it", "WMS har den ikke", "WMS har den inte"],
    [
        "the process expected_receipts is off",
        "prosessen expected_receipts er av",
        "processen expected_receipts är av",
    ],
    ["the process returns is off", "prosessen returns er av", "processen returns är av"],
    [
        "reported to its source: {}, and that reception has ended",
        "meldt til kilden: {:}, og at mottaket er avsluttet",
        "rapporterat till källan: {:}, och att inleveransen är avslutad",
    ],
    ["reported to its source: {}", "meldt til kilden: {:}", "rapporterat till källan: {:}"],
    ["{} of line {}", "{,} av linje {}", "{,} av rad {}"],
    ["credited in the ERP by order {}", "kreditert i ERP med ordre {*}", "krediterad i ERP med order {*}"],
    [
        "once goods come back, it is seen at the next run of {}, {}",
        "når varer kommer tilbake, oppdages det ved neste kjøring av {p}, {}",
        "när varor kommer tillbaka upptäcks det vid nästa körning av {p}, {}",
    ],
    [
        "once goods come back, it is seen at the next run of {}",
        "når varer kommer tilbake, oppdages det ved neste kjøring av {p}",
        "när varor kommer tillbaka upptäcks det vid nästa körning av {p}",
    ],
    [
        "the WMS has it, and does not say with which status",
        "WMS har den, men oppgir ingen status",
        "WMS har den, men anger ingen status",
    ],
    ["in the WMS it has the status {}", "i WMS har den status {*}", "i WMS har den status {*}"],
    ["received {} of {} of {}", "mottatt {,} av {,} av {*}", "inlevererat {,} av {,} av {*}"],
    ["of order {} came back {}", "av ordre {:} kom {:} tilbake", "av order {:} kom {:} tillbaka"],
    ["{} of {} of {}", "{,} av {,} av {*}", "{,} av {,} av {*}"],
    ["an unknown number", "et ukjent antall", "ett okänt antal"],
    ["an unknown article", "en ukjent artikkel", "en okänd artikel"],
];
