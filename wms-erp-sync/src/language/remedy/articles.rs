//! Articles, suppliers and stock.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "check the product in 24SevenOffice; it should have an id above zero",
        "kontroller produktet i 24SevenOffice; det skal ha en id større enn null",
        "kontrollera produkten i 24SevenOffice; den ska ha ett id större än noll",
    ],
    [
        "nothing: it gets its number as soon as the other product has released it",
        "ingenting: den får nummeret sitt så snart det andre produktet har gitt det fra seg",
        "ingenting: den får sitt nummer så snart den andra produkten har släppt det",
    ],
    [
        "give them numbers that no product has had, or exchange the goods and the names in the WMS",
        "gi dem numre som ikke noe produkt har hatt, eller bytt om varene og navnene i WMS",
        "ge dem nummer som ingen produkt har haft, eller byt plats på varorna och namnen i WMS",
    ],
    [
        "have the hooks accept product {}, or remove it from the order",
        "la tilpasningene godta produkt {}, eller fjern det fra ordren",
        "låt anpassningarna godta produkt {}, eller ta bort den från ordern",
    ],
    [
        "find out which one is meant, and remove the product code from the others in the WMS",
        "finn ut hvilken som er ment, og fjern produktkoden fra de andre i WMS",
        "ta reda på vilken som avses, och ta bort produktkoden från de andra i WMS",
    ],
    [
        "check the product in the ERP: is it stock-controlled, and does another system write its stock?",
        "kontroller produktet i ERP: er det lagerført, og skriver et annet system beholdningen?",
        "kontrollera produkten i ERP: är den lagerförd, och skriver ett annat system dess saldo?",
    ],
    [
        "check the WMS's stock; if it is right: release {} stock",
        "kontroller beholdningen i WMS; hvis den er riktig, godkjenn endringene (`release {} stock`)",
        "kontrollera lagersaldot i WMS; om det är rätt, godkänn ändringarna (`release {} stock`)",
    ],
    [
        "it is transferred automatically as soon as a product names it as its supplier",
        "den overføres automatisk så snart et produkt har den som leverandør",
        "den överförs automatiskt så snart en produkt har den som leverantör",
    ],
    [
        "check whether the WMS keeps stock of the article; if it should not, switch stock control off in the \
         ERP",
        "kontroller om WMS fører beholdning for artikkelen; hvis det ikke skal det, slå av lagerføringen i ERP",
        "kontrollera om WMS för saldo för artikeln; om det inte ska det, slå av lagerföringen i ERP",
    ],
    [
        "look for the article in the WMS: was it deleted, or given another number or product code?",
        "let etter artikkelen i WMS: er den slettet, eller har den fått et annet nummer eller en annen \
         produktkode?",
        "leta efter artikeln i WMS: har den tagits bort, eller fått ett annat nummer eller en annan \
         produktkod?",
    ],
    [
        "give product {} or product {} another number in 24SevenOffice",
        "gi produkt {} eller produkt {} et annet nummer i 24SevenOffice",
        "ge produkt {} eller produkt {} ett annat nummer i 24SevenOffice",
    ],
    [
        "give all but one of the products {}, {} another number in 24SevenOffice",
        "gi alle unntatt ett av produktene {}, {} et annet nummer i 24SevenOffice",
        "ge alla utom en av produkterna {}, {} ett annat nummer i 24SevenOffice",
    ],
    [
        "restore product {}, or remove it from the order",
        "gjenopprett produkt {}, eller fjern det fra ordren",
        "återställ produkt {}, eller ta bort den från ordern",
    ],
    [
        "restore product {} in the ERP, or remove it from the order",
        "gjenopprett produkt {} i ERP, eller fjern det fra ordren",
        "återställ produkt {} i ERP, eller ta bort den från ordern",
    ],
    [
        "the next run of stock writes it",
        "neste kjøring av beholdning skriver det",
        "nästa körning av lagersaldo skriver det",
    ],
    [
        "the safety limit holds it; if the WMS is right: release {} stock",
        "sikkerhetsgrensen stopper det; hvis WMS har rett, godkjenn endringene (`release {} stock`)",
        "säkerhetsgränsen stoppar det; om WMS har rätt, godkänn ändringarna (`release {} stock`)",
    ],
    [
        "if the product was deleted, close the article in the WMS when its stock is gone",
        "hvis produktet er slettet, lukk artikkelen i WMS når beholdningen er tom",
        "om produkten har tagits bort, stäng artikeln i WMS när saldot är slut",
    ],
    [
        "if it is this product, set its product code to {} in the WMS; if not, renumber one of them",
        "hvis det er dette produktet, sett produktkoden til {} i WMS; hvis ikke, gi en av dem et nytt nummer",
        "om det är denna produkt, sätt dess produktkod till {} i WMS; om inte, ge en av dem ett nytt nummer",
    ],
];
