#include "crypto/bech32.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace belfry::crypto {

namespace {

constexpr std::string_view letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t checksum_size = 6;

/// Five bits each.
using Groups = std::vector<std::uint8_t>;

std::uint32_t checksum_of(const Groups& groups) {
    constexpr std::array<std::uint32_t, 5> generators{
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };
    std::uint32_t sum = 1;
    for (const auto group : groups) {
        const auto top = sum >> 25U;
        sum = ((sum & 0x1ffffffU) << 5U) ^ group;
        for (std::size_t i = 0; i < generators.size(); ++i) {
            sum ^= ((top >> i) & 1U) != 0 ? generators[i] : 0U;
        }
    }
    return sum;
}

/// The prefix as the checksum counts it, in lower case.
Groups expanded(std::string_view prefix) {
    Groups out;
    for (const char c : prefix) {
        out.push_back(static_cast<std::uint8_t>(static_cast<unsigned char>(c) >> 5U));
    }
    out.push_back(0);
    for (const char c : prefix) {
        out.push_back(static_cast<std::uint8_t>(static_cast<unsigned char>(c) & 31U));
    }
    return out;
}

/// Numbers of `from` bits as numbers of `to` bits, the last filled up with zeros.
template <class In>
Groups regrouped(const In& in, unsigned from, unsigned to) {
    Groups out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const auto each : in) {
        held = (held << from) | static_cast<std::uint32_t>(each);
        bits += from;
        while (bits >= to) {
            bits -= to;
            out.push_back(static_cast<std::uint8_t>((held >> bits) & ((1U << to) - 1)));
        }
        held &= (1U << bits) - 1;
    }
    if (bits > 0) {
        out.push_back(static_cast<std::uint8_t>((held << (to - bits)) & ((1U << to) - 1)));
    }
    return out;
}

std::string in_lower_case(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

bool mixes_cases(std::string_view text) {
    const bool upper = std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool lower = std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
    return upper && lower;
}

std::optional<Groups> groups_of(std::string_view text) {
    Groups out;
    for (const char c : text) {
        const auto at = letters.find(c);
        if (at == std::string_view::npos) {
            return {};
        }
        out.push_back(static_cast<std::uint8_t>(at));
    }
    return out;
}

}  // namespace

std::string to_bech32(std::string_view prefix, std::span<const std::byte> bytes) {
    auto data = regrouped(bytes, 8, 5);
    auto whole = expanded(prefix);
    whole.insert(whole.end(), data.begin(), data.end());
    whole.resize(whole.size() + checksum_size);
    const auto sum = checksum_of(whole) ^ 1U;
    for (std::size_t i = 0; i < checksum_size; ++i) {
        data.push_back(static_cast<std::uint8_t>((sum >> (5U * (5U - i))) & 31U));
    }
    auto out = std::string(prefix) + '1';
    for (const auto group : data) {
        out += letters[group];
    }
    return out;
}

std::optional<Bytes> from_bech32(std::string_view prefix, std::string_view text) {
    const auto lower = in_lower_case(text);
    const auto begin = std::string(prefix) + '1';
    if (mixes_cases(text) || !lower.starts_with(begin)) {
        return {};
    }
    auto data = groups_of(std::string_view(lower).substr(begin.size()));
    if (!data || data->size() < checksum_size) {
        return {};
    }
    auto whole = expanded(prefix);
    whole.insert(whole.end(), data->begin(), data->end());
    if (checksum_of(whole) != 1) {
        return {};
    }
    data->resize(data->size() - checksum_size);
    const auto octets = regrouped(*data, 5, 8);
    // What the last group has beyond whole bytes is less than a group, and zero.
    const auto whole_bytes = data->size() * 5 / 8;
    if (data->size() * 5 - whole_bytes * 8 >= 5 ||
        (octets.size() > whole_bytes && octets.back() != 0)) {
        return {};
    }
    Bytes out(whole_bytes);
    std::transform(
        octets.begin(),
        octets.begin() + static_cast<std::ptrdiff_t>(whole_bytes),
        out.begin(),
        [](std::uint8_t octet) { return std::byte(octet); }
    );
    return out;
}

}  // namespace belfry::crypto
