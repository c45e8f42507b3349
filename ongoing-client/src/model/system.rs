//! The system itself.

use asmx_soap::{XsDateTime, element};

use crate::NAMESPACE;

element! {
    /// How the system is.
    #[non_exhaustive]
    pub struct SystemStatus in NAMESPACE {
        /// A text for people.
        "SystemStatusText" system_status_text: Option<String>,
        /// Whether it runs.
        "IsRunning" is_running: Option<bool>,
        /// When its software was built.
        "BuildTime" build_time: Option<XsDateTime>,
    }
}
