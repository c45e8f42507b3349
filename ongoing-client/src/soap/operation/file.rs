//! Files of articles and orders.

use asmx_soap::{Secret, element};
#[cfg(feature = "client")]
use futures::stream::BoxStream;

use crate::NAMESPACE;
use crate::model::{File, FileInfo, FileSearchValues, NoResult, OrderFile};
use crate::soap::operation::operation;
#[cfg(feature = "client")]
use crate::{Client, Error};

element! {
    /// Lists the files of articles and orders.
    pub struct GetFileList in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Which files.
        "FileSearchValues" file_search_values: Option<FileSearchValues>,
    }

    /// Reads one file.
    pub struct GetFile in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// Id of the file.
        "FileId" file_id: i32,
    }

    /// Attaches a file to an article.
    pub struct UploadArticleDefFile in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The goods owner's id; filled in by the client.
        "GoodsOwnerId" goods_owner_id: i32,
        /// Number of the article.
        "ArticleNo" article_no: Option<String>,
        /// Only for this batch of it.
        "BatchNo" batch_no: Option<String>,
        /// The file.
        "File" file: Option<File>,
    }

    /// Attaches a file to an order.
    pub struct UploadOrderFile in NAMESPACE {
        /// The API user's name; filled in by the client.
        "UserName" user_name: Option<String>,
        /// The API user's password; filled in by the client.
        "Password" password: Option<Secret>,
        /// The file, and of which order it is.
        "OrderFile" order_file: Option<OrderFile>,
    }
}

operation!(GetFileList: Read, false, by nobody, ["GetFileListResult", "FilesInfoList"] "FileInfo": FileInfo);
operation!(GetFile: Read, false, by nobody, [] "GetFileResult": File);
// Whether a file of the same name is replaced is not documented: a second upload may be a second file.
operation!(UploadArticleDefFile: Creates, true, by id, [] "": NoResult, void);
operation!(UploadOrderFile: Creates, true, by order_file, [] "": NoResult, void);

#[cfg(feature = "client")]
impl Client {
    /// `GetFileList`: the files of articles and orders.
    pub fn get_file_list(
        &self,
        file_search_values: FileSearchValues,
    ) -> BoxStream<'static, Result<FileInfo, Error>> {
        self.execute_list(GetFileList {
            file_search_values: Some(file_search_values),
            ..GetFileList::default()
        })
    }

    /// `GetFile`: one file, as a whole; [`Limits::item_bytes`](crate::Limits) bounds its size.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn get_file(&self, file_id: i32) -> Result<File, Error> {
        self.execute(GetFile { file_id, ..GetFile::default() }).await
    }

    /// `UploadArticleDefFile`: attaches a file to the article with this number. The service answers nothing: that it did
    /// it is all that is known, so an upload that may have arrived is not repeated.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn upload_article_def_file(
        &self,
        article_no: impl Into<String>,
        file: File,
    ) -> Result<(), Error> {
        let (article_no, file) = (Some(article_no.into()), Some(file));
        let request = UploadArticleDefFile { article_no, file, ..UploadArticleDefFile::default() };
        self.execute(request).await.map(drop)
    }

    /// `UploadOrderFile`: attaches a file to an order. The service answers nothing: that it did it is all that is known,
    /// so an upload that may have arrived is not repeated.
    ///
    /// # Errors
    /// As [`Client::execute`].
    pub async fn upload_order_file(&self, order_file: OrderFile) -> Result<(), Error> {
        let request = UploadOrderFile { order_file: Some(order_file), ..UploadOrderFile::default() };
        self.execute(request).await.map(drop)
    }
}
