# What one types while working. The gate itself is `.ci/run`, which needs nothing but Rust and Debian's packages.

set shell := ["bash", "-euo", "pipefail", "-c"]

# Lists the recipes.
default:
    @just --list

# Runs the working-day demo on the simulated systems.
demo:
    cargo run --release --example demo

# Serves both simulated systems, with the service beside them.
sandbox *arguments:
    cargo run --release --package wms-erp-host --bin wms-erp -- sandbox {{ arguments }}

# Formats the code.
format:
    cargo fmt --all

# Lints one crate, or all of them.
lint crate="":
    cargo clippy {{ if crate == "" { "--workspace" } else { "--package " + crate } }} --all-targets --all-features -- -D warnings

# Runs the tests of one crate, or all of them.
test crate="" *arguments:
    cargo test {{ if crate == "" { "--workspace" } else { "--package " + crate } }} {{ arguments }}

# Builds the documentation and opens it.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --all-features --open

# Runs that many fault schedules, from a first seed.
schedules count="200" from="0":
    SCHEDULES={{ count }} SCHEDULES_FROM={{ from }} cargo test --package wms-erp-sync --test schedules -- --nocapture

# Checks what takes seconds: format, words, the direction of imports. A good `pre-commit` hook.
quick:
    cargo fmt --all --check
    .ci/words
    .ci/rooms

# Accepts a change of the public API: look at the difference afterwards.
bless-api:
    .ci/api --bless
    git diff --stat -- '*/api.txt'

# Measures instructions, allocations and memory.
bench *arguments:
    .ci/bench {{ arguments }}

# Runs the whole gate.
gate:
    .ci/run
