//! Long lists of numbers, and maps, inside values that are stored: `#[serde(with = "crate::flat")]`.

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// What stands in a list as so many bytes, little-endian, so that thousands are read at once.
pub(crate) trait Flat: Sized {
    /// How many bytes.
    const WIDTH: usize;

    /// Adds the bytes to `out`.
    fn put(&self, out: &mut Vec<u8>);

    /// The value of the first [`Self::WIDTH`] bytes.
    fn get(bytes: &[u8]) -> Self;
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl Flat for $number {
            const WIDTH: usize = size_of::<$number>();

            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            #[inline]
            fn get(bytes: &[u8]) -> Self {
                bytes.first_chunk().map_or(0, |bytes| Self::from_le_bytes(*bytes))
            }
        })*
    };
}

numbers!(u16, u32, u64);

impl<A: Flat, B: Flat> Flat for (A, B) {
    const WIDTH: usize = A::WIDTH + B::WIDTH;

    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let (first, second) = bytes.split_at(A::WIDTH);
        (A::get(first), B::get(second))
    }
}

impl<const N: usize> Flat for [u32; N] {
    const WIDTH: usize = 4 * N;

    fn put(&self, out: &mut Vec<u8>) {
        for number in self {
            number.put(out);
        }
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let (numbers, _) = bytes.as_chunks();
        std::array::from_fn(|at| numbers.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes)))
    }
}

impl Flat for [u64; 2] {
    const WIDTH: usize = 16;

    fn put(&self, out: &mut Vec<u8>) {
        let [first, second] = self;
        first.put(out);
        second.put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        let (first, second) = Flat::get(bytes);
        [first, second]
    }
}

/// Writes a list.
pub(crate) fn serialize<T: Flat, S: Serializer>(list: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(list.len() * T::WIDTH);
    for item in list {
        item.put(&mut bytes);
    }
    serializer.serialize_bytes(&bytes)
}

/// Reads a list.
pub(crate) fn deserialize<'de, T: Flat, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct List<T>(PhantomData<T>);

    impl<T: Flat> Visitor<'_> for List<T> {
        type Value = Vec<T>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(to, "items of {} bytes", T::WIDTH)
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
            let items = bytes.chunks_exact(T::WIDTH);
            if !items.remainder().is_empty() {
                return Err(E::invalid_length(bytes.len(), &self));
            }
            Ok(items.map(T::get).collect())
        }
    }
    deserializer.deserialize_bytes(List(PhantomData))
}

/// Maps as lists of pairs: `#[serde(with = "crate::flat::map")]`.
pub(crate) mod map {
    use foldhash::fast::FixedState;
    use hashbrown::HashMap;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::hash::Hash;

    /// Writes a map.
    pub(crate) fn serialize<K, V, S>(map: &HashMap<K, V, FixedState>, serializer: S) -> Result<S::Ok, S::Error>
    where
        K: Serialize,
        V: Serialize,
        S: Serializer,
    {
        serializer.collect_seq(map)
    }

    /// Reads a map.
    pub(crate) fn deserialize<'de, K, V, D>(deserializer: D) -> Result<HashMap<K, V, FixedState>, D::Error>
    where
        K: Deserialize<'de> + Eq + Hash,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        let pairs = Vec::<(K, V)>::deserialize(deserializer)?;
        let mut map = HashMap::with_capacity_and_hasher(pairs.len(), FixedState::with_seed(7));
        map.extend(pairs);
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use foldhash::fast::FixedState;
    use hashbrown::HashMap;
    use serde::{Deserialize, Serialize};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Stored {
        #[serde(with = "crate::flat")]
        pairs: Vec<([u64; 2], (u32, u16))>,
        #[serde(with = "crate::flat::map")]
        names: HashMap<String, u32, FixedState>,
    }

    #[test]
    fn what_is_written_is_read() {
        let names = [("Harrow".to_owned(), 3), ("Quarn".to_owned(), 4)].into_iter().collect();
        let stored = Stored { pairs: vec![([1, u64::MAX], (2, 3)), ([4, 5], (u32::MAX, 7))], names };
        let bytes = postcard::to_stdvec(&stored).unwrap();
        assert_eq!(postcard::from_bytes::<Stored>(&bytes).unwrap(), stored);
        for end in 0..bytes.len() {
            assert!(postcard::from_bytes::<Stored>(&bytes[..end]).is_err(), "{end}");
        }
        // 44 bytes as two items of 22; 43 are none.
        assert_eq!(bytes[0], 44);
        let shorter: Vec<u8> = [43].iter().chain(&bytes[2..]).copied().collect();
        assert!(postcard::from_bytes::<Stored>(&shorter).is_err());
    }
}
