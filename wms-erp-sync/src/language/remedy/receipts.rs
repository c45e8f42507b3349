//! Purchase orders and their receipts.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "agree with the warehouse what is done with the goods, then dismiss this",
        "avtal med lageret hva som skal skje med varene, og lukk så dette",
        "kom överens med lagret om vad som ska ske med varorna, och avfärda sedan detta",
    ],
    [
        "ask the warehouse to change it, or change the purchase order back; then retry or dismiss this",
        "be lageret om å endre den, eller endre innkjøpsordren tilbake; prøv så igjen eller lukk dette",
        "be lagret att ändra den, eller ändra tillbaka inköpsordern; försök sedan igen eller avfärda detta",
    ],
    [
        "correct the number in the purchase order, or create the article; it goes as soon as the article is \
         there",
        "rett nummeret i innkjøpsordren, eller opprett artikkelen; ordren overføres så snart artikkelen finnes",
        "rätta numret i inköpsordern, eller skapa artikeln; ordern överförs så snart artikeln finns",
    ],
    [
        "correct the purchase order in the source",
        "rett innkjøpsordren i kilden",
        "rätta inköpsordern i källan",
    ],
    [
        "enter it there under this number, or order the goods under a new number and dismiss this",
        "registrer den der med dette nummeret, eller bestill varene med et nytt nummer og lukk dette",
        "registrera den där med detta nummer, eller beställ varorna med ett nytt nummer och avfärda detta",
    ],
    ["give it a number in the source", "gi den et nummer i kilden", "ge den ett nummer i källan"],
    [
        "give one of the two another number; or remove the one in the WMS, if it is the same, then retry this",
        "gi en av de to et annet nummer; eller fjern den i WMS hvis det er den samme, og prøv så igjen",
        "ge en av de två ett annat nummer; eller ta bort den i WMS om det är samma, och försök sedan igen",
    ],
    [
        "order the goods under a new number, then dismiss this",
        "bestill varene med et nytt nummer, og lukk så dette",
        "beställ varorna med ett nytt nummer, och avfärda sedan detta",
    ],
    [
        "remove it from the purchase order in the WMS, then dismiss this",
        "fjern den fra innkjøpsordren i WMS, og lukk så dette",
        "ta bort den från inköpsordern i WMS, och avfärda sedan detta",
    ],
    [
        "report it to those who maintain the source: each page needs another cursor",
        "meld fra til dem som vedlikeholder kilden: hver side trenger en annen cursor",
        "meddela dem som underhåller källan: varje sida behöver en annan cursor",
    ],
    [
        "switch expected receipts off, or use a port that can",
        "slå av expected_receipts, eller bruk en tilkobling som kan det",
        "slå av expected_receipts, eller använd en anslutning som kan det",
    ],
    [
        "withdraw it in the source, or order the goods under a new number; then dismiss this",
        "trekk den tilbake i kilden, eller bestill varene med et nytt nummer; lukk så dette",
        "dra tillbaka den i källan, eller beställ varorna med ett nytt nummer; avfärda sedan detta",
    ],
    [
        "ask the warehouse why: if the goods will not come, cancel it in the WMS; if they will, correct the \
         purchase order in the source, or dismiss this",
        "spør lageret hvorfor: kommer ikke varene, kanseller den i WMS; kommer de, rett innkjøpsordren i \
         kilden, eller lukk dette",
        "fråga lagret varför: kommer varorna inte, makulera den i WMS; kommer de, rätta inköpsordern i källan, \
         eller avfärda detta",
    ],
];
