//! The numbers of the rules that the evaluator follows, each with its evidence. `SEMANTICS.md`
//! beside this crate states every rule in words.

/// How sure a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// Stated by an official page, or shown by an official example.
    Documented,
    /// Follows from documented facts, or measured on the live service by others.
    Inferred,
    /// Not known; our choice.
    Assumed,
}

macro_rules! rules {
    ($($variant:ident = $number:literal $evidence:ident,)*) => {
        /// A rule of evaluation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule { $(#[doc = concat!("Rule ", $number)] $variant,)* }

        impl Rule {
            /// Every rule that a trace can cite.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)*];

            /// Its number in `SEMANTICS.md`.
            pub fn number(self) -> &'static str {
                match self { $(Rule::$variant => $number,)* }
            }

            /// How sure it is.
            pub fn evidence(self) -> Evidence {
                match self { $(Rule::$variant => Evidence::$evidence,)* }
            }
        }
    };
}

rules! {
    R2_2 = "R2.2" Documented,
    R2_10 = "R2.10" Documented,
    R3_5 = "R3.5" Inferred,
    R3_8 = "R3.8" Documented,
    R3_8a = "R3.8a" Inferred,
    R5_1 = "R5.1" Documented,
    R5_2 = "R5.2" Documented,
    R5_10 = "R5.10" Documented,
    R5_11 = "R5.11" Documented,
    R5_12 = "R5.12" Documented,
    R5_13 = "R5.13" Documented,
    R5_18 = "R5.18" Inferred,
    R5_20 = "R5.20" Documented,
    R5_21 = "R5.21" Documented,
    R5_22 = "R5.22" Documented,
    R5_23 = "R5.23" Documented,
    R5_24 = "R5.24" Documented,
    R5_28 = "R5.28" Documented,
    R5_29 = "R5.29" Documented,
    R5_30 = "R5.30" Documented,
    R5_31 = "R5.31" Documented,
    R5_32 = "R5.32" Inferred,
    R5_33 = "R5.33" Assumed,
    R5_35 = "R5.35" Documented,
    R5_40 = "R5.40" Documented,
    R5_41 = "R5.41" Documented,
    R5_43 = "R5.43" Documented,
    R5_44 = "R5.44" Documented,
    R5_45 = "R5.45" Documented,
    R5_46 = "R5.46" Inferred,
    R5_47 = "R5.47" Documented,
    R6_2 = "R6.2" Documented,
    R6_3 = "R6.3" Documented,
    R6_4 = "R6.4" Documented,
    R6_5 = "R6.5" Documented,
    R6_6 = "R6.6" Assumed,
    R6_7 = "R6.7" Documented,
    R6_8 = "R6.8" Documented,
    R6_11 = "R6.11" Documented,
    R6_12 = "R6.12" Inferred,
    R6_14 = "R6.14" Assumed,
    R6_16 = "R6.16" Documented,
    R6_18 = "R6.18" Documented,
    R9_3 = "R9.3" Inferred,
}
