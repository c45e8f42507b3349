//! The name of this process among all that share a store.

/// The longest part of a machine's name that is kept.
const LONGEST: usize = 64;

/// The machine, the number of the process, and a random number: numbers of processes are alike in containers, and machines that were
/// copied have one name.
pub(super) fn this_process() -> String {
    let mut random = [0; 8];
    // A machine without a source of randomness still has its name.
    let _ = getrandom::fill(&mut random);
    name(&gethostname::gethostname().to_string_lossy(), std::process::id(), u64::from_le_bytes(random))
}

fn name(machine: &str, process: u32, random: u64) -> String {
    let machine: String = machine.chars().filter(char::is_ascii_graphic).take(LONGEST).collect();
    let machine = if machine.is_empty() { "unknown".to_owned() } else { machine };
    format!("{machine} pid {process} {random:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_named_by_its_machine_its_number_and_what_no_other_one_has() {
        assert_eq!(name("wms1.example", 4711, 0xa3), "wms1.example pid 4711 00000000000000a3");
        assert_eq!(name("\0 \n", 1, 0), "unknown pid 1 0000000000000000");
        assert_eq!(name(&"x".repeat(300), 1, 0).len(), LONGEST + " pid 1 0000000000000000".len());
        let (one, other) = (this_process(), this_process());
        assert!(one.contains(&format!(" pid {} ", std::process::id())) && one != other, "{one} {other}");
    }
}
