#include "portal/public_view.hpp"

#include "text/characters.hpp"

namespace belfry::portal {

namespace {

constexpr std::size_t most_text = 200;

bool is_phone(std::string_view text) {
    constexpr std::string_view allowed = "0123456789 +-().";
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_plain(std::string_view text) {
    return !text.contains(' ') && !text::has_hidden_characters(text);
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    return is_plain(text) && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find_first_of("<>\"?&", 0) == std::string_view::npos;
}

/// `https://host[:port][/…]`, with nothing that would have to be quoted.
bool is_secure_link(std::string_view text) {
    constexpr std::string_view scheme = "https://";
    if (!text.starts_with(scheme) || !is_plain(text) ||
        text.find_first_of("<>\"'\\`{}|^") != std::string_view::npos) {
        return false;
    }
    const auto rest = text.substr(scheme.size());
    const auto host = rest.substr(0, rest.find_first_of("/?#"));
    return !host.empty() && host.front() != '.' && host.front() != ':' && !host.contains("..") &&
           !host.contains('@');
}

void refuse_unless(
    bool good,
    std::string field,
    std::string code,
    std::string advice,
    std::vector<Refusal::Problem>& problems
) {
    if (!good) {
        problems.push_back({std::move(field), std::move(code), std::move(advice), {}});
    }
}

}  // namespace

Result<PublicPages> changed(PublicPages pages, const PublicPagesChange& change) {
    pages.published = change.published.value_or(pages.published);
    pages.report_phone = change.report_phone.value_or(pages.report_phone);
    pages.report_email = change.report_email.value_or(pages.report_email);
    pages.report_url = change.report_url.value_or(pages.report_url);
    std::vector<Refusal::Problem> problems;
    refuse_unless(
        is_phone(pages.report_phone) && pages.report_phone.size() <= most_text,
        "report_phone",
        "not_a_phone",
        "Give a telephone number in digits.",
        problems
    );
    refuse_unless(
        (pages.report_email.empty() || is_email(pages.report_email)) &&
            pages.report_email.size() <= most_text,
        "report_email",
        "not_an_email",
        "Give an e-mail address such as ana@city.example.",
        problems
    );
    refuse_unless(
        (pages.report_url.empty() || is_secure_link(pages.report_url)) &&
            pages.report_url.size() <= most_text,
        "report_url",
        "not_a_secure_link",
        "Give an address that begins with https://.",
        problems
    );
    if (!problems.empty()) {
        return refuse_fields(std::move(problems));
    }
    return pages;
}

}  // namespace belfry::portal
