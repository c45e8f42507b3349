//! CSV files with purchase orders.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "save the file as UTF-8 (\"CSV UTF-8\")",
        "lagre filen som UTF-8 (\"CSV UTF-8\")",
        "spara filen som UTF-8 (\"CSV UTF-8\")",
    ],
    [
        "write the names of the columns into the first line: {}",
        "skriv navnene på kolonnene i første linje: {}",
        "skriv kolumnernas namn på första raden: {}",
    ],
    [
        "write each cell with a quotation mark in it between quotation marks",
        "skriv hver celle som har et anførselstegn i seg, mellom anførselstegn",
        "skriv varje cell som har ett citattecken i sig mellan citattecken",
    ],
    [
        "write as many cells as there are columns, and a cell with a separator in it between quotation marks",
        "skriv like mange celler som det er kolonner, og en celle med skilletegn i seg mellom anførselstegn",
        "skriv lika många celler som det finns kolumner, och en cell med avgränsare i sig mellan citattecken",
    ],
    [
        "write the number of the purchase order into every row",
        "skriv nummeret på innkjøpsordren i hver rad",
        "skriv inköpsorderns nummer på varje rad",
    ],
    ["use these columns: {}", "bruk disse kolonnene: {}", "använd dessa kolumner: {}"],
    ["remove one of the two", "fjern en av de to", "ta bort en av de två"],
    ["write yes or no", "skriv ja eller nei", "skriv ja eller nej"],
    ["write the {} into it", "skriv {} i den", "skriv {} i den"],
    [
        "give each line of an order a number of its own",
        "gi hver linje i en ordre sitt eget nummer",
        "ge varje rad i en order ett eget nummer",
    ],
    [
        "write the same into all rows of an order, or into its first one only",
        "skriv det samme i alle rader av en ordre, eller bare i den første",
        "skriv samma sak på alla rader av en order, eller bara på den första",
    ],
    [
        "write it as 2026-04-01 or 01.04.2026",
        "skriv den som 2026-04-01 eller 01.04.2026",
        "skriv det som 2026-04-01 eller 01.04.2026",
    ],
    [
        "write it as 1000, 2.5 or 2,5",
        "skriv det som 1000, 2.5 eller 2,5",
        "skriv det som 1000, 2.5 eller 2,5",
    ],
    [
        "divide it into files of at most 32 MiB, or remove it",
        "del den i filer på høyst 32 MiB, eller fjern den",
        "dela upp den i filer på högst 32 MiB, eller ta bort den",
    ],
    [
        "give this service access to the file",
        "gi denne tjenesten tilgang til filen",
        "ge den här tjänsten åtkomst till filen",
    ],
    [
        "write it to the end, with a line break behind the last row; write it under another name, and rename \
         it when it is complete",
        "skriv den ferdig, med linjeskift etter siste rad; skriv den under et annet navn, og gi den riktig \
         navn når den er ferdig",
        "skriv klart den, med radbrytning efter sista raden; skriv den under ett annat namn, och byt namn på \
         den när den är färdig",
    ],
    [
        "create the folder, give this service access to it, or correct folder under [tenant.expected_receipts]",
        "opprett mappen, gi denne tjenesten tilgang til den, eller rett folder under \
         [tenant.expected_receipts]",
        "skapa mappen, ge den här tjänsten åtkomst till den, eller rätta folder under \
         [tenant.expected_receipts]",
    ],
];
