use asmx_soap::Element;
use futures::TryStreamExt;
use uuid::Uuid;

use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::operation::auth::*;
use crate::types::{Credential, Identity, Passport, Token};

impl Client {
    /// Logs in if there is no session yet. Never needed, since every call does it; good for a check at the start.
    ///
    /// # Errors
    /// Wrong credentials, an unknown application id, a blocked identity; whatever keeps the request from being
    /// answered.
    pub async fn login(&self) -> Result<(), Error> {
        self.session().await.map(drop)
    }

    /// Whether the service still knows the session. Without one nothing is sent.
    ///
    /// Not needed before a call: a session that is over is replaced in the course of it, and this request counts
    /// against the quota.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn has_session(&self) -> Result<bool, Error> {
        let Some(session) = self.shared_session().current() else { return Ok(false) };
        match self.ask(&HasSession {}, Some(&session)).await {
            Ok(answer) => Ok(answer.unwrap_or(false)),
            // Some versions say it this way.
            Err(error) if error.is_not_authenticated() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Logs in with a token that 24SevenOffice handed out. The passport holds the session;
    /// [`use_session`](Self::use_session) goes on with it.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn authenticate_by_token(&self, token: Token) -> Result<Passport, Error> {
        self.execute_required(&AuthenticateByToken { token: Some(token) }).await
    }

    /// The identity that the session speaks for: which user at which company.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered.
    pub async fn identity(&self) -> Result<Identity, Error> {
        self.execute_required(&GetIdentity {}).await
    }

    /// The identities that the user may choose from: one for each company that the user has access to.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered, or an identity from being read.
    pub async fn get_identities(&self) -> Result<Vec<Identity>, Error> {
        self.execute(&GetIdentities {}).await?.try_collect().await
    }

    /// The identities of a user, without a session: also where the user's default identity is blocked and a login
    /// fails for that.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered, or an identity from being read.
    pub async fn get_identities_with_credential(
        &self,
        credential: Credential,
    ) -> Result<Vec<Identity>, Error> {
        let operation = GetIdentitiesWithCredential { credential: Some(credential) };
        self.execute(&operation).await?.try_collect().await
    }

    /// The identities of a user that have access to one of the vendor's services, without a session.
    ///
    /// # Errors
    /// Whatever keeps the request from being answered, or an identity from being read.
    pub async fn get_identities_with_credential_by_service(
        &self,
        credential: Credential,
        service_id: i32,
    ) -> Result<Vec<Identity>, Error> {
        let operation = GetIdentitiesWithCredentialByService { credential: Some(credential), service_id };
        self.execute(&operation).await?.try_collect().await
    }

    /// Makes the session speak for another identity. **All clones share the session, so all of them then read and write
    /// at the other company**, in the middle of whatever they do; a client of its own for each company, with the
    /// identity in its credentials, is nearly always what is wanted.
    ///
    /// # Errors
    /// [`ErrorKind::AnsweredFalse`] if the service did not change it; whatever keeps the request from being answered.
    pub async fn set_identity_by_id(&self, identity_id: Uuid) -> Result<(), Error> {
        let done = self.execute_required(&SetIdentityById { identity_id }).await?;
        self.identity_was_set(SetIdentityById::NAME, done, identity_id)
    }

    /// As [`set_identity_by_id`](Self::set_identity_by_id), with the whole identity, such as one of
    /// [`get_identities`](Self::get_identities).
    ///
    /// # Errors
    /// As there.
    pub async fn set_identity(&self, identity: Identity) -> Result<(), Error> {
        let identity_id = identity.id;
        let done = self.execute_required(&SetIdentity { identity: Some(identity) }).await?;
        self.identity_was_set(SetIdentity::NAME, done, identity_id)
    }

    fn identity_was_set(&self, operation: &'static str, done: bool, id: Uuid) -> Result<(), Error> {
        if !done {
            return Err(Error::new(operation, ErrorKind::AnsweredFalse));
        }
        self.shared_session().speak_for(id);
        Ok(())
    }
}
