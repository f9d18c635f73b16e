#include "http/body_cache.hpp"

#include <fmt/format.h>
#include <openssl/sha.h>

#include "http/gzip.hpp"

namespace belfry::http {

std::string tag_of(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    ::SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    std::string tag;
    for (std::size_t i = 0; i < 16; ++i) {
        tag += fmt::format("{:02x}", digest[i]);
    }
    return tag;
}

std::shared_ptr<const SharedForms> BodyCache::forms(const SharedBody& body, bool zip) {
    {
        const std::scoped_lock lock(mutex_);
        const auto found = entries_.find(body.get());
        // The address may have been used before by a body that is gone.
        if (found != entries_.end() && found->second.body.lock() == body) {
            return found->second.forms;
        }
    }
    SharedForms made{tag_of(*body), {}};
    if (zip) {
        auto zipped = gzipped(*body, Effort::thorough);
        if (zipped.size() < body->size()) {
            made.zipped = std::make_shared<const std::string>(std::move(zipped));
        }
    }
    auto forms = std::make_shared<const SharedForms>(std::move(made));
    const std::scoped_lock lock(mutex_);
    std::erase_if(entries_, [](const auto& entry) { return entry.second.body.expired(); });
    entries_[body.get()] = {body, forms};
    return forms;
}

}  // namespace belfry::http
