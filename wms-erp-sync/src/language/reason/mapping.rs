//! Why records cannot be mapped, what was noted when they were, and what was sent otherwise than ordered.

pub(super) static REASONS: &[[&str; 3]] = &[
    // Why a record cannot be mapped.
    ["the order has no id", "ordren har ingen id", "ordern har inget id"],
    ["the product has no id", "produktet har ingen id", "produkten har inget id"],
    ["the supplier has no id", "leverandøren har ingen id", "leverantören har inget id"],
    [
        "the order names neither a recipient nor a customer",
        "ordren har verken mottaker eller kunde",
        "ordern har varken mottagare eller kund",
    ],
    ["the order has no customer number", "ordren har ikke noe kundenummer", "ordern har inget kundnummer"],
    ["the delivery address has no country", "leveringsadressen mangler land", "leveransadressen saknar land"],
    [
        "the country {} of the delivery address is not known",
        "landet {*} i leveringsadressen er ukjent",
        "landet {*} i leveransadressen är okänt",
    ],
    ["the order has no delivery date", "ordren har ingen leveringsdato", "ordern har inget leveransdatum"],
    [
        "the delivery date {} is out of range",
        "leveringsdatoen {} er utenfor det tillatte",
        "leveransdatumet {} ligger utanför det tillåtna",
    ],
    ["the order has no delivery method", "ordren har ingen leveringsmåte", "ordern har inget leveranssätt"],
    [
        "the delivery method {} is not in the table of delivery methods",
        "leveringsmåten {*} finnes ikke i tabellen over leveringsmåter",
        "leveranssättet {*} finns inte i tabellen över leveranssätt",
    ],
    [
        "no row of the order is a product with a positive quantity",
        "ingen linje på ordren er et produkt med antall over null",
        "ingen rad på ordern är en produkt med ett antal över noll",
    ],
    [
        "no row of the order is a product that is kept in stock",
        "ingen linje på ordren er et lagerført produkt",
        "ingen rad på ordern är en lagerförd produkt",
    ],
    [
        "two rows of the order have the id {}",
        "to linjer på ordren har id {}",
        "två rader på ordern har id {}",
    ],
    [
        "the row with product {} has no id",
        "linjen med produkt {} har ingen id",
        "raden med produkt {} har inget id",
    ],
    [
        "{} with product {} has the unknown type {}",
        "{=} med produkt {} har den ukjente typen {*}",
        "{=} med produkt {} har den okända typen {*}",
    ],
    [
        "the article number of product {} is not known",
        "artikkelnummeret til produkt {} er ukjent",
        "artikelnumret för produkt {} är okänt",
    ],
    [
        "what was sent of product {} may belong to any of the {}",
        "det som ble sendt av produkt {}, kan høre til en av flere linjer: {:}",
        "det som skickades av produkt {} kan höra till en av flera rader: {:}",
    ],
    [
        "the WMS has sent the article {}, which is not a known product, and rows of the order are short",
        "WMS har sendt artikkelen {*}, som ikke er et kjent produkt, og det mangler varer på linjer i ordren",
        "WMS har skickat artikeln {*}, som inte är en känd produkt, och det saknas varor på rader i ordern",
    ],
    [
        "the lines of row {} in the WMS have two different lists of parts of kit {}",
        "WMS-linjene for ordrelinje {} har to ulike stykklister for sett {}",
        "WMS-raderna för orderrad {} har två olika artikellistor för satsen {}",
    ],
    [
        "the quantity of {} is out of range",
        "antallet på {=} er utenfor det tillatte",
        "antalet på {=} ligger utanför det tillåtna",
    ],
    [
        "the price of {} is out of range",
        "prisen på {=} er utenfor det tillatte",
        "priset på {=} ligger utanför det tillåtna",
    ],
    ["the value of {} does not fit {}", "verdien av {:} passer ikke i {}", "värdet av {:} passar inte i {}"],
    ["{} of {}", "{} på {=}", "{} på {=}"],
    ["the constant", "den faste verdien", "det fasta värdet"],
    ["row {}", "linje {#}", "rad {#}"],
    ["a row without an id", "en linje uten id", "en rad utan id"],
    ["rows {}", "linje {*}", "rad {*}"],
    // What was sent otherwise than ordered.
    ["row {}: {}", "linje {#}: {:}", "rad {#}: {:}"],
    ["a row without an id: {}", "en linje uten id: {:}", "en rad utan id: {:}"],
    [
        "not in the warehouse's order, {} not sent",
        "ikke på lagerets ordre, {,} ikke sendt",
        "inte på lagrets order, {,} inte skickade",
    ],
    ["{} of {} kits sent", "{,} av {,} sett sendt", "{,} av {,} satser skickade"],
    ["{} of {} sent, {} missing", "{,} av {,} sendt, {,} mangler", "{,} av {,} skickade, {,} saknas"],
    [
        "{}, {} of them back-ordered by the warehouse",
        "{:}; {,} av dem er restnotert av lageret",
        "{:}; {,} av dem är restnoterade av lagret",
    ],
    [
        "{} of part {} sent beyond whole kits of product {}",
        "{,} av del {} sendt ut over hele sett av produkt {}",
        "{,} av del {} skickade utöver hela satser av produkt {}",
    ],
    [
        "{} of product {} sent that the order does not have",
        "{,} av produkt {} sendt som ordren ikke har",
        "{,} av produkt {} skickade som ordern inte har",
    ],
    [
        "{} of article {} sent that the order does not have",
        "{,} av artikkel {*} sendt som ordren ikke har",
        "{,} av artikel {*} skickade som ordern inte har",
    ],
    ["{} of part {} missing", "{,} av del {} mangler", "{,} av del {} saknas"],
    [
        "{} of its parts not in the warehouse's order",
        "{,} av delene er ikke på lagerets ordre",
        "{,} av delarna finns inte på lagrets order",
    ],
    // The tracking's place in the ERP.
    [
        "{} would have {} characters with it, and the ERP takes {}",
        "{} ville fått {} tegn med den, og ERP tar imot {}",
        "{} skulle få {} tecken med den, och ERP tar emot {}",
    ],
    ["something else stands in {}", "det står noe annet i {}", "det står något annat i {}"],
    [
        "what was written into {} has been changed or removed in the ERP",
        "det som ble skrevet i {}, er endret eller fjernet i ERP",
        "det som skrevs i {} har ändrats eller tagits bort i ERP",
    ],
    [
        "the markers in {} stand there more than once, or not in a pair",
        "merkene i {} står der mer enn én gang, eller ikke som et par",
        "märkena i {} står där mer än en gång, eller inte som ett par",
    ],
    // What is noted of an article or a supplier.
    [
        "the product has no number; its id is used instead",
        "produktet har ikke noe nummer; id-en brukes i stedet",
        "produkten har inget nummer; dess id används i stället",
    ],
    [
        "the product has no name; its number is used instead",
        "produktet har ikke noe navn; nummeret brukes i stedet",
        "produkten har inget namn; numret används i stället",
    ],
    [
        "the weight is too large to be converted",
        "vekten er for stor til å regnes om",
        "vikten är för stor för att räknas om",
    ],
    ["the ERP knows no company {}", "ERP kjenner ikke noe firma {}", "ERP känner inte till något företag {}"],
    ["the supplier has no address", "leverandøren har ingen adresse", "leverantören har ingen adress"],
    [
        "the supplier has no post address; its {} address is used instead",
        "leverandøren har ingen postadresse; {}-adressen brukes i stedet",
        "leverantören har ingen postadress; {}-adressen används i stället",
    ],
    ["the country is not known", "landet er ukjent", "landet är okänt"],
    // What is noted of an order.
    [
        "the address has no {}; its {} is used instead",
        "adressen har ikke noe {}; {} brukes i stedet",
        "adressen har inget {}; {} används i stället",
    ],
    ["the order has only a placeholder", "ordren har bare en plassholder", "ordern har bara en platshållare"],
    ["the order has none", "ordren har ingen", "ordern har ingen"],
    ["{}, and no customer", "{:}, og ingen kunde", "{:}, och ingen kund"],
    [
        "{}; the {}'s {} is used instead (company {})",
        "{:}; {p} {} brukes i stedet (firma {})",
        "{:}; {p} {} används i stället (företag {})",
    ],
    [
        "{}, and the ERP knows no company {}",
        "{:}, og ERP kjenner ikke noe firma {}",
        "{:}, och ERP känner inte till något företag {}",
    ],
    ["{}, and company {} has none", "{:}, og firma {} har ingen", "{:}, och företag {} har ingen"],
    [
        "the field contains several numbers; the first is used",
        "feltet har flere numre; det første brukes",
        "fältet har flera nummer; det första används",
    ],
    ["written in the international form", "skrevet på internasjonal form", "skrivet på internationell form"],
    [
        "not understood as a phone number; sent as typed",
        "ikke forstått som et telefonnummer; sendt som skrevet",
        "inte tolkat som ett telefonnummer; skickat som skrivet",
    ],
    [
        "it has more digits than a phone number; sent as typed",
        "det har flere sifre enn et telefonnummer; sendt som skrevet",
        "det har fler siffror än ett telefonnummer; skickat som skrivet",
    ],
    [
        "it cannot be an e-mail address; sent as typed",
        "det kan ikke være en e-postadresse; sendt som skrevet",
        "det kan inte vara en e-postadress; skickat som skrivet",
    ],
    [
        "only part of the field is an e-mail address; that part is sent",
        "bare en del av feltet er en e-postadresse; den delen sendes",
        "bara en del av fältet är en e-postadress; den delen skickas",
    ],
    [
        "the field contains several addresses; the first is used",
        "feltet har flere adresser; den første brukes",
        "fältet har flera adresser; den första används",
    ],
    [
        "control characters that XML cannot contain were removed",
        "kontrolltegn som ikke kan stå i XML, ble fjernet",
        "styrtecken som inte får finnas i XML togs bort",
    ],
    [
        "contains a character that could not be read; it is sent as U+FFFD",
        "har et tegn som ikke kunne leses; det sendes som U+FFFD",
        "har ett tecken som inte kunde läsas; det skickas som U+FFFD",
    ],
    ["the order has no customer", "ordren har ingen kunde", "ordern har ingen kund"],
    [
        "the order has no delivery name; the customer name is used instead",
        "ordren har ikke noe leveringsnavn; kundens navn brukes i stedet",
        "ordern har inget leveransnamn; kundens namn används i stället",
    ],
    [
        "the order has no delivery address; the {} address is used instead, in full",
        "ordren har ingen leveringsadresse; hele {}-adressen brukes i stedet",
        "ordern har ingen leveransadress; hela {}-adressen används i stället",
    ],
    ["the order has no address", "ordren har ingen adresse", "ordern har ingen adress"],
    ["the address has no country", "adressen mangler land", "adressen saknar land"],
    [
        "the address has no country; {} is used instead",
        "adressen mangler land; {} brukes i stedet",
        "adressen saknar land; {} används i stället",
    ],
    [
        "the order has none; the day of its first import is used instead",
        "ordren har ingen; dagen den først ble importert brukes i stedet",
        "ordern har inget; dagen då den först importerades används i stället",
    ],
    [
        "the order has none; the day of its first import plus {} is used instead",
        "ordren har ingen; dagen den først ble importert pluss {} brukes i stedet",
        "ordern har inget; dagen då den först importerades plus {} används i stället",
    ],
    [
        "the delivery method is not in the table; sent as the ERP has it",
        "leveringsmåten finnes ikke i tabellen; sendt slik den står i ERP",
        "leveranssättet finns inte i tabellen; skickat som det står i ERP",
    ],
    [
        "the delivery method is not in the table; {} is used instead",
        "leveringsmåten finnes ikke i tabellen; {*} brukes i stedet",
        "leveranssättet finns inte i tabellen; {*} används i stället",
    ],
    ["the delivery method has no id", "leveringsmåten har ingen id", "leveranssättet har inget id"],
    [
        "the order has no delivery method; {} is used instead",
        "ordren har ingen leveringsmåte; {*} brukes i stedet",
        "ordern har inget leveranssätt; {*} används i stället",
    ],
    ["{} is an empty text", "{=} er en tom tekst", "{=} är en tom text"],
    ["the order has no currency", "ordren har ingen valuta", "ordern har ingen valuta"],
    ["{} has no price", "{=} har ingen pris", "{=} har inget pris"],
    ["{} has no product", "{=} har ikke noe produkt", "{=} har ingen produkt"],
    ["{} has no positive quantity", "{=} har ikke noe antall over null", "{=} har inget antal över noll"],
    ["{} is text", "{=} er tekst", "{=} är text"],
    [
        "{} has an unknown type and no product",
        "{=} har en ukjent type og ikke noe produkt",
        "{=} har en okänd typ och ingen produkt",
    ],
    [
        "the ERP knows no company {}; further fields of the customer are empty",
        "ERP kjenner ikke noe firma {}; kundens tilleggsfelter er tomme",
        "ERP känner inte till något företag {}; kundens tilläggsfält är tomma",
    ],
    [
        "the order has no customer; further fields of the customer are empty",
        "ordren har ingen kunde; kundens tilleggsfelter er tomme",
        "ordern har ingen kund; kundens tilläggsfält är tomma",
    ],
    [
        "{} is kit {}; it is sent as its parts {}",
        "{=} er sett {}; det sendes som delene {*}",
        "{=} är sats {}; den skickas som delarna {*}",
    ],
    [
        "{} is a kit; its parts have no price",
        "{=} er et sett; delene har ingen pris",
        "{=} är en sats; delarna har inget pris",
    ],
];
