//! Returns.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "compare them in the ERP: delete credits that are there twice, and retry this; or correct them by \
         hand, and dismiss this. If there are more than there should be, find out which other engine works for \
         this tenant (a second installation, a restored backup)",
        "sammenlign dem i ERP: slett krediteringer som finnes dobbelt, og prøv igjen; eller rett dem for hånd, \
         og lukk dette. Hvis det er flere enn det skal være, finn ut hvilken annen tjeneste som arbeider for \
         denne vareeieren (en annen installasjon, en gjenopprettet sikkerhetskopi)",
        "jämför dem i ERP: ta bort krediteringar som finns dubbelt, och försök igen; eller rätta dem för hand, \
         och avfärda detta. Om det finns fler än det ska vara, ta reda på vilken annan tjänst som arbetar för \
         denna varuägare (en andra installation, en återställd säkerhetskopia)",
    ],
    [
        "correct or delete the credit in the ERP if the customer is not to get it, then dismiss this",
        "rett eller slett krediteringen i ERP hvis kunden ikke skal ha den, og lukk så dette",
        "rätta eller ta bort krediteringen i ERP om kunden inte ska ha den, och avfärda sedan detta",
    ],
    [
        "credit it in the ERP by hand if it is due, then dismiss this",
        "krediter det for hånd i ERP hvis det skal krediteres, og lukk så dette",
        "kreditera det för hand i ERP om det ska krediteras, och avfärda sedan detta",
    ],
    [
        "credit it where it was sold if that is due, then dismiss this",
        "krediter det der det ble solgt, hvis det skal krediteres, og lukk så dette",
        "kreditera det där det såldes, om det ska krediteras, och avfärda sedan detta",
    ],
    [
        "delete all but one of them in the ERP, retry this, and find out which other engine works for this \
         tenant (a second installation, a restored backup)",
        "slett alle unntatt én av dem i ERP, prøv igjen, og finn ut hvilken annen tjeneste som arbeider for \
         denne vareeieren (en annen installasjon, en gjenopprettet sikkerhetskopi)",
        "ta bort alla utom en av dem i ERP, försök igen, och ta reda på vilken annan tjänst som arbetar för \
         denna varuägare (en andra installation, en återställd säkerhetskopia)",
    ],
    [
        "give each a number of its own in the WMS, then retry this",
        "gi hver av dem et eget nummer i WMS, og prøv så igjen",
        "ge var och en av dem ett eget nummer i WMS, och försök sedan igen",
    ],
    [
        "switch returns off, or use a port that can",
        "slå av returns, eller bruk en tilkobling som kan det",
        "slå av returns, eller använd en anslutning som kan det",
    ],
    [
        "credit the customer if it is due, then dismiss this",
        "krediter kunden hvis det skal krediteres, og lukk så dette",
        "kreditera kunden om det ska krediteras, och avfärda sedan detta",
    ],
    [
        "give it a number in the WMS, then dismiss this",
        "gi den et nummer i WMS, og lukk så dette",
        "ge den ett nummer i WMS, och avfärda sedan detta",
    ],
    [
        "correct the return in the WMS; or credit it in the ERP by hand, then dismiss this",
        "rett returen i WMS; eller krediter den for hånd i ERP, og lukk så dette",
        "rätta returen i WMS; eller kreditera den för hand i ERP, och avfärda sedan detta",
    ],
];
