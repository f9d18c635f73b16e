#include "record/entry.hpp"

#include <algorithm>

#include <boost/json/serialize.hpp>

#include "crypto/bytes.hpp"
#include "crypto/merkle.hpp"

namespace belfry::record {

std::string disclosure_of(const Salt& salt, std::string_view name, const json::Value& value) {
    const json::Array parts{json::Value(crypto::to_base64url(salt)), json::Value(name), value};
    return crypto::to_base64url(crypto::bytes_of(json::canonical(parts)));
}

std::string digest_of(std::string_view disclosure) {
    return crypto::to_base64url(crypto::sha256(disclosure));
}

std::optional<Disclosed> read_disclosure(std::string_view disclosure) {
    const auto bytes = crypto::from_base64url(disclosure);
    if (!bytes) {
        return std::nullopt;
    }
    const auto parsed = json::parse({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    const auto* const parts = parsed ? parsed->if_array() : nullptr;
    if (parts == nullptr || parts->size() != 3 || !parts->at(0).is_string() ||
        !parts->at(1).is_string()) {
        return std::nullopt;
    }
    return Disclosed{std::string(parts->at(1).get_string()), parts->at(2)};
}

std::string text_of(const Entry& entry) {
    auto sorted = entry.digests;
    std::ranges::sort(sorted);
    return json::canonical(json::Object{
        {"v", 1},
        {"seq", entry.sequence},
        {"at", to_iso(entry.at)},
        {"actor", entry.actor},
        {"action", entry.action},
        {"object", entry.object.text()},
        {"tlp", json::write(entry.tlp)},
        {"prev_rev", entry.previous},
        {"_sd", json::write(sorted)},
    });
}

crypto::Digest leaf_of(std::string_view entry) {
    return crypto::merkle::leaf_hash(crypto::bytes_of(entry));
}

}  // namespace belfry::record
