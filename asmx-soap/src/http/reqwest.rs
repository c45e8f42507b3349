use async_trait::async_trait;
use futures::StreamExt;

use super::{HttpError, HttpErrorKind, HttpService, Request, Response};

/// [`HttpService`] by `reqwest`.
///
/// The caller's client keeps its own settings; give it timeouts, and a redirect policy that stays on the host.
#[derive(Debug, Clone)]
pub struct ReqwestService(::reqwest::Client);

impl From<::reqwest::Client> for ReqwestService {
    fn from(client: ::reqwest::Client) -> Self {
        Self(client)
    }
}

#[async_trait]
impl HttpService for ReqwestService {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        let request = ::reqwest::Request::try_from(request.map(::reqwest::Body::from)).map_err(translate)?;
        let response = self.0.execute(request).await.map_err(translate)?;
        let (parts, body) = ::http::Response::from(response).into_parts();
        let body = ::reqwest::Response::from(::http::Response::new(body)).bytes_stream();
        Ok(Response::from_parts(parts, body.map(|piece| piece.map_err(translate)).boxed()))
    }
}

/// The address is left out of the cause: it may hold a tenant's name, and is known to the caller.
fn translate(error: ::reqwest::Error) -> HttpError {
    let kind = if error.is_builder() {
        HttpErrorKind::Invalid
    } else if error.is_connect() {
        if refuses_certificate(&error) { HttpErrorKind::Certificate } else { HttpErrorKind::Connect }
    } else if error.is_timeout() {
        HttpErrorKind::Timeout
    } else {
        HttpErrorKind::Interrupted
    };
    HttpError::new(kind, error.without_url())
}

/// rustls begins what it says about a certificate with these words, whatever is wrong with it; a test against a real
/// server holds it to that.
fn refuses_certificate(error: &::reqwest::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.to_string().starts_with("invalid peer certificate") {
            return true;
        }
        cause = error.source();
    }
    false
}
