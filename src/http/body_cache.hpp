#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace belfry::http {

/// What an ETag says of `bytes`: 128 bits of SHA-256, enough that two versions of a page never
/// share one.
[[nodiscard]] std::string tag_of(std::string_view bytes);

/// A shared body in the forms it is sent in; worked out once, however many ask for it.
struct SharedForms {
    std::string etag;   ///< Without quotation marks; from the bytes.
    SharedBody zipped;  ///< Empty where gzip does not make it smaller.
};

/// Remembers the forms of each SharedBody for as long as somebody holds it.
class BodyCache {
public:
    /// The forms of `body`; `zip` says whether its media type is worth compressing.
    [[nodiscard]] std::shared_ptr<const SharedForms> forms(const SharedBody& body, bool zip);

private:
    struct Entry {
        std::weak_ptr<const std::string> body;
        std::shared_ptr<const SharedForms> forms;
    };

    std::mutex mutex_;
    std::map<const std::string*, Entry> entries_;
};

}  // namespace belfry::http
