//! The engine between both simulators, over real HTTP.

mod bench;
mod day;

use bench::Bench;
