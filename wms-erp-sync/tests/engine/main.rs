//! The engine between both simulators, over real HTTP.

mod articles;
mod bench;
mod day;
mod hooks;
mod operator;
mod stock;
mod suppliers;

use bench::Bench;
