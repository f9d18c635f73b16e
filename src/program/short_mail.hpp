#pragma once

#include <cstdint>
#include <string>

#include "program/services.hpp"

namespace belfry::program {

/// A mail that says that there is something in Belfry, never what: keys of the catalog, and what
/// fills the sentence's blanks.
struct ShortMail {
    std::string subject;
    std::string text;
    text::Catalog::Values values = {};
};

/// Puts it on its way, in the reader's language, with a link; not in their quiet hours.
void send_short_mail(
    const Services& services, record::Writing& writing, std::int64_t account, const ShortMail& mail
);

}  // namespace belfry::program
