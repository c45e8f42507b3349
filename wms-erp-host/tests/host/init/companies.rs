//! A user of 24SevenOffice who sees several companies chooses one.

use wms_erp_sync::simulator::twentyfour::Identity;

use super::{Desk, check, said};

/// The companies besides the first; the last one is blocked.
const ENGROS: &str = "aaaaaaaa-0000-0000-0000-00000000000e";
const BLOCKED: &str = "aaaaaaaa-0000-0000-0000-00000000000b";

impl Desk {
    async fn with_companies() -> Self {
        let desk = Self::new().await;
        desk.street.systems.erp.change(|options| {
            options.identities.push(Identity::new(ENGROS, 902, "Nordlys Engros \u{202e}AS"));
            let mut blocked = Identity::new(BLOCKED, 903, "Nordlys Arkiv AS");
            blocked.blocked = true;
            options.identities.push(blocked);
        });
        desk
    }

    /// What is typed, with these answers where the login is followed by questions.
    fn lines_with(&self, answers: &[&str]) -> Vec<String> {
        let typed = self.typed();
        let mut lines = vec![typed.name.to_owned()];
        lines.extend(typed.erp);
        lines.extend(answers.iter().map(ToString::to_string));
        lines.extend(typed.wms);
        lines.extend(typed.rest.map(str::to_owned));
        lines
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_several_companies_is_chosen_by_its_number_in_the_list() {
    let desk = Desk::with_companies().await;
    let done = desk.init(&[], &desk.lines_with(&["0", "4", "Engros", "-1", "2"])).await;
    let text = said(&done);
    assert_eq!(done.status.code(), Some(0), "{text}");
    desk.assert_secret(&done);
    assert!(text.contains("The user sees 3 companies:"), "{text}");
    assert!(text.contains("  2  Nordlys Engros \\u{202e}AS (902)"), "{text}");
    assert_eq!(text.matches("give a number from 1 to 3").count(), 4, "{text}");
    assert!(text.contains("the company is Nordlys Engros \\u{202e}AS (902)"), "{text}");
    assert!(desk.read("sync.toml").contains(&format!("identity_id = \"{ENGROS}\"")));
    let checked = check(&desk.file());
    let text = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(text.contains("Nordlys Engros"), "the configuration logs in to that company: {text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_that_is_blocked_is_refused_in_the_words_of_the_vendor_and_another_one_is_chosen() {
    let desk = Desk::with_companies().await;
    let password = desk.typed().erp[3].clone();
    // The blocked one; the login once more, as before, with its password; then the first.
    let done = desk.init(&[], &desk.lines_with(&["3", "", "", "", &password, "1"])).await;
    let text = said(&done);
    assert_eq!(done.status.code(), Some(0), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("! ")).count(), 1, "{text}");
    assert!(text.contains("  3  Nordlys Arkiv AS (903, blocked)") && text.contains("! "), "{text}");
    let first = desk.street.systems.erp.identity_id(0).unwrap();
    assert!(desk.read("sync.toml").contains(&format!("identity_id = \"{first}\"")));
    assert_eq!(check(&desk.file()).status.code(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_option_names_the_company_and_one_that_there_is_not_is_refused() {
    let desk = Desk::with_companies().await;
    let done = desk.init(&["--company", ENGROS], &desk.lines_with(&[])).await;
    let text = said(&done);
    assert_eq!(done.status.code(), Some(0), "{text}");
    assert!(!text.contains("The user sees"), "{text}");
    assert!(desk.read("sync.toml").contains(&format!("identity_id = \"{ENGROS}\"")));

    let desk = Desk::with_companies().await;
    let unknown = "aaaaaaaa-0000-0000-0000-0000000000ff";
    let done = desk.init(&["--company", unknown], &desk.typed().lines()[..5]).await;
    let text = said(&done);
    assert_eq!(done.status.code(), Some(1), "{text}");
    assert!(text.contains("not authenticated on this identity"), "{text}");
    assert!(desk.files().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn input_that_ends_at_the_choice_leaves_nothing_behind() {
    let desk = Desk::with_companies().await;
    let done = desk.init(&[], &desk.typed().lines()[..5]).await;
    let text = said(&done);
    assert_eq!(done.status.code(), Some(1), "{text}");
    assert!(text.contains("Which one") && text.contains("nothing was written"), "{text}");
    assert!(desk.files().is_empty());
}
