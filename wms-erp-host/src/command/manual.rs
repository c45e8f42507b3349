//! `completions` and `man`: what a shell and a manual say of the command line, made of the command line itself.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;
use wms_erp_sync::visible;

use super::args::Cli;
use super::exit::{Exit, HostError};
use super::surroundings::Surroundings;

/// Prints what makes a shell complete the commands.
pub(super) fn completions(shell: Shell, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let mut script = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut script);
    around.out.write_all(&script)?;
    Ok(Exit::Done)
}

/// Writes a page for the program, and one for each subcommand, into a folder, in place of what it has of these names.
pub(super) fn man(folder: &Path, around: &mut Surroundings<'_>) -> Result<Exit, HostError> {
    let failed = |source| HostError::File { file: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Cli::command(), folder).map_err(failed)?;
    let shown = folder.display().to_string();
    writeln!(around.out, "the pages are in {}: man -l {0}/wms-erp.1", visible(&shown))?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_one_that_clap_takes() {
        Cli::command().debug_assert();
    }

    #[test]
    fn each_subcommand_has_a_page_that_names_its_options() {
        fn check(command: &clap::Command, name: &str, folder: &Path) -> usize {
            let page = std::fs::read_to_string(folder.join(format!("{name}.1")))
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(page.contains(".TH") && page.contains(".SH SYNOPSIS"), "{name}: {page}");
            for option in command.get_arguments().filter_map(clap::Arg::get_long) {
                assert!(page.contains(&option.replace('-', "\\-")), "{name} --{option}: {page}");
            }
            let inner = command.get_subcommands().filter(|inner| inner.get_name() != "help");
            1 + inner
                .map(|inner| check(inner, &format!("{name}-{}", inner.get_name()), folder))
                .sum::<usize>()
        }
        let folder = tempfile::TempDir::new().unwrap();
        clap_mangen::generate_to(Cli::command(), folder.path()).unwrap();
        let pages = check(&Cli::command(), "wms-erp", folder.path());
        assert!(pages > 25, "{pages}");
    }
}
