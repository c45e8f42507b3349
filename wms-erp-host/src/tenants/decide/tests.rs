use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use wms_erp_sync::clock::{Clock, SystemClock};

use super::*;
use crate::config::{Outside, Reading};

/// A folder of files, and what is decided about it look by look.
#[derive(Debug, Default)]
struct Files(Mutex<BTreeMap<PathBuf, String>>);

impl Outside for Files {
    fn variable(&self, _: &str) -> Option<String> {
        None
    }

    fn text(&self, path: &Path) -> io::Result<String> {
        self.0.lock().unwrap().get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn files(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let files = self.0.lock().unwrap();
        let found: Vec<PathBuf> =
            files.keys().filter(|path| path.parent() == Some(folder)).cloned().collect();
        if found.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(found) }
    }

    fn first_line_of(&self, _: &[String]) -> Result<String, String> {
        Err("there are no programs".to_owned())
    }

    fn is_open_to_all(&self, _: &Path) -> bool {
        false
    }
}

#[derive(Default)]
struct Looks {
    files: Files,
    in_force: BTreeMap<String, InForce>,
    seen: Seen,
}

const DEFAULTS: &str = "[erp]\napplication_id = \"01234567-89ab-cdef-0123-456789abcdef\"\npassword = \"a\"\n\
                        [wms]\nbase_url = \"http://127.0.0.1:9/w\"\npassword = \"b\"\nusername = \"WSI\"\n\
                        [orders]\nsince = \"all\"\n";

/// A tenant by its goods owner.
fn tenant(owner: i32) -> String {
    format!(
        "[erp]\nusername = \"user{owner}\"\n[wms]\ngoods_owner_code = \"G{owner}\"\ngoods_owner_id = {owner}\n"
    )
}

impl Looks {
    /// With these tenants served, each with a goods owner of its own.
    fn serving(tenants: &[(&str, i32)]) -> Self {
        let mut looks = Self::default();
        looks.write("main.toml", "store = \"x\"\ntenants = \"d\"\n");
        looks.write("d/defaults.toml", DEFAULTS);
        for (name, owner) in tenants {
            looks.write(&format!("d/{name}.toml"), &tenant(*owner));
        }
        let served = looks.look(true);
        assert_eq!(served.len(), tenants.len(), "{served:?}");
        looks
    }

    fn write(&self, path: &str, text: &str) {
        self.files.0.lock().unwrap().insert(path.into(), text.to_owned());
    }

    fn remove(&self, path: &str) {
        self.files.0.lock().unwrap().remove(Path::new(path)).unwrap();
    }

    /// What came of a look: `+` served anew, `-` removed, `~` waiting, `!` wrong.
    fn look(&mut self, asked: bool) -> Vec<String> {
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let is_known = |name: &str, mark| self.in_force.get(name).is_some_and(|known| known.mark == mark);
        let reading = Reading::of(Path::new("main.toml"), &self.files, &clock, &is_known);
        let decision = decide(reading.tenants, reading.problems, &self.in_force, &self.seen, asked);
        self.seen = decision.seen;
        let mut came = Vec::new();
        for name in decision.remove {
            self.in_force.remove(&name);
            came.push(format!("-{name}"));
        }
        for (Found { name, mark, claims, .. }, right) in decision.serve {
            came.push(format!("+{name}"));
            self.in_force.insert(name, InForce { mark, secrets: right.secrets, claims });
        }
        came.extend(decision.waiting.iter().map(|name| format!("~{name}")));
        came.extend(decision.wrong.iter().map(|(name, problems)| format!("!{name} {}", problems[0])));
        came.extend(decision.problems.iter().map(|problem| format!("! {problem}")));
        came
    }
}

#[test]
fn what_is_seen_twice_counts_and_what_is_asked_for_counts_at_once() {
    let mut looks = Looks::serving(&[("acme", 1)]);
    assert!(looks.look(false).is_empty(), "nothing has changed");
    looks.write("d/beta.toml", &tenant(2));
    assert_eq!(looks.look(false), ["~beta"]);
    assert_eq!(looks.look(false), ["+beta"]);
    looks.write("d/beta.toml", &(tenant(2) + "[stock]\nenabled = false\n"));
    assert_eq!(looks.look(true), ["+beta"]);
    looks.write("d/beta.toml", &(tenant(2) + "# a word\n\n[stock]\nenabled=false\n"));
    assert!(looks.look(true).is_empty(), "it says what it said");
}

/// What is half written may be a document, too: the rest would have its defaults for a while.
#[test]
fn a_file_that_is_being_written_changes_and_removes_nothing() {
    let mut looks = Looks::serving(&[("acme", 1), ("beta", 2)]);
    let whole = tenant(1) + "[order_status]\nenabled = false\n[stock]\nenabled = false\n";
    for end in [0, 10, 40, tenant(1).len(), tenant(1).len() + 8, whole.len()] {
        looks.write("d/acme.toml", &whole[..end]);
        let came = looks.look(false);
        assert!(came.iter().all(|came| came.starts_with('~')), "{end}: {came:?}");
    }
    looks.remove("d/acme.toml");
    assert_eq!(looks.look(false), ["~acme"], "an editor puts another file in its place");
    looks.write("d/acme.toml", &whole);
    assert_eq!(looks.look(false), ["~acme"]);
    assert_eq!(looks.look(false), ["+acme"]);
}

