#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "crypto/bytes.hpp"

/// The part of CBOR (RFC 8949) that keys and passkeys are written in, read strictly: lengths are
/// definite and as short as they can be, no key stands twice, and there are no tags and fractions.
namespace belfry::crypto::cbor {

struct Value;
struct Member;
using Array = std::vector<Value>;
using Map = std::vector<Member>;  ///< In the order of the bytes.

struct Value {
    std::variant<std::monostate, bool, std::int64_t, Bytes, std::string, Array, Map> held;

    /// What it holds, when it holds that.
    template <class T>
    [[nodiscard]] const T* get() const {
        return std::get_if<T>(&held);
    }

    [[nodiscard]] bool operator==(const Value& other) const;
};

struct Member {
    Value key;
    Value value;

    [[nodiscard]] bool operator==(const Member& other) const;
};

/// Takes the first item off the front of `bytes`. Empty when they are not strict CBOR; a whole
/// number beyond 63 bits and more than 8 levels are refused too.
[[nodiscard]] std::optional<Value> take(std::span<const std::byte>& bytes);

/// The one item that `bytes` are; empty when anything follows it.
[[nodiscard]] std::optional<Value> read(std::span<const std::byte> bytes);

/// Empty when there is none.
[[nodiscard]] const Value* find(const Map& map, std::int64_t key);
[[nodiscard]] const Value* find(const Map& map, std::string_view key);

}  // namespace belfry::crypto::cbor
