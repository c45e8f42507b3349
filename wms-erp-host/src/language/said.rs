use std::fmt;
use std::sync::Arc;

use super::{ENGLISH, Texts};

/// Something that is said to a reader, in their language. Programs and logs get it in English.
#[derive(Clone)]
pub(crate) struct Said(Arc<dyn Fn(&Texts) -> String + Send + Sync>);

impl Said {
    pub(crate) fn new<T: Into<String>>(say: impl Fn(&Texts) -> T + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |texts| say(texts).into()))
    }

    pub(crate) fn to(&self, texts: &Texts) -> String {
        self.0(texts)
    }
}

/// What only programs get, or what was written elsewhere.
impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::new(move |_| text.clone())
    }
}

impl From<&'static str> for Said {
    fn from(text: &'static str) -> Self {
        Self::new(move |_| text.to_owned())
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to(&ENGLISH))
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to(&ENGLISH), f)
    }
}