#[test]
fn a_tenant_that_is_gone_is_removed_at_the_second_look() {
    let mut looks = Looks::serving(&[("acme", 1), ("beta", 2)]);
    looks.remove("d/beta.toml");
    assert_eq!(looks.look(true), ["~beta"], "also where it was asked for");
    assert_eq!(looks.look(false), ["-beta"]);
    assert!(looks.look(false).is_empty());
}

#[test]
fn a_wrong_file_leaves_its_tenant_as_it_was_and_is_reported_by_line_and_key() {
    let mut looks = Looks::serving(&[("acme", 1), ("beta", 2)]);
    looks.write("d/acme.toml", &tenant(1).replace("goods_owner_id = 1", "goods_owner_id = 0"));
    assert_eq!(looks.look(false), ["~acme"]);
    let came = looks.look(false);
    assert_eq!(came.len(), 1);
    assert!(
        came[0].starts_with("!acme d/acme.toml:5: wms.goods_owner_id: must be a whole number"),
        "{came:?}"
    );
    assert_eq!(looks.look(false), came, "for as long as it is so");
    assert_eq!(looks.in_force.len(), 2);
    looks.write("d/acme.toml", &tenant(1));
    assert!(looks.look(false).is_empty());
}

#[test]
fn wrong_defaults_leave_all_their_tenants_as_they_were() {
    let mut looks = Looks::serving(&[("acme", 1), ("beta", 2)]);
    looks.write("d/defaults.toml", &DEFAULTS.replace("since", "sinc"));
    let came = looks.look(true);
    assert!(came[0].starts_with("!acme d/defaults.toml:8: orders.since: is missing"), "{came:?}");
    assert_eq!((came.len(), looks.in_force.len()), (2, 2));
    looks.write("d/defaults.toml", &(DEFAULTS.to_owned() + "cancel_withdrawn = true\n"));
    assert_eq!(looks.look(true), ["+acme", "+beta"], "what they inherit has changed");
}

/// Whatever says nothing about who is there removes no one.
#[test]
fn a_folder_that_cannot_be_read_or_lost_all_removes_no_one() {
    let mut looks = Looks::serving(&[("acme", 1), ("beta", 2)]);
    for path in ["d/acme.toml", "d/beta.toml"] {
        looks.remove(path);
    }
    for _ in 0..3 {
        let came = looks.look(true);
        assert!(came.iter().any(|came| came.contains("all 2 tenants disappeared at once")), "{came:?}");
    }
    looks.remove("d/defaults.toml");
    for _ in 0..3 {
        let came = looks.look(true);
        assert!(came[0].contains("main.toml:2: tenants: the folder cannot be read"), "{came:?}");
    }
    looks.remove("main.toml");
    assert!(looks.look(true)[0].contains("main.toml: the file cannot be read"));
    assert_eq!(looks.in_force.len(), 2);
}

#[test]
fn whoever_is_served_keeps_its_goods_owner() {
    let mut looks = Looks::serving(&[("acme", 1), ("beta", 2)]);
    looks.write("d/new.toml", &tenant(1));
    let came = looks.look(true);
    assert!(
        came.len() == 1 && came[0].starts_with("!new d/new.toml:2: erp.username: tenant \"acme\""),
        "{came:?}"
    );
    // To say so takes both.
    let shared = |owner| {
        tenant(owner).replace("[erp]", "[erp]\nshared = true").replace("[wms]", "[wms]\nshared = true")
    };
    looks.write("d/new.toml", &shared(1));
    let came = looks.look(true);
    assert!(came.len() == 1 && came[0].contains("shared = true in [erp] of each"), "{came:?}");
    looks.write("d/acme.toml", &shared(1));
    assert_eq!(looks.look(true), ["+acme", "~new"], "one after the other");
    assert_eq!(looks.look(true), ["+new"]);
    // To stop saying so takes both, too.
    looks.write("d/acme.toml", &tenant(1));
    let came = looks.look(true);
    assert!(came.len() == 1 && came[0].starts_with("!acme"), "{came:?}");
}

#[test]
fn a_goods_owner_changes_hands_when_the_first_has_let_go() {
    let mut looks = Looks::serving(&[("acme", 1), ("beta", 2)]);
    // A file that is renamed is another tenant.
    looks.remove("d/acme.toml");
    looks.write("d/anew.toml", &tenant(1));
    assert_eq!(looks.look(true), ["~acme", "~anew"]);
    assert_eq!(looks.look(true), ["-acme", "~anew"]);
    assert_eq!(looks.look(true), ["+anew"]);
    // Two that would swap wait for one another: that is said.
    looks.write("d/anew.toml", &tenant(2));
    looks.write("d/beta.toml", &tenant(1));
    let came = looks.look(true);
    assert!(came.len() == 2 && came.iter().all(|came| came.starts_with('!')), "{came:?}");
}

#[test]
fn names_are_compared_without_case_across_files() {
    let mut looks = Looks::serving(&[("acme", 1), ("beta", 2)]);
    looks.write("d/ACME.toml", &tenant(3));
    let came = looks.look(true);
    assert!(came.len() == 1 && came[0].starts_with("!ACME"), "{came:?}");
    assert_eq!(looks.in_force.len(), 2);
    looks.remove("d/ACME.toml");
    looks.write("main.toml", "store = \"x\"\ntenants = \"d\"\n[[tenant]]\nname = \"Beta\"\n");
    let came = looks.look(true);
    assert!(came.iter().any(|came| came.starts_with("!Beta")), "{came:?}");
    assert!(looks.in_force.contains_key("beta") && looks.in_force.len() == 2);
}
