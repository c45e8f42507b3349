//! The recorded answers, given again.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use asmx_soap::http::{HttpError, HttpErrorKind, HttpService, Request, Response};
use async_trait::async_trait;
use futures::{StreamExt, stream};

use super::exchange::{Asked, CapsuleSide, Exchange, broken, lines};

/// Answers a request as it was answered when it was recorded: the same one, else the one of the same operation that asked for most of
/// the same. Whatever was not recorded fails.
#[derive(Debug, Clone)]
pub(super) struct Answers {
    exchanges: Arc<[Exchange]>,
    /// How often each was given.
    given: Arc<Mutex<HashMap<usize, usize>>>,
}

impl Answers {
    pub(super) fn new(exchanges: &[Exchange]) -> Self {
        Self { exchanges: exchanges.into(), given: Arc::default() }
    }

    /// The stack of one side's client.
    pub(super) fn of(&self, side: CapsuleSide) -> AnswersOf {
        AnswersOf { side, answers: self.clone() }
    }

    /// The exchange that stands for a request: of several that fit, the first that was given least often.
    fn find(&self, asked: &Asked) -> Option<&Exchange> {
        let text = asked.text(None);
        let asks: HashSet<String> = lines(&text).into_iter().collect();
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let of_operation = self
            .exchanges
            .iter()
            .enumerate()
            .filter(|(_, exchange)| exchange.side == asked.side && exchange.operation == asked.operation);
        let (at, exchange) = of_operation.min_by_key(|(at, exchange)| {
            let is_other = exchange.request.concat() != text;
            let alike = exchange.request.iter().filter(|line| asks.contains(*line)).count();
            (is_other, Reverse(alike), given.get(at).copied().unwrap_or_default())
        })?;
        *given.entry(at).or_default() += 1;
        Some(exchange)
    }
}

/// The answers of one system.
#[derive(Debug)]
pub(super) struct AnswersOf {
    side: CapsuleSide,
    answers: Answers,
}

#[async_trait]
impl HttpService for AnswersOf {
    async fn call(&self, request: Request) -> Result<Response, HttpError> {
        let asked = Asked::of(self.side, &request);
        let Some(exchange) = self.answers.find(&asked) else {
            let what = format!("the capsule has no answer to {}", asked.operation);
            return Err(HttpError::new(HttpErrorKind::Invalid, what));
        };
        let answer = &exchange.answer;
        let end = answer.broken.as_deref().map(|word| Err(broken(word)));
        let Some(status) = answer.status else {
            return Err(answer.broken.as_deref().map_or_else(|| broken("interrupted"), broken));
        };
        let text = answer.body.concat();
        let body = (!text.is_empty()).then(|| Ok(text.into_bytes().into()));
        let mut response = Response::new(stream::iter(body.into_iter().chain(end)).boxed());
        let invalid = |error: &str| HttpError::new(HttpErrorKind::Invalid, error.to_owned());
        *response.status_mut() = status.try_into().map_err(|_| invalid("the status is none"))?;
        for (name, value) in [("content-type", &answer.content_type), ("retry-after", &answer.retry_after)] {
            if let Some(value) = value {
                let value = value.parse().map_err(|_| invalid("a header holds what a header cannot hold"))?;
                response.headers_mut().insert(name, value);
            }
        }
        Ok(response)
    }
}
