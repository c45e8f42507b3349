//! What an in-process `.asmx` service of any vendor needs: a server on the loopback interface, a small XML
//! document, SOAP 1.1 as ASP.NET answers it, a record of the requests, and misbehaviour on command.
//!
//! A vendor's simulator implements [`Service`] and starts a [`Server`] with it; tests then use [`Control`] to see
//! what was asked, to act between two requests, and to make the network and the server fail. None of it shares code
//! with the client side of this crate, so that the two cannot agree on a mistake.
//!
//! ```
//! use std::sync::Arc;
//! use asmx_test_server::{Call, Node, Reply, Rule, Server, Service};
//!
//! struct Greeter;
//!
//! impl Service for Greeter {
//!     fn call(&self, call: &Call) -> Reply {
//!         match call.operation.as_str() {
//!             "Greet" => {
//!                 let text = format!("Hello {}", call.body.text_of("name").unwrap_or("stranger"));
//!                 Reply::element(Node::new("GreetResponse").in_namespace("urn:greet").with(Node::leaf("GreetResult", text)))
//!             }
//!             _ => Reply::unknown_action(call),
//!         }
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> std::io::Result<()> {
//! let server = Server::start(Arc::new(Greeter)).await?;
//! server.control().misbehave(Rule::drop_after().on("Greet"));
//! assert!(server.base_url().starts_with("http://127.0.0.1:"));
//! server.stop().await;
//! # Ok(()) }
//! ```

mod connections;
mod control;
mod exchange;
mod fields;
mod json;
mod lists;
mod misbehave;
mod node;
mod server;
mod soap;
#[cfg(test)]
mod tests;

pub use control::{Control, RequestRecord};
pub use exchange::{Answer, Call, Reply, Service};
pub use misbehave::{Gate, ItemName, Mischief, Rule};
pub use node::{Node, NodeError};
pub use server::Server;
pub use soap::{Fault, envelope};
