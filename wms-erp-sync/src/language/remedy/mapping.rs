//! What an order must have to be mapped.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "ask the ERP again for this record with its id among the properties; if it still has none, report it \
         to the ERP vendor",
        "be ERP-systemet om denne posten på nytt med id-en blant egenskapene; hvis den fortsatt ikke har noen, \
         meld fra til ERP-leverandøren",
        "begär denna post från ERP på nytt med id:t bland egenskaperna; om den fortfarande saknar id, \
         rapportera det till ERP-leverantören",
    ],
    [
        "fill in the customer's or the recipient's name on the order in the ERP",
        "fyll ut navnet på kunden eller mottakeren på ordren i ERP",
        "fyll i kundens eller mottagarens namn på ordern i ERP",
    ],
    [
        "choose the customer on the order in the ERP",
        "velg kunden på ordren i ERP",
        "välj kunden på ordern i ERP",
    ],
    [
        "fill in the country of the delivery address on the order in the ERP, or set a default country",
        "fyll ut landet i leveringsadressen på ordren i ERP, eller angi et standardland",
        "fyll i landet i leveransadressen på ordern i ERP, eller ange ett standardland",
    ],
    [
        "correct the country of the delivery address on the order in the ERP; a two-letter ISO code always \
         works",
        "rett landet i leveringsadressen på ordren i ERP; en ISO-kode med to bokstaver virker alltid",
        "rätta landet i leveransadressen på ordern i ERP; en ISO-kod med två bokstäver fungerar alltid",
    ],
    [
        "fill in the delivery date on the order in the ERP",
        "fyll ut leveringsdatoen på ordren i ERP",
        "fyll i leveransdatumet på ordern i ERP",
    ],
    [
        "correct the delivery date on the order in the ERP",
        "rett leveringsdatoen på ordren i ERP",
        "rätta leveransdatumet på ordern i ERP",
    ],
    [
        "choose a delivery method on the order in the ERP, or set a default delivery method",
        "velg en leveringsmåte på ordren i ERP, eller angi en standard leveringsmåte",
        "välj ett leveranssätt på ordern i ERP, eller ange ett standardleveranssätt",
    ],
    [
        "choose another delivery method on the order in the ERP, or add this one to the table of delivery \
         methods",
        "velg en annen leveringsmåte på ordren i ERP, eller legg denne inn i tabellen over leveringsmåter",
        "välj ett annat leveranssätt på ordern i ERP, eller lägg till detta i tabellen över leveranssätt",
    ],
    [
        "add a product with a quantity to the order in the ERP, or take the order out of the pulled status",
        "legg til et produkt med antall på ordren i ERP, eller ta ordren ut av statusen som hentes",
        "lägg till en produkt med antal på ordern i ERP, eller ta ordern ur den status som hämtas",
    ],
    [
        "take the order out of the pulled status in the ERP, or let orders without stock products through",
        "ta ordren ut av statusen som hentes i ERP, eller slipp gjennom ordrer uten lagerførte produkter",
        "ta ordern ur den status som hämtas i ERP, eller släpp igenom ordrar utan lagerförda produkter",
    ],
    [
        "delete one of the two rows on the order in the ERP and enter it again",
        "slett en av de to linjene på ordren i ERP og legg den inn på nytt",
        "ta bort en av de två raderna på ordern i ERP och lägg in den på nytt",
    ],
    [
        "replace the row on the order in the ERP by a normal one, or update this software",
        "bytt ut linjen på ordren i ERP med en vanlig linje, eller oppdater denne programvaren",
        "byt ut raden på ordern i ERP mot en vanlig rad, eller uppdatera denna programvara",
    ],
    [
        "check that the product still exists in the ERP and has an article in the WMS",
        "kontroller at produktet fortsatt finnes i ERP og har en artikkel i WMS",
        "kontrollera att produkten fortfarande finns i ERP och har en artikel i WMS",
    ],
    [
        "put the product on one row of the order in the ERP, or correct the rows to what was sent; if the \
         order is right as it is, set its status in the ERP by hand",
        "samle produktet på én linje på ordren i ERP, eller rett linjene til det som ble sendt; hvis ordren er \
         riktig som den er, sett statusen i ERP for hånd",
        "samla produkten på en rad på ordern i ERP, eller rätta raderna till det som skickades; om ordern är \
         rätt som den är, sätt dess status i ERP för hand",
    ],
    [
        "check in the WMS what was sent, and correct the rows of the order in the ERP; if the order is right \
         as it is, set its status in the ERP by hand",
        "kontroller i WMS hva som ble sendt, og rett linjene på ordren i ERP; hvis ordren er riktig som den \
         er, sett statusen i ERP for hånd",
        "kontrollera i WMS vad som skickades, och rätta raderna på ordern i ERP; om ordern är rätt som den är, \
         sätt dess status i ERP för hand",
    ],
    [
        "check in the WMS what was sent; if the order is right as it is, set its status in the ERP by hand",
        "sjekk i WMS hva som ble sendt; hvis ordren er riktig som den er, sett statusen i ERP for hånd",
        "kontrollera i WMS vad som skickades; om ordern är rätt som den är, sätt statusen i ERP för hand",
    ],
    [
        "correct the quantity of the row in the ERP",
        "rett antallet på linjen i ERP",
        "rätta antalet på raden i ERP",
    ],
    ["correct the price of the row in the ERP", "rett prisen på linjen i ERP", "rätta priset på raden i ERP"],
    [
        "correct the value in the ERP, or choose another conversion or target for this further field",
        "rett verdien i ERP, eller velg en annen konvertering eller et annet mål for dette feltet",
        "rätta värdet i ERP, eller välj en annan omvandling eller ett annat mål för detta fält",
    ],
    [
        "correct the warehouses whose stock counts (over SOAP, an empty one is not listed)",
        "rett lagrene hvis beholdning skal telle (over SOAP vises ikke et tomt lager)",
        "rätta de lager vars saldo ska räknas (över SOAP visas inte ett tomt lager)",
    ],
];
