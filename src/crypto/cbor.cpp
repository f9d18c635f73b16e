#include "crypto/cbor.hpp"

#include <algorithm>
#include <limits>

namespace belfry::crypto::cbor {

namespace {

constexpr int deepest = 8;

enum Major : unsigned {
    unsigned_number,
    negative_number,
    byte_string,
    text_string,
    array,
    map,
    tag,
    simple,
};

struct Head {
    unsigned major = 0;
    std::uint64_t argument = 0;
};

/// RFC 8949, 3: three bits of kind, then the argument, which has to be written as short as it can.
std::optional<Head> take_head(std::span<const std::byte>& bytes) {
    if (bytes.empty()) {
        return {};
    }
    const auto first = std::to_integer<unsigned>(bytes.front());
    bytes = bytes.subspan(1);
    Head head{first >> 5U, first & 31U};
    if (head.argument < 24) {
        return head;
    }
    if (head.argument > 27) {
        return {};
    }
    const std::size_t length = std::size_t{1} << (head.argument - 24);
    if (bytes.size() < length) {
        return {};
    }
    head.argument = 0;
    for (const auto byte : bytes.first(length)) {
        head.argument = head.argument << 8U | std::to_integer<std::uint64_t>(byte);
    }
    bytes = bytes.subspan(length);
    const std::uint64_t least = length == 1 ? 24 : std::uint64_t{1} << (4 * length);
    return head.argument < least ? std::nullopt : std::optional(head);
}

std::optional<std::span<const std::byte>> take_bytes(
    std::span<const std::byte>& bytes, std::uint64_t length
) {
    if (length > bytes.size()) {
        return {};
    }
    const auto taken = bytes.first(static_cast<std::size_t>(length));
    bytes = bytes.subspan(taken.size());
    return taken;
}

std::optional<Value> take_item(std::span<const std::byte>& bytes, int depth);

std::optional<Value> take_array(std::span<const std::byte>& bytes, std::uint64_t size, int depth) {
    if (size > bytes.size()) {  // each item takes a byte at least
        return {};
    }
    Array items;
    for (std::uint64_t i = 0; i < size; ++i) {
        auto item = take_item(bytes, depth);
        if (!item) {
            return {};
        }
        items.push_back(std::move(*item));
    }
    return Value{std::move(items)};
}

std::optional<Value> take_map(std::span<const std::byte>& bytes, std::uint64_t size, int depth) {
    if (size > bytes.size() / 2) {
        return {};
    }
    Map members;
    for (std::uint64_t i = 0; i < size; ++i) {
        auto key = take_item(bytes, depth);
        auto value = key ? take_item(bytes, depth) : std::nullopt;
        if (!value || std::ranges::find(members, *key, &Member::key) != members.end()) {
            return {};
        }
        members.push_back({std::move(*key), std::move(*value)});
    }
    return Value{std::move(members)};
}

std::optional<Value> simple_value(std::uint64_t argument) {
    switch (argument) {
        case 20:
            return Value{false};
        case 21:
            return Value{true};
        case 22:
            return Value{};
        default:
            return {};
    }
}

std::optional<Value> take_item(std::span<const std::byte>& bytes, int depth) {
    const auto head = depth > deepest ? std::nullopt : take_head(bytes);
    if (!head) {
        return {};
    }
    const auto argument = head->argument;
    const bool fits = argument <= std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    switch (head->major) {
        case unsigned_number:
            return fits ? std::optional(Value{static_cast<std::int64_t>(argument)}) : std::nullopt;
        case negative_number:
            return fits ? std::optional(Value{-1 - static_cast<std::int64_t>(argument)})
                        : std::nullopt;
        case byte_string: {
            const auto taken = take_bytes(bytes, argument);
            return taken ? std::optional(Value{Bytes(taken->begin(), taken->end())}) : std::nullopt;
        }
        case text_string: {
            const auto taken = take_bytes(bytes, argument);
            return taken ? std::optional(Value{std::string(
                               reinterpret_cast<const char*>(taken->data()), taken->size()
                           )})
                         : std::nullopt;
        }
        case array:
            return take_array(bytes, argument, depth + 1);
        case map:
            return take_map(bytes, argument, depth + 1);
        case simple:
            return simple_value(argument);
        default:
            return {};
    }
}

template <class T>
const Value* find_key(const Map& map, const T& key) {
    for (const auto& member : map) {
        const auto* held = member.key.get<T>();
        if (held != nullptr && *held == key) {
            return &member.value;
        }
    }
    return nullptr;
}

}  // namespace

bool Value::operator==(const Value& other) const {
    return held == other.held;
}

bool Member::operator==(const Member& other) const {
    return key == other.key && value == other.value;
}

std::optional<Value> take(std::span<const std::byte>& bytes) {
    return take_item(bytes, 0);
}

std::optional<Value> read(std::span<const std::byte> bytes) {
    auto value = take(bytes);
    return bytes.empty() ? value : std::nullopt;
}

const Value* find(const Map& map, std::int64_t key) {
    return find_key(map, key);
}

const Value* find(const Map& map, std::string_view key) {
    return find_key(map, std::string(key));
}

}  // namespace belfry::crypto::cbor
