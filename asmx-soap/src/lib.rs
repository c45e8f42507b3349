//! asmx-soap
