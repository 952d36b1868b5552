//! The words of every screen and every problem, in Russian and English.

mod words;

pub use words::{
    ButtonWords, ChoiceWords, CountdownWords, FactWords, FieldWords, NoticeWords, ProblemWords,
    Words,
};
