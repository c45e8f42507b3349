//! Orders in the WMS, and what became of them in the ERP.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "set it to {} by hand, or back to the status in which it was pulled",
        "sett den til {} for hånd, eller tilbake til statusen den ble hentet i",
        "sätt den till {} för hand, eller tillbaka till den status som den hämtades i",
    ],
    [
        "retry it to report it as it is, or have the rest picked",
        "prøv igjen for å rapportere den som den er, eller få plukket resten",
        "försök igen för att rapportera den som den är, eller låt plocka resten",
    ],
    [
        "find out who deleted it, then dismiss this",
        "finn ut hvem som slettet den, og lukk så dette",
        "ta reda på vem som tog bort den, och avfärda sedan detta",
    ],
    [
        "compare the order's rows with what was sent; if the ERP never keeps these quantities, switch \
         delivered_quantities off; dismiss this when it is done",
        "sammenlign ordrelinjene med det som ble sendt; hvis ERP aldri beholder disse antallene, slå av \
         delivered_quantities; lukk dette når det er gjort",
        "jämför orderraderna med det som skickades; om ERP aldrig behåller dessa antal, slå av \
         delivered_quantities; avfärda detta när det är gjort",
    ],
    [
        "enter it by hand if it is needed ({}) and dismiss this; or put the field right and retry this",
        "skriv det inn for hånd hvis det trengs ({}), og lukk dette; eller rett feltet, og prøv igjen",
        "skriv in det för hand om det behövs ({}), och avfärda detta; eller rätta fältet, och försök igen",
    ],
    [
        "compare the order with what was sent, and correct it, send the rest or credit it; dismiss this when \
         it is done",
        "sammenlign ordren med det som ble sendt, og rett den, send resten eller krediter; lukk dette når det \
         er gjort",
        "jämför ordern med det som skickades, och rätta den, skicka resten eller kreditera; avfärda detta när \
         det är gjort",
    ],
    [
        "check the invoice, and send or credit the rest; dismiss this when it is done",
        "kontroller fakturaen, og send eller krediter resten; lukk dette når det er gjort",
        "kontrollera fakturan, och skicka eller kreditera resten; avfärda detta när det är gjort",
    ],
    [
        "withdraw it in the ERP, or have it reopened in the WMS; it is not created again automatically",
        "trekk den tilbake i ERP, eller få den åpnet igjen i WMS; den opprettes ikke automatisk på nytt",
        "återta den i ERP, eller låt öppna den igen i WMS; den skapas inte automatiskt på nytt",
    ],
    [
        "check the order in the WMS, and set its status in the ERP by hand; if that number means sent, add it \
         to the sent statuses",
        "kontroller ordren i WMS, og sett statusen i ERP for hånd; hvis dette nummeret betyr sendt, legg det \
         til i sent_statuses",
        "kontrollera ordern i WMS, och sätt dess status i ERP för hand; om detta nummer betyder skickad, lägg \
         till det i sent_statuses",
    ],
    [
        "delete all but one of them in the ERP before they are delivered, and find out which other engine \
         works for this tenant (a second installation, a restored backup); the next run settles the order",
        "slett alle unntatt én av dem i ERP før de leveres, og finn ut hvilken annen tjeneste som arbeider for \
         denne vareeieren (en annen installasjon, en gjenopprettet sikkerhetskopi); neste kjøring gjør ordren \
         ferdig",
        "ta bort alla utom en av dem i ERP innan de levereras, och ta reda på vilken annan tjänst som arbetar \
         för denna varuägare (en andra installation, en återställd säkerhetskopia); nästa körning slutför \
         ordern",
    ],
    [
        "enter the rest in the ERP by hand, correct the rows of the order, and set it to sent",
        "legg inn resten i ERP for hånd, rett ordrelinjene, og sett ordren til sendt",
        "lägg in resten i ERP för hand, rätta orderraderna, och sätt ordern till skickad",
    ],
    [
        "correct the rows of order {} in the ERP; the order is reported once they agree",
        "rett linjene på ordre {} i ERP; ordren rapporteres så snart de stemmer",
        "rätta raderna på order {} i ERP; ordern rapporteras så snart de stämmer",
    ],
    [
        "nothing: the next run checks what was done",
        "ingenting: neste kjøring kontrollerer hva som ble gjort",
        "ingenting: nästa körning kontrollerar vad som gjordes",
    ],
    [
        "have the hooks choose another status",
        "la tilpasningene velge en annen status",
        "låt anpassningarna välja en annan status",
    ],
    [
        "nothing: it is retried automatically; if the problem persists, check the order in the WMS",
        "ingenting: det prøves igjen automatisk; hvis problemet vedvarer, kontroller ordren i WMS",
        "ingenting: nya försök görs automatiskt; om problemet kvarstår, kontrollera ordern i WMS",
    ],
    [
        "find out where that order comes from; renumber it in the WMS, or set an order number prefix",
        "finn ut hvor den ordren kommer fra; gi den et nytt nummer i WMS, eller angi et prefiks for ordrenumre",
        "ta reda på var den ordern kommer ifrån; ge den ett nytt nummer i WMS, eller ange ett prefix för \
         ordernummer",
    ],
    [
        "take the order back in the ERP, or reopen it in the WMS and retry",
        "trekk ordren tilbake i ERP, eller åpne den igjen i WMS og prøv på nytt",
        "återta ordern i ERP, eller öppna den igen i WMS och försök på nytt",
    ],
    [
        "inform the warehouse of the change, or undo it in the ERP; the WMS keeps the order as it was before \
         the change",
        "gi lageret beskjed om endringen, eller angre den i ERP; WMS beholder ordren slik den var før \
         endringen",
        "meddela lagret om ändringen, eller ångra den i ERP; WMS behåller ordern som den var före ändringen",
    ],
    [
        "find out who removed it and why; if it is to be sent, retry this order: that creates it in the WMS \
         again; if not, withdraw it in the ERP",
        "finn ut hvem som fjernet den og hvorfor; hvis den skal sendes, prøv ordren igjen: da opprettes den i \
         WMS på nytt; hvis ikke, trekk den tilbake i ERP",
        "ta reda på vem som tog bort den och varför; om den ska skickas, försök igen med ordern: då skapas den \
         i WMS på nytt; om inte, återta den i ERP",
    ],
    [
        "check the order in the ERP, and set a status there if it has none",
        "kontroller ordren i ERP, og sett en status der hvis den ikke har noen",
        "kontrollera ordern i ERP, och sätt en status där om den saknar en",
    ],
    [
        "give the order its customer in the ERP, or set it to {} there by hand",
        "gi ordren kunden sin i ERP, eller sett den til {} der for hånd",
        "ge ordern dess kund i ERP, eller sätt den till {} där för hand",
    ],
    [
        "check that order in the WMS: if it was made from this one, cancel it there, or make sure that the ERP \
         knows what was sent; then dismiss this",
        "kontroller den ordren i WMS: hvis den ble laget av denne, kanseller den der, eller sørg for at det \
         som ble sendt, er registrert i ERP; lukk så dette",
        "kontrollera den ordern i WMS: om den gjordes av denna, makulera den där, eller se till att det som \
         skickades är registrerat i ERP; avfärda sedan detta",
    ],
    [
        "cancel it in the WMS if it is not to be sent, or set it back in the ERP; then dismiss this",
        "kanseller den i WMS hvis den ikke skal sendes, eller sett den tilbake i ERP; lukk så dette",
        "makulera den i WMS om den inte ska skickas, eller sätt tillbaka den i ERP; avfärda sedan detta",
    ],
    [
        "make sure that the warehouse or the customer knows of the change; then dismiss this",
        "sørg for at lageret eller kunden kjenner til endringen; lukk så dette",
        "se till att lagret eller kunden känner till ändringen; avfärda sedan detta",
    ],
    [
        "have the lines corrected in the WMS before the order is picked; once they agree, this is released \
         automatically",
        "få linjene rettet i WMS før ordren plukkes; så snart de stemmer, slippes den automatisk videre",
        "låt rätta raderna i WMS innan ordern plockas; så snart de stämmer släpps den vidare automatiskt",
    ],
    [
        "check the order in the ERP; if the change is harmless, release {} {}",
        "kontroller ordren i ERP; hvis endringen er uten betydning, godkjenn den: `release {} {}`",
        "kontrollera ordern i ERP; om ändringen saknar betydelse, godkänn den: `release {} {}`",
    ],
    [
        "find out who removed it in the WMS; an order that needs it, or any change of the product in the ERP, \
         creates it again",
        "finn ut hvem som fjernet den i WMS; en ordre som trenger den, eller en endring av produktet i ERP, \
         oppretter den på nytt",
        "ta reda på vem som tog bort den i WMS; en order som behöver den, eller en ändring av produkten i ERP, \
         skapar den på nytt",
    ],
    [
        "if it was changed in the WMS, change it back there, or change the product in the ERP: any change of \
         it is written in full",
        "hvis den ble endret i WMS, endre den tilbake der, eller endre produktet i ERP: hver endring skrives i \
         sin helhet",
        "om den ändrades i WMS, ändra tillbaka den där, eller ändra produkten i ERP: varje ändring skrivs i \
         sin helhet",
    ],
    [
        "the next run of order_status reports it to the ERP",
        "neste kjøring av ordrestatus rapporterer det til ERP",
        "nästa körning av orderstatus rapporterar det till ERP",
    ],
    [
        "the next run of order_status writes it, or says why not",
        "neste kjøring av ordrestatus skriver det, eller sier hvorfor ikke",
        "nästa körning av orderstatus skriver det, eller säger varför inte",
    ],
    [
        "cancel it in the WMS if it is not to be sent, or set it back in the ERP",
        "kanseller den i WMS hvis den ikke skal sendes, eller sett den tilbake i ERP",
        "makulera den i WMS om den inte ska skickas, eller sätt tillbaka den i ERP",
    ],
    [
        "find out who removed it in the WMS; the next daily run holds it, and a retry of it creates it there \
         again",
        "finn ut hvem som fjernet den i WMS; neste daglige kjøring stopper den, og et nytt forsøk oppretter \
         den der igjen",
        "ta reda på vem som tog bort den i WMS; nästa dagliga körning stoppar den, och ett nytt försök skapar \
         den där igen",
    ],
    [
        "choose a status that is neither imported nor means sent or invoiced, such as Offer",
        "velg en status som verken hentes eller betyr sendt eller fakturert, for eksempel Offer",
        "välj en status som varken hämtas eller betyder skickad eller fakturerad, till exempel Offer",
    ],
];
