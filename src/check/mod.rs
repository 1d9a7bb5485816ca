//! What is looked at after a diagram is understood. Nothing here changes what is drawn of the lines that the
//! author wrote.

pub mod bytes;
