//! Remedies around others. They fit many texts, so they come last.

pub(super) static REMEDIES: &[[&str; 3]] = &[
    [
        "{}; or resolve product {}, for which the others wait",
        "{}; eller få orden på produkt {}, som de andre venter på",
        "{}; eller red ut produkt {}, som de andra väntar på",
    ],
    [
        "{}; or resolve the reason why that one is held",
        "{}; eller få orden på årsaken til at den andre er stoppet",
        "{}; eller åtgärda orsaken till att den andra är stoppad",
    ],
    ["it is held: {}; {}", "den er stoppet: {}; {}", "den är stoppad: {}; {}"],
    ["it is held: {}", "den er stoppet: {}", "den är stoppad: {}"],
];
