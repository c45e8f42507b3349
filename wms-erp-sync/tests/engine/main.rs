//! The engine between both simulators, over real HTTP.

mod bench;
mod day;
mod operator;

use bench::Bench;
