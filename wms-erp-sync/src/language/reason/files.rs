//! CSV files with purchase orders.

pub(super) static REASONS: &[[&str; 3]] = &[
    ["{}, line {}, column {}", "{}, linje {#}, kolonne {#}", "{}, rad {#}, kolumn {#}"],
    ["{}, line {}", "{}, linje {#}", "{}, rad {#}"],
    ["{} is not a number", "{} er ikke et tall", "{} är inget tal"],
    ["{} is nothing to expect", "{} er ikke noe å vente", "{} är inget att vänta"],
    [
        "{} may be thousands or decimals",
        "{} kan være tusener eller desimaler",
        "{} kan vara tusental eller decimaler",
    ],
    ["{} is not a date", "{} er ingen dato", "{} är inget datum"],
    ["{} is neither yes nor no", "{} er verken ja eller nei", "{} är varken ja eller nej"],
    ["it is empty", "den er tom", "den är tom"],
    [
        "it is empty, so that the row may be of any order",
        "den er tom, så raden kan være av hvilken som helst ordre",
        "den är tom, så raden kan höra till vilken order som helst",
    ],
    [
        "line {} of order {} is there twice",
        "linje {} av ordre {} finnes to ganger",
        "rad {} av order {} finns två gånger",
    ],
    [
        "{} is not what line {} says of the same order, {}",
        "{} er ikke det linje {#} sier om samme ordre, {}",
        "{} är inte vad rad {#} säger om samma order, {}",
    ],
    ["this is not UTF-8", "dette er ikke UTF-8", "detta är inte UTF-8"],
    ["{} is empty", "{#} er tom", "{#} är tom"],
    [
        "it has {} cells, and the first line has {}",
        "den har {,} celler, og første linje har {,}",
        "den har {,} celler, och första raden har {,}",
    ],
    ["there is no column {}", "det finnes ingen kolonne {}", "det finns ingen kolumn {}"],
    ["the column {} is there twice", "kolonnen {#} finnes to ganger", "kolumnen {#} finns två gånger"],
    ["the column {} is missing", "kolonnen {#} mangler", "kolumnen {#} saknas"],
    ["{} is too large: {} bytes", "{#} er for stor: {,} byte", "{#} är för stor: {,} byte"],
    ["{} cannot be read: {}", "{#} kan ikke leses: {*}", "{#} kan inte läsas: {*}"],
    [
        "{} does not end with a line break: it may not be complete",
        "{#} slutter ikke med linjeskift: den er kanskje ikke ferdig",
        "{#} slutar inte med radbrytning: den är kanske inte färdig",
    ],
    ["the folder {} cannot be read", "mappen {} kan ikke leses", "mappen {} kan inte läsas"],
    [
        "the folder {} cannot be written to",
        "mappen {} kan ikke skrives til",
        "mappen {} kan inte skrivas till",
    ],
    [
        "the folder of purchase orders could not be looked at",
        "mappen med innkjøpsordrer kunne ikke leses",
        "mappen med inköpsorder kunde inte läsas",
    ],
];
