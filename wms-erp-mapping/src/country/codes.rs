//! Codes that stand for a country and are not in ISO 3166-1.
//!
//! Left out, so that they are not recognised: codes of what fell apart (`YU`, `CS`, `AN`), of unions (`EU`), signs of
//! vehicles that mean something else as well (`FL` is Florida, too), and numbers: 352 is Iceland for ISO, and the
//! calling code of Luxembourg to anyone who types it.

/// The ISO code of the country that this code stands for.
pub(super) fn other(code: &str) -> Option<&'static str> {
    OTHER.iter().find(|(other, _)| *other == code).map(|(_, iso)| *iso)
}

const OTHER: &[(&str, &str)] = &[
    // Greece in VAT numbers, Intrastat and whatever follows the institutions of the EU: Interinstitutional Style Guide,
    // section 7.1.1; Directive 2006/112/EC, article 215.
    ("EL", "GR"),
    // The United Kingdom: exceptionally reserved in ISO 3166-1 at its request; the Style Guide of the EU had it, too.
    ("UK", "GB"),
    // Northern Ireland in VAT numbers (Directive (EU) 2020/1756) and in trade statistics, where the rest of the United
    // Kingdom is XU (Implementing Regulation (EU) 2020/1470 as it was amended for the withdrawal).
    ("XI", "GB"),
    ("XU", "GB"),
    // Serbia, Ceuta and Melilla in the same nomenclature of countries and territories (Regulation (EU) 2020/1470).
    ("XS", "RS"),
    ("XC", "ES"),
    ("XL", "ES"),
    // Kosovo is not in ISO 3166. XK is one of the codes that ISO leaves to its users; the European Commission (Regulation
    // (EU) 2020/1470), CLDR and carriers use it, so it goes over as it is; XKX is its form of three letters.
    ("XK", "XK"),
    ("XKX", "XK"),
    // Exceptionally reserved in ISO 3166-1 for parts of a country that has a code: Ceuta and Melilla, the Canary
    // Islands, Ascension, Tristan da Cunha, Diego Garcia, metropolitan France.
    ("EA", "ES"),
    ("IC", "ES"),
    ("AC", "SH"),
    ("TA", "SH"),
    ("DG", "IO"),
    ("FX", "FR"),
    // Transitionally reserved in ISO 3166-1 after a change of name (ISO 3166-3): Burma, East Timor, Zaire.
    ("BU", "MM"),
    ("TP", "TL"),
    ("ZR", "CD"),
    // Finland on vehicles until 1993 (Convention on Road Traffic of 1949); indeterminately reserved in ISO 3166-1.
    ("SF", "FI"),
];
