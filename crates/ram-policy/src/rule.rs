//! The numbers of the rules that a trace cites, each with its evidence. `SEMANTICS.md` beside this
//! crate states every rule in words. Where a part of a rule is less sure than the rest, that part
//! is a variant of its own with the same number.

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
        /// A rule of evaluation, or a part of one.
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
    R1_16 = "R1.16" Documented,
    R2_2 = "R2.2" Documented,
    R2_3 = "R2.3" Documented,
    R2_4 = "R2.4" Documented,
    R2_5 = "R2.5" Documented,
    R2_5Sessions = "R2.5" Inferred,
    R2_6 = "R2.6" Documented,
    R2_7 = "R2.7" Documented,
    R2_8 = "R2.8" Documented,
    R2_9 = "R2.9" Documented,
    R2_9a = "R2.9a" Documented,
    R2_9b = "R2.9b" Documented,
    R2_9c = "R2.9c" Assumed,
    R2_9d = "R2.9d" Assumed,
    R2_9e = "R2.9e" Inferred,
    R2_9eUsers = "R2.9e" Assumed,
    R2_10 = "R2.10" Documented,
    R2_11 = "R2.11" Documented,
    R2_12 = "R2.12" Documented,
    R2_12Users = "R2.12" Assumed,
    R2_13 = "R2.13" Documented,
    R2_13Case = "R2.13" Inferred,
    R2_14 = "R2.14" Documented,
    R2_15 = "R2.15" Documented,
    R3_2 = "R3.2" Documented,
    R3_5 = "R3.5" Inferred,
    R3_5Assumed = "R3.5" Assumed,
    R3_8 = "R3.8" Documented,
    R3_8Combined = "R3.8" Inferred,
    R3_8a = "R3.8a" Inferred,
    R3_10Literal = "R3.10" Assumed,
    R4_1Values = "R4.1" Assumed,
    R4_10Star = "R4.10" Inferred,
    R4_18Sets = "R4.18" Inferred,
    R4_18Absent = "R4.18" Assumed,
    R4_20 = "R4.20" Assumed,
    R4_22 = "R4.22" Assumed,
    R4_30 = "R4.30" Inferred,
    R4_31 = "R4.31" Inferred,
    R4_41 = "R4.41" Assumed,
    R5_1 = "R5.1" Documented,
    R5_10 = "R5.10" Documented,
    R5_11 = "R5.11" Documented,
    R5_12 = "R5.12" Documented,
    R5_13 = "R5.13" Documented,
    R5_13Anonymous = "R5.13" Inferred,
    R5_13Services = "R5.13" Assumed,
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
    R5_45Controlled = "R5.45" Assumed,
    R5_46 = "R5.46" Inferred,
    R5_47 = "R5.47" Documented,
    R6_2 = "R6.2" Documented,
    R6_3 = "R6.3" Documented,
    R6_4 = "R6.4" Documented,
    R6_5 = "R6.5" Documented,
    R6_6 = "R6.6" Assumed,
    R6_7 = "R6.7" Documented,
    R6_8 = "R6.8" Documented,
    R6_12 = "R6.12" Inferred,
    R6_14 = "R6.14" Assumed,
    R6_15b = "R6.15b" Assumed,
    R6_15c = "R6.15c" Assumed,
    R6_16 = "R6.16" Documented,
    R6_18 = "R6.18" Documented,
    R6_21 = "R6.21" Inferred,
    R9_3 = "R9.3" Inferred,
}
