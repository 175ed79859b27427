//! The macros that say, once for reading and writing, what a type is in JSON.

/// Says which members the object of a type has, so that it can be read and written. The member has the name of the
/// field, or the one after `as`. What `absent` says decides which members can be missing and are left out; one marked
/// `always` can be missing, and is written nevertheless.
#[macro_export]
macro_rules! object {
    ($type:ident { $($field:ident $(as $name:literal)? $(: $always:ident)?),* $(,)? }) => {
        $crate::readable!($type { $($field $(as $name)? $(: $always)?),* });
        $crate::writable!($type { $($field $(as $name)? $(: $always)?),* });
    };
}

/// As [`object!`](crate::object), for what is only read.
#[macro_export]
macro_rules! readable {
    ($type:ident { $($field:ident $(as $name:literal)? $(: $always:ident)?),* $(,)? }) => {
        impl $crate::Read for $type {
            fn read(node: &$crate::Node, reading: &mut $crate::Reading) -> $type {
                let mut object = $crate::Object::of(node, reading);
                object.refuse_others(&[$($crate::name!($field $($name)?)),*]);
                $type { $($field: $crate::take!(object, $crate::name!($field $($name)?) $(, $always)?)),* }
            }
        }
    };
}

/// As [`object!`](crate::object), for what is only written.
#[macro_export]
macro_rules! writable {
    ($type:ident { $($field:ident $(as $name:literal)? $(: $always:ident)?),* $(,)? }) => {
        impl $crate::Write for $type {
            fn write(&self, json: &mut String) {
                let mut object = $crate::ObjectWriter::new(json);
                $($crate::put!(object, $crate::name!($field $($name)?), &self.$field $(, $always)?);)*
                object.end();
            }
        }
    };
}

/// Says which objects an enum is, told apart by one member.
#[macro_export]
macro_rules! tagged {
    ($type:ident by $tag:literal {
        $first:literal => $First:ident { $($first_field:ident),* }
        $(, $name:literal => $Variant:ident { $($field:ident),* })* $(,)?
    }) => {
        $crate::readable_by_tag!($type by $tag {
            $first => $First { $($first_field),* } $(, $name => $Variant { $($field),* })*
        });
        impl $crate::Write for $type {
            fn write(&self, json: &mut String) {
                let mut object = $crate::ObjectWriter::new(json);
                match self {
                    $type::$First { $($first_field),* } => {
                        object.always($tag, &$first);
                        $(object.member(stringify!($first_field), $first_field);)*
                    }
                    $($type::$Variant { $($field),* } => {
                        object.always($tag, &$name);
                        $(object.member(stringify!($field), $field);)*
                    })*
                }
                object.end();
            }
        }
    };
}

/// As [`tagged!`](crate::tagged), for what is only read.
#[macro_export]
macro_rules! readable_by_tag {
    ($type:ident by $tag:literal {
        $first:literal => $First:ident { $($first_field:ident),* }
        $(, $name:literal => $Variant:ident { $($field:ident),* })* $(,)?
    }) => {
        impl $crate::Read for $type {
            fn read(node: &$crate::Node, reading: &mut $crate::Reading) -> $type {
                let mut object = $crate::Object::of(node, reading);
                match object.tag($tag, &[$first $(, $name)*]) {
                    $(Some($name) => {
                        object.refuse_others(&[$tag $(, stringify!($field))*]);
                        $type::$Variant { $($field: object.take(stringify!($field))),* }
                    })*
                    // The first, or none of them, which is a fault.
                    _ => {
                        object.refuse_others(&[$tag $(, stringify!($first_field))*]);
                        $type::$First { $($first_field: object.take(stringify!($first_field))),* }
                    }
                }
            }
        }
    };
}

/// Says by which text each variant of an enum is known. What a missing member means can stand at the end.
#[macro_export]
macro_rules! choice {
    ($type:ident { $first:literal => $First:ident $(, $name:literal => $Variant:ident)* $(,)? } $(absent: $absent:ident)?) => {
        impl $crate::Read for $type {
            fn read(node: &$crate::Node, reading: &mut $crate::Reading) -> $type {
                match reading.choice(node, &[$first $(, $name)*]) {
                    $(Some($name) => $type::$Variant,)*
                    // The first, or none of them, which is a fault.
                    _ => $type::$First,
                }
            }

            $(fn absent() -> Option<$type> {
                Some($type::$absent)
            })?
        }

        impl $crate::Write for $type {
            fn write(&self, json: &mut String) {
                $crate::Write::write(
                    match self {
                        $type::$First => $first,
                        $($type::$Variant => $name,)*
                    },
                    json,
                );
            }

            $(fn is_absent(&self) -> bool {
                *self == $type::$absent
            })?
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! take {
    ($object:ident, $name:expr) => {
        $object.take($name)
    };
    ($object:ident, $name:expr, always) => {
        $object.or_default($name)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! put {
    ($object:ident, $name:expr, $value:expr) => {
        $object.member($name, $value)
    };
    ($object:ident, $name:expr, $value:expr, always) => {
        $object.always($name, $value)
    };
}
